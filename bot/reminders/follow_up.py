"""A follow-up rings."""

from collections.abc import Sequence

from bot.domain.desk import Desk
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, Lane, Say, text
from bot.services import follow_up_card, follow_ups
from bot.services.acting import acting_for
from bot.storage import Session
from bot.storage.reminders import LATE, Reminder


def ring(session: Session, desk: Desk, reminder: Reminder) -> Sequence[Answer]:
    """Whom to call and why; nothing for one that is no longer open, or nobody's any more."""
    actor = acting_for(session, desk, reminder.recipient_id)
    if actor is None:
        return []
    try:
        one = follow_ups.get(session, actor, reminder.subject_id)
    except Refusal:
        return []
    if one.status != "open":
        return []
    lines = follow_up_card.lines(session, actor, one)
    if desk.now() - reminder.due_at > LATE:
        lines.append(text("follow-up-late", due=reminder.due_at))
    return [
        Say(lines, follow_up_card.buttons(one), to=actor.person_id,
            card=follow_up_card.name(one), lane=Lane.REMINDER)
    ]  # fmt: skip

"""A case's time target is near, or over: its owner hears, an hour later the managers."""

from collections.abc import Sequence

from bot.domain.desk import Desk
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, Lane, Say, text
from bot.services import case_card, case_steps, case_targets
from bot.services.acting import acting_for
from bot.storage import Session
from bot.storage.reminders import Reminder


def ring(session: Session, desk: Desk, reminder: Reminder) -> Sequence[Answer]:
    """The card, with what is near or over above it; nothing once it does not count any more."""
    actor = acting_for(session, desk, reminder.recipient_id)
    if actor is None or not actor.is_office() or reminder.stage not in case_targets.STAGES:
        return []
    try:
        case = case_steps.get(session, actor, reminder.subject_id)
    except Refusal:
        return []
    if not case_targets.is_running(case, reminder.stage):
        return []
    what, _, how = reminder.stage.partition("-")
    due = case.response_due_at if what == "response" else case.solution_due_at
    if due is None:
        return []
    line = text(f"case-{what}-{'near' if how == 'warn' else 'over'}", due=due)
    return [
        Say([line, *case_card.lines(session, actor, case)],
            case_card.buttons(session, actor, case), to=actor.person_id,
            card=case_card.name(case), new=True, lane=Lane.REMINDER)
    ]  # fmt: skip

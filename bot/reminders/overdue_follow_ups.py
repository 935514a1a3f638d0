"""Each business morning the office hears which follow-ups are long overdue."""

from collections.abc import Sequence

from bot.domain.desk import Desk
from bot.domain.say import Answer, Lane, Say
from bot.services import follow_ups, overdue_follow_ups
from bot.services.acting import acting_for
from bot.storage import Session
from bot.storage.reminders import Reminder


def ring(session: Session, desk: Desk, reminder: Reminder) -> Sequence[Answer]:
    """One message with the follow-ups more than a business day overdue; none without any."""
    actor = acting_for(session, desk, reminder.recipient_id)
    if actor is None or not actor.is_office():
        return []
    follow_ups.schedule_office_morning(session, desk, actor.person_id)
    found = overdue_follow_ups.listed(session, desk)
    if found is None:
        return []
    lines, buttons = found
    return [Say(lines, buttons, to=actor.person_id, lane=Lane.REMINDER)]

"""On the first business morning of a week every manager hears of the cases of the week before."""

from collections.abc import Sequence

from bot.domain.actor import Role
from bot.domain.desk import Desk
from bot.domain.mornings import monday_of
from bot.domain.say import Answer
from bot.services import case_weeks
from bot.services.acting import acting_for
from bot.storage import Session
from bot.storage.reminders import Reminder


def ring(session: Session, desk: Desk, reminder: Reminder) -> Sequence[Answer]:
    """Nothing at once: the line comes when its picture has been drawn."""
    actor = acting_for(session, desk, reminder.recipient_id)
    if actor is None or actor.role is not Role.MANAGER:
        return []
    case_weeks.schedule(session, desk, actor.person_id)
    ended = monday_of(desk, desk.now()) - case_weeks.A_WEEK
    case_weeks.ask_for(session, actor, case_weeks.LINE, ended, pushed=True)
    return []

"""The kinds of reminders, each with what it says when it is due."""

from collections.abc import Mapping

from bot.reminders import case_target, case_weeks, follow_up, overdue_follow_ups
from bot.reminders.tick import Ring
from bot.services import case_weeks as weeks
from bot.services.follow_ups import OVERDUE_REMINDER
from bot.storage import cases
from bot.storage.follow_ups import REMINDER

KINDS: Mapping[str, Ring] = {
    REMINDER: follow_up.ring,
    cases.REMINDER: case_target.ring,
    OVERDUE_REMINDER: overdue_follow_ups.ring,
    weeks.REMINDER: case_weeks.ring,
}

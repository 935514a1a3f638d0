"""Follow-ups: each open one rings for somebody who is there to hear it."""

from sqlalchemy import exists, or_, select

from bot.storage.audit import AuditRow
from bot.storage.checking.check import Check
from bot.storage.follow_ups import REMINDER, FollowUp
from bot.storage.people import Person
from bot.storage.reminders import Reminder

_IS_OPEN = FollowUp.status == "open"
_RINGS = exists().where(
    Reminder.kind == REMINDER,
    Reminder.subject_id == FollowUp.id,
    Reminder.recipient_id == FollowUp.person_id,
    Reminder.due_at == FollowUp.due_at,
)
_HEARS = exists().where(Person.id == FollowUp.person_id, Person.removed_at.is_(None))
_REOPENED_LATE = exists().where(
    AuditRow.subject == "follow-up",
    AuditRow.subject_id == FollowUp.id,
    AuditRow.deed == "reopened",
    AuditRow.at >= FollowUp.due_at,
)
"""Taken back when its time was over: it does not ring any more."""

CHECKS = [
    Check(
        "follow-ups-states",
        (FollowUp,),
        select(FollowUp.id).where(
            or_(
                FollowUp.status.not_in(("open", "done", "cancelled")),
                FollowUp.done_at.is_(None) != _IS_OPEN,
            )
        ),
    ),
    Check(
        "follow-ups-ring",
        (FollowUp, Reminder),
        select(FollowUp.id).where(_IS_OPEN, _HEARS, ~_RINGS, ~_REOPENED_LATE),
    ),
]

"""Reminders: what waits belongs to something open and rings by its wall clock; none failed."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from bot.storage.checking.check import Check, missing, rows
from bot.storage.follow_ups import REMINDER, FollowUp
from bot.storage.reminders import Reminder, wall_time

_OF_FOLLOW_UP = (
    FollowUp.id == Reminder.subject_id,
    FollowUp.person_id == Reminder.recipient_id,
)
_IS_OF_ENDED = exists().where(Reminder.kind == REMINDER, *_OF_FOLLOW_UP, FollowUp.status != "open")
"""Nobody needs it any more."""


def _off(session: Session) -> Iterator[object]:
    """Reminders whose instant is another than their wall clock shows in their zone; of those that
    have rung nobody knows by which rules."""
    query = select(Reminder.id, Reminder.due_at, Reminder.wall_time, Reminder.zone).where(
        Reminder.status == "waiting"
    )
    for reminder_id, due, wall, zone in rows(session, query):
        if _wall(due, zone) != wall:
            yield reminder_id


def _wall(due: datetime, zone: str) -> str:
    try:
        return wall_time(due, _zone(zone))
    except (ValueError, OSError, KeyError):  # no such zone
        return ""


_zone = cache(ZoneInfo)

CHECKS = [
    Check(
        "reminders-subjects",
        (Reminder, FollowUp),
        select(Reminder.id).where(
            Reminder.kind == REMINDER,
            Reminder.status == "waiting",
            missing(
                FollowUp.id,
                *_OF_FOLLOW_UP,
                FollowUp.status == "open",
                FollowUp.due_at == Reminder.due_at,
            ),
        ),
    ),
    Check(
        "reminders-subjects",
        (Reminder, FollowUp),
        select(Reminder.id).where(
            Reminder.kind == REMINDER,
            Reminder.status != "waiting",
            missing(FollowUp.id, *_OF_FOLLOW_UP),
        ),
    ),
    Check(
        "reminders-states",
        (Reminder,),
        select(Reminder.id).where(
            or_(
                Reminder.status.not_in(("waiting", "queued", "failed")),
                (Reminder.status == "waiting") != Reminder.queued_at.is_(None),
            )
        ),
    ),
    Check(
        "reminders-failed",
        (Reminder, FollowUp),
        select(Reminder.id).where(Reminder.status == "failed", ~_IS_OF_ENDED),
    ),
    Check("reminders-times", (Reminder,), _off),
]

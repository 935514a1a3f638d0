"""Follow-ups as somebody may see them, and those that the office must know of."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, false, func, or_, select, true
from sqlalchemy.orm import Session, selectinload

from bot.domain.actor import OFFICE, Actor, Role
from bot.storage import chats, reminders
from bot.storage.customers import Customer
from bot.storage.follow_ups import FollowUp
from bot.storage.people import Person
from bot.storage.reminders import Reminder


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """A rep sees own ones and those of own customers, the office all, others none."""
    if actor.role in OFFICE:
        return true()
    if actor.role is Role.REP:
        own = select(Customer.id).where(Customer.owner_id == actor.person_id)
        return or_(FollowUp.person_id == actor.person_id, FollowUp.customer_id.in_(own))
    return false()


def one(session: Session, actor: Actor, follow_up_id: int) -> FollowUp | None:
    """The follow-up, whatever its status, if the actor may see it."""
    return session.scalar(select(FollowUp).where(FollowUp.id == follow_up_id, seen_by(actor)))


def overdue(
    session: Session, before: datetime, limit: int, but_of: int = 0
) -> tuple[int, Sequence[tuple[FollowUp, Customer, Person]]]:
    """How many open follow-ups, but for one person's, were due before the instant, and the first
    of them."""
    late = (
        FollowUp.status == "open",
        FollowUp.due_at < before,
        FollowUp.person_id != but_of,
    )
    count = session.scalar(select(func.count(FollowUp.id)).where(*late)) or 0
    rows = session.execute(
        select(FollowUp, Customer, Person)
        .join(Customer, Customer.id == FollowUp.customer_id)
        .join(Person, Person.id == FollowUp.person_id)
        .where(*late)
        .options(selectinload(Customer.addresses))
        .order_by(FollowUp.due_at, FollowUp.id)
        .limit(limit)
    )
    return count, [(row[0], row[1], row[2]) for row in rows]


def ensure_reminder(
    session: Session, kind: str, recipient_id: int, due: datetime, zone: ZoneInfo
) -> None:
    """Have a reminder of this kind wait, whoever else is about to add the same row."""
    row: dict[str, object] = {
        "kind": kind,
        "subject_id": 0,
        "stage": "",
        "recipient_id": recipient_id,
        "due_at": due,
        "wall_time": "",
        "zone": str(zone),
        "status": "waiting",
    }
    chats.insert_ignoring(session, Reminder, [row])
    reminders.schedule(session, kind, 0, recipient_id, due, zone)


def without_reminder(session: Session, roles: Iterable[Role], kind: str) -> Sequence[int]:
    """The ids of people in these roles for whom no reminder of this kind waits."""
    waits = (
        select(Reminder.id)
        .where(
            Reminder.kind == kind,
            Reminder.subject_id == 0,
            Reminder.recipient_id == Person.id,
            Reminder.status == "waiting",
        )
        .exists()
    )
    return session.scalars(
        select(Person.id).where(
            Person.role.in_([str(role) for role in roles]), Person.removed_at.is_(None), ~waits
        )
    ).all()

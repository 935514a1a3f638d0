"""Visits as somebody may see them: every query says whose eyes it is for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, false, func, or_, select, true
from sqlalchemy.orm import Session, selectinload

from bot.domain.actor import OFFICE, Actor, Role
from bot.storage.customers import Customer
from bot.storage.visits import Visit


@dataclass(frozen=True)
class Wanted:
    """Which visits: of one rep or of all whom the actor may see, from an instant on or all."""

    rep_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """A rep sees own visits and those of own customers, the office all, others none."""
    if actor.role in OFFICE:
        return true()
    if actor.role is Role.REP:
        own = select(Customer.id).where(Customer.owner_id == actor.person_id)
        return or_(Visit.rep_id == actor.person_id, Visit.customer_id.in_(own))
    return false()


def one(session: Session, actor: Actor, visit_id: int) -> Visit | None:
    """The visit, an undone one too, if the actor may see it."""
    return session.scalar(select(Visit).where(Visit.id == visit_id, seen_by(actor)))


def ids(
    session: Session, actor: Actor, wanted: Wanted, offset: int = 0, limit: int | None = None
) -> Sequence[int]:
    """The ids of visits, the latest first."""
    query = select(Visit.id).where(*_conditions(actor, wanted))
    query = query.order_by(Visit.at.desc(), Visit.id.desc())
    return session.scalars(query.offset(offset).limit(limit)).all()


def with_customers(
    session: Session, actor: Actor, visit_ids: Sequence[int]
) -> list[tuple[Visit, Customer]]:
    """These visits with their customers (and their addresses), as far as the actor may see
    them, in this order."""
    query = (
        select(Visit, Customer)
        .join(Customer, Customer.id == Visit.customer_id)
        .where(Visit.id.in_(visit_ids), *_conditions(actor, Wanted()))
        .options(selectinload(Customer.addresses))
    )
    found = {row[0].id: (row[0], row[1]) for row in session.execute(query)}
    return [found[one] for one in visit_ids if one in found]


def some(
    session: Session, actor: Actor, wanted: Wanted, offset: int = 0, limit: int | None = None
) -> list[tuple[Visit, Customer]]:
    """Visits with their customers, the latest first."""
    return with_customers(session, actor, ids(session, actor, wanted, offset, limit))


def count(session: Session, actor: Actor, wanted: Wanted) -> int:
    """How many such visits there are."""
    query = select(func.count(Visit.id)).where(*_conditions(actor, wanted))
    return session.scalar(query) or 0


def _conditions(actor: Actor, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    yield seen_by(actor)
    yield Visit.undone_at.is_(None)
    if wanted.rep_id:
        yield Visit.rep_id == wanted.rep_id
    if wanted.since:
        yield Visit.at >= wanted.since
    if wanted.until:
        yield Visit.at < wanted.until


@dataclass(frozen=True)
class Owned:
    """A customer that is to be visited now and then, and when it last was.

    One that never was counts from when it came into the books.
    """

    customer_id: int
    name: str
    grade: str
    visit_interval: int | None
    last: datetime


def owned(session: Session, person_id: int) -> list[Owned]:
    """Somebody's customers that have a grade or an interval."""
    query = (
        select(
            Customer.id,
            Customer.name,
            Customer.grade,
            Customer.visit_interval,
            Customer.created_at,
            func.max(Visit.at),
        )
        .outerjoin(Visit, (Visit.customer_id == Customer.id) & Visit.undone_at.is_(None))
        .where(
            Customer.owner_id == person_id,
            or_(Customer.grade != "", Customer.visit_interval.is_not(None)),
        )
        .group_by(Customer.id)
    )
    return [
        Owned(id_, name, grade, interval, last or created_at)
        for id_, name, grade, interval, created_at, last in session.execute(query)
    ]

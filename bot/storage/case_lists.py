"""Cases as somebody may see them: every query says whose eyes it is for."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, case, exists, false, func, or_, select, true
from sqlalchemy.orm import Session

from bot.domain.actor import OFFICE, Actor, Role
from bot.domain.cases import OPEN, PRIORITIES
from bot.storage.cases import Case
from bot.storage.customers import Customer
from bot.storage.people import Person

FILTERS = ("open", "mine", "free", "waiting", "ended")


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """The office sees all, a rep those of own customers and those they raised, a customer's
    contact those of their company."""
    if actor.role in OFFICE:
        return true()
    if actor.role is Role.REP:
        own = select(Customer.id).where(Customer.owner_id == actor.person_id)
        return or_(Case.opened_by == actor.person_id, Case.customer_id.in_(own))
    if actor.role is Role.CUSTOMER and actor.customer_id is not None:
        return Case.customer_id == actor.customer_id
    return false()


def one(session: Session, actor: Actor, case_id: int) -> Case | None:
    """The case, if the actor may see it."""
    return session.scalar(select(Case).where(Case.id == case_id, seen_by(actor)))


def by_number(session: Session, actor: Actor, number: str) -> Case | None:
    """The case with this number, if the actor may see it."""
    return session.scalar(select(Case).where(Case.number == number, seen_by(actor)))


def of_customer(
    session: Session, actor: Actor, customer_id: int, resolved_since: datetime
) -> list[Case]:
    """A customer's cases that something new may be about, the latest first: the open ones, and
    those resolved since then. A contact's are not those of a colleague who is here too."""
    return list(
        session.scalars(
            select(Case)
            .where(
                seen_by(actor),
                Case.customer_id == customer_id,
                _answered_to(actor),
                or_(
                    Case.state.in_(OPEN),
                    (Case.state == "resolved") & (Case.resolved_at >= resolved_since),
                ),
            )
            .order_by(Case.touched_at.desc(), Case.id.desc())
        )
    )


def _answered_to(actor: Actor) -> ColumnElement[bool]:
    if actor.role is not Role.CUSTOMER:
        return true()
    is_here = exists().where(Person.id == Case.contact_id, Person.removed_at.is_(None))
    return or_(Case.contact_id == actor.person_id, ~is_here)


def some(
    session: Session, actor: Actor, wanted: str, offset: int = 0, limit: int | None = None
) -> list[tuple[Case, Customer]]:
    """Cases of one of the `FILTERS` with their customers, the most urgent first."""
    rank = case({name: at for at, name in enumerate(PRIORITIES)}, value=Case.priority)
    due = func.coalesce(Case.response_due_at, Case.solution_due_at, Case.touched_at)
    order = (Case.touched_at.desc(),) if wanted == "ended" else (rank.desc(), due)
    query = (
        select(Case, Customer)
        .join(Customer, Customer.id == Case.customer_id)
        .where(*_conditions(actor, wanted))
        .order_by(*order, Case.id)
        .offset(offset)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def latest(session: Session, actor: Actor, limit: int) -> Sequence[Case]:
    """Cases of any state, those last touched first."""
    query = select(Case).where(seen_by(actor)).order_by(Case.touched_at.desc(), Case.id.desc())
    return session.scalars(query.limit(limit)).all()


def merged_into(session: Session, actor: Actor, case_id: int) -> Sequence[Case]:
    """Those that went on in this one, as far as the actor may see them."""
    query = select(Case).where(seen_by(actor), Case.merged_into_id == case_id)
    return session.scalars(query.order_by(Case.id)).all()


def count(session: Session, actor: Actor, wanted: str) -> int:
    """How many such cases there are."""
    query = select(func.count(Case.id)).where(*_conditions(actor, wanted))
    return session.scalar(query) or 0


def _conditions(actor: Actor, wanted: str) -> Iterator[ColumnElement[bool]]:
    yield seen_by(actor)
    if wanted == "ended":
        yield Case.state.not_in(OPEN)
        return
    yield Case.state.in_(OPEN)
    if wanted == "mine":
        yield Case.owner_id == actor.person_id
    elif wanted == "free":
        yield or_(Case.owner_id.is_(None), Case.state.in_(("new", "triaged")))
    elif wanted == "waiting":
        yield Case.state == "waiting"


# -- what the program itself looks up, for nobody's eyes


def open_of_owner(session: Session, person_id: int) -> Sequence[Case]:
    """The open cases that somebody looks after, held for the transaction."""
    mine = select(Case).where(Case.owner_id == person_id, Case.state.in_(OPEN))
    return session.scalars(mine.order_by(Case.id).with_for_update()).all()


def owners_of_contact(session: Session, person_id: int) -> Sequence[int]:
    """Who looks after a contact's open cases."""
    query = select(Case.owner_id).where(Case.contact_id == person_id, Case.state.in_(OPEN))
    return [one for one in session.scalars(query.distinct()) if one]


def loads(session: Session) -> dict[int, int]:
    """How many open cases each person looks after."""
    query = select(Case.owner_id, func.count()).where(
        Case.state.in_(OPEN), Case.owner_id.is_not(None)
    )
    rows = session.execute(query.group_by(Case.owner_id))
    return {owner: count for owner, count in rows if owner}


def last_owner(session: Session, customer_id: int) -> int | None:
    """Who looked after the customer's last case."""
    return session.scalar(
        select(Case.owner_id)
        .where(Case.customer_id == customer_id, Case.owner_id.is_not(None))
        .order_by(Case.id.desc())
        .limit(1)
    )


def complaints_since(session: Session, customer_id: int, since: datetime, but: int) -> int:
    """How many complaints the customer has had since then, without one."""
    return (
        session.scalar(
            select(func.count(Case.id)).where(
                Case.customer_id == customer_id,
                Case.kind == "complaint",
                Case.opened_at >= since,
                Case.id != but,
            )
        )
        or 0
    )


def open_after(session: Session, case_id: int, limit: int) -> Sequence[Case]:
    """The open cases that follow this one, held for the transaction."""
    query = select(Case).where(Case.state.in_(OPEN), Case.id > case_id).order_by(Case.id)
    return session.scalars(query.limit(limit).with_for_update()).all()


def resolved_before(session: Session, instant: datetime) -> Sequence[Case]:
    """Those that nobody has come back to, held for the transaction."""
    return session.scalars(
        select(Case)
        .where(Case.state == "resolved", Case.resolved_at < instant)
        .order_by(Case.id)
        .with_for_update(skip_locked=True)
    ).all()

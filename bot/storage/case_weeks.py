"""Cases of a span of weeks, as figures and tables are made of them.

What went on in another case is the same matter twice: it is in none of these.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from bot.domain.actor import Actor
from bot.domain.cases import OPEN
from bot.storage.audit import AuditRow
from bot.storage.case_lists import seen_by
from bot.storage.cases import Case, CaseState
from bot.storage.customers import Customer
from bot.storage.people import Person

PIECE = 500
"""Ids in one query."""


class CaseLine(NamedTuple):
    """What figures need of a case."""

    id: int
    kind: str
    category: str
    priority: str
    opened_at: datetime
    answered_at: datetime | None


class StepLine(NamedTuple):
    """From when on a case was in a state."""

    state: str
    at: datetime


class Rating(NamedTuple):
    """How a customer rated a case, and when: the last word of several is the last of these."""

    case_id: int
    at: datetime
    stars: int


def lines(session: Session, actor: Actor, since: datetime, until: datetime) -> list[CaseLine]:
    """Those opened before `until` to which something may have happened since `since`."""
    columns = (Case.id, Case.kind, Case.category, Case.priority, Case.opened_at, Case.answered_at)
    query = select(*columns).where(_touched(actor, since, until)).order_by(Case.id)
    return [CaseLine(*row) for row in session.execute(query)]


def steps(
    session: Session, actor: Actor, since: datetime, until: datetime
) -> dict[int, list[StepLine]]:
    """The states that each of those went through, in order."""
    query = (
        select(CaseState.case_id, CaseState.state, CaseState.at)
        .join(Case, Case.id == CaseState.case_id)
        .where(_touched(actor, since, until))
        .order_by(CaseState.id)
    )
    found: dict[int, list[StepLine]] = defaultdict(list)
    for case_id, state, at in session.execute(query):
        found[case_id].append(StepLine(state, at))
    return found


def ratings(session: Session, actor: Actor, since: datetime, until: datetime) -> list[Rating]:
    """Those given in the span, in order: a case that is opened anew keeps them here alone."""
    query = (
        select(AuditRow.subject_id, AuditRow.at, AuditRow.details)
        .join(Case, Case.id == AuditRow.subject_id)
        .where(
            AuditRow.subject == "case",
            AuditRow.deed == "rated",
            AuditRow.at >= since,
            AuditRow.at < until,
            Case.merged_into_id.is_(None),
            seen_by(actor),
        )
        .order_by(AuditRow.id)
    )
    return [Rating(row[0], row[1], int(row[2]["rating"])) for row in session.execute(query)]


def in_full(
    session: Session, actor: Actor, case_ids: Collection[int]
) -> Sequence[tuple[Case, Customer, str]]:
    """These cases with their customers and the names of their owners, the oldest first."""
    wanted, found = sorted(case_ids), []
    for start in range(0, len(wanted), PIECE):
        query = (
            select(Case, Customer, Person.name)
            .join(Customer, Customer.id == Case.customer_id)
            .outerjoin(Person, Person.id == Case.owner_id)
            .where(Case.id.in_(wanted[start : start + PIECE]), seen_by(actor))
            .order_by(Case.id)
        )
        found += [(row[0], row[1], row[2] or "") for row in session.execute(query)]
    return found


def _touched(actor: Actor, since: datetime, until: datetime) -> ColumnElement[bool]:
    return and_(
        seen_by(actor),
        Case.merged_into_id.is_(None),
        Case.opened_at < until,
        or_(Case.state.in_(OPEN), Case.touched_at >= since),
    )

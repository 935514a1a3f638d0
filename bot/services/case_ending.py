"""A case comes to its end, goes on in another one, or is opened anew."""

from datetime import timedelta

from bot.domain.actor import Actor
from bot.domain.cases import OPEN, REOPENED_WITHIN
from bot.domain.desk import Desk
from bot.domain.refusal import Refusal
from bot.services import case_targets
from bot.services.case_care import responsible
from bot.services.case_steps import (
    get,
    hold_answered,
    hold_open,
    lead_to,
    may_part,
    may_work,
    note,
)
from bot.storage import Session, audit, case_lists, cases, people
from bot.storage.cases import Case, CaseEntry, CaseState
from bot.storage.engine import hold

AT_ONCE = timedelta(seconds=5)
"""As far apart as words and what they bring about may be."""


def move(session: Session, actor: Actor, entry: CaseEntry, into: Case) -> None:
    """Something that a customer said belongs to another of their cases; one that only these words
    had opened anew is resolved again."""
    left = get(session, actor, entry.case_id)
    for one in _in_order(left, into):
        hold(session, one)
    if into.state not in OPEN:
        reopen(session, actor, into)
    entry.case_id = into.id
    session.flush()
    note(session, actor, "moved", into, entry=entry.id, out_of=left.id)
    past = cases.states_of(session, left.id)
    if len(past) > 1 and past[-2].state == "resolved" and past[-1].at - entry.at <= AT_ONCE:
        lead_to(session, actor, left, "resolved")


def resolve(session: Session, actor: Actor, case: Case) -> None:
    """What was written last was the solution; who says so looks after it, if nobody did."""
    hold_answered(session, actor, case)
    if case.state in ("new", "triaged"):
        case.owner_id = actor.person_id
    case.answered_at = case.answered_at or actor.desk.now()
    lead_to(session, actor, case, "resolved")
    note(session, actor, "resolution", case)


def close(session: Session, actor: Actor, case: Case) -> None:
    """The customer is content."""
    hold(session, case)
    if case.state in OPEN:
        raise Refusal("case-is-open", number=case.number)
    lead_to(session, actor, case, "closed")
    note(session, actor, "closed", case)


def reopen(session: Session, actor: Actor, case: Case) -> None:
    """It was not at its end; raises Refusal when that was too long ago."""
    hold(session, case)
    if case.state in OPEN:
        return
    if not may_reopen(actor.desk, case):
        raise Refusal("case-is-closed", number=case.number)
    case.rating = None
    _have_owner(session, case)
    lead_to(session, actor, case, "in_progress")
    note(session, actor, "reopened", case)


def may_reopen(desk: Desk, case: Case) -> bool:
    """Whether an answer still opens it anew."""
    return (
        case.state == "resolved"
        and case.resolved_at is not None
        and desk.now() - case.resolved_at <= REOPENED_WITHIN
    )


def rate(session: Session, actor: Actor, case: Case, rating: int) -> None:
    """How well it was handled, 1 to 5, as its customer says; the last word counts."""
    hold(session, case)
    if not 1 <= rating <= 5:
        raise Refusal("button-unknown")
    if case.state in OPEN:
        raise Refusal("case-is-open", number=case.number)
    if case.merged_into_id:
        raise Refusal("case-is-ended", number=case.number)
    case.rating = rating
    note(session, actor, "rated", case, rating=rating)


def merge(session: Session, actor: Actor, case: Case, into: Case) -> None:
    """The same matter twice: go on with the other one, keeping both histories."""
    for one in _in_order(case, into):
        hold_open(session, actor, one)
    if into.id == case.id or into.customer_id != case.customer_id or into.state not in OPEN:
        raise Refusal("button-unknown")
    if case.merged_into_id:
        raise Refusal("case-is-ended", number=case.number)
    case.merged_into_id = into.id
    lead_to(session, actor, case, "closed")
    into.touched_at = actor.desk.now()
    note(session, actor, "merged", case, into=into.id)


def part(session: Session, actor: Actor, case: Case, into_id: int) -> Case:
    """Take back that it went on in that one, and return it. As if it had never been: what is due
    is due as before. What was said there since, stays there."""
    if not may_work(actor):
        raise Refusal("may-not")
    into = get(session, actor, into_id)
    for one in _in_order(case, into):
        hold(session, one)
    if case.merged_into_id is None:
        raise Refusal("case-parted", number=case.number)
    if case.merged_into_id != into.id:
        raise Refusal("button-unknown")
    if not may_part(session, actor.desk, case):
        raise Refusal("case-part-late", number=case.number)
    *_, before, merged = cases.states_of(session, case.id)
    session.delete(merged)
    case.merged_into_id, case.state = None, before.state
    _have_owner(session, case)
    session.flush()
    case_targets.arm(session, actor.desk, case)
    note(session, actor, "parted", case, out_of=into.id)
    return into


def _have_owner(session: Session, case: Case) -> None:
    """Somebody who is there."""
    if case.owner_id is None or people.by_id(session, case.owner_id) is None:
        case.owner_id = responsible(session, case.customer_id)


def _in_order(*both: Case) -> list[Case]:
    """To be held so, for two who do it crosswise to wait in turn."""
    return sorted(both, key=lambda one: one.id)


def close_old(session: Session, desk: Desk) -> None:
    """Close what nobody has come back to."""
    for case in case_lists.resolved_before(session, desk.now() - REOPENED_WITHIN):
        case.state, case.touched_at = "closed", desk.now()
        session.add(CaseState(case_id=case.id, state="closed", at=desk.now(), person_id=None))
        audit.note(session, desk.now(), None, "closed", "case", case.id)

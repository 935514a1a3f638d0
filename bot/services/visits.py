"""Visits: saving, changing and undoing them, with what follows for files and follow-ups."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.actor import Actor
from bot.domain.refusal import Refusal
from bot.services import customers, follow_ups
from bot.storage import Session, audit, people, visit_lists, visits
from bot.storage import follow_ups as stored_follow_ups
from bot.storage.engine import hold
from bot.storage.visits import Visit

RESULTS = ("order", "quote_wanted", "interested", "no_need", "not_met", "problem", "other")
UNDO_LIFE = timedelta(minutes=10)
DAYS_BY_GRADE = {"A": 30, "B": 60, "C": 120}


@dataclass(frozen=True)
class Report:
    """What is told of a visit; `message_id` is the message that told all of it, if one did."""

    customer_id: int
    rep_id: int
    at: datetime
    result: str
    notes: str = ""
    file_ids: Sequence[int] = ()
    follow_up: datetime | None = None
    message_id: int | None = None


@dataclass(frozen=True)
class Overdue:
    """A customer that should have been visited by now; `days` since the last time."""

    customer_id: int
    name: str
    grade: str
    days: int
    days_late: int


def get(session: Session, actor: Actor, visit_id: int) -> Visit:
    """The visit; raises Refusal for an absent, foreign or undone one."""
    found = visit_lists.one(session, actor, visit_id)
    if found is None:
        raise Refusal("button-unknown")
    if found.undone_at is not None:
        raise Refusal("visit-was-undone", number=found.number)
    return found


def may_edit(actor: Actor, visit: Visit) -> bool:
    """The office edits all; others those they made or were told as theirs."""
    return actor.is_office() or actor.person_id in (visit.rep_id, visit.created_by)


def save(session: Session, actor: Actor, report: Report) -> Visit:
    """Keep a new visit with its files and its follow-up."""
    customers.get(session, actor, report.customer_id)
    if report.rep_id != actor.person_id and not actor.is_office():
        raise Refusal("may-not")
    if people.by_id(session, report.rep_id) is None:
        raise Refusal("visit-rep-gone")
    now = actor.desk.now()
    visit = visits.add(
        session,
        Visit(
            customer_id=report.customer_id,
            rep_id=report.rep_id,
            at=report.at,
            result=report.result,
            notes=report.notes,
            chat_id=actor.chat_id if report.message_id else None,
            message_id=report.message_id,
            created_by=actor.person_id,
            created_at=now,
        ),
    )
    visits.attach(session, visit.id, report.file_ids)
    _follow_up(session, actor, visit, report.follow_up)
    audit.note(session, now, actor.person_id, "created", "visit", visit.id)
    return visit


def change(session: Session, actor: Actor, visit: Visit, report: Report) -> bool:
    """Make the visit say what the report says, keeping what it said; False: it said so already."""
    _hold(session, actor, visit)
    customers.get(session, actor, report.customer_id)
    new = {
        "customer_id": report.customer_id,
        "at": report.at,
        "result": report.result,
        "notes": report.notes,
    }
    old = {name: getattr(visit, name) for name in new}
    before = {one.id for one in visits.files_of(session, visit.id)}
    if old != new:
        visits.keep_version(session, visit, actor.person_id, actor.desk.now())
        for name, value in new.items():
            setattr(visit, name, value)
    visits.attach(session, visit.id, report.file_ids)
    follow_up_changed = _follow_up(session, actor, visit, report.follow_up)
    if old == new and not follow_up_changed and before >= set(report.file_ids):
        return False
    fields = [name for name in new if old[name] != new[name]]
    _note(session, actor, "changed", visit, fields=fields)
    return True


def undo_is_open(actor: Actor, visit: Visit) -> bool:
    """Whether the visit was saved so short a time ago that a press takes it back."""
    return actor.desk.now() - visit.created_at <= UNDO_LIFE


def undo(session: Session, actor: Actor, visit: Visit) -> None:
    """Take the visit back, and with it the follow-up it brought about."""
    _hold(session, actor, visit)
    visit.undone_at = actor.desk.now()
    _follow_up(session, actor, visit, None)
    _note(session, actor, "undone", visit)


def overdue(session: Session, actor: Actor) -> list[Overdue]:
    """The actor's customers that should have been visited by now, the most overdue first."""
    found = []
    today = actor.desk.here().date()
    for one in visit_lists.owned(session, actor.person_id):
        interval = one.visit_interval or DAYS_BY_GRADE.get(one.grade)
        days = (today - actor.desk.here(one.last).date()).days
        if interval and days > interval:
            found.append(Overdue(one.customer_id, one.name, one.grade, days, days - interval))
    return sorted(found, key=lambda one: (-one.days_late, one.name))


def _hold(session: Session, actor: Actor, visit: Visit) -> None:
    """For a change, from which the transaction on keeps others."""
    if not may_edit(actor, visit):
        raise Refusal("may-not")
    hold(session, visit)
    if visit.undone_at is not None:
        raise Refusal("visit-was-undone", number=visit.number)


def _follow_up(session: Session, actor: Actor, visit: Visit, due: datetime | None) -> bool:
    """Have the visit's open follow-up be due then, or none; whether that changed anything."""
    one = stored_follow_ups.of_visit(session, visit.id)
    if one:
        one.customer_id, one.what = visit.customer_id, visit.notes
    if one is None and due is not None:
        follow_ups.add(session, actor, visit.customer_id, due, visit.notes,
                       visit_id=visit.id, person_id=visit.rep_id)  # fmt: skip
        return True
    if one is None or one.due_at == due:
        return False
    if due is None:
        follow_ups.cancel(session, actor, one)
    else:
        follow_ups.move(session, actor, one, due)
    return True


def _note(session: Session, actor: Actor, deed: str, visit: Visit, **details: object) -> None:
    audit.note(session, actor.desk.now(), actor.person_id, deed, "visit", visit.id, **details)

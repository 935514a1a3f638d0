"""The demo company's last complaints and enquiries, as they came in and were worked on."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.demo.company import ADMIN, moment
from bot.domain.actor import STAFF, Actor
from bot.domain.clock import FrozenClock
from bot.domain.desk import Desk
from bot.services import cases
from bot.services.acting import acting_for
from bot.storage import Session, audit, customer_import, people, reminders
from bot.storage.cases import REMINDER, Case, CaseEntry, CaseState, next_number

CASES = Path(__file__).with_name("vorgaenge.csv")
KINDS = {"Reklamation": "complaint", "Anfrage": "enquiry"}
CATEGORIES = {"Lieferung": "delivery", "Qualität": "quality", "Rechnung": "invoice",
              "Service": "service"}  # fmt: skip
ANSWERED_BY = {"wartet": "question", "in Arbeit": "answer"}
ENDED = {"gelöst": ("resolved",), "geschlossen": ("resolved", "closed")}
AFTER = timedelta(hours=2)


@dataclass(frozen=True)
class PastCase:
    """One case: when, whose, what was said and when, how it stands; `stars` 0: not rated."""

    at: datetime
    customer: str
    rep: str
    kind: str
    category: str
    reference: str
    words: str
    answer: str
    state: str
    answered_at: datetime
    stars: int


def past_cases(now: datetime, zone: ZoneInfo) -> Iterator[PastCase]:
    """The cases of the last weeks as seen from `now`."""
    with CASES.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            yield _past_case(row, now, zone)


def _past_case(row: dict[str, str], now: datetime, zone: ZoneInfo) -> PastCase:
    ago, hour = int(row["Vor Werktagen"]), time.fromisoformat(row["Uhrzeit"])
    days = int(row["Nach Werktagen"] or 0)
    return PastCase(
        at=moment(now, -ago, hour, zone),
        customer=row["Kundennummer"],
        rep=row["Außendienst"],
        kind=KINDS[row["Art"]],
        category=CATEGORIES.get(row["Thema"], ""),
        reference=row["Bezug"],
        words=row["Text"],
        answer=row["Antwort"],
        state=row["Stand"],
        answered_at=moment(now, days - ago, hour, zone) + (timedelta() if days else AFTER),
        stars=int(row["Sterne"] or 0),
    )


def write(session: Session, desk: Desk) -> None:
    """Put them in: what is open by the rules themselves at the hour of each, what has ended as
    rows, since the rules would take a second for it. What would have rung long ago does not ring
    now."""
    story = list(past_cases(desk.now(), desk.zone))
    staff = {one.name: one.id for one in people.with_roles(session, STAFF)}
    customers = customer_import.known(session, [one.customer for one in story])
    for one in story:
        customer_id, rep_id = customers[one.customer].id, staff[one.rep]
        if one.state in ENDED:
            _write_ended(session, desk, one, customer_id, rep_id, staff[ADMIN.name])
        else:
            _live_through(session, desk, one, customer_id, rep_id, staff[ADMIN.name])
    reminders.let_pass(session, REMINDER, desk.now())


def _write_ended(
    session: Session, desk: Desk, one: PastCase, customer_id: int, rep_id: int, admin_id: int
) -> None:
    case = Case(
        number=next_number(session, one.kind, desk.here(one.at).year),
        kind=one.kind,
        customer_id=customer_id,
        opened_by=rep_id,
        owner_id=admin_id,
        category=one.category,
        reference=one.reference,
        state=ENDED[one.state][-1],
        priority="normal",
        reasons=[],
        opened_at=one.at,
        touched_at=one.answered_at,
        answered_at=one.at + AFTER,
        resolved_at=one.answered_at,
        rating=one.stars or None,
    )
    session.add(case)
    session.flush()
    steps = [("new", one.at, rep_id), ("in_progress", one.at + AFTER, admin_id)]
    steps += [(state, one.answered_at, admin_id) for state in ENDED[one.state]]
    session.add_all(
        CaseState(case_id=case.id, state=state, at=at, person_id=who) for state, at, who in steps
    )
    said = [("report", one.words, one.at, rep_id)]
    said += [("resolution", one.answer, one.answered_at, admin_id)]
    session.add_all(
        CaseEntry(case_id=case.id, kind=kind, words=words, at=at, person_id=who, chat_id=0,
                  message_id=0) for kind, words, at, who in said
    )  # fmt: skip
    audit.note(session, one.at, rep_id, "opened", "case", case.id, kind=one.kind)
    audit.note(session, one.answered_at, admin_id, "resolution", "case", case.id)
    if one.stars:
        at = one.answered_at + AFTER
        audit.note(session, at, rep_id, "rated", "case", case.id, rating=one.stars)


def _live_through(
    session: Session, desk: Desk, one: PastCase, customer_id: int, rep_id: int, admin_id: int
) -> None:
    rep = _at(session, desk, rep_id, one.at)
    case = cases.begin(session, rep, customer_id, one.kind, one.words)
    cases.tell(session, rep, case, "report", one.words)
    cases.classify(session, rep, case, one.category, one.words)
    if one.reference:
        cases.refer(session, rep, case, one.reference)
    if one.answer:
        office = _at(session, desk, admin_id, one.answered_at)
        cases.respond(session, office, case, ANSWERED_BY[one.state], one.answer)


def _at(session: Session, desk: Desk, person_id: int, at: datetime) -> Actor:
    actor = acting_for(session, replace(desk, clock=FrozenClock(at)), person_id)
    assert actor is not None
    return actor

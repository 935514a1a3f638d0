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
from bot.services import case_ending, cases
from bot.services.acting import acting_for
from bot.storage import Session, customer_import, people, reminders
from bot.storage.cases import REMINDER

CASES = Path(__file__).with_name("vorgaenge.csv")
KINDS = {"Reklamation": "complaint", "Anfrage": "enquiry"}
CATEGORIES = {"Lieferung": "delivery", "Qualität": "quality", "Rechnung": "invoice",
              "Service": "service"}  # fmt: skip
ANSWERED_BY = {"wartet": "question", "in Arbeit": "answer", "gelöst": "resolution",
               "geschlossen": "resolution"}  # fmt: skip
AFTER = timedelta(hours=2)


@dataclass(frozen=True)
class PastCase:
    """One case: when, whose, what was said, and how it stands."""

    at: datetime
    customer: str
    rep: str
    kind: str
    category: str
    reference: str
    words: str
    answer: str
    state: str


def past_cases(now: datetime, zone: ZoneInfo) -> Iterator[PastCase]:
    """The cases of the last weeks as seen from `now`."""
    with CASES.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            at = moment(now, -int(row["Vor Werktagen"]), time.fromisoformat(row["Uhrzeit"]), zone)
            yield PastCase(at, row["Kundennummer"], row["Außendienst"], KINDS[row["Art"]],
                           CATEGORIES.get(row["Thema"], ""), row["Bezug"], row["Text"],
                           row["Antwort"], row["Stand"])  # fmt: skip


def write(session: Session, desk: Desk) -> None:
    """Put them in, by the rules themselves at the hour of each; what would have rung long ago
    does not ring now."""
    staff = {one.name: one.id for one in people.with_roles(session, STAFF)}
    for one in past_cases(desk.now(), desk.zone):
        rep = _at(session, desk, staff[one.rep], one.at)
        customer = customer_import.known(session, [one.customer])[one.customer]
        case = cases.begin(session, rep, customer.id, one.kind, one.words)
        cases.tell(session, rep, case, "report", one.words)
        cases.classify(session, rep, case, one.category, one.words)
        if one.reference:
            cases.refer(session, rep, case, one.reference)
        if one.answer:
            office = _at(session, desk, staff[ADMIN.name], one.at + AFTER)
            cases.respond(session, office, case, ANSWERED_BY[one.state], one.answer)
            if one.state == "geschlossen":
                case_ending.close(session, office, case)
    reminders.let_pass(session, REMINDER, desk.now())


def _at(session: Session, desk: Desk, person_id: int, at: datetime) -> Actor:
    actor = acting_for(session, replace(desk, clock=FrozenClock(at)), person_id)
    assert actor is not None
    return actor

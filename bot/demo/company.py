"""Nordlicht Handel GmbH, a fictional wholesaler: its people, its customers, its last months.

Phone numbers are from the ranges kept free for fiction, mail addresses end in .example, VAT ids
and bank codes begin with digits that are not given out.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.domain.actor import Role
from bot.domain.business_days import add_business_days

NAME = "Nordlicht Handel GmbH"
REGION = "HH"
CUSTOMERS = Path(__file__).with_name("kunden.csv")
VISITS = Path(__file__).with_name("besuche.csv")
MORNING = time(9)
SOON = timedelta(minutes=5)
QUARTER = timedelta(minutes=15)
RESULTS = {
    "Auftrag": "order",
    "Angebot gewünscht": "quote_wanted",
    "Interesse": "interested",
    "Kein Bedarf": "no_need",
    "Nicht angetroffen": "not_met",
    "Problem": "problem",
    "Anderes": "other",
}


@dataclass(frozen=True)
class Member:
    """Somebody with a phone; a customer's contact has the customer's number."""

    name: str
    role: Role
    phone: str
    customer: str = ""


REP = Member("Tom Berg", Role.REP, "+4915228817386")
ADMIN = Member("Petra Klein", Role.ADMIN, "+4915228895456")
CONTACT = Member("Anna Huber", Role.CUSTOMER, "+491713920042", customer="10234")
MANAGER = Member("Dr. Ulrike Sommer", Role.MANAGER, "+491729968532")
OTHERS = (
    Member("Jana Lindner", Role.REP, "+4915254599371"),
    Member("Markus Vogt", Role.REP, "+491729925904"),
    MANAGER,
)
GROUP = "Nordlicht Innendienst"
"""The staff group."""


@dataclass(frozen=True)
class Past:
    """A visit that was, and what was to follow it."""

    at: datetime
    customer: str
    rep: str
    result: str
    notes: str
    due: datetime | None
    what: str
    is_done: bool


def customer_count() -> int:
    """How many customers the company has."""
    with CUSTOMERS.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.DictReader(file, delimiter=";"))


def past(now: datetime, zone: ZoneInfo) -> Iterator[Past]:
    """The visits of the last three months as seen from `now`, so that they never look stale."""
    with VISITS.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            yield _past(row, now, zone)


def _past(row: dict[str, str], now: datetime, zone: ZoneInfo) -> Past:
    at = moment(now, -int(row["Vor Werktagen"]), time.fromisoformat(row["Uhrzeit"]), zone)
    return Past(
        at=min(at, now - QUARTER),  # what was today must be over, whatever the hour
        customer=row["Kundennummer"],
        rep=row["Außendienst"],
        result=RESULTS[row["Ergebnis"]],
        notes=row["Notiz"],
        due=_due(row["Wiedervorlage"], now, zone),
        what=row["Wozu"],
        is_done=bool(row["Erledigt"]),
    )


def _due(words: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """ "-3" or "5", in business days, or "90 min"; what is not at once is on the quarter."""
    if not words:
        return None
    if not words.endswith(" min"):
        return moment(now, int(words), MORNING, zone)
    wait = timedelta(minutes=int(words.removesuffix(" min")))
    over = (now + wait - datetime.min.replace(tzinfo=now.tzinfo)) % QUARTER
    return now + wait + (QUARTER - over if wait > SOON else timedelta())


def moment(now: datetime, business_days: int, at: time, zone: ZoneInfo) -> datetime:
    """A wall-clock time so many business days from now, before it when negative."""
    today: date = now.astimezone(zone).date()
    day = add_business_days(today, business_days, REGION)
    return datetime.combine(day, at, zone).astimezone(now.tzinfo)

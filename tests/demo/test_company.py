"""The demo company: it reads cleanly, hangs together, and nothing of it is real."""

import csv
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.demo import canned_answers, cases, company
from bot.domain.actor import Role
from bot.domain.business_days import is_business_day
from bot.domain.canned_answers import check
from bot.domain.cases import LOW_RATING
from bot.services.customer_columns import (
    CustomerRecord,
    is_heading,
    map_headings,
    problems,
    read_customer,
)
from bot.services.tables import Table, read_table
from bot.services.visits import RESULTS

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)
FICTION = re.compile(
    r"\+49(30 ?23125|40 ?66969|69 ?90009|89 ?99998|221 ?4710)\d{3}"  # cities
    r"|\+49(17139200\d\d|176040690\d\d|15228817386|15228895456|15254599371|1729925904|1729968532)"
)
"""The numbers that the Bundesnetzagentur keeps free for films and novels."""


@pytest.fixture(scope="module")
def table() -> Table:
    """The customers' table as a file from outside."""
    return read_table(company.CUSTOMERS.read_bytes(), company.CUSTOMERS.name, is_heading)


@pytest.fixture(scope="module")
def customers(table: Table) -> dict[str, CustomerRecord]:
    """The customers by number."""
    mapping = map_headings(table.headings)
    return {one.number: one for row in table.rows for one in [read_customer(row, mapping)]}


def test_the_table_of_customers_reads_without_a_single_remark(table: Table) -> None:
    mapping = map_headings(table.headings)
    assert (mapping.unknown, mapping.duplicates, mapping.missing) == ((), (), ())
    assert [problem for row in table.rows for problem in problems(row, mapping)] == []
    assert len(table.rows) == 60


def test_customers_are_told_in_full_and_some_are_easily_confused(
    customers: dict[str, CustomerRecord],
) -> None:
    assert len(customers) == 60
    for one in customers.values():
        assert one.grade in ("A", "B", "C"), one.name
        assert one.payment_terms, one.name
        assert one.preferences, one.name
        assert one.contacts, one.name
        assert one.contacts[0].last_name, one.name
        assert one.addresses[0].postal_code, one.name
        assert one.addresses[0].city, one.name
    names = " ".join(one.name for one in customers.values())
    for confusable in ("Müller", "Mueller", "Möller", "Huber", "Weiß", "Weiss", "Schmidt"):
        assert confusable in names
    assert customers["10234"].name == "Bäckerei Huber GmbH"
    assert customers["10234"].contacts[0].last_name == "Huber"
    assert customers["10235"].name == "Müller Maschinenbau GmbH & Co. KG"


def test_nothing_in_it_is_real(customers: dict[str, CustomerRecord]) -> None:
    for one in customers.values():
        mails = [one.email, one.invoice_email, *(person.email for person in one.contacts)]
        assert all(mail.endswith(".example") for mail in mails if mail), one.name
        phones = [
            one.phone,
            *(n for person in one.contacts for n in (person.phone, person.mobile)),
        ]
        assert [phone for phone in phones if phone and not FICTION.fullmatch(phone)] == []
        # No VAT id in use begins with 9, and no bank code does.
        assert re.match(r"DE9|$", one.vat_id), one.name
        assert re.match(r"DE\d\d9|$", one.iban), one.name
    members = (company.REP, company.ADMIN, company.CONTACT, *company.OTHERS)
    assert [one.name for one in members if not FICTION.fullmatch(one.phone)] == []


def test_no_two_have_the_same_number(customers: dict[str, CustomerRecord]) -> None:
    numbers = [
        number
        for one in customers.values()
        for number in (
            one.vat_id,
            one.iban,
            one.phone,
            *(n for person in one.contacts for n in (person.phone, person.mobile)),
        )
        if number
    ]
    assert [number for number, count in Counter(numbers).items() if count > 1] == []


def test_owners_are_reps_of_the_company(customers: dict[str, CustomerRecord]) -> None:
    reps = {one.name for one in (company.REP, *company.OTHERS) if one.role is Role.REP}
    owned = Counter(one.owner for one in customers.values())
    assert set(owned) == reps | {""}


def test_visits_are_those_of_customers_and_their_owners(
    customers: dict[str, CustomerRecord],
) -> None:
    visits = list(company.past(NOON, BERLIN))
    assert len(visits) > 110
    assert [one for one in visits if customers[one.customer].owner != one.rep] == []
    assert {one.result for one in visits} == set(RESULTS)
    assert len({one.notes for one in visits}) == len(visits)


@pytest.mark.parametrize("days", range(0, 400, 37))
@pytest.mark.parametrize("hour", [0, 11, 22])
def test_the_past_is_past_and_the_future_ahead_whenever_the_demo_starts(
    days: int, hour: int
) -> None:
    now = NOON.replace(hour=hour) + timedelta(days=days)
    visits = list(company.past(now, BERLIN))
    assert all(timedelta() < now - one.at < timedelta(days=110) for one in visits)
    followed = [one for one in visits if one.due]
    assert all(one.due > one.at for one in followed if one.due)
    assert all(one.due < now for one in followed if one.due and one.is_done)
    overdue = [one for one in followed if one.due and one.due < now and not one.is_done]
    assert [one.rep for one in overdue] == [company.REP.name] * 2
    soon = [one for one in followed if one.due and timedelta() < one.due - now < timedelta(0, 90)]
    assert [one.rep for one in soon] == [company.REP.name]


def test_visits_before_today_were_on_business_days() -> None:
    days = {one.at.astimezone(BERLIN).date() for one in company.past(NOON, BERLIN)}
    assert [day for day in days if not is_business_day(day, company.REGION)] == []


def test_a_rep_is_never_in_two_places_at_once() -> None:
    by_rep: dict[str, list[datetime]] = {}
    for one in company.past(NOON, BERLIN):
        by_rep.setdefault(one.rep, []).append(one.at)
    for times in by_rep.values():
        gaps = [later - earlier for earlier, later in pairwise(sorted(times))]
        assert min(gaps) >= timedelta(minutes=30)


@pytest.mark.parametrize("days", range(0, 400, 37))
@pytest.mark.parametrize("hour", [0, 11, 22])
def test_cases_were_opened_answered_and_rated_before_the_demo_starts(days: int, hour: int) -> None:
    now = NOON.replace(hour=hour) + timedelta(days=days)
    told = list(cases.past_cases(now, BERLIN))
    assert [one.at for one in told] == sorted(one.at for one in told)
    assert all(one.at < one.answered_at for one in told)
    assert all(one.answered_at + cases.AFTER < now for one in told if one.stars)
    assert all(one.at < now and (not one.answer or one.answered_at < now) for one in told)


def test_cases_are_those_of_customers_and_their_owners(
    customers: dict[str, CustomerRecord],
) -> None:
    told = list(cases.past_cases(NOON, BERLIN))
    assert [one.words for one in told if customers[one.customer].owner != one.rep] == []
    weeks = Counter(one.at.isocalendar().week for one in told)
    assert sum(count >= 3 for count in weeks.values()) >= 7
    assert {one.category for one in told} >= {"delivery", "quality", "invoice", "service"}
    assert min(one.stars for one in told if one.stars) <= LOW_RATING


def test_the_table_of_visits_has_the_columns_that_are_read() -> None:
    with company.VISITS.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert all(bool(row["Wiedervorlage"]) == bool(row["Wozu"]) for row in rows)
    assert {row["Erledigt"] for row in rows} == {"", "ja"}


@pytest.mark.parametrize(
    ("language", "placeholders"),
    [
        ("de", {"kunde", "ansprechpartner", "nummer", "name", "firma"}),
        ("en", {"customer", "contact", "number", "name", "company"}),
    ],
)
def test_the_canned_answers_can_be_filled_in_and_show_every_placeholder(
    language: str, placeholders: set[str]
) -> None:
    texts = [words for _, words in canned_answers.answers(language)]
    assert len(texts) == 3
    for words in texts:
        check(words, language)
    assert set(re.findall("{(.+?)}", "".join(texts))) == placeholders

"""Weeks of cases in figures, as the rules themselves lead the cases, on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, insert, select

from bot.domain.actor import Actor, Role
from bot.domain.clock import FrozenClock
from bot.domain.desk import Desk
from bot.services import case_ending, case_weeks, cases
from bot.services.case_weeks import Figures, Week, week
from bot.storage import Session
from bot.storage.cases import Case, CaseState
from bot.storage.customers import Customer
from bot.storage.people import Person
from bot.storage.reminders import Reminder
from tests.databases import laid_out

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 16)
DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]


def at(words: str) -> datetime:
    """ "Tu 9.5" is half past nine on Tuesday, "Tu+1 9" in the week after."""
    day, hour = words.split()
    name, _, weeks = day.partition("+")
    midnight = datetime.combine(MONDAY, datetime.min.time(), BERLIN)
    return midnight + timedelta(days=DAYS.index(name) + 7 * int(weeks or 0), hours=float(hour))


DESK = Desk("Nordlicht", BERLIN, region="BY", clock=FrozenClock(at("Mo+2 8").astimezone(UTC)))


class Book:
    """People, a customer, and what is done with cases at some hour."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._people: dict[Role, Person] = {}
        self.customer = Customer(number="1", name="Huber", created_at=at("Mo 0"), changed_at=at("Mo 0"))  # fmt: skip
        session.add(self.customer)
        session.flush()
        for number, role in enumerate((Role.MANAGER, Role.CUSTOMER), start=7):
            person = Person(name=str(role), role=str(role), language="de", chat_id=number,
                            joined_at=at("Mo 0"))  # fmt: skip
            person.customer_id = self.customer.id if role is Role.CUSTOMER else None
            session.add(person)
            self._people[role] = person
        session.flush()

    def actor(self, when: str, role: Role = Role.MANAGER) -> Actor:
        """Somebody at that hour."""
        desk = replace(DESK, clock=FrozenClock(at(when).astimezone(UTC)))
        person = self._people[role]
        return Actor(desk, person.chat_id or 0, 7, "de", role=role, person_id=person.id,
                     customer_id=person.customer_id)  # fmt: skip

    def case(self, when: str, topic: str = "delivery", kind: str = "complaint") -> Case:
        """One that the customer opens."""
        anna = self.actor(when, Role.CUSTOMER)
        made = cases.begin(self.session, anna, self.customer.id, kind)
        cases.tell(self.session, anna, made, "message", "x")
        if topic:
            cases.classify(self.session, anna, made, topic, "x")
        made.priority, made.reasons = "normal", []
        return made

    def office(self, when: str, case: Case, kind: str) -> None:
        """An answer, a question or a resolution."""
        cases.respond(self.session, self.actor(when), case, kind, "x")

    def reopen(self, when: str, case: Case) -> None:
        case_ending.reopen(self.session, self.actor(when, Role.CUSTOMER), case)

    def rate(self, when: str, case: Case, stars: int) -> None:
        case_ending.rate(self.session, self.actor(when, Role.CUSTOMER), case, stars)

    def figures(self, weeks: int = 0) -> Figures:
        """Those of a week, asked for two weeks later."""
        self.session.flush()
        one, first = week(DESK, MONDAY + weeks * case_weeks.A_WEEK), week(DESK, MONDAY)
        past = case_weeks.past(self.session, self.actor("Mo+2 8"), Week(first.since, one.until))
        told = case_weeks.stories(DESK, past)
        return case_weeks.figures(DESK, told, past.ratings, one)


@pytest.fixture
def book(database_url: str) -> Iterator[Book]:
    database = laid_out(database_url)
    with Session(database.engine, expire_on_commit=False) as session:
        yield Book(session)
    database.close()


def test_two_weeks_are_told_in_full(book: Book) -> None:
    plain = book.case("Mo 9")  # answered in 1 h, resolved in 3
    book.office("Mo 10", plain, "answer")
    book.office("Mo 12", plain, "resolution")
    book.rate("Mo+1 9", plain, 2)
    book.rate("Mo+1 10", plain, 5)  # the last word counts
    asked = book.case("Tu 9", "quality")  # 2 h, then two days with the customer, resolved in 5
    book.office("Tu 11", asked, "question")
    cases.tell(book.session, book.actor("Th 11", Role.CUSTOMER), asked, "message", "y")
    book.office("Th 14", asked, "resolution")
    again = book.case("We 8", "quality")  # resolved in each of the weeks
    book.office("We 12", again, "resolution")
    book.rate("We 13", again, 1)
    book.reopen("Mo+1 8", again)
    book.office("Mo+1 12", again, "resolution")
    late = book.case("Fr 8", "")  # answered after 9 h: due within 8
    book.office("Mo+1 8", late, "answer")
    twice = book.case("Fr 9")
    case_ending.merge(book.session, book.actor("Fr 10"), twice, late)
    turned = book.case("Fr 12", "enquiry")
    book.office("Mo+1 9", turned, "answer")
    assert (turned.kind, turned.number[0]) == ("enquiry", "R")
    assert book.figures() == Figures(
        opened=5, resolved=3, open=2, answered=3, answer_time=120, solution_time=240,
        late_answers=1, late_solutions=0, ratings=1, stars=1, low=1,
        topics=[("quality", 2), ("delivery", 1), ("enquiry", 1), ("none", 1)],
    )  # fmt: skip
    following = book.figures(1)
    assert following == Figures(
        opened=0, resolved=1, open=2, answered=2, answer_time=450, solution_time=480,
        late_answers=0, late_solutions=2, ratings=1, stars=5, low=0, topics=[],
    )  # fmt: skip


def test_what_was_told_of_a_week_stays_as_it_was(book: Book) -> None:
    one = book.case("Mo 9")
    book.office("Tu 9", one, "resolution")
    book.rate("Tu 10", one, 1)
    before = book.figures()
    book.reopen("Mo+1 9", one)
    assert one.rating is None
    assert book.figures() == before
    book.office("Tu+1 9", one, "resolution")
    assert book.figures() == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_week_without_anything_is_quiet_even_with_cases_that_wait(book: Book) -> None:
    one = book.case("Mo 9")
    book.office("Mo 10", one, "question")
    assert not book.figures().is_quiet()
    following = book.figures(1)
    assert (following.open, following.is_quiet()) == (1, True)


def test_a_thousand_cases_take_three_queries(book: Book) -> None:
    opened = at("Mo 9")
    numbers = range(1, 1_001)
    book.session.execute(insert(Case), [
        {"id": one, "number": f"R-{one}", "kind": "complaint", "customer_id": book.customer.id,
         "opened_by": 1, "owner_id": 1, "category": "", "reference": "", "state": "resolved",
         "priority": "normal", "reasons": [], "opened_at": opened, "touched_at": at("Tu 9"),
         "answered_at": at("Mo 10"), "resolved_at": at("Tu 9")} for one in numbers
    ])  # fmt: skip
    book.session.execute(insert(CaseState), [
        {"case_id": one, "state": state, "at": when, "person_id": 1}
        for one in numbers for state, when in (("new", opened), ("resolved", at("Tu 9")))
    ])  # fmt: skip
    asked: list[str] = []
    event.listen(
        book.session.get_bind(), "after_cursor_execute", lambda *args: asked.append(args[2])
    )
    found = book.figures()
    assert (found.opened, found.resolved, found.answer_time) == (1_000, 1_000, 60)
    assert len(asked) == 3


@pytest.mark.parametrize(
    ("monday", "hours"),
    [(date(2026, 3, 23), 167), (date(2026, 10, 19), 169), (MONDAY, 168)],
)
def test_a_week_ends_at_midnight_whatever_the_clocks_do(monday: date, hours: int) -> None:
    one = week(DESK, monday)
    assert one.until.astimezone(UTC) - one.since.astimezone(UTC) == timedelta(hours=hours)
    last = datetime.combine(monday + timedelta(days=6), datetime.max.time(), BERLIN)
    assert one.holds(last)
    assert not one.holds(last + timedelta(microseconds=1))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_each_manager_is_scheduled_once_for_monday_at_eight(book: Book) -> None:
    desk = book.actor("We 12").desk
    for _ in range(2):
        case_weeks.keep_scheduled(book.session, desk)
        book.session.flush()
    (row,) = book.session.scalars(select(Reminder).where(Reminder.kind == "case-week")).all()
    assert row.due_at == at("Mo+1 8")
    assert row.recipient_id == book.actor("We 12").person_id

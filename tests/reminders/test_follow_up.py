"""What rings, and what does not."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.domain.actor import Actor, Role
from bot.domain.clock import FrozenClock
from bot.domain.desk import Desk
from bot.domain.say import Answer, Lane, Say
from bot.reminders.kinds import KINDS
from bot.services import follow_ups
from bot.services.acting import acting_for
from bot.storage import Session, reminders
from bot.storage.customers import Customer
from bot.storage.follow_ups import FollowUp
from bot.storage.people import Person
from bot.storage.reminders import Reminder, claim_due
from tests.databases import laid_out

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)


class Office:
    """A desk with a rep, an admin and a customer, and a clock that stands still."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.clock = FrozenClock(MONDAY)
        self.desk = Desk("Nordlicht", BERLIN, region="BY", clock=self.clock)
        self.rep = self._person("Tom Berg", Role.REP)
        self.admin = self._person("Eva Klein", Role.ADMIN)
        self.customer = Customer(
            number="1", name="Weiß Elektro", created_at=MONDAY, changed_at=MONDAY
        )
        session.add(self.customer)
        session.flush()

    def _person(self, name: str, role: Role) -> Person:
        person = Person(name=name, role=role, language="de", chat_id=len(name), joined_at=MONDAY)
        self.session.add(person)
        self.session.flush()
        return person

    @property
    def tom(self) -> Actor:
        actor = acting_for(self.session, self.desk, self.rep.id)
        assert actor
        return actor

    def follow_up(self, **after: float) -> FollowUp:
        due = self.clock.now() + timedelta(**after)
        return follow_ups.add(self.session, self.tom, self.customer.id, due)

    def pass_by(self, **time: float) -> list[Answer]:
        """Let time pass; what is said then."""
        self.clock.advance(timedelta(**time))
        self.session.flush()
        said: list[Answer] = []
        for row in claim_due(self.session, self.clock.now()):
            said += KINDS[row.kind](self.session, self.desk, row)
        self.session.flush()
        return said


@pytest.fixture
def office(sqlite_url: str) -> Iterator[Office]:
    database = laid_out(sqlite_url)
    with Session(database.engine, expire_on_commit=False) as session:
        yield Office(session)
    database.close()


def keys(answers: list[Answer]) -> list[str]:
    return [line.key for one in answers if isinstance(one, Say) for line in one.lines]


def test_a_follow_up_rings_once_in_the_lane_of_reminders(office: Office) -> None:
    office.follow_up(hours=1)
    assert office.pass_by(minutes=59) == []
    (said,) = office.pass_by(minutes=1)
    assert isinstance(said, Say)
    assert (said.to, said.lane) == (office.rep.id, Lane.REMINDER)
    assert office.pass_by(hours=5) == []


@pytest.mark.parametrize(("seconds", "is_late"), [(60, False), (61, True)])
def test_more_than_a_minute_is_late(office: Office, seconds: int, is_late: bool) -> None:
    office.follow_up(hours=1)
    assert ("follow-up-late" in keys(office.pass_by(hours=1, seconds=seconds))) is is_late


def test_what_is_done_or_cancelled_does_not_ring(office: Office) -> None:
    follow_ups.done(office.session, office.tom, office.follow_up(hours=1))
    follow_ups.cancel(office.session, office.tom, office.follow_up(hours=1))
    assert office.pass_by(hours=2) == []


def test_somebody_who_was_removed_hears_nothing(office: Office) -> None:
    office.follow_up(hours=1)
    office.rep.removed_at = MONDAY
    assert office.pass_by(hours=2) == []


def test_a_moved_follow_up_rings_at_its_new_time_only(office: Office) -> None:
    one = office.follow_up(hours=1)
    follow_ups.move(office.session, office.tom, one, MONDAY + timedelta(hours=3))
    assert office.pass_by(hours=2) == []
    assert keys(office.pass_by(hours=1))[0] == "follow-up-rings"


def test_the_office_hears_of_eight_and_how_many_more(office: Office) -> None:
    for _ in range(10):
        office.follow_up(minutes=1)
    follow_ups.keep_scheduled(office.session, office.desk)
    office.pass_by(days=2)
    said = keys(office.pass_by(days=1))
    assert said.count("follow-up-overdue-line") == 8
    assert (said[0], said[-1]) == ("follow-up-overdue-head", "follow-up-overdue-more")


def test_each_ring_at_the_office_sets_the_next_business_morning(office: Office) -> None:
    follow_ups.keep_scheduled(office.session, office.desk)
    mornings = []
    for _ in range(5):
        assert office.pass_by(days=1) == []
        (row,) = office.session.scalars(select(Reminder)).all()
        assert row.status == "waiting"
        mornings.append(f"{row.due_at.astimezone(BERLIN):%a %H:%M}")
    assert mornings == ["Wed 08:00", "Thu 08:00", "Fri 08:00", "Mon 08:00", "Mon 08:00"]


def test_the_follow_up_of_somebody_who_was_removed_is_moved_but_rings_for_nobody(
    office: Office,
) -> None:
    one = office.follow_up(hours=1)
    reminders.cancel_for(office.session, office.rep.id)
    office.rep.removed_at = MONDAY
    eva = acting_for(office.session, office.desk, office.admin.id)
    assert eva
    follow_ups.move(office.session, eva, one, MONDAY + timedelta(hours=3))
    assert office.session.scalars(select(Reminder)).all() == []

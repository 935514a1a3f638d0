"""Who is reminded of which case, when hours, targets or managers have changed; both databases."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bot.access import actor_for
from bot.domain.actor import Actor
from bot.domain.clock import FrozenClock
from bot.domain.desk import Desk
from bot.domain.targets import read_targets
from bot.services import case_targets, cases
from bot.storage import Session
from bot.storage.customers import Customer
from bot.storage.people import Person
from bot.storage.reminders import Reminder
from tests.databases import laid_out

NOW = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)
DESK = Desk("Nordlicht", ZoneInfo("Europe/Berlin"), region="BY", clock=FrozenClock(NOW))
COUNT = 2 * case_targets.PORTION + 5


def admin(session: Session) -> Actor:
    person = Person(name="Ada", role="admin", language="de", user_id=7, chat_id=7, joined_at=NOW)
    session.add(person)
    session.flush()
    return actor_for(DESK, person, 7)


def open_cases(session: Session) -> None:
    actor = admin(session)
    customer = Customer(number="1", name="Huber", created_at=NOW, changed_at=NOW)
    session.add(customer)
    session.flush()
    for _ in range(COUNT):
        cases.begin(session, actor, customer.id, "complaint")


def reminded(session: Session, due: datetime) -> int:
    query = select(func.count()).where(Reminder.stage == "response-breach", Reminder.due_at == due)
    return session.scalar(query) or 0


def test_all_open_cases_follow_other_targets_a_portion_at_each_beat(database_url: str) -> None:
    database = laid_out(database_url)
    database.transact(open_cases)
    database.transact(case_targets.arm_all)
    sooner = replace(DESK, targets=read_targets("normal 1h/8h"))
    due, counts = NOW.replace(hour=10), []
    for _ in range(5):
        database.transact(lambda s: case_targets.arm_some(s, sooner))
        counts.append(database.transact(lambda s: reminded(s, due)))
    assert counts == [20, 40, COUNT, COUNT, COUNT]
    database.close()

"""Visits and follow-ups as services, on both databases."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, select

from bot.domain.actor import Actor, Role
from bot.domain.clock import FrozenClock
from bot.domain.desk import Desk
from bot.domain.refusal import Refusal
from bot.services import follow_ups, visits
from bot.services.visits import Report
from bot.storage import Session, follow_up_lists, visit_lists
from bot.storage.customers import Customer
from bot.storage.people import Person
from bot.storage.reminders import Reminder
from bot.storage.visit_lists import Wanted
from tests.databases import laid_out

NOW = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    database = laid_out(database_url)
    with Session(database.engine, expire_on_commit=False) as made:
        yield made
    database.close()


def desk() -> Desk:
    return Desk("Nordlicht", ZoneInfo("Europe/Berlin"), region="BY", clock=FrozenClock(NOW))


def actor(session: Session, role: Role, name: str = "Tom Berg") -> Actor:
    person = Person(name=name, role=role, language="de", chat_id=7, joined_at=NOW)
    session.add(person)
    session.flush()
    return Actor(desk(), 7, 7, "de", role=role, person_id=person.id, name=name)


def customer(session: Session, owner: Actor | None = None, grade: str = "", days: int = 0,
             interval: int | None = None) -> Customer:  # fmt: skip
    made = Customer(
        number=f"{len(session.scalars(select(Customer)).all())}",
        name=f"Kunde {grade}{days}",
        owner_id=owner.person_id if owner else None,
        grade=grade,
        visit_interval=interval,
        created_at=NOW - timedelta(days=days),
        changed_at=NOW,
    )
    session.add(made)
    session.flush()
    return made


def report(who: Actor, whom: Customer, at: datetime = NOW, **more: object) -> Report:
    values = {"result": "other", "rep_id": who.person_id, **more}
    return Report(whom.id, at=at, **values)  # type: ignore[arg-type]


def test_numbers_count_from_1001(session: Session) -> None:
    tom = actor(session, Role.REP)
    made = [visits.save(session, tom, report(tom, customer(session))) for _ in range(2)]
    assert [one.number for one in made] == ["1001", "1002"]


def test_a_rep_logs_for_nobody_else(session: Session) -> None:
    tom, eve = actor(session, Role.REP), actor(session, Role.REP, "Eve Fuchs")
    with pytest.raises(Refusal):
        visits.save(session, tom, report(eve, customer(session)))


def test_foreign_and_absent_visits_answer_alike(session: Session) -> None:
    tom, eve = actor(session, Role.REP), actor(session, Role.REP, "Eve Fuchs")
    eva = actor(session, Role.ADMIN, "Eva Klein")
    visit = visits.save(session, tom, report(tom, customer(session)))
    for wanted in (visit.id, 999):
        with pytest.raises(Refusal, match="button-unknown"):
            visits.get(session, eve, wanted)
    assert visits.get(session, eva, visit.id) is visit
    assert visit_lists.count(session, eve, Wanted()) == 0
    assert visit_lists.count(session, eva, Wanted()) == 1


def test_a_rep_reads_but_does_not_change_what_others_told_of_own_customers(
    session: Session,
) -> None:
    tom, eve = actor(session, Role.REP), actor(session, Role.REP, "Eve Fuchs")
    visit = visits.save(session, eve, report(eve, customer(session, owner=tom)))
    assert visits.get(session, tom, visit.id) is visit
    assert not visits.may_edit(tom, visit)
    with pytest.raises(Refusal, match="may-not"):
        visits.undo(session, tom, visit)


def test_a_customers_contact_sees_no_visit(session: Session) -> None:
    tom = actor(session, Role.REP)
    anna = actor(session, Role.CUSTOMER, "Anna Huber")
    visits.save(session, tom, report(tom, customer(session), follow_up=NOW + timedelta(days=1)))
    assert visit_lists.count(session, anna, Wanted()) == 0
    assert follow_up_lists.one(session, anna, 1) is None


def test_undo_lasts_ten_minutes(session: Session) -> None:
    tom = actor(session, Role.REP)
    visit = visits.save(session, tom, report(tom, customer(session)))
    clock = tom.desk.clock
    assert isinstance(clock, FrozenClock)
    clock.advance(timedelta(minutes=10))
    assert visits.undo_is_open(tom, visit)
    clock.advance(timedelta(seconds=1))
    assert not visits.undo_is_open(tom, visit)


def test_a_change_moves_the_follow_up_with_the_visit(session: Session) -> None:
    tom, whom = actor(session, Role.REP), customer(session)
    other = customer(session, days=1)
    visit = visits.save(session, tom, report(tom, whom, follow_up=NOW + timedelta(days=1)))
    later = NOW + timedelta(days=2)
    assert visits.change(session, tom, visit, report(tom, other, notes="Muster", follow_up=later))
    session.flush()
    (reminder,) = session.scalars(select(Reminder)).all()
    one = follow_ups.get(session, tom, reminder.subject_id)
    assert reminder.due_at == later
    assert (one.customer_id, one.what, one.due_at) == (other.id, "Muster", later)
    assert not visits.change(
        session, tom, visit, report(tom, other, notes="Muster", follow_up=later)
    )
    assert visit.version == 2


def test_customers_overdue_for_a_visit_come_by_class_and_interval(session: Session) -> None:
    tom = actor(session, Role.REP)
    for grade, days in (("A", 30), ("A", 31), ("B", 70), ("C", 119), ("", 500)):
        customer(session, tom, grade, days)
    customer(session, tom, "C", 40, interval=7)
    customer(session, None, "A", 400)
    visited = customer(session, tom, "A", 300)
    visits.save(session, tom, report(tom, visited, at=NOW - timedelta(days=2)))
    undone = visits.save(session, tom, report(tom, visited, at=NOW))
    visits.undo(session, tom, undone)
    found = [(one.name, one.days, one.days_late) for one in visits.overdue(session, tom)]
    assert found == [("Kunde C40", 40, 33), ("Kunde B70", 70, 10), ("Kunde A31", 31, 1)]


def test_each_office_person_is_scheduled_once_and_looking_costs_one_query(
    session: Session,
) -> None:
    eva = actor(session, Role.ADMIN, "Eva Klein")
    actor(session, Role.REP)
    follow_ups.keep_scheduled(session, eva.desk)
    session.flush()
    asked: list[str] = []
    event.listen(session.get_bind(), "after_cursor_execute", lambda *args: asked.append(args[2]))
    follow_ups.keep_scheduled(session, eva.desk)
    assert len(asked) == 1
    (row,) = session.scalars(select(Reminder)).all()
    assert (row.recipient_id, row.kind) == (eva.person_id, "overdue-follow-ups")
    assert row.due_at == datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


def test_two_processes_schedule_the_office_side_by_side(postgresql_url: str) -> None:
    database = laid_out(postgresql_url)
    with Session(database.engine) as before:
        eva = actor(before, Role.ADMIN, "Eva Klein")
        before.commit()
    with Session(database.engine) as one, Session(database.engine) as other:
        follow_ups.keep_scheduled(one, eva.desk)
        one.flush()
        late = Thread(target=lambda: (follow_ups.keep_scheduled(other, eva.desk), other.commit()))
        late.start()
        time.sleep(0.2)
        one.commit()
        late.join(5)
        rows = one.scalars(select(Reminder)).all()
    database.close()
    assert [row.status for row in rows] == ["waiting"]


def test_an_hour_passes_over_the_change_of_the_clocks(session: Session) -> None:
    tom = actor(session, Role.REP)
    before = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    one = follow_ups.add(session, tom, customer(session).id, before)
    follow_ups.move(session, tom, one, before + timedelta(hours=1))
    session.flush()
    (row,) = session.scalars(select(Reminder)).all()
    assert row.due_at - before == timedelta(hours=1)
    assert row.wall_time == "2026-10-25T02:30:00"

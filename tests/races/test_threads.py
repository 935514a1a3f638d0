"""On PostgreSQL people act in transactions side by side: the later one waits, and is told."""

import threading
from collections.abc import Callable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.access import actor_for
from bot.domain.actor import Actor
from bot.domain.clock import MovableClock
from bot.domain.desk import Desk
from bot.domain.refusal import Refusal
from bot.services import customers, follow_ups
from bot.services import people as team
from bot.storage import Session, audit, people
from bot.storage.audit import AuditRow
from bot.storage.customers import Customer
from bot.storage.engine import Database
from tests.databases import laid_out
from tests.stage import MONDAY
from tests.transcripts.book import keep

Deed = Callable[[Session, Actor], Any]
DESK = Desk("Nordlicht", ZoneInfo("Europe/Berlin"), "BY", "de", "EUR", MovableClock(MONDAY))


@pytest.fixture
def database(postgresql_url: str) -> Iterator[Database]:
    made = laid_out(postgresql_url)
    made.transact(_fill)
    yield made
    made.close()


def _fill(session: Session) -> None:
    for number, (name, role) in enumerate((("Ada", "admin"), ("Max", "manager"), ("Eva", "rep"))):
        session.add(people.Person(name=name, role=role, user_id=number + 1, chat_id=number + 1,
                                  language="de", joined_at=MONDAY))  # fmt: skip
    session.flush()
    keep(session, MONDAY, "10234", "Huber", "Augsburg", "Eva", None)


def at_once(database: Database, deed: Deed) -> list[str]:
    """Ada and Max do the same: both have read before either has written. What each was told."""
    both_have_read, told = threading.Barrier(2, timeout=10), []

    def act(user_id: int) -> None:
        def work(session: Session) -> None:
            person = people.by_user(session, user_id)
            assert person
            prepared = deed(session, actor_for(DESK, person, user_id))
            both_have_read.wait()
            prepared()

        try:
            database.transact(work)
            told.append("")
        except Refusal as no:
            told.append(no.text.key)

    threads = [threading.Thread(target=act, args=(one,)) for one in (1, 2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sorted(told)


def deeds(database: Database, deed: str) -> int:
    return len(database.transact(
        lambda s: s.scalars(select(AuditRow.id).where(AuditRow.deed == deed)).all()
    ))  # fmt: skip


def test_a_person_is_removed_once(database: Database) -> None:
    def deed(session: Session, actor: Actor) -> Any:
        eva = people.by_user(session, 3)
        assert eva
        return lambda: team.remove(session, actor, eva)

    assert at_once(database, deed) == ["", "team-gone"]
    assert deeds(database, "removed") == 1


def test_a_follow_up_is_done_once(database: Database) -> None:
    def begin(session: Session) -> int:
        eva = people.by_user(session, 3)
        assert eva
        customer = session.scalars(select(Customer.id)).one()
        return follow_ups.add(session, actor_for(DESK, eva, 3), customer, MONDAY).id

    number = database.transact(begin)

    def deed(session: Session, actor: Actor) -> Any:
        one = follow_ups.get(session, actor, number)
        return lambda: follow_ups.done(session, actor, one)

    assert at_once(database, deed) == ["", ""]
    assert deeds(database, "done") == 1


def test_the_trail_of_two_changes_at_once_says_what_each_found(database: Database) -> None:
    def deed(session: Session, actor: Actor) -> Any:
        customer = customers.get(session, actor, session.scalars(select(Customer.id)).one())
        return lambda: customers.change(session, actor, customer, notes=actor.name)

    assert at_once(database, deed) == ["", ""]
    rows = database.transact(
        lambda s: audit.of(s, "customer", s.scalars(select(Customer.id)).one())
    )
    second, first = [one.details["notes"] for one in rows if one.deed == "changed"]
    assert first[1] == second[0]

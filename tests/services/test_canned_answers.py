"""Canned answers as a service, on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.actor import Actor, Role
from bot.domain.clock import MovableClock
from bot.domain.desk import Desk
from bot.domain.refusal import Refusal
from bot.services import canned_answers as service
from bot.services import cases
from bot.storage import Session, audit, chats
from bot.storage.customers import Customer
from bot.storage.people import Person
from tests.databases import laid_out

NOW = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    database = laid_out(database_url)
    with Session(database.engine, expire_on_commit=False) as made:
        yield made
    database.close()


@pytest.fixture
def desk() -> Desk:
    return Desk("Nordlicht", ZoneInfo("Europe/Berlin"), clock=MovableClock(NOW))


def person(session: Session, desk: Desk, name: str, role: Role, **more: Any) -> Actor:
    if "chat_id" in more:
        chats.ensure(session, {more["chat_id"]})
    made = Person(name=name, role=role, language="de", joined_at=NOW, **more)
    session.add(made)
    session.flush()
    return Actor(desk, 7, 7, "de", role=role, person_id=made.id, name=name)


def test_the_office_alone_keeps_them_and_each_deed_is_noted(session: Session, desk: Desk) -> None:
    ada = person(session, desk, "Ada Klein", Role.ADMIN)
    one = service.add(session, ada, "Ersatz", "Ersatz kommt.")
    service.change(session, ada, one, "title", "Ersatz kommt")
    service.change(session, ada, one, "title", "Ersatz kommt")
    for deed in (service.delete, service.delete, service.restore, service.restore):
        deed(session, ada, one)
    session.flush()
    noted = [row.deed for row in audit.of(session, service.SUBJECT, one.id)]
    assert noted == ["restored", "deleted", "changed", "created"]
    for role in (Role.REP, Role.CUSTOMER):
        other = person(session, desk, "Tom Berg", role)
        assert service.kept(session, other) == []
        with pytest.raises(Refusal, match="canned-unknown"):
            service.get(session, other, one.id)
        with pytest.raises(Refusal, match="may-not"):
            service.add(session, other, "Meins", "Meins")
    assert [kept.title for kept in service.kept(session, ada)] == ["Ersatz kommt"]


def test_there_are_fifty_at_most_and_a_deleted_one_comes_back_for_ten_minutes(
    session: Session, desk: Desk
) -> None:
    ada = person(session, desk, "Ada Klein", Role.ADMIN)
    made = [service.add(session, ada, f"Ü {n:02}", "x") for n in range(service.MOST)]
    with pytest.raises(Refusal, match="canned-full"):
        service.add(session, ada, "Noch einer", "x")
    service.delete(session, ada, made[0])
    last = service.add(session, ada, "Äpfel", "x")
    with pytest.raises(Refusal, match="canned-full"):
        service.restore(session, ada, made[0])
    service.delete(session, ada, last)
    assert isinstance(desk.clock, MovableClock)
    desk.clock.advance(service.UNDO_LIFE + timedelta(seconds=1))
    with pytest.raises(Refusal, match="canned-undo-late"):
        service.restore(session, ada, last)
    assert len(service.kept(session, ada)) == service.MOST - 1


def test_those_that_went_out_last_come_first_and_the_others_by_title(
    session: Session, desk: Desk
) -> None:
    ada = person(session, desk, "Ada Klein", Role.ADMIN)
    for title in ("Zoll", "Äpfel", "Birnen"):
        one = service.add(session, ada, title, "x")
    service.used(session, ada, one.id)
    kept = service.kept(session, ada)
    assert [one.title for one in kept] == ["Äpfel", "Birnen", "Zoll"]
    assert [one.title for one in service.recent(kept, 2)] == ["Birnen", "Äpfel"]


def test_the_contact_is_who_reads_it_or_the_company_when_nobody_is_here(
    session: Session, desk: Desk
) -> None:
    ada = person(session, desk, "Ada Klein", Role.ADMIN)
    huber = Customer(number="10234", name="Huber GmbH", created_at=NOW, changed_at=NOW)
    session.add(huber)
    session.flush()
    case = cases.begin(session, ada, huber.id, "complaint")
    one = service.add(session, ada, "Alles", "{contact}, {kunde}, {nummer}, {name}, {firma}")
    said = service.filled(session, ada, one, case)
    assert said == "Huber GmbH, Huber GmbH, R-2026-0001, Ada Klein, Nordlicht"
    person(session, desk, "Anna", Role.CUSTOMER, customer_id=huber.id, chat_id=9, user_id=9)
    assert service.filled(session, ada, one, case).startswith("Anna, Huber GmbH")
    service.delete(session, ada, one)
    with pytest.raises(Refusal, match="canned-is-deleted"):
        service.filled(session, ada, one, case)

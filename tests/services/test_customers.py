"""Customers as a service: who sees whom, changes kept and taken back, the index kept fresh."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.actor import Actor, Role
from bot.domain.clock import MovableClock
from bot.domain.desk import Desk
from bot.domain.refusal import Refusal
from bot.services import customers, new_customers
from bot.services.new_customers import NewCustomer
from bot.storage import Session, audit
from bot.storage.customers import Address, Contact, Customer
from bot.storage.engine import Database
from bot.storage.people import Person
from tests.databases import laid_out

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = laid_out(database_url)
    yield made
    made.close()


@pytest.fixture
def desk() -> Desk:
    return Desk("Nordlicht Handel GmbH", ZoneInfo("Europe/Berlin"), clock=MovableClock(NOW))


def person(session: Session, name: str, role: Role, customer_id: int | None = None) -> Person:
    made = Person(name=name, role=str(role), customer_id=customer_id, language="de", joined_at=NOW)
    session.add(made)
    session.flush()
    return made


def actor(desk: Desk, one: Person) -> Actor:
    return Actor(desk, one.id, one.id, "de", Role(one.role), one.id, one.name, one.customer_id)


def company(
    session: Session, number: str, name: str, city: str = "", owner_id: int | None = None
) -> Customer:
    made = Customer(number=number, name=name, owner_id=owner_id, created_at=NOW, changed_at=NOW)
    made.addresses = [Address(kind="billing", city=city, country="DE")] if city else []
    made.contacts = [Contact(position=1, last_name="Huber", phone="+49821123456")]
    session.add(made)
    session.flush()
    customers.touched(session, made.id)
    return made


def key(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.text.key


def test_a_customers_contact_reads_their_own_company_and_no_other(
    database: Database, desk: Desk
) -> None:
    def work(session: Session) -> None:
        own, other = company(session, "1", "Huber"), company(session, "2", "Müller")
        contact = actor(desk, person(session, "Anna", Role.CUSTOMER, own.id))
        assert customers.get(session, contact, own.id) is own
        for foreign in (other.id, 4711):
            with pytest.raises(Refusal) as refused:
                customers.get(session, contact, foreign)
            assert key(refused) == "customer-unknown"

    database.transact(work)


def test_strangers_and_contacts_find_nobody(database: Database, desk: Desk) -> None:
    def create(session: Session) -> tuple[Actor, Actor]:
        own = company(session, "1", "Huber")
        return (
            actor(desk, person(session, "Anna", Role.CUSTOMER, own.id)),
            Actor(desk, 1, 1, "de"),
        )

    both = database.transact(create)

    def work(session: Session) -> None:
        for one in both:
            assert customers.find(session, one, "huber") == []
            assert customers.mentioned(session, one, "War bei Huber") == []

    database.transact(work)


def test_a_rep_changes_their_own_and_ownerless_customers_only(
    database: Database, desk: Desk
) -> None:
    def work(session: Session) -> None:
        tom, eva = person(session, "Tom", Role.REP), person(session, "Eva", Role.REP)
        rep = actor(desk, tom)
        for mine in (company(session, "1", "A", owner_id=tom.id), company(session, "2", "B")):
            assert customers.change(session, rep, mine, notes="neu")
        hers = company(session, "3", "C", owner_id=eva.id)
        with pytest.raises(Refusal) as refused:
            customers.change(session, rep, hers, notes="neu")
        assert key(refused) == "may-not"
        assert hers.notes == ""

    database.transact(work)


def test_a_change_is_checked_and_noted_field_by_field(database: Database, desk: Desk) -> None:
    def work(session: Session) -> None:
        admin = actor(desk, person(session, "Ada", Role.ADMIN))
        one = company(session, "1", "Huber", "Augsburg")
        with pytest.raises(Refusal) as refused:
            customers.change(session, admin, one, iban="DE00 1234")
        assert key(refused) == "check-iban-length"
        fields = {"payment_terms": "30 Tage", "billing.postal_code": "86150"}
        assert customers.change(session, admin, one, **fields)
        (noted,) = audit.of(session, "customer", one.id)
        assert (noted.deed, noted.person_id) == ("changed", admin.person_id)
        assert noted.details == {"payment_terms": [None, 30], "billing.postal_code": ["", "86150"]}
        assert customers.change(session, admin, one, payment_terms=30) is None

    database.transact(work)


def test_a_change_is_taken_back_once(database: Database, desk: Desk) -> None:
    def work(session: Session) -> None:
        admin = actor(desk, person(session, "Ada", Role.ADMIN))
        one = company(session, "1", "Huber", "Augsburg")
        fields = {"contact1.first_name": "Anna", "contact1.phone": "0821 999999"}
        change = customers.change(session, admin, one, **fields)
        assert change
        customers.undo(session, admin, change)
        assert (one.contacts[0].first_name, one.contacts[0].phone) == ("", "+49821123456")
        with pytest.raises(Refusal) as refused:
            customers.undo(session, admin, change)
        assert key(refused) == "customer-undo-changed"

    database.transact(work)


def test_a_change_is_not_taken_back_late_nor_by_somebody_else(
    database: Database, desk: Desk
) -> None:
    def work(session: Session) -> None:
        admin = actor(desk, person(session, "Ada", Role.ADMIN))
        other = actor(desk, person(session, "Ben", Role.ADMIN))
        change = customers.change(session, admin, company(session, "1", "Huber"), notes="x")
        assert change
        with pytest.raises(Refusal) as refused:
            customers.undo(session, other, change)
        assert key(refused) == "button-unknown"
        assert isinstance(desk.clock, MovableClock)
        desk.clock.advance(timedelta(minutes=11))
        with pytest.raises(Refusal) as refused:
            customers.undo(session, admin, change)
        assert key(refused) == "customer-undo-late"

    database.transact(work)


def test_a_contact_made_by_a_change_goes_when_it_is_taken_back(
    database: Database, desk: Desk
) -> None:
    def work(session: Session) -> None:
        admin = actor(desk, person(session, "Ada", Role.ADMIN))
        one = company(session, "1", "Huber")
        change = customers.change(session, admin, one, **{"contact2.last_name": "Neu"})
        assert [contact.last_name for contact in one.contacts] == ["Huber", "Neu"]
        assert change
        customers.undo(session, admin, change)
        assert [contact.last_name for contact in one.contacts] == ["Huber"]

    database.transact(work)


def test_another_process_finds_a_customer_by_the_new_name_at_once(
    database: Database, desk: Desk
) -> None:
    admin, huber = database.transact(
        lambda s: (
            actor(desk, person(s, "Ada", Role.ADMIN)),
            company(s, "10234", "Huber", "Ulm").id,
        )
    )

    def found(query: str) -> list[int]:
        return database.transact(lambda s: [c.id for c in customers.find(s, admin, query)])

    assert found("huber ulm") == [huber]
    database.transact(
        lambda s: customers.change(s, admin, customers.get(s, admin, huber), name="Zacherl")
    )
    assert found("zacherl") == [huber]
    assert found("huber gmbh") == [huber]  # still the contact's name
    other = Database(database.engine.url.render_as_string(hide_password=False))
    other.transact(lambda s: company(s, "777", "Quandt"))
    other.close()
    assert len(found("quandt")) == 1


def test_a_change_that_is_rolled_back_is_not_found(database: Database, desk: Desk) -> None:
    admin = database.transact(lambda s: actor(desk, person(s, "Ada", Role.ADMIN)))

    def found(query: str) -> int:
        return database.transact(lambda s: len(customers.find(s, admin, query)))

    def breaks(session: Session) -> None:
        company(session, "1", "Huber")
        customers.find(session, admin, "huber")
        raise ZeroDivisionError

    assert found("zacherl") == 0
    with pytest.raises(ZeroDivisionError):
        database.transact(breaks)
    assert found("huber") == 0
    database.transact(lambda s: company(s, "2", "Zacherl"))
    assert found("zacherl") == 1


def test_what_was_visited_or_opened_lately_comes_before_ones_own(
    database: Database, desk: Desk
) -> None:
    def work(session: Session) -> None:
        tom = person(session, "Tom", Role.REP)
        rep = actor(desk, tom)
        own = company(session, "1", "Aal", owner_id=tom.id)
        opened = company(session, "2", "Zander")
        customers.opened(session, rep, opened)
        assert customers.recent(session, rep) == [opened, own]

    database.transact(work)


@pytest.mark.parametrize(
    ("name", "city", "label"),
    [
        ("Müller Maschinenbau GmbH & Co. KG", "München", "Müller Maschinenbau, München"),
        ("Bäckerei Huber e.K.", "", "Bäckerei Huber"),
        ("GmbH", "Ulm", "GmbH, Ulm"),
        (
            "Vereinigte Holzverarbeitungsbetriebe Süd",
            "Ulm",
            "Vereinigte Holzverarbeitungsbetrie…, Ulm",
        ),
    ],
)
def test_a_button_names_a_customer_so_that_the_place_stays_readable(
    name: str, city: str, label: str
) -> None:
    one = Customer(name=name, addresses=[Address(kind="billing", city=city)], contacts=[])
    assert customers.label(one) == label
    assert len(label) <= customers.LONGEST_LABEL


def test_a_new_customer_gets_the_next_number_of_all_that_are_digits(
    database: Database, desk: Desk
) -> None:
    def work(session: Session) -> None:
        rep = actor(desk, person(session, "Tom", Role.REP))
        assert new_customers.create(session, rep, NewCustomer("Erster")).number == "10001"
        for taken in ("10234", "K-99999", "9"):
            company(session, taken, "Huber")
        made = new_customers.create(session, rep, NewCustomer("Neu"))
        assert (made.number, made.owner_id) == ("10235", rep.person_id)
        with pytest.raises(Refusal) as refused:
            new_customers.create(session, rep, NewCustomer("Neu", "K-99999"))
        assert key(refused) == "customer-number-taken"
        contact = actor(desk, person(session, "Anna", Role.CUSTOMER, made.id))
        with pytest.raises(Refusal) as refused:
            new_customers.create(session, contact, NewCustomer("Neu"))
        assert key(refused) == "may-not"

    database.transact(work)

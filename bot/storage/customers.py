"""Customers with their addresses and contacts; every query says whose eyes it is for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ForeignKey,
    UniqueConstraint,
    cast,
    false,
    func,
    select,
    true,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, selectinload

from bot.domain.actor import STAFF, Actor, Role
from bot.domain.finding import Entry
from bot.storage import facts
from bot.storage.base import Base, BigId
from bot.storage.engine import hold
from bot.storage.visits import Visit

ADDRESS_KINDS = ("billing", "correspondence", "delivery")
FIRST_NUMBER = 10_001
_VERSION = "customers-version"


class Customer(Base):
    """A company that buys. Empty text means: not known."""

    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    vat_id: Mapped[str] = mapped_column(default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    grade: Mapped[str] = mapped_column(default="")
    """A, B or C."""
    visit_interval: Mapped[int | None]
    """Days between visits; None: as the grade says."""
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    payment_terms: Mapped[int | None]
    """Days."""
    iban: Mapped[str] = mapped_column(default="")
    invoice_email: Mapped[str] = mapped_column(default="")
    preferences: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(BigId, default=0, index=True)
    """The count of all customers' changes when this one last changed."""
    addresses: Mapped[list["Address"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="Address.id"
    )
    contacts: Mapped[list["Contact"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="Contact.position"
    )


class Address(Base):
    """One of a customer's addresses; `kind` is billing, correspondence or delivery."""

    __tablename__ = "addresses"
    __table_args__ = (UniqueConstraint("customer_id", "kind"),)
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    kind: Mapped[str]
    street: Mapped[str] = mapped_column(default="")
    street2: Mapped[str] = mapped_column(default="")
    postal_code: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="DE")


class Contact(Base):
    """Somebody at a customer's; `salutation` is ms, mr or empty, phones are E.164."""

    __tablename__ = "contacts"
    __table_args__ = (UniqueConstraint("customer_id", "position"),)
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    position: Mapped[int]
    salutation: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    first_name: Mapped[str] = mapped_column(default="")
    last_name: Mapped[str] = mapped_column(default="")
    function: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    mobile: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")


class Opening(Base):
    """When somebody last opened a customer's card."""

    __tablename__ = "customer_openings"
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), primary_key=True)
    opened_at: Mapped[datetime]


_WHOLE = (selectinload(Customer.addresses), selectinload(Customer.contacts))


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """Whom the actor may read: staff everybody, a customer's contact their own company."""
    if actor.role in STAFF:
        return true()
    if actor.role is Role.CUSTOMER and actor.customer_id is not None:
        return Customer.id == actor.customer_id
    return false()


def one(session: Session, actor: Actor, customer_id: int) -> Customer | None:
    """The customer with addresses and contacts, if the actor may see it."""
    found = some(session, actor, [customer_id])
    return found[0] if found else None


def hold_whole(session: Session, customer: Customer) -> None:
    """Keep others from changing the customer until the transaction ends, and read it with its
    addresses and contacts as they are now."""
    hold(session, customer)
    query = select(Customer).where(Customer.id == customer.id).options(*_WHOLE)
    session.scalars(query.execution_options(populate_existing=True)).one()


def some(session: Session, actor: Actor, customer_ids: Sequence[int]) -> list[Customer]:
    """Those the actor may see, in the order asked for, with addresses and contacts."""
    query = select(Customer).where(Customer.id.in_(customer_ids), seen_by(actor)).options(*_WHOLE)
    found = {customer.id: customer for customer in session.scalars(query)}
    return [found[one] for one in customer_ids if one in found]


def owned_by(session: Session, person_id: int) -> list[int]:
    """The ids of somebody's own customers, by name."""
    query = select(Customer.id).where(Customer.owner_id == person_id).order_by(Customer.name)
    return list(session.scalars(query))


def lately(session: Session, person_id: int, limit: int) -> list[int]:
    """The ids of the customers somebody visited or opened, the latest first."""
    last_visit = func.max(Visit.at)
    visited = session.execute(
        select(Visit.customer_id, last_visit)
        .where(Visit.rep_id == person_id, Visit.undone_at.is_(None))
        .group_by(Visit.customer_id)
        .order_by(last_visit.desc())
        .limit(limit)
    )
    opened = session.execute(
        select(Opening.customer_id, Opening.opened_at)
        .where(Opening.person_id == person_id)
        .order_by(Opening.opened_at.desc())
        .limit(limit)
    )
    both = sorted([*visited, *opened], key=lambda row: row[1], reverse=True)
    return list(dict.fromkeys(customer_id for customer_id, _ in both))[:limit]


def phone_of(session: Session, customer_id: int) -> str:
    """The number (E.164) by which a customer is called; empty for none."""
    customer = session.get_one(Customer, customer_id, options=_WHOLE)
    known = (one.phone or one.mobile for one in customer.contacts)
    return next((one for one in known if one), customer.phone)


def by_number(session: Session, number: str) -> Customer | None:
    """The customer with this very number."""
    return session.scalar(select(Customer).where(Customer.number == number))


def highest_number(session: Session) -> int:
    """The highest customer number that is all digits; 10000 when there is none."""
    digits = Customer.number.regexp_match("^[0-9]{1,15}$")
    highest = select(func.max(cast(Customer.number, BigInteger))).where(digits)
    return session.scalar(highest) or FIRST_NUMBER - 1


def opened(session: Session, person_id: int, customer_id: int, now: datetime) -> None:
    """Note that somebody opened the customer's card."""
    session.merge(Opening(person_id=person_id, customer_id=customer_id, opened_at=now))


def version(session: Session) -> int:
    """The count of changes to customers so far."""
    return int(facts.read(session, _VERSION) or 0)


def touched(session: Session, customer_ids: Iterable[int]) -> None:
    """Count a change to what these customers are found by, so that every process sees it."""
    count = facts.count_up(session, _VERSION)
    ids = list(customer_ids)
    session.execute(update(Customer).where(Customer.id.in_(ids)).values(version=count))
    session.info["customers touched"] = True


def has_touched(session: Session) -> bool:
    """Whether this transaction itself has changed what customers are found by."""
    return bool(session.info.get("customers touched"))


def entries_since(session: Session, count: int) -> list[Entry]:
    """What everybody changed after the given count is found by; all after -1.

    Columns, not objects: of 10,000 customers that takes a quarter of the time.
    """
    cities: dict[int, list[str]] = defaultdict(list)
    people: dict[int, list[str]] = defaultdict(list)
    phones: dict[int, list[str]] = defaultdict(list)
    changed = Customer.version > count
    places = select(Address.customer_id, Address.city).join(Customer).where(changed)
    for customer_id, city in session.execute(places.order_by(Address.kind)):
        cities[customer_id].append(city)
    contacts = select(
        Contact.customer_id, Contact.first_name, Contact.last_name, Contact.phone, Contact.mobile
    )
    for customer_id, first, last, *numbers in session.execute(
        contacts.join(Customer).where(changed).order_by(Contact.position)
    ):
        people[customer_id].append(f"{first} {last}".strip())
        phones[customer_id] += numbers
    names = select(Customer.id, Customer.number, Customer.name, Customer.phone).where(changed)
    return [
        _entry(one, number, name, cities[one], people[one], [phone, *phones[one]])
        for one, number, name, phone in session.execute(names)
    ]


def _entry(
    id: int, number: str, name: str, cities: list[str], people: list[str], phones: list[str]
) -> Entry:
    where = [*dict.fromkeys(filter(None, cities))]
    others = (*filter(None, people), *where[1:])
    return Entry(id, number, name, where[0] if where else "", others, (*filter(None, phones),))

"""A small book of customers for conversations."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.actor import Role
from bot.playground import Person as Phone
from bot.services import customers
from bot.storage import Session
from bot.storage.customers import Address, Contact, Customer
from bot.storage.people import Person
from tests.stage import Stage

IN_BOTH = [
    ("sqlite", "de"), ("sqlite", "en"), ("postgresql", "de"),
    pytest.param("postgresql", "en", marks=pytest.mark.long),
]  # fmt: skip
"""Databases and languages: words do not depend on the database."""


def person_id(session: Session, name: str) -> int:
    """The id of somebody with access."""
    return session.scalars(select(Person.id).where(Person.name == name)).one()


def keep(
    session: Session,
    now: datetime,
    number: str,
    name: str,
    city: str,
    owner: str = "",
    contact: dict[str, str] | None = None,
    **fields: Any,
) -> int:
    """A customer in the book; its id."""
    made = Customer(number=number, name=name, created_at=now, changed_at=now, **fields)
    made.owner_id = person_id(session, owner) if owner else None
    made.addresses = [Address(kind="billing", street="Hauptstr. 12", city=city)]
    made.contacts = [Contact(position=1, **contact)] if contact else []
    session.add(made)
    session.flush()
    customers.touched(session, made.id)
    return made.id


async def open_book(stage: Stage, owner: str = "") -> dict[str, int]:
    """Three customers, the bakery Huber being `owner`'s; their ids by number."""
    now = stage.clock.now()
    huber = {"salutation": "ms", "first_name": "Anna", "last_name": "Huber",
             "function": "Einkauf", "phone": "+49821123456"}  # fmt: skip
    jan = {"salutation": "mr", "title": "Dr.", "first_name": "Jan", "last_name": "Müller",
           "phone": "+4989987654", "mobile": "+491712345678"}  # fmt: skip

    def fill(session: Session) -> dict[str, int]:
        return {
            "10234": keep(session, now, "10234", "Bäckerei Huber GmbH", "Augsburg", owner, huber,
                          grade="B", preferences="Bio-Mehl, Lieferung vor 6 Uhr"),
            "10235": keep(session, now, "10235", "Müller Maschinenbau GmbH & Co. KG", "München",
                          contact=jan),
            "10236": keep(session, now, "10236", "Bäckerei Müller", "Ulm"),
        }  # fmt: skip

    return await stage.database.run(fill)


async def three(stage: Stage) -> tuple[Phone, Phone, Phone]:
    """The rep who looks after the bakery, an admin (English), and the bakery's contact."""
    tom = await stage.join("Tom Berg", Role.REP)
    ada = await stage.join("Ada Klein", Role.ADMIN, "en")
    book = await open_book(stage, "Tom Berg")
    anna = await stage.join("Anna Huber", Role.CUSTOMER, customer_id=book["10234"])
    return tom, ada, anna

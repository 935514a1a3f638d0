"""The customers in the books of the end-to-end tests."""

from datetime import timedelta

from sqlalchemy import select

from bot.services import customers as service
from bot.storage import Session
from bot.storage.customers import Address, Contact, Customer
from bot.storage.people import Person
from tests.stage import Stage

COMPANIES = {
    "10234": ("Bäckerei Huber GmbH", "86150", "Augsburg", "B"),
    "10235": ("Müller Maschinenbau GmbH & Co. KG", "80331", "München", "A"),
    "10236": ("Bäckerei Müller", "89073", "Ulm", "C"),
    "10237": ("Weiß Elektro e.K.", "10115", "Berlin", ""),
}


async def fill(stage: Stage, owner: str = "") -> None:
    """Put the companies into the books, owned by the person of that name."""
    await stage.database.run(lambda s: _fill(s, stage, owner))


def _fill(session: Session, stage: Stage, owner: str) -> None:
    owner_id = session.scalar(select(Person.id).where(Person.name == owner))
    now = stage.program.desk.now() - timedelta(days=10)
    for number, (name, postal_code, city, grade) in COMPANIES.items():
        made = Customer(
            number=number,
            name=name,
            grade=grade,
            owner_id=owner_id,
            created_at=now,
            changed_at=now,
        )
        made.addresses = [Address(kind="billing", postal_code=postal_code, city=city)]
        made.contacts = [
            Contact(position=1, salutation="mr", title="Dr.", first_name="Jan",
                    last_name="Müller", phone="+4989987654")
        ] if number == "10235" else []  # fmt: skip
        session.add(made)
        session.flush()
        service.touched(session, made.id)


async def id_of(stage: Stage, number: str) -> int:
    """The id of the company with this number."""
    found = await stage.database.run(
        lambda s: s.scalar(select(Customer.id).where(Customer.number == number))
    )
    assert found
    return found

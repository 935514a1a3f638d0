"""The customers in the books of the conversations about visits, and an end to somebody's access."""

from datetime import timedelta

from sqlalchemy import select

from bot.access import actor_for
from bot.domain.actor import OFFICE, Role
from bot.domain.desk import Desk
from bot.services import people as access
from bot.storage import Session, people
from bot.storage.customers import Customer
from bot.storage.people import Person
from tests.stage import Stage
from tests.transcripts.book import keep

JAN = {"salutation": "mr", "title": "Dr.", "first_name": "Jan", "last_name": "Müller",
       "phone": "+4989987654"}  # fmt: skip


async def fill(stage: Stage, owner: str = "") -> None:
    """Put four companies into the books, owned by the person of that name."""
    now = stage.clock.now() - timedelta(days=10)

    def work(session: Session) -> None:
        keep(session, now, "10234", "Bäckerei Huber GmbH", "Augsburg", owner, grade="B")
        keep(session, now, "10235", "Müller Maschinenbau GmbH & Co. KG", "München", owner, JAN,
             grade="A")  # fmt: skip
        keep(session, now, "10236", "Bäckerei Müller", "Ulm", owner, grade="C")
        keep(session, now, "10237", "Weiß Elektro e.K.", "Berlin", owner)

    await stage.database.run(work)


async def id_of(stage: Stage, number: str) -> int:
    """The id of the company with this number."""
    found = await stage.database.run(
        lambda s: s.scalar(select(Customer.id).where(Customer.number == number))
    )
    assert found
    return found


def remove(session: Session, desk: Desk, name: str) -> None:
    """Somebody else of the office, a manager if there is one, ends this person's access."""
    person = session.scalars(select(Person).where(Person.name == name)).one()
    office = [*people.with_roles(session, [Role.MANAGER]), *people.with_roles(session, OFFICE)]
    other = next(one for one in office if one is not person)
    access.remove(session, actor_for(desk, other, other.chat_id or 0), person)

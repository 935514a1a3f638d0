"""The customers in the books of the conversations about visits."""

from datetime import timedelta

from sqlalchemy import select

from bot.storage import Session
from bot.storage.customers import Customer
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

"""A furnished office: people who have come in, and customers, in a life that goes on from there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.app import menus
from bot.playground import Person
from bot.storage import Session, chats, people
from bot.storage.customers import Customer
from tests.hand import Hand
from tests.simulated.life import Life, life
from tests.transcripts.book import keep

PEOPLE = {"ada": ("Ada Klein", "admin"), "max": ("Max Boss", "manager"),
          "tom": ("Tom Berg", "rep"), "eva": ("Eva Roth", "rep"),
          "anna": ("Anna Huber", "customer"), "jan": ("Jan Müller", "customer")}  # fmt: skip
CUSTOMERS = (
    ("10234", "Bäckerei Huber GmbH", "Augsburg", "Tom Berg"),
    ("10235", "Müller Maschinenbau GmbH & Co. KG", "München", "Tom Berg"),
    ("10236", "Bäckerei Müller", "Ulm", "Eva Roth"),
    ("10237", "Weiß Elektro e.K.", "Berlin", "Tom Berg"),
)
A_BEAT_OR_TWO = 2.5
CONTACT_OF = {"anna": "10234", "jan": "10235"}


@dataclass
class Office:
    """A life, and the hands of those in it."""

    life: Life
    ada: Hand
    max: Hand
    tom: Hand
    eva: Hand
    anna: Hand
    jan: Hand

    @property
    def hands(self) -> dict[str, Hand]:
        """Everybody who has come in."""
        return {name: getattr(self, name) for name in PEOPLE}

    async def settled(self) -> None:
        """Until the program is done."""
        await self.life.settled()

    async def wait(self, seconds: float) -> None:
        """Let the clock jump, and all be done that is due then."""
        self.life.clock.advance(timedelta(seconds=seconds))
        await self.life.wait(A_BEAT_OR_TWO)


@contextmanager
def office(seed: int = 0, language: str = "de", **how: Any) -> Iterator[Office]:
    """A life in a furnished office."""

    def furnish(one: Life) -> None:
        hands = {
            name: Hand(one, one.world.person(full, language=language))
            for name, (full, _) in PEOPLE.items()
        }
        for hand in hands.values():
            hand.person.chat.known_to_bot = True
        one.database.transact(lambda s: _fill(s, one, {n: h.person for n, h in hands.items()}))
        made.append(Office(one, **hands))

    made: list[Office] = []
    with life(seed, furnish=furnish, **how):
        yield made[0]


def _fill(session: Session, one: Life, phones: dict[str, Person]) -> None:
    now = one.clock.now()
    chats.ensure(session, {phone.id for phone in phones.values()})
    for name, (full, role) in PEOPLE.items():
        phone = phones[name]
        session.add(
            people.Person(
                name=full, role=role, user_id=phone.id, chat_id=phone.id, joined_at=now,
                language=phone.language, language_chosen=True,
                menu_for=f"{role}:{phone.language}:{menus().mark}",
            )
        )  # fmt: skip
        session.flush()
    for number, name, city, owner in CUSTOMERS:
        contact = {"first_name": "Jan", "last_name": "Müller", "phone": "+4989987654"}
        keep(session, now, number, name, city, owner, contact if number == "10235" else None)
    for name, number in CONTACT_OF.items():
        customer = session.scalar(select(Customer.id).where(Customer.number == number))
        person = session.scalars(
            select(people.Person).where(people.Person.name == PEOPLE[name][0])
        ).one()
        person.customer_id = customer

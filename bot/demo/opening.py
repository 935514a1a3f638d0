"""What happened before the page is looked at: all of it was done with the phones."""

import asyncio
from collections.abc import Callable, Mapping

from bot.demo import canned_answers, cases, company, history
from bot.demo.company import ADMIN, CONTACT, MANAGER, OTHERS, REP, Member
from bot.domain.desk import Desk
from bot.domain.say import Value, text
from bot.playground import Group, Person, World
from bot.services import people as access
from bot.storage import Session, customer_import, people
from bot.storage.engine import Database
from bot.texts.render import Renderer

SECONDS = 30.0
"""How long any one thing may take to happen."""
COMMANDS = {"de": ("/heute", "/faelle", "/teamgruppe"), "en": ("/today", "/cases", "/staffgroup")}
"""What the rep, the office and the manager write."""


class Opening:
    """The first morning with the desk, on phones that speak the desk's language; raises
    TimeoutError when something does not happen."""

    def __init__(
        self, world: World, desk: Desk, database: Database, phones: Mapping[Member, Person],
        group: Group,
    ) -> None:  # fmt: skip
        self._world = world
        self._desk = desk
        self._database = database
        self._phones = phones
        self._group = group
        self._today, self._cases, self._staff_group = COMMANDS[desk.language]

    async def play(self) -> None:
        """People come in, customers are imported, the past is written, the day begins."""
        staff = (ADMIN, REP, *OTHERS)
        petra, *_ = await asyncio.gather(*(self._join(one) for one in staff))
        await self._import(self._phones[ADMIN])
        await self._database.run(lambda session: history.write(session, self._desk))
        await self._database.run(lambda session: cases.write(session, self._desk))
        await self._database.run(lambda s: canned_answers.write(s, self._desk, petra))
        await self._phones[REP].say(self._today)
        await self._phones[ADMIN].say(self._cases)
        await self._join(CONTACT, petra)

    async def _join(self, member: Member, invited_by: int | None = None) -> int:
        """Follow an invitation and accept it; returns the id of who is in now."""
        phone = self._phones[member]
        code = await self._database.run(lambda s: _invite(s, self._desk, member, invited_by))
        await phone.start(code)
        await self._press(phone, "invitation-accept")
        return await self._database.run(lambda s: _person_id(s, phone.id))

    async def _import(self, phone: Person) -> None:
        """Drop the table of customers into the chat, look at the card, take them over."""
        name = company.CUSTOMERS.name
        await phone.send_document(name, company.CUSTOMERS.read_bytes())
        await self._press(phone, "import-take", count=company.customer_count())
        await self._until(lambda: self._plain("import-done", name=name) in phone.screen)

    async def choose_group(self) -> None:
        """The manager makes the group the staff group, in which each open case gets its topic, one
        after the other."""
        phone = self._phones[MANAGER]
        await phone.promote(self._group)
        await phone.say(self._staff_group, chat=self._group)
        yes = self._plain("staff-group-yes")
        await self._until(lambda: yes in self._group.screen())
        await phone.press(yes, chat=self._group)

    async def _press(self, phone: Person, key: str, **values: Value) -> None:
        """Press the button with this label once it is there, and wait until it is gone."""
        label = self._plain(key, **values)
        await self._until(lambda: label in phone.labels)
        await phone.press(label)
        await self._until(lambda: label not in phone.labels)

    def _plain(self, key: str, **values: Value) -> str:
        return Renderer(self._desk.zone).plain(text(key, **values), self._desk.language)

    async def _until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(SECONDS):
            while not true():
                await self._world.changed.wait(0.2)


def _invite(session: Session, desk: Desk, member: Member, invited_by: int | None) -> str:
    known = customer_import.known(session, [member.customer] if member.customer else [])
    customer_id = known[member.customer].id if known else None
    return access.invite(session, desk, member.role, member.name, invited_by, customer_id)


def _person_id(session: Session, user_id: int) -> int:
    person = people.by_user(session, user_id)
    assert person is not None, "the invitation was accepted"
    return person.id

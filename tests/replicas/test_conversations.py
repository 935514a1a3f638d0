"""Whichever process an update comes to: the conversation goes on, and a removal holds."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.actor import Role
from bot.domain.clock import MovableClock
from bot.playground import World, serve
from bot.storage import Session, outbox, people, waits
from bot.storage.visits import Visit
from tests.books import fill, remove
from tests.crash.proxy import Proxy
from tests.hand import Hand
from tests.replicas.several import PATH
from tests.stage import MONDAY, SECRET, TOKEN, Stage, free_port, program_of, settings_for

pytestmark = pytest.mark.early


@dataclass
class Two:
    """Two programs on one database, behind one address that they serve in turn."""

    first: Stage
    second: Stage
    proxy: Proxy


@pytest.fixture
async def two(postgresql_url: str) -> AsyncIterator[Two]:
    """Two programs at work."""
    clock, proxy = MovableClock(MONDAY), Proxy([free_port(), free_port()])
    world = World(clock, bot_username="nordlicht_bot", token=TOKEN)
    async with contextlib.AsyncExitStack() as stack:
        server = await stack.enter_async_context(serve(world))
        address = await stack.enter_async_context(proxy.serve())
        stages = []
        for port in proxy.ports:
            made = settings_for(server.url, postgresql_url, webhook_url=f"{address}{PATH}",
                                webhook_listen=f"127.0.0.1:{port}", webhook_secret=SECRET)  # fmt: skip
            stages.append(await stack.enter_async_context(program_of(made, world, clock)))
        yield Two(*stages, proxy)


async def test_the_answers_of_one_dialogue_come_to_different_processes(two: Two) -> None:
    tom = await Hand.of(two.first, "Tom Berg")
    await fill(two.first, "Tom Berg")
    before = dict(two.proxy.taken)
    await tom.say("/besuch")
    await tom.press("Bäckerei Huber, Augsburg")
    await tom.press("Interesse")
    await tom.say("Mag Bio-Mehl")
    await tom.press("Weiter")
    await tom.press("In 1 Woche: Mo, 30.11.2026")
    assert tom.screen.startswith("✅ Besuch 1001 gespeichert · Bäckerei Huber GmbH, Augsburg")
    assert [count - before[port] for port, count in two.proxy.taken.items()] == [3, 3]
    visits = await two.second.database.run(lambda s: s.scalars(select(Visit)).all())
    assert [(one.result, one.notes) for one in visits] == [("interested", "Mag Bio-Mehl")]


async def test_a_removal_in_one_process_holds_in_all_within_a_second(two: Two) -> None:
    """For buttons and for messages that are queued."""
    tom = await Hand.of(two.first, "Tom Berg")
    await two.first.join("Eva Klein", Role.ADMIN)
    await fill(two.first, "Tom Berg")
    await tom.say("10234")
    card, count = tom.person.answers[-1].id, len(tom.person.answers)

    def gate_and_queue(session: Session) -> None:
        """Messages that wait: Telegram wants a pause in this chat."""
        chat = session.get_one(outbox.chats.Chat, tom.person.id)
        chat.gated_until = two.first.clock.now() + timedelta(hours=1)
        for _ in range(3):
            person = people.by_user(session, tom.person.id)
            assert person
            outbox.put_call(session, tom.person.id, "sendMessage", {"text": "secret"},
                            two.first.clock.now(), person.id)  # fmt: skip

    await two.second.database.run(gate_and_queue)
    await two.first.database.run(lambda s: remove(s, two.first.program.desk, "Tom Berg"))
    for _ in two.proxy.ports:  # one press to each
        await tom.person.press("Kontakte", on=card)
    await two.first.database.run(waits.end_all)
    await two.first.settled()
    new = [one.text for one in tom.person.answers[count:]]
    assert new
    assert all("brauchen Sie eine Einladung" in one for one in new)
    assert "Kontakte" in tom.person.labels

"""Long polling: order, confirmation, one poller at a time."""

import asyncio
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import Conflict

from bot.domain.clock import MovableClock
from bot.playground import Person, World


async def test_updates_come_in_order_until_an_offset_confirms_them(
    bot: Bot, rep: Person, world: World
) -> None:
    for text in ("eins", "zwei", "drei"):
        await rep.say(text)
    first = await bot.get_updates(limit=2)
    assert [u.message.text for u in first if u.message] == ["eins", "zwei"]
    assert len(await bot.get_updates()) == 3
    rest = await bot.get_updates(offset=first[-1].update_id + 1)
    assert [u.message.text for u in rest if u.message] == ["drei"]
    await bot.get_updates(offset=rest[-1].update_id + 1)
    assert world.updates.pending() == []


async def test_a_waiting_poll_wakes_for_news(bot: Bot, rep: Person) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0.1)
    assert not poll.done()
    await rep.say("hallo")
    assert len(await asyncio.wait_for(poll, 1)) == 1


async def test_a_second_poller_ends_the_first_with_a_conflict(bot: Bot, rep: Person) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0.1)
    second = asyncio.create_task(bot.get_updates(timeout=1))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await asyncio.wait_for(first, 2)
    assert tuple(await second) == ()


async def test_updates_are_forgotten_after_a_day(
    bot: Bot, rep: Person, clock: MovableClock
) -> None:
    await rep.say("alt")
    clock.advance(timedelta(hours=25))
    await rep.say("neu")
    assert [u.message.text for u in await bot.get_updates() if u.message] == ["neu"]


async def test_settled_waits_for_confirmation_and_the_last_answer(bot: Bot, rep: Person) -> None:
    async def answer() -> None:
        (update,) = await bot.get_updates(timeout=5)
        await bot.get_updates(offset=update.update_id + 1)
        await asyncio.sleep(0.1)
        await bot.send_message(rep.id, "fertig")

    await rep.say("hallo")
    with pytest.raises(TimeoutError, match="still waiting"):
        await rep.settled(timeout=0.1)
    task = asyncio.create_task(answer())
    await rep.settled(timeout=5)
    assert rep.screen == "fertig"
    await task


async def test_settled_asks_the_program_when_it_can(bot: Bot, rep: Person, world: World) -> None:
    asked = iter([False, False, True])

    async def idle() -> bool:
        return next(asked)

    world.on_idle = idle
    await rep.settled(timeout=2)
    assert next(asked, None) is None

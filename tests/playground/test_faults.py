"""Scripted misfortune, as the bot meets it."""

import time

import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.playground import Person, World


async def test_a_429_hits_one_chat_once(bot: Bot, rep: Person, world: World) -> None:
    other = world.person("Anna Klein")
    await rep.say("hallo")
    await other.say("hallo")
    world.faults.add("sendMessage", status=429, retry_after=3, chat_id=rep.id)
    await bot.send_message(other.id, "geht")
    with pytest.raises(RetryAfter, match="Retry in 0:00:03"):
        await bot.send_message(rep.id, "zu schnell")
    await bot.send_message(rep.id, "jetzt")
    assert [message.text for message in rep.answers] == ["jetzt"]
    assert [call.outcome for call in world.calls][-3:] == [
        "ok",
        "fault: Too Many Requests: retry after 3",
        "ok",
    ]


async def test_a_bad_gateway_answers_html(bot: Bot, rep: Person, world: World) -> None:
    await rep.say("hallo")
    world.faults.add("sendMessage", status=502, times=2)
    for _ in range(2):
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await bot.send_message(rep.id, "hallo")
    await bot.send_message(rep.id, "wieder da")
    assert rep.screen == "wieder da"


async def test_a_description_of_ones_own_is_sent_as_it_is(
    bot: Bot, rep: Person, world: World
) -> None:
    await rep.say("hallo")
    world.faults.add("sendMessage", status=400, description="Bad Request: chat is upset")
    with pytest.raises(BadRequest, match="Chat is upset"):
        await bot.send_message(rep.id, "hallo")


@pytest.mark.parametrize(("drop", "arrived"), [("before", 0), ("after", 1)])
async def test_a_dropped_connection_takes_effect_or_not(
    bot: Bot, rep: Person, world: World, drop: str, arrived: int
) -> None:
    await rep.say("hallo")
    world.faults.add("sendMessage", drop=drop)
    with pytest.raises(NetworkError, match=r"RemoteProtocolError|ReadError"):
        await bot.send_message(rep.id, "hallo")
    assert len(rep.answers) == arrived


async def test_a_delay_delays(bot: Bot, rep: Person, world: World) -> None:
    await rep.say("hallo")
    world.faults.add("*", delay=0.2)
    started = time.monotonic()
    await bot.send_message(rep.id, "langsam")
    assert time.monotonic() - started >= 0.2
    assert rep.screen == "langsam"


async def test_a_malformed_answer_is_sent_as_it_is(bot: Bot, rep: Person, world: World) -> None:
    world.faults.add("getUpdates", body=b'{"ok":true,"result":[{"update_')
    with pytest.raises(TelegramError, match="Invalid server response"):
        await bot.get_updates()


async def test_an_answer_that_breaks_off_midway_has_taken_effect(
    bot: Bot, rep: Person, world: World
) -> None:
    await rep.say("hallo")
    world.faults.add("sendMessage", drop="midway")
    with pytest.raises(NetworkError, match=r"RemoteProtocolError|ReadError"):
        await bot.send_message(rep.id, "hallo")
    assert len(rep.answers) == 1


async def test_an_answer_that_drips_is_read_to_its_end(
    bot: Bot, rep: Person, world: World
) -> None:
    await rep.say("hallo")
    world.faults.add("sendMessage", drip=0.001)
    sent = await bot.send_message(rep.id, "tropft")
    assert sent.text == rep.screen == "tropft"

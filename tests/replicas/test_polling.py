"""One process polls and the others wait for its place; they all work."""

import asyncio
import signal
import time
from pathlib import Path

import pytest

from bot.playground import Person
from bot.storage import outbox
from tests.crash.process import Process
from tests.replicas.several import Several, several

pytestmark = pytest.mark.early

TAKEOVER = 15.0


@pytest.mark.timeout(180)
async def test_a_poller_that_hangs_or_dies_is_replaced_within_fifteen_seconds(
    tmp_path: Path, postgresql_url: str
) -> None:
    async with several(tmp_path, postgresql_url, 3, webhook=False) as three:
        tom, numbers = three.rep("Tom Berg")
        await three.at_work()
        await answered(three, tom, numbers[0])
        hanging = poller(three, [])
        hanging.send(signal.SIGSTOP)
        assert await answered(three, tom, numbers[1]) < TAKEOVER
        second = poller(three, [hanging])
        await second.kill()
        assert await answered(three, tom, numbers[2]) < TAKEOVER
        hanging.send(signal.SIGCONT)
        await asyncio.sleep(3)
        await answered(three, tom, numbers[3])
        assert len(tom.answers) == 4
        conflicts = [one for one in three.world.calls if one.outcome.startswith("Conflict")]
        assert len(conflicts) <= 1  # Telegram ends the poll of the one that hung


async def answered(three: Several, person: Person, number: str) -> float:
    """Seconds until a look-up was answered, and the answer noted as sent."""
    began = time.monotonic()
    await person.say(number)
    while not any(number in one.text for one in person.answers):
        assert time.monotonic() < began + 60, "nobody answers"
        await person.world.changed.wait(0.5)
    took = time.monotonic() - began
    while await three.database.run(outbox.depth):
        await asyncio.sleep(0.05)
    return took


def poller(three: Several, without: list[Process]) -> Process:
    """Who polls."""
    [found] = [one for one in three.processes
               if one not in without and b"polling is ours" in one.log.read_bytes()]  # fmt: skip
    return found

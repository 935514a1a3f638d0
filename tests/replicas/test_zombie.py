"""A process that sleeps in the middle of its work, and wakes when others have done it."""

import asyncio
import signal
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.playground import Person
from bot.storage.inbox import InboxRow
from tests.replicas.several import Several, several

pytestmark = pytest.mark.early

TAKEOVER = 30.0
"""Seconds. On a machine with room it is 15 (`make crash` measures it); this one has other tests."""
SLEEPS_AT_WORK = """
import os, signal, sys
from bot import __main__
from bot.outgoing.sender import Sender
from bot.storage import inbox

def sleep(where):
    try:
        os.close(os.open(where, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGSTOP)

finish, send = inbox.finish, Sender._send

def sleepy_finish(row, now):
    finish(row, now)
    if "%(before_commit)s" in str(row.payload):
        sleep("before commit")

async def sleepy_send(self, row):
    if "%(before_sending)s" in str(row.params):
        sleep("before sending")
    await send(self, row)

inbox.finish, Sender._send = sleepy_finish, sleepy_send
sys.exit(__main__.command(["run"]))
"""
"""The program; whichever process is first sleeps before a commit, or before sending a message."""


async def answer(three: Several, person: Person) -> float:
    """When a process has answered in place of the one that fell asleep."""
    end = time.time() + 60
    while not person.answers:
        assert time.time() < end, "nobody takes over"
        await three.world.changed.wait(0.5)
    return person.answers[0].date + 1


@pytest.mark.timeout(180)
async def test_a_zombie_neither_commits_nor_sends_what_others_have_taken_over(
    tmp_path: Path, postgresql_url: str
) -> None:
    script = SLEEPS_AT_WORK % {"before_commit": "20001", "before_sending": "20005"}
    async with several(tmp_path, postgresql_url, 3, script=script) as three:
        tom, (first, *_) = three.rep("Tom Berg")
        eva, (second, *_) = three.rep("Eva Fuchs")
        assert (first, second) == ("20001", "20005")
        await three.at_work()
        await tom.say(first)
        await eva.say(second)
        for one, where in ((tom, "before commit"), (eva, "before sending")):
            answered = await answer(three, one)
            assert answered - (tmp_path / where).stat().st_mtime < TAKEOVER
        for one in three.processes:
            one.send(signal.SIGCONT)
        await asyncio.sleep(2)
        await three.world.settled(quiet=1)
        assert (len(tom.answers), len(eva.answers)) == (1, 1)
        rows = await three.database.run(lambda s: s.scalars(select(InboxRow)).all())
        assert [one.status for one in rows] == ["done", "done"]

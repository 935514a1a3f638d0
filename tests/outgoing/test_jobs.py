"""Long work while the database comes and goes, and when a kind has nobody to hear of it."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.domain.actor import Role
from bot.domain.desk import Desk
from bot.heart import start_run
from bot.outgoing import long_work
from bot.outgoing.jobs import Task
from bot.playground import Person
from bot.storage import Session, jobs, people, runs
from bot.storage.engine import Database
from bot.storage.inbox import InboxRow
from tests.stage import MONDAY as NOW
from tests.stage import Stage, eventually, program_of, running


async def test_a_job_that_ends_while_the_database_is_away_is_noted_when_it_is_back(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its result is neither lost nor its row held for ever."""
    usual, away = Database.run, asyncio.Event()

    async def run(self: Database, work: Any) -> Any:
        if away.is_set():
            raise OperationalError("BEGIN", None, Exception("away"))
        return await usual(self, work)

    async def slow(_task: Task) -> None:
        away.set()
        monkeypatch.setattr(Database, "run", run)

    monkeypatch.setattr(long_work, "KINDS", {**long_work.KINDS, "slow": slow})
    async with running(sqlite_url) as stage:
        await stage.database.run(
            lambda s: jobs.add(s, "slow", {}, 7, None, stage.clock.now()) and None
        )
        await asyncio.wait_for(away.wait(), 5)
        await asyncio.sleep(0.5)
        away.clear()
        await asyncio.sleep(2.5)
        rows = await stage.database.run(lambda s: s.scalars(select(jobs.Job)).all())
        assert [one.status for one in rows] == ["done"]


async def test_work_that_ends_its_process_each_time_is_given_up_and_its_chat_told(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The attempt of a process that never came to note it counts; one stopped in order does not."""
    tried_again: list[Task] = []

    async def deadly(task: Task) -> None:
        tried_again.append(task)

    monkeypatch.setattr(long_work, "KINDS", {**long_work.KINDS, "visits-table": deadly})
    async with running(sqlite_url) as stage:
        tom = await stage.join("Tom Berg", Role.REP)
        person = await stage.database.run(lambda s: people.by_user(s, tom.id))
        assert person
        stage.program.stop.set()
        await eventually(lambda: not stage.database.transact(lambda s: s.scalar(runs.alive())), 15)
        stage.database.transact(
            lambda s: jobs.add(s, "visits-table", {}, tom.id, person.id, NOW) and None
        )
        for stopped in (False, True, False, False):
            _dies_at_work(stage.database, stage.program.desk, stopped=stopped)
        async with program_of(stage.settings, stage.world, stage.clock):
            await eventually(lambda: "Tabelle ließ sich nicht" in tom.screen, 10)
    assert not tried_again


def _dies_at_work(database: Database, desk: Desk, *, stopped: bool) -> None:
    """A process takes the job, and ends before it has noted what became of it."""
    me = database.transact(lambda s: start_run(s, desk, 4242, alone=True))
    assert database.transact(lambda s: jobs.claim(s, me, desk.now()))
    if stopped:
        database.transact(lambda s: runs.end(s, me, desk.now()))


async def test_work_that_fails_and_that_nobody_asked_to_hear_of_is_no_dead_letter(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    tom = await stage.join("Tom Berg", Role.REP)
    monkeypatch.setattr(jobs, "MAX_ATTEMPTS", 1)
    count = len(tom.answers)

    def add(session: Any) -> None:
        person = people.by_user(session, tom.id)
        assert person
        jobs.add(session, "import-clear", {}, tom.id, person.id, stage.clock.now())

    await stage.database.run(add)
    await stage.settled()
    found = await stage.database.run(lambda s: s.scalars(select(InboxRow)).all())
    assert [(one.status, one.error) for one in found if "job" in one.payload] == [("done", "")]
    assert len(tom.answers) == count


async def test_work_whose_end_cannot_be_written_down_is_given_up_and_told(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def endless(_task: Task) -> Any:
        def end(_session: Session) -> None:
            raise ZeroDivisionError

        return end

    monkeypatch.setitem(long_work.KINDS, "visits-table", endless)
    monkeypatch.setattr(jobs, "MAX_ATTEMPTS", 1)
    tom = await stage.join("Tom Berg", Role.REP)
    await ask_for(stage, tom, "visits-table", {})
    assert "Tabelle ließ sich nicht" in tom.screen


async def ask_for(stage: Stage, person: Person, kind: str, args: dict[str, Any]) -> None:
    """Queue long work on behalf of somebody, until it is over."""

    def queue(session: Session) -> None:
        found = people.by_user(session, person.id)
        assert found
        jobs.add(session, kind, args, person.id, found.id, stage.clock.now())

    await stage.database.run(queue)
    await stage.settled()

"""A bot at work is backed up; from each backup, in a database of either kind, it goes on."""

import asyncio
from pathlib import Path

import psycopg
import pytest

from bot.domain.actor import Role
from bot.domain.clock import MovableClock
from bot.playground import Person, World, serve
from bot.storage import backup
from bot.storage.checking import Problem, problems
from bot.storage.engine import Database
from bot.storage.restore import restore
from tests.books import fill
from tests.stage import MONDAY, TOKEN, eventually, program_of, settings_for

BACKUPS = 3


def back_up(url: str, file: Path) -> list[Problem]:
    """As a process of its own does it."""
    database = Database(url)
    try:
        return backup.write(database, file)
    finally:
        database.close()


async def log_visits(rep: Person, stop: asyncio.Event) -> None:
    """One message after another, each a visit to be saved by a press."""
    count = 0
    while not stop.is_set():
        count += 1
        await rep.say(f"/besuch 10234 heute: Probe {count}")
        await eventually(lambda: f"Probe {count}" in rep.screen, 30)  # noqa: B023
        await rep.press("Besuch speichern")


@pytest.fixture
def two_empty(tmp_path: Path, postgresql_server: str) -> list[str]:
    """An empty database of each kind."""
    name = f"restored_{tmp_path.name}".replace("-", "_").lower()[-60:]
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return [
        f"sqlite:///{tmp_path}/new.db",
        postgresql_server.replace("/postgres?", f"/{name}?", 1),
    ]


async def test_each_backup_of_a_bot_at_work_is_a_bot_that_goes_on(
    database_url: str, two_empty: list[str], tmp_path: Path
) -> None:
    clock = MovableClock(MONDAY)
    world = World(clock, bot_username="nordlicht_bot", token=TOKEN)
    files = [tmp_path / f"backup{number}.db" for number in range(BACKUPS)]
    async with serve(world) as server:
        async with program_of(settings_for(server.url, database_url), world, clock) as stage:
            uwe, *others = [await stage.join(f"Rep {number}", Role.REP) for number in range(3)]
            await fill(stage, "Rep 0")
            await uwe.say("/besuch")
            await stage.settled(60)
            stop = asyncio.Event()
            load = [asyncio.create_task(log_visits(one, stop)) for one in others]
            for file in files:
                assert await asyncio.to_thread(back_up, database_url, file) == []
            stop.set()
            await asyncio.gather(*load)
            await stage.settled(60)
            assert await stage.database.run(problems) == []
        last = f"sqlite:///{tmp_path}/earlier.db"
        assert await asyncio.to_thread(restore, files[0], last, clock.now()) == []
        for url in two_empty:
            assert await asyncio.to_thread(restore, files[-1], url, clock.now()) == []
            async with program_of(settings_for(server.url, url), world, clock) as stage:
                await stage.settled(60)
                await uwe.say("10234")
                await stage.settled(60)
                assert "Bäckerei Huber GmbH, Augsburg (10234)" in uwe.screen
                assert "Wie ging es aus?" in uwe.screen
                assert await stage.database.run(problems) == []

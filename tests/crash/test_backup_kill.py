"""A backup or a restore that is killed in the midst leaves nothing, or everything."""

import asyncio
import random
import signal
import tempfile
import time
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select

from bot.storage import Session, audit, backup, facts, files, migrate
from bot.storage.checking import problems
from bot.storage.engine import Database
from bot.storage.people import Person
from bot.storage.tables import metadata
from tests.cli.program import machine
from tests.crash.nursery import Child, born
from tests.databases import laid_out
from tests.furnished import NOW, furnish

pytestmark = pytest.mark.early

BACKUP = """
import sys
from pathlib import Path
from bot.storage.backup import write
from bot.storage.engine import Database
print("begins", flush=True)
database = Database(sys.argv[1])
sys.exit(1 if write(database, Path(sys.argv[2]), replace=True) else 0)
"""
RESTORE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from bot.storage.restore import restore
print("begins", flush=True)
sys.exit(1 if restore(Path(sys.argv[2]), sys.argv[1], datetime.now(UTC)) else 0)
"""
KILLS = 3


def furnish_well(session: Session) -> None:
    """Enough that it takes a moment."""
    furnish(session)
    for number in range(8):
        content = random.randbytes(1_500_000)
        files.add(session, "photo", f"{number}.jpg", "image/jpeg", 0, NOW, content=content)


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A backup."""
    path = tmp_path / "full.db"
    with backup.opened(path) as database:
        migrate.to_head(database)
        database.transact(furnish_well)
    backup.settle(path)
    return path


async def timed(script: str, *given: str) -> float:
    """Seconds that it takes from where it begins; it has to end well."""
    process = await begun(script, *given)
    start = time.monotonic()
    assert await process.wait() == 0
    return time.monotonic() - start


async def begun(script: str, *given: str) -> Child:
    """The script in a process of its own, past its start."""
    with tempfile.NamedTemporaryFile() as log:
        process = await born(machine(Path("/")), Path(log.name), script, given)
        while not log.read():
            await asyncio.sleep(0.005)
    return process


async def killed(script: str, seconds: float, *given: str) -> bool:
    """Whether it was killed before its end."""
    process = await begun(script, *given)
    await asyncio.sleep(seconds)
    process.send(signal.SIGKILL)
    return await process.wait() == -signal.SIGKILL


def count(database: Database) -> int:
    """How many files are in it; 0 when it has no people."""

    def work(session: Session) -> int:
        if not session.scalar(select(func.count(Person.id))):
            return 0
        return session.scalar(select(func.count(files.File.id))) or 0

    return database.read(work)


def empty(session: Session) -> None:
    """Take out all that is in it."""
    for table in reversed(metadata.sorted_tables):
        session.execute(delete(table))
    facts.write(session, audit.HEAD, audit.START)


async def test_a_backup_that_is_killed_leaves_no_file_or_a_whole_one(
    database_url: str, full: Path, tmp_path: Path
) -> None:
    assert await timed(RESTORE, database_url, str(full))
    file, dice, kills = tmp_path / "backup.db", random.Random(3), 0
    seconds = await timed(BACKUP, database_url, str(file))
    file.unlink()
    for _ in range(KILLS):
        kills += await killed(BACKUP, dice.uniform(0, seconds), database_url, str(file))
        if file.exists():
            with backup.opened(file) as database:
                assert count(database) == 9
                assert database.read(problems) == []
            file.unlink()
    assert kills
    assert await timed(BACKUP, database_url, str(file))


async def test_a_restore_that_is_killed_leaves_the_database_empty_or_whole(
    database_url: str, full: Path
) -> None:
    database = laid_out(database_url)
    seconds, dice, kills = await timed(RESTORE, database_url, str(full)), random.Random(5), 0
    for number in range(KILLS):
        database.transact(empty)
        database.close()
        instant = seconds * (number + dice.random()) / KILLS
        kills += await killed(RESTORE, instant, database_url, str(full))
        database = laid_out(database_url)
        assert count(database) in (0, 9)
        assert database.read(problems) == []
    assert kills
    if not count(database):
        assert await timed(RESTORE, database_url, str(full))
    database.close()
    database = Database(database_url)
    assert count(database) == 9
    database.close()

"""A backup or a restore that is killed in the midst leaves nothing, or everything."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.storage import Session, backup, files, migrate
from bot.storage.checking import problems
from bot.storage.engine import Database
from bot.storage.people import Person
from tests.databases import laid_out
from tests.furnished import NOW, furnish

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


def timed(script: str, *given: str) -> float:
    """Seconds that it takes from where it begins; it has to end well."""
    process = begun(script, *given)
    start = time.monotonic()
    assert process.wait(60) == 0
    return time.monotonic() - start


def begun(script: str, *given: str) -> subprocess.Popen[bytes]:
    """The script in a process of its own, past its start."""
    process = subprocess.Popen([sys.executable, "-c", script, *given], stdout=subprocess.PIPE)
    assert process.stdout is not None
    with process.stdout as out:
        assert out.readline()
    return process


def killed(script: str, seconds: float, *given: str) -> bool:
    """Whether it was killed before its end."""
    process = begun(script, *given)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def count(database: Database) -> int:
    """How many files are in it; 0 when it has no people."""

    def work(session: Session) -> int:
        if not session.scalar(select(func.count(Person.id))):
            return 0
        return session.scalar(select(func.count(files.File.id))) or 0

    return database.read(work)


def test_a_backup_that_is_killed_leaves_no_file_or_a_whole_one(
    database_url: str, full: Path, tmp_path: Path
) -> None:
    assert timed(RESTORE, database_url, str(full))
    file, dice, kills = tmp_path / "backup.db", random.Random(3), 0
    seconds = timed(BACKUP, database_url, str(file))
    file.unlink()
    for _ in range(KILLS):
        kills += killed(BACKUP, dice.uniform(0, seconds), database_url, str(file))
        if file.exists():
            with backup.opened(file) as database:
                assert count(database) == 9
                assert database.read(problems) == []
            file.unlink()
    assert kills
    assert timed(BACKUP, database_url, str(file))


def test_a_restore_that_is_killed_leaves_the_database_empty_or_whole(
    database_url: str, full: Path
) -> None:
    dice, kills, whole = random.Random(5), 0, False
    for number in range(KILLS):
        if whole:
            break
        kills += killed(RESTORE, dice.uniform(0, 0.2) * number, database_url, str(full))
        database = laid_out(database_url)
        whole = count(database) > 0
        assert count(database) in (0, 9)
        assert database.read(problems) == []
        database.close()
    assert kills
    if not whole:
        assert timed(RESTORE, database_url, str(full))
    database = Database(database_url)
    assert count(database) == 9
    database.close()

"""What a database's errors are taken for: away, damaged, or the statement's own fault."""

import asyncio
import random
import sqlite3
import string
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from bot.storage.engine import Damaged, Database, Unavailable
from tests.databases import laid_out
from tests.stage import running

PAGE = 4096


def ruin(file: Path) -> None:
    """Write nonsense over all of the file but its first page."""
    other = sqlite3.connect(file)
    other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    other.close()
    with file.open("r+b") as pages:
        pages.seek(PAGE)
        pages.write(random.Random(1).randbytes(file.stat().st_size - PAGE))


def test_a_damaged_file_is_not_taken_for_one_that_is_away(sqlite_url: str) -> None:
    database = laid_out(sqlite_url)
    database.close()
    ruin(Path(sqlite_url.removeprefix("sqlite:///")))
    database = Database(sqlite_url)
    with pytest.raises(Damaged):
        database.transact(lambda s: s.execute(text("SELECT * FROM people")).all())
    with pytest.raises(Damaged):
        database.transact(lambda s: s.execute(text("SELECT 1")).all())
    database.close()


async def ruined_under_way(url: str) -> None:
    async with running(url) as stage:
        ruin(Path(url.removeprefix("sqlite:///")))
        stage.database.engine.dispose()  # and with it what is remembered of the file
        await stage.world.person("Uwe").say("hallo")
        await asyncio.wait([stage.running], timeout=30)


async def test_a_file_damaged_under_way_ends_the_program(sqlite_url: str) -> None:
    with pytest.raises(Damaged):
        await ruined_under_way(sqlite_url)


def test_a_text_too_long_for_an_index_is_the_statements_fault(postgresql_url: str) -> None:
    database = Database(postgresql_url)
    long = "".join(random.Random(1).choices(string.ascii_letters, k=40_000))
    database.transact(lambda s: s.execute(text("CREATE TABLE t (a text PRIMARY KEY)")))
    with pytest.raises(ProgrammingError):
        database.transact(lambda s: s.execute(text("INSERT INTO t VALUES (:a)"), {"a": long}))
    database.close()


def test_an_answer_that_the_driver_cannot_make_sense_of_is_away(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it may meet at a COMMIT that is cut off: told here, since nothing provokes it surely."""
    database = Database(postgresql_url)

    def commit(_connection: object) -> None:
        raise psycopg.InterfaceError("unexpected result")

    monkeypatch.setattr(database.engine.dialect, "do_commit", commit)
    with pytest.raises(Unavailable):
        database.transact(lambda s: s.execute(text("SELECT 1")))
    database.close()

"""A start on bad ground ends with 1 and a sentence."""

import sqlite3
import subprocess
from pathlib import Path

import psycopg
import pytest

from bot.cli import running
from bot.cli.words import Failure
from bot.config import Settings
from tests.ground.disk import Disk
from tests.stage import free_port, settings_for


def ended(settings: Settings) -> tuple[str, int]:
    """The key of the sentence that a start ends with, and its exit code."""
    with pytest.raises(Failure) as failure:
        running.run(settings)
    return failure.value.key, failure.value.code


def at(url: str) -> Settings:
    return settings_for("http://127.0.0.1:9", url)


AWAY = ("cli-database-away", 1)


def test_nobody_at_the_address() -> None:
    assert ended(at(f"postgresql://desk@127.0.0.1:{free_port()}/desk")) == AWAY


def test_no_such_database(postgresql_url: str) -> None:
    assert ended(at(postgresql_url.replace("/desk_", "/none_"))) == AWAY


def test_an_address_that_is_none() -> None:
    assert ended(at("postgresql://desk@localhost:port/desk")) == ("setting-database", 1)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert ended(at(f"sqlite:///{tmp_path}/file/desk.db")) == AWAY


def test_a_locked_database(sqlite_url: str) -> None:
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("BEGIN IMMEDIATE")
    assert ended(at(sqlite_url)) == AWAY
    other.close()


def test_a_full_disk(small_disk: Disk) -> None:
    with small_disk.full():
        assert ended(at(f"sqlite:///{small_disk.place}/desk.db")) == AWAY


def test_a_folder_that_can_only_be_read(small_disk: Disk) -> None:
    again = ["mount", "-o", "remount,ro", str(small_disk.place)]
    subprocess.run(again, check=True)
    assert ended(at(f"sqlite:///{small_disk.place}/desk.db")) == AWAY


def test_a_database_that_can_only_be_read(postgresql_url: str) -> None:
    with psycopg.connect(postgresql_url, autocommit=True) as admin:
        name = admin.info.dbname
        admin.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    assert ended(at(postgresql_url)) == AWAY


def test_a_file_that_is_something_else(tmp_path: Path) -> None:
    (tmp_path / "desk.db").write_text("This is no database. " * 200)
    assert ended(at(f"sqlite:///{tmp_path}/desk.db")) == AWAY

"""A start on bad ground ends with 1 and a sentence."""

import sqlite3
import subprocess
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from bot.cli import running
from bot.cli.words import Failure, words
from bot.config import Settings
from tests.databases import laid_out
from tests.ground.disk import Disk
from tests.ground.user import no_root
from tests.stage import free_port, settings_for

REASONS = ("why-away", "why-refused", "why-missing", "why-forbidden", "why-folder", "why-full",
           "why-read-only", "why-locked", "why-no-database", "why-else")  # fmt: skip


def ended(settings: Settings) -> str:
    """The reason that the sentence gives with which a start ends."""
    with pytest.raises(Failure) as failure:
        running.run(settings)
    assert failure.value.code == 1
    if failure.value.key != "cli-database-unusable":
        return failure.value.key
    [key] = [one for one in REASONS if failure.value.values["why"] == words(one)]
    return key


def at(url: str) -> Settings:
    return settings_for("http://127.0.0.1:9", url)


def test_nobody_at_the_address() -> None:
    assert ended(at(f"postgresql://desk@127.0.0.1:{free_port()}/desk")) == "why-away"


def test_no_such_database(postgresql_url: str) -> None:
    assert ended(at(postgresql_url.replace("/desk_", "/none_"))) == "why-refused"


def test_an_address_that_is_none() -> None:
    assert ended(at("postgresql://desk@localhost:port/desk")) == "setting-database"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert ended(at(f"sqlite:///{tmp_path}/file/desk.db")) == "why-missing"


def test_a_locked_database(sqlite_url: str) -> None:
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("BEGIN IMMEDIATE")
    assert ended(at(sqlite_url)) == "why-locked"
    other.close()


def test_a_full_disk(small_disk: Disk) -> None:
    with small_disk.full():
        assert ended(at(f"sqlite:///{small_disk.place}/desk.db")) == "why-full"


def test_a_folder_that_can_only_be_read(small_disk: Disk) -> None:
    again = ["mount", "-o", "remount,ro", str(small_disk.place)]
    subprocess.run(again, check=True)
    assert ended(at(f"sqlite:///{small_disk.place}/desk.db")) == "why-read-only"


def test_a_database_that_can_only_be_read(postgresql_url: str) -> None:
    with psycopg.connect(postgresql_url, autocommit=True) as admin:
        name = admin.info.dbname
        admin.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    assert ended(at(postgresql_url)) == "why-read-only"


def test_a_file_that_is_something_else(tmp_path: Path) -> None:
    (tmp_path / "desk.db").write_text("This is no database. " * 200)
    assert ended(at(f"sqlite:///{tmp_path}/desk.db")) == "why-no-database"


def test_a_file_of_somebody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    laid_out("sqlite:///desk.db").close()
    tmp_path.chmod(0o777)
    (tmp_path / "desk.db").chmod(0)
    with no_root():
        assert ended(at("sqlite:///desk.db")) == "why-forbidden"


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "desk.db").mkdir()
    assert ended(at(f"sqlite:///{tmp_path}/desk.db")) == "why-folder"


def test_a_database_of_a_newer_version(sqlite_url: str) -> None:
    database = laid_out(sqlite_url)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    assert ended(at(sqlite_url)) == "cli-database-newer"

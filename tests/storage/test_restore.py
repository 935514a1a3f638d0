"""A backup is put back into an empty database of either kind, and into no other."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import func, select

from bot.storage import Session, audit, backup, jobs, migrate, outbox, runs
from bot.storage.checking import problems
from bot.storage.engine import Database
from bot.storage.restore import NoBackup, NotEmpty, Unreadable, restore
from tests.databases import laid_out
from tests.furnished import NOW, furnish
from tests.ground.disk import short_files
from tests.storage.backups import contents, contents_of


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_backup_goes_into_an_empty_database_of_either_kind(
    kind: str, database: Database, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    file, url = tmp_path / "backup.db", other_url(kind, tmp_path, request)
    backup.write(database, file)
    before = contents(database)
    assert restore(file, url, datetime.now(UTC)) == []
    after = contents_of(url)
    under_way = {"runs", "jobs", "outbox"}
    assert all(after[name] == before[name] for name in before.keys() - under_way)
    restored = Database(url)
    assert restored.read(lambda s: s.scalars(runs.alive()).all()) == []
    assert restored.read(left) == {"queued", "done"}
    restored.transact(note_in_every_table_that_counts)
    assert restored.read(problems) == []
    restored.close()
    with pytest.raises(NotEmpty):
        restore(file, url, datetime.now(UTC))


def other_url(kind: str, folder: Path, request: pytest.FixtureRequest) -> str:
    """The address of an empty database."""
    if kind == "sqlite":
        return f"sqlite:///{folder}/new/desk.db"
    server = request.getfixturevalue("postgresql_server")
    import psycopg

    name = f"restored_{os.getpid()}_{folder.name.replace('-', '_')[-30:]}".lower()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    return str(server).replace("/postgres?", f"/{name}?", 1)


def left(session: Session) -> set[str]:
    """How what is to be sent and to be done stands."""
    found = session.scalars(select(outbox.OutboxRow.status)).all()
    return {*found, *session.scalars(select(jobs.Job.status))}


def note_in_every_table_that_counts(session: Session) -> None:
    """New rows get ids of their own."""
    audit.note(session, NOW, 1, "created", "customer", 1)
    jobs.add(session, "fetch", {"file": 1}, 72, 2, NOW)
    outbox.put_call(session, 72, "sendMessage", {}, NOW)
    session.flush()
    last = session.scalar(select(func.max(audit.AuditRow.id)))
    assert last == session.scalar(select(func.count(audit.AuditRow.id)))


def test_a_backup_of_an_older_version_is_brought_up_to_this_one(
    database_url: str, file: Path
) -> None:
    before = contents_of(f"sqlite:///{file}")
    with backup.opened(file) as old, old.engine.begin() as connection:
        command.downgrade(migrate.config(connection), "0001")
    backup.settle(file)
    kept = file.read_bytes()
    assert restore(file, database_url, NOW) == []
    assert contents_of(database_url)["audit"] == before["audit"]
    assert file.read_bytes() == kept


def killed_at_work(folder: Path) -> Path:
    """The files of a database as a process leaves them that is killed."""
    there = folder / "there"
    there.mkdir()
    database = laid_out(f"sqlite:///{folder}/before.db")
    database.transact(furnish)
    for name in ("before.db", "before.db-wal"):
        shutil.copy(folder / name, there / name)
    database.close()
    return there / "before.db"


def test_what_a_killed_process_had_committed_is_restored_with_its_file(
    database_url: str, tmp_path: Path
) -> None:
    file = killed_at_work(tmp_path)
    beside = file.with_name("before.db-wal")
    kept = file.read_bytes(), beside.read_bytes()
    assert restore(file, database_url, NOW) == []
    assert len(contents_of(database_url)["people"]) == 4
    assert (file.read_bytes(), beside.read_bytes()) == kept


def test_a_database_at_work_is_restored_elsewhere_as_it_is(
    sqlite_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "there" / "desk.db"
    busy = laid_out(f"sqlite:///{file}")
    busy.transact(furnish)
    with busy.engine.begin():
        assert restore(file, sqlite_url, NOW) == []
    busy.close()
    assert len(contents_of(sqlite_url)["people"]) == 4


def test_what_a_restore_left_unfinished_is_not_taken_for_a_backup(
    file: Path, tmp_path: Path
) -> None:
    unfinished = file.rename(tmp_path / "desk.db.restoring")
    with pytest.raises(NoBackup):
        restore(unfinished, f"sqlite:///{tmp_path}/desk.db", NOW)
    assert contents_of(f"sqlite:///{unfinished}")["people"]


def test_a_file_that_cannot_be_read_is_not_taken_for_no_backup(
    file: Path, sqlite_url: str
) -> None:
    in_the_way = file.with_name("there.db-wal")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    in_the_way.mkdir()
    with pytest.raises(Unreadable):
        restore(file, sqlite_url, NOW)
    in_the_way.rmdir()
    assert restore(file, sqlite_url, NOW) == []


def test_a_restore_that_meets_a_full_disk_leaves_nothing(
    database_url: str, file: Path, tmp_path: Path
) -> None:
    there = sorted(tmp_path.iterdir())
    with short_files(100_000), pytest.raises(OSError):
        restore(file, database_url, NOW)
    assert sorted(tmp_path.iterdir()) == there
    assert restore(file, database_url, NOW) == []


@pytest.mark.parametrize("is_there", [False, True])
def test_the_folder_of_what_is_restored_or_backed_up_is_on_the_disk_before_it_is_done(
    is_there: bool, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path}/new/desk.db"
    if is_there:
        laid_out(url).close()
    synced, usual = list[list[str]](), os.fsync

    def noting(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if path.is_dir():
            synced.append(sorted(one.name for one in path.iterdir()))
        usual(descriptor)

    monkeypatch.setattr(os, "fsync", noting)
    restore(file, url, NOW)
    assert synced == [["desk.db"]]
    with backup.opened(tmp_path / "new" / "desk.db") as database:
        backup.write(database, tmp_path / "kept.db")
    assert "kept.db" in synced[-1]

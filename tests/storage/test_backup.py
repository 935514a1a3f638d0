"""Backups: one instant of a database at work, and put back into an empty one of either kind."""

import errno
import os
import shutil
import sqlite3
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import OperationalError

from bot.config import Settings
from bot.domain.actor import Role
from bot.opening import desk_of
from bot.services import people
from bot.storage import Session, audit, backup, engine, facts, inbox, jobs, migrate, outbox, runs
from bot.storage.checking import problems
from bot.storage.engine import Database
from bot.storage.restore import AtWork, NoBackup, NotEmpty, Unreadable, restore
from bot.storage.tables import metadata
from tests.databases import laid_out
from tests.furnished import NOW, furnish
from tests.ground.disk import short_files


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = laid_out(database_url)
    made.transact(furnish)
    yield made
    made.close()


@pytest.fixture(scope="module")
def first_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a furnished database, for all to copy."""
    path = tmp_path_factory.mktemp("first") / "there.db"
    with backup.opened(path) as database:
        migrate.to_head(database)
        database.transact(furnish)
    backup.settle(path)
    return path


@pytest.fixture
def file(first_file: Path, tmp_path: Path) -> Path:
    """A backup of a furnished database."""
    return Path(shutil.copy(first_file, tmp_path / "there.db"))


def contents(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as the program reads it."""

    def work(session: Session) -> dict[str, list[tuple[Any, ...]]]:
        return {
            table.name: sorted(map(tuple, session.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }

    return database.read(work)


def address(database: Database) -> str:
    """As it stands in the settings."""
    return database.engine.url.render_as_string(False).replace("+psycopg", "")


def contents_of(url: str) -> dict[str, list[tuple[Any, ...]]]:
    database = Database(url)
    found = contents(database)
    database.close()
    return found


def test_a_backup_is_one_file_for_its_owner_alone_with_everything_in_it(
    database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "kept" / "backup.db"
    file.parent.mkdir()
    assert backup.write(database, file) == []
    assert [one.name for one in file.parent.iterdir()] == ["backup.db"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert contents_of(f"sqlite:///{file}") == contents(database)


def test_what_is_wrong_in_the_database_is_told_and_the_backup_kept(
    database: Database, tmp_path: Path
) -> None:
    database.transact(lambda s: s.execute(text("UPDATE audit SET deed = 'other' WHERE id = 1")))
    wrong = backup.write(database, tmp_path / "backup.db")
    assert [repr(one) for one in wrong] == ["<audit-chain: audit 1>"]
    assert (tmp_path / "backup.db").exists()


def test_a_file_that_is_there_is_replaced_only_when_asked(
    database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "backup.db"
    backup.write(database, file)
    there = file.read_bytes()
    database.transact(lambda s: facts.write(s, "username", "other_bot"))
    with pytest.raises(FileExistsError):
        backup.write(database, file)
    assert file.read_bytes() == there
    assert backup.write(database, file, replace=True) == []
    assert contents_of(f"sqlite:///{file}") == contents(database)
    empty = tmp_path / "empty.db"
    empty.touch()
    assert backup.write(database, empty, replace=True) == []


def test_what_is_no_backup_is_never_replaced(file: Path, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{file}")
    bad = [damaged(file, how).rename(tmp_path / how) for how in ("truncated", "text", "foreign")]
    stopped = tmp_path / "stopped.db"
    laid_out(f"sqlite:///{stopped}").close()
    for one in (*bad, stopped):
        there = one.read_bytes()
        with pytest.raises(backup.NoBackup):
            backup.write(database, one, replace=True)
        assert one.read_bytes() == there
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError):
        backup.write(database, tmp_path / "folder", replace=True)
    database.close()


@pytest.mark.parametrize(
    "name",
    ["desk.db", "link.db", "../{here}/desk.db", "desk.db-wal", "desk.db-journal", "desk.db.lock"],
)
def test_a_backup_never_goes_over_the_database_or_what_is_beside_it(
    name: str, sqlite_url: str, tmp_path: Path
) -> None:
    database = laid_out(sqlite_url)
    database.transact(furnish)
    (tmp_path / "link.db").symlink_to("desk.db")
    there = sorted(tmp_path.iterdir())
    with pytest.raises(backup.InUse):
        backup.write(database, tmp_path / name.format(here=tmp_path.name), replace=True)
    assert sorted(tmp_path.iterdir()) == there
    database.close()
    assert contents_of(sqlite_url)["people"]


def test_a_database_named_like_an_unfinished_backup_is_not_taken_for_one(tmp_path: Path) -> None:
    database = laid_out(f"sqlite:///{tmp_path}/backup.db.part")
    database.transact(furnish)
    with pytest.raises(backup.InUse):
        backup.write(database, tmp_path / "backup.db")
    database.close()
    assert contents_of(f"sqlite:///{tmp_path}/backup.db.part")["people"]


def test_a_backup_is_not_put_beside_what_another_database_wrote_last(
    database: Database, tmp_path: Path
) -> None:
    other = laid_out(f"sqlite:///{tmp_path}/other.db")
    other.transact(lambda s: facts.write(s, "username", "other_bot"))
    with pytest.raises(backup.InUse):
        backup.write(database, tmp_path / "other.db", replace=True)
    assert other.read(lambda s: facts.read(s, "username")) == "other_bot"
    other.close()


@pytest.mark.parametrize("size", [0, 100_000])
def test_a_full_disk_is_told_as_one_and_leaves_nothing(
    size: int, database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "kept" / "backup.db"
    file.parent.mkdir()
    with short_files(size), pytest.raises(OSError):
        backup.write(database, file)
    assert list(file.parent.iterdir()) == []
    assert backup.write(database, file) == []


def test_a_restore_that_meets_a_full_disk_leaves_nothing(
    database_url: str, file: Path, tmp_path: Path
) -> None:
    there = sorted(tmp_path.iterdir())
    with short_files(100_000), pytest.raises(OSError):
        restore(file, database_url, NOW)
    assert sorted(tmp_path.iterdir()) == there
    assert restore(file, database_url, NOW) == []


def test_two_backups_into_one_file_do_not_mix(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    with backup._held(tmp_path / "backup.db.part"), pytest.raises(backup.BeingWritten):
        backup.write(database, file)
    assert backup.write(database, file) == []


def test_what_is_read_is_one_instant_and_holds_up_nobody(database: Database) -> None:
    def work(session: Session) -> None:
        before = facts.read(session, "customers-version")
        session.expire_all()
        other = threading.Thread(
            target=database.transact, args=(lambda s: facts.count_up(s, "customers-version"),)
        )
        other.start()
        other.join(5)
        assert not other.is_alive()
        assert facts.read(session, "customers-version") == before

    database.read(work)


def test_what_reads_may_pause_longer_than_what_writes(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As while the file that a backup goes into is brought to a slow disk."""
    laid_out(postgresql_url).close()
    monkeypatch.setattr(engine, "IDLE_IN_TRANSACTION_MS", 100)
    database = Database(postgresql_url)

    def work(session: Session) -> str:
        facts.read(session, "username")
        time.sleep(0.3)
        return facts.read(session, "customers-version")

    assert database.read(work) == ""
    with pytest.raises(engine.Unavailable):
        database.transact(work)
    database.close()


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


def damaged(file: Path, how: str) -> Path:
    """Something that is no backup."""
    bad = file.with_name("bad.db")
    shutil.copy(file, bad)
    match how:
        case "truncated":
            os.truncate(bad, file.stat().st_size // 2)
        case "a page short":
            os.truncate(bad, file.stat().st_size - 4096)
        case "empty":
            os.truncate(bad, 0)
        case "text":
            bad.write_text("no database " * 1000)
        case "foreign":
            bad.unlink()
            with closing(sqlite3.connect(bad)) as connection:
                connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
                connection.execute("CREATE TABLE songs (id INTEGER)")
        case "newer":
            with closing(sqlite3.connect(bad)) as connection:
                connection.execute("UPDATE alembic_version SET version_num = '9999'")
                connection.commit()
    return bad


@pytest.mark.parametrize("how", ["truncated", "a page short", "empty", "text", "foreign", "newer"])
def test_what_is_no_backup_is_refused_and_the_database_left_alone(
    how: str, file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "new" / "desk.db"
    target.parent.mkdir()
    with pytest.raises(migrate.NewerDatabase if how == "newer" else NoBackup):
        restore(damaged(file, how), f"sqlite:///{target}", NOW)
    assert list(target.parent.iterdir()) == []


def test_a_database_with_somebody_in_it_is_left_alone(database: Database, file: Path) -> None:
    before = contents(database)
    with pytest.raises(NotEmpty):
        restore(file, address(database), NOW)
    assert contents(database) == before


def test_what_strangers_and_an_unused_invitation_left_is_no_obstacle(
    database_url: str, file: Path
) -> None:
    database = laid_out(database_url)

    def first_start(session: Session) -> None:
        runs.end(session, runs.start(session, NOW), NOW)
        update = {"update_id": 7, "message": {"chat": {"id": 9}, "text": "?", "n": 1}}
        inbox.store(session, 42, [update], NOW)
        people.invite(session, desk_of(Settings()), Role.ADMIN, "Anna", None)

    database.transact(first_start)
    database.close()
    assert restore(file, database_url, NOW) == []
    assert len(contents_of(database_url)["invitations"]) == 2


def test_what_an_old_database_left_beside_its_file_is_not_mixed_in(
    file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "new" / "desk.db"
    target.parent.mkdir()
    target.with_name("desk.db-wal").write_bytes(b"old")
    with pytest.raises(NotEmpty):
        restore(file, f"sqlite:///{target}", NOW)
    assert [one.name for one in target.parent.iterdir()] == ["desk.db-wal"]


def test_a_database_that_a_process_works_with_is_left_alone(database_url: str, file: Path) -> None:
    busy = laid_out(database_url)
    now = datetime.now(UTC)
    run = busy.transact(lambda s: runs.start(s, now))
    url = address(busy)
    holding = busy.engine.connect()  # as a running process does
    holding.execute(text("SELECT 1 FROM runs"))
    if not busy.is_sqlite:
        holding.close()
    with pytest.raises(AtWork):
        restore(file, url, now)
    holding.close()
    assert busy.transact(lambda s: s.scalar(select(func.count(runs.Run.id)))) == 1
    busy.transact(lambda s: runs.end(s, run, now))
    busy.close()
    assert restore(file, url, now) == []


@pytest.mark.parametrize("ahead", [timedelta(hours=-1), timedelta(hours=1)])
def test_who_is_at_work_on_postgresql_is_told_by_its_clock(
    ahead: timedelta, postgresql_url: str, file: Path
) -> None:
    busy, now = laid_out(postgresql_url), datetime.now(UTC)
    busy.transact(lambda s: runs.start(s, now))
    with pytest.raises(AtWork):
        restore(file, postgresql_url, now + ahead)
    an_hour_ago = update(runs.Run).values(beat_at=now - timedelta(hours=1))
    busy.transact(lambda s: s.execute(an_hour_ago))
    busy.close()
    assert restore(file, postgresql_url, now + ahead) == []


def test_a_database_that_cannot_be_opened_is_not_taken_for_one_at_work(
    file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "new" / "desk.db"
    target.mkdir(parents=True)
    with pytest.raises(OperationalError):
        restore(file, f"sqlite:///{target}", NOW)


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


def test_a_backup_that_the_disk_does_not_keep_is_not_called_done(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_descriptor: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match=r"there\.db"):
        backup.settle(file)

"""A backup is one instant of a database at work, in one file that nothing else is put over."""

import errno
import os
import stat
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.storage import Session, backup, engine, facts
from bot.storage.engine import Database
from tests.databases import laid_out
from tests.furnished import furnish
from tests.ground.disk import short_files
from tests.storage.backups import contents, contents_of, damaged


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


def test_a_backup_that_the_disk_does_not_keep_is_not_called_done(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_descriptor: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match=r"there\.db"):
        backup.settle(file)

"""What is no backup is not restored, and no database that somebody uses is restored over."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import OperationalError

from bot.config import Settings
from bot.domain.actor import Role
from bot.opening import desk_of
from bot.services import people
from bot.storage import Session, inbox, migrate, runs
from bot.storage.engine import Database
from bot.storage.restore import AtWork, NoBackup, NotEmpty, restore
from tests.databases import laid_out
from tests.furnished import NOW
from tests.storage.backups import address, contents, contents_of, damaged


@pytest.mark.parametrize(
    "how", ["truncated", "a page short", "empty", "text", "foreign", "of two versions", "newer"]
)
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

"""A backup put back into an empty database, of either kind: all of it, or nothing."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, create_engine, inspect, select, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from bot.storage import jobs, migrate, outbox, runs
from bot.storage.backup import (
    BESIDE,
    OURS,
    NoBackup,
    is_of_the_disk,
    opened,
    settle,
    sync,
    written,
)
from bot.storage.checking import Problem, problems
from bot.storage.copying import copy_all
from bot.storage.customers import Customer
from bot.storage.engine import Damaged, Database
from bot.storage.owner import leave_to_owner
from bot.storage.people import Person
from bot.storage.tables import metadata

PATIENCE = "5s"
"""How long other transactions on PostgreSQL are waited for."""
HELD = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class Unreadable(Exception):
    """The file cannot be read, for this reason."""

    def __init__(self, reason: OSError) -> None:
        super().__init__(str(reason))
        self.reason = reason


class NotEmpty(Exception):
    """The database has somebody or something in it."""


class AtWork(Exception):
    """A process works with the database."""


def restore(file: Path, url: str, now: datetime) -> list[Problem]:
    """Put the backup into the empty database at `url`; what is wrong with what is in it.

    Nothing in it is under way afterwards. Raises NoBackup, Unreadable, migrate.NewerDatabase for
    a backup or a database of a newer version, NotEmpty, AtWork, Damaged, OSError where a copy
    cannot be written, and one of `engine.Unavailable`; then the database is as it was.
    """
    check_readable(file)
    if url.startswith("sqlite:///"):
        target = Path(url.removeprefix("sqlite:///"))
        copy = target.with_name(f"{target.name}.restoring")
        if copy.exists() and copy.samefile(file):
            raise NoBackup
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with written(copy):
                _prepare(file, copy, now)
                settle(copy)
            leave_to_owner(copy, target)
            _take_the_place(copy, target)
            sync(target.parent)
        finally:
            _clear(copy)
    else:
        with TemporaryDirectory(prefix="innendienst-") as folder:
            copy = Path(folder) / "copy.db"
            with written(copy):
                _prepare(file, copy, now)
            _fill(copy, url, now)
    database = Database(url)
    try:
        return database.read(problems)
    finally:
        database.close()


def check_readable(file: Path) -> None:
    """Raises Unreadable, with the system's reason."""
    try:
        file.open("rb").close()
    except OSError as error:
        raise Unreadable(error) from None


def _prepare(file: Path, copy: Path, now: datetime) -> None:
    """A copy of the backup, of this version, in which nothing is under way."""
    _clear(copy)
    os.close(os.open(copy, os.O_CREAT | os.O_WRONLY, 0o600))
    _take_all(file, copy)
    _check_whole(copy)
    with opened(copy) as database:
        migrate.to_head(database)
        database.transact(lambda s: _put_back(s, now))


def _take_all(file: Path, copy: Path) -> None:
    """Copy the file, with what a process that was killed has left of it in its -wal."""
    # What has nothing beside it is read as it is, which leaves nothing there either.
    is_alone = not any(file.with_name(file.name + ending).exists() for ending in BESIDE)
    address = f"{file.absolute().as_uri()}?mode=ro&immutable={is_alone:d}"
    with (
        _no_backup_told(),
        closing(sqlite3.connect(address, uri=True)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        _check_opened(source)
        source.backup(target)


def _check_opened(source: sqlite3.Connection) -> None:
    """Raises Unreadable, unless it is what is in the file that is wrong."""
    try:
        source.execute("PRAGMA schema_version")
    except sqlite3.OperationalError as error:
        raise Unreadable(OSError(errno.EIO, str(error))) from None


@contextmanager
def _no_backup_told() -> Iterator[None]:
    """Turns what SQLite finds wrong with a file into NoBackup, but not a disk that is full."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if is_of_the_disk(error):
            raise
        raise NoBackup from None


def _clear(copy: Path) -> None:
    for ending in ("", *BESIDE):
        copy.with_name(copy.name + ending).unlink(missing_ok=True)


def _check_whole(copy: Path) -> None:
    """Raises NoBackup."""
    with _no_backup_told(), closing(sqlite3.connect(copy)) as connection:
        whole = connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
        versions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        connection.execute(OURS)
    if not whole or len(versions) != 1:
        raise NoBackup


def _put_back(session: Session, now: datetime) -> None:
    runs.end_all(session, now)
    outbox.recover(session)
    jobs.recover(session, now)


def _take_the_place(copy: Path, target: Path) -> None:
    """Put the copy where the database is to be, while nobody can write to what is there."""
    if not target.exists():
        if any(target.with_name(target.name + ending).exists() for ending in BESIDE):
            raise NotEmpty
        copy.replace(target)
        return
    engine = create_engine(f"sqlite:///{target}", poolclass=NullPool)
    try:
        with engine.connect() as connection:
            _check_empty(connection)
            # Only who is alone can change the mode; with it goes what stands beside the file.
            connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
            connection.exec_driver_sql("BEGIN EXCLUSIVE")
            _check_empty(connection)
            copy.replace(target)
    except OperationalError as error:
        if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in HELD:
            raise AtWork from None
        raise
    except DatabaseError:
        raise Damaged from None


def _fill(copy: Path, url: str, now: datetime) -> None:
    """Put everything into PostgreSQL in one transaction, for which everybody else waits."""
    database = Database(url)
    try:
        with database.engine.connect() as connection:
            _check_free(connection, now)
        migrate.to_head(database)
        with opened(copy) as source, database.engine.begin() as target:
            names = ", ".join(metadata.tables)
            target.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}'"))
            target.execute(text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE"))
            _check_free(target, now)
            source.read(lambda s: copy_all(s, target))
    finally:
        database.close()


def _check_free(connection: Connection, now: datetime) -> None:
    _check_empty(connection)
    with Session(connection) as session:
        if inspect(connection).has_table(runs.Run.__tablename__) and runs.are_at_work(
            session, now
        ):
            raise AtWork


def _check_empty(connection: Connection) -> None:
    """Raises NotEmpty unless there are no tables, or ours without people and customers: all else
    is then of strangers, or an invitation that nobody has used."""
    tables = set(inspect(connection).get_table_names())
    if tables and "alembic_version" not in tables:
        raise NotEmpty
    for one in (Person, Customer):
        if one.__tablename__ in tables and connection.scalar(select(one.id).limit(1)) is not None:
            raise NotEmpty

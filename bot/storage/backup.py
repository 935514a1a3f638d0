"""A backup: one instant of a database at work, in one SQLite file with the same tables."""

import errno
import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot.storage import migrate
from bot.storage.checking import Problem, problems
from bot.storage.copying import copy_all
from bot.storage.engine import Database

PAGES = 256
"""Copied in one go: a megabyte."""
PAUSE = 0.002
"""Seconds after each, which the disk is left to the bot."""
BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a file that is in use."""


class BeingWritten(Exception):
    """Another process writes the same backup."""


class IsTheDatabase(Exception):
    """The file is the database itself, or stands beside it."""


def write(database: Database, file: Path, *, replace: bool = False) -> list[Problem]:
    """Back up the database, which may be at work, into `file`; what is wrong with what is in it.

    The file appears when all of it is on the disk; until then it is `file`.part. Raises
    IsTheDatabase, FileExistsError unless it may `replace` what is there, BeingWritten, OSError.
    """
    part = file.with_name(f"{file.name}.part")
    _check_foreign(database, file, part)
    _check_free(file, replace)
    with _held(part) as held:
        if database.is_sqlite:
            database.read(lambda s: _copy_pages(s, part, held))
        else:
            with _file_to_blame():
                _make_tables(part)
                database.read(lambda s: _copy_rows(s, part))
        with _file_to_blame():
            wrong = examined(part)
            settle(part)
        _check_free(file, replace)
        part.replace(file)
        sync(file.parent)
    return wrong


def examined(file: Path) -> list[Problem]:
    """What is wrong in a file that nobody else works with."""
    with opened(file) as database:
        return database.read(problems)


def settle(file: Path) -> None:
    """Make it one file again, all of it on the disk."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    sync(file)


@contextmanager
def opened(file: Path) -> Iterator[Database]:
    """The file as a database."""
    database = Database(f"sqlite:///{file}")
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _file_to_blame() -> Iterator[None]:
    """What SQLite says of the file that is written is no trouble of the database that is read."""
    try:
        yield
    except sqlite3.Error as error:
        raise OSError(errno.EIO, str(error)) from error
    except DBAPIError as error:
        if not isinstance(error.orig, sqlite3.Error):
            raise
        raise OSError(errno.EIO, str(error.orig)) from error


def _check_foreign(database: Database, *files: Path) -> None:
    if not database.is_sqlite:
        return
    own = Path(str(database.engine.url.database))
    for one in (own.with_name(own.name + ending) for ending in ("", *BESIDE, ".lock")):
        for file in files:
            both_there = one.exists() and file.exists()
            if one.resolve() == file.resolve() or (both_there and one.samefile(file)):
                raise IsTheDatabase(file)


def _check_free(file: Path, replace: bool) -> None:
    if file.exists() and not replace:
        raise FileExistsError(file)


@contextmanager
def _held(part: Path) -> Iterator[int]:
    """An empty file that nobody else may read, and no second backup writes; gone if it fails."""
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BeingWritten from None
        os.fchmod(descriptor, 0o600)
        os.ftruncate(descriptor, 0)
        _clear_beside(part)
        try:
            yield descriptor
        except BaseException:
            part.unlink(missing_ok=True)
            _clear_beside(part)
            raise
    finally:
        os.close(descriptor)


def _clear_beside(file: Path) -> None:
    for ending in BESIDE:
        file.with_name(file.name + ending).unlink(missing_ok=True)


def _copy_pages(session: Session, part: Path, held: int) -> None:
    """SQLite's own backup. Within a transaction that reads, it never has to begin anew, however
    much is written meanwhile."""
    session.execute(text("SELECT version_num FROM alembic_version")).all()
    source = session.connection().connection.driver_connection
    assert isinstance(source, sqlite3.Connection)

    def leave_the_disk(*_left: int) -> None:
        os.fsync(held)  # piece by piece: all at the end would make the bot wait a quarter second
        time.sleep(PAUSE)

    with _file_to_blame(), closing(sqlite3.connect(part)) as target:
        source.backup(target, pages=PAGES, progress=leave_the_disk)


def _make_tables(part: Path) -> None:
    with opened(part) as database:
        migrate.to_head(database)


def _copy_rows(session: Session, part: Path) -> None:
    with opened(part) as database, database.engine.begin() as target:
        copy_all(session, target)


def sync(path: Path) -> None:
    """What was written there is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        with suppress(OSError):  # not every file system can do it with a folder
            os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""A backup: one instant of a database at work, in one SQLite file with the same tables."""

import errno
import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot.storage import migrate
from bot.storage.checking import Problem, problems
from bot.storage.copying import copy_all
from bot.storage.engine import Damaged, Database

PAGES = 256
"""Copied in one go: a megabyte."""
PAUSE = 0.002
"""Seconds after each, which the disk is left to the bot."""
BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a file that is in use."""
CANNOT_WRITE = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY,
                sqlite3.SQLITE_CANTOPEN)  # fmt: skip
ERRORS = {sqlite3.SQLITE_FULL: errno.ENOSPC, sqlite3.SQLITE_READONLY: errno.EROFS}
"""What the system would call it; all else is an error of the disk."""
CANNOT_READ = (sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ)
"""Those of the kind SQLITE_IOERR that are not about writing."""


OURS = "SELECT 1 FROM alembic_version, people, customers, inbox LIMIT 1"
"""A question that only a database of this program can answer."""
AS_A_BACKUP = b"SQLite format 3\0", b"\1\1"
"""How the file begins, and what follows from byte 18 on: not the mode of a database at work."""


class NoBackup(Exception):
    """The file is no backup, or is damaged."""


class BeingWritten(Exception):
    """Another process writes the same backup."""


class InUse(Exception):
    """The backup would go over a database, or beside one, which then is another's or damaged."""


def write(database: Database, file: Path, *, replace: bool = False) -> list[Problem]:
    """Back up the database, which may be at work, into `file`; what is wrong with what is in it.

    The file appears when all of it is on the disk; until then it is `file`.part. Raises
    FileExistsError unless it may `replace` a backup that is there, NoBackup for anything else
    that is, InUse, BeingWritten, OSError; Damaged and one of `engine.Unavailable` where it is the
    database that cannot be read.
    """
    part = file.with_name(f"{file.name}.part")
    _check_apart(database, file, part)
    _check_free(file, replace)
    with _held(part) as held:
        if database.is_sqlite:
            database.read(lambda s: _copy_pages(s, part, held))
        else:
            with written(part):
                _make_tables(part)
                database.read(lambda s: _copy_rows(s, part))
        with written(part):
            wrong = examined(part)
            settle(part)
        _check_apart(database, file, part)
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
def written(file: Path) -> Iterator[None]:
    """SQLite writes the file during the block; where the disk fails it, raises OSError."""
    try:
        yield
    except (sqlite3.Error, DBAPIError) as error:
        why = error.orig if isinstance(error, DBAPIError) else error
        if isinstance(why, sqlite3.Error) and is_of_the_disk(why):
            number = ERRORS.get(why.sqlite_errorcode & 0xFF, errno.EIO)
            raise OSError(number, str(why), str(file)) from None
        raise


def is_of_the_disk(error: sqlite3.Error) -> bool:
    """Whether the disk keeps SQLite from writing."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF in CANNOT_WRITE and code not in CANNOT_READ


@contextmanager
def opened(file: Path) -> Iterator[Database]:
    """The file as a database."""
    database = Database(f"sqlite:///{file}")
    try:
        yield database
    finally:
        database.close()


def _check_apart(database: Database, file: Path, part: Path) -> None:
    """Raises InUse. What stands beside a file as its -wal would be read as part of the backup."""
    if any(one.exists() for one in _with(file, BESIDE)):
        raise InUse
    if not database.is_sqlite:
        return
    its_file = Path(database.engine.url.database or "")
    its_own = [*_with(its_file, ("", ".lock")), *_with(its_file.resolve(), ("", *BESIDE))]
    for one in (file, part, *_with(part, BESIDE)):
        if any(one.resolve() == own.resolve() or _are_same(one, own) for own in its_own):
            raise InUse


def _with(file: Path, endings: Sequence[str]) -> list[Path]:
    return [file.with_name(file.name + ending) for ending in endings]


def _are_same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _check_free(file: Path, replace: bool) -> None:
    """Raises FileExistsError, NoBackup, OSError."""
    if not file.exists():
        return
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
    if not _is_empty_or_backup(file):
        raise NoBackup
    if not replace:
        raise FileExistsError(file)


def _is_empty_or_backup(file: Path) -> bool:
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        begin = opened.read(20)
    if not begin:
        return True
    if (begin[:16], begin[18:]) != AS_A_BACKUP:
        return False
    address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        try:
            connection.execute(OURS)
        except sqlite3.DatabaseError:
            return False
    return True


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
    for one in _with(file, BESIDE):
        one.unlink(missing_ok=True)


def _copy_pages(session: Session, part: Path, held: int) -> None:
    """SQLite's own backup. Within a transaction that reads, it never has to begin anew, however
    much is written meanwhile."""
    session.execute(text("SELECT version_num FROM alembic_version")).all()
    source = session.connection().connection.driver_connection
    assert isinstance(source, sqlite3.Connection)

    def leave_the_disk(*_left: int) -> None:
        os.fsync(held)  # piece by piece: all at the end would make the bot wait a quarter second
        time.sleep(PAUSE)

    try:
        with written(part), closing(sqlite3.connect(part)) as target:
            source.backup(target, pages=PAGES, progress=leave_the_disk)
    except sqlite3.Error:
        raise Damaged from None


def _make_tables(part: Path) -> None:
    with opened(part) as database:
        migrate.to_head(database)


def _copy_rows(session: Session, part: Path) -> None:
    with opened(part) as database, database.engine.begin() as target:
        copy_all(session, target)


def sync(path: Path) -> None:
    """Have a file, or what is in a folder, on the disk before going on. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if not path.is_dir():  # not every file system can do it with a folder
            raise OSError(error.errno, error.strerror, str(path)) from None
    finally:
        os.close(descriptor)

"""Connections, and `transact`: the one place that commits."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, inspect, text
from sqlalchemy.exc import (
    ArgumentError,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as AllTaken
from sqlalchemy.orm import Session, sessionmaker

from bot.storage import audit

T = TypeVar("T")

Unavailable: tuple[type[Exception], ...] = (
    OperationalError,
    InterfaceError,
    InternalError,
    AllTaken,
)
"""The database cannot be used just now; nobody's input is to blame. An internal error is what a
process meets that slept inside a transaction until the server ended its session, and on a server
that is read-only; a timeout, that all connections are taken."""

PRAGMAS = ("synchronous=FULL", "foreign_keys=ON")
AT_WORK = "journal_mode=WAL"
"""Kept in the file, unlike the others."""
LOCK_WAIT_MS = 10_000
"""How long a transaction waits for somebody else's lock until the database counts as away."""
IDLE_IN_TRANSACTION_MS = 8_000
POSTGRESQL_THREADS = 4
CONNECTING = {"connect_timeout": 5, "keepalives_idle": 5, "keepalives_interval": 2,
              "keepalives_count": 3, "tcp_user_timeout": 15_000}  # fmt: skip
"""A server that is gone without a word is noticed within seconds; the system's own patience with
it is hours."""
DAMAGED = (11, 26, "XX001", "XX002")
"""What SQLite and PostgreSQL call a damaged file."""
TOO_MUCH = "54"
"""PostgreSQL's class of errors for a statement that is too big, such as a text too long for an
index: the driver files it with what passes by itself, though it never does."""


class WrongAddress(Exception):
    """The database's address cannot be understood."""


class Damaged(Exception):
    """What should hold the database is damaged, or something else: no waiting will mend it."""


BadGround: tuple[type[Exception], ...] = (Damaged, *Unavailable)
"""All that nobody's input is to blame for."""


class DriverMissing(Exception):
    """PostgreSQL is asked for, but its driver, an extra, is not installed."""


class Database:
    """A database and its worker threads: one on SQLite (one writer), a few on PostgreSQL.

    `only_read`: an SQLite file is not put into the mode of a database at work.
    """

    def __init__(self, url: str, *, only_read: bool = False) -> None:
        self.is_sqlite = url.startswith("sqlite")
        self.engine = _sqlite(url, only_read) if self.is_sqlite else _postgresql(url)
        self.threads = 1 if self.is_sqlite else POSTGRESQL_THREADS
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        self._pool = ThreadPoolExecutor(self.threads, thread_name_prefix="database")
        self._listeners: list[Callable[[frozenset[str]], None]] = []
        self._is_damaged = False
        event.listen(self.engine, "handle_error", self._judge)

    def transact(self, work: Callable[[Session], T]) -> T:
        """Run `work` in one transaction: returning commits, raising rolls back.

        Raises one of `Unavailable`; Damaged, from its first sign on always.
        """
        if self._is_damaged:
            raise Damaged
        with self._sessions() as session:
            result = work(session)
            session.flush()
            audit.chain(session)
            session.commit()
        if topics := session.info.get("changed"):
            for tell in self._listeners:
                tell(frozenset(topics))
        return result

    def read(self, work: Callable[[Session], T]) -> T:
        """Run `work` on one instant of the database, holding up nobody; nothing is written."""
        reading: dict[str, Any] = (
            {"begin": "BEGIN"}
            if self.is_sqlite
            else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        )
        with (
            self.engine.connect().execution_options(**reading) as instant,
            self._sessions(bind=instant) as session,
        ):
            if not self.is_sqlite:  # a file that is written meanwhile may take its time
                session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
            return work(session)

    async def run(self, work: Callable[[Session], T]) -> T:
        """`transact` in a worker thread."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self.transact, work)

    def _judge(self, context: ExceptionContext) -> None:
        """Give an error that would be taken for passing, but never passes, its right name."""
        error = context.original_exception
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF or getattr(error, "sqlstate", None)
        if code in DAMAGED:
            self._is_damaged = True
            raise Damaged from error
        if isinstance(code, str) and code.startswith(TOO_MUCH):
            raise ProgrammingError(context.statement, None, error) from error

    def on_change(self, tell: Callable[[frozenset[str]], None]) -> None:
        """Have `tell` called, in the worker thread, with the topics each commit changed."""
        self._listeners.append(tell)

    def close(self) -> None:
        """Wait for work under way, then let go of every connection."""
        self._pool.shutdown()
        if event.contains(self.engine, "handle_error", self._judge):
            event.remove(self.engine, "handle_error", self._judge)
        self.engine.dispose()


def hold(session: Session, row: object) -> None:
    """Keep others from changing the row until the transaction ends, and read it as it is now."""
    session.flush()  # what is changed and not written yet would be lost
    columns = [one.key for one in inspect(row).mapper.column_attrs]
    session.refresh(row, columns, with_for_update=True)  # what else is loaded stays as it is


def changed(session: Session, topic: str) -> None:
    """Note that this transaction gives others work: inbox, outbox, jobs or reminders."""
    session.info.setdefault("changed", set()).add(topic)


def _sqlite(url: str, only_read: bool = False) -> Engine:
    file = Path(url.removeprefix("sqlite:///"))
    file.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy's BEGIN below, not the driver's
        for pragma in PRAGMAS if only_read else (AT_WORK, *PRAGMAS):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(f"PRAGMA busy_timeout={LOCK_WAIT_MS}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        connection.exec_driver_sql(options.get("begin", "BEGIN IMMEDIATE"))

    return engine


def _postgresql(url: str) -> Engine:
    try:
        return _postgresql_engine(url)
    except ModuleNotFoundError:
        raise DriverMissing from None
    except (ArgumentError, ValueError):
        raise WrongAddress from None


def _postgresql_engine(url: str) -> Engine:
    return create_engine(
        url.replace("postgresql://", "postgresql+psycopg://", 1),
        pool_pre_ping=True,
        pool_size=POSTGRESQL_THREADS + 1,
        connect_args=CONNECTING
        | {
            "options": f"-c idle_in_transaction_session_timeout={IDLE_IN_TRANSACTION_MS}"
            f" -c lock_timeout={LOCK_WAIT_MS} -c timezone=UTC"
        },
    )

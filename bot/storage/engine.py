"""Connections, and `transact`: the one place that commits."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, InterfaceError, InternalError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

T = TypeVar("T")

Unavailable: tuple[type[Exception], ...] = (OperationalError, InterfaceError, InternalError)
"""The database cannot be used just now; nobody's input is to blame. An internal error is what a
process meets that slept inside a transaction until the server ended its session."""

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON")
IDLE_IN_TRANSACTION_MS = 10_000
POSTGRESQL_THREADS = 4


class WrongAddress(Exception):
    """The database's address cannot be understood."""


class DriverMissing(Exception):
    """PostgreSQL is asked for, but its driver, an extra, is not installed."""


class Database:
    """A database and its worker threads: one on SQLite (one writer), a few on PostgreSQL."""

    def __init__(self, url: str) -> None:
        self.is_sqlite = url.startswith("sqlite")
        self.engine = _sqlite(url) if self.is_sqlite else _postgresql(url)
        self.threads = 1 if self.is_sqlite else POSTGRESQL_THREADS
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        self._pool = ThreadPoolExecutor(self.threads, thread_name_prefix="database")
        self._listeners: list[Callable[[frozenset[str]], None]] = []

    def transact(self, work: Callable[[Session], T]) -> T:
        """Run `work` in one transaction: returning commits, raising rolls back."""
        with self._sessions() as session:
            result = work(session)
            session.commit()
        if topics := session.info.get("changed"):
            for tell in self._listeners:
                tell(frozenset(topics))
        return result

    async def run(self, work: Callable[[Session], T]) -> T:
        """`transact` in a worker thread."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self.transact, work)

    def on_change(self, tell: Callable[[frozenset[str]], None]) -> None:
        """Have `tell` called, in the worker thread, with the topics each commit changed."""
        self._listeners.append(tell)

    def close(self) -> None:
        """Wait for work under way, then let go of every connection."""
        self._pool.shutdown()
        self.engine.dispose()


def hold(session: Session, row: object) -> None:
    """Keep others from changing the row until the transaction ends, and read it as it is now."""
    session.refresh(row, with_for_update=True)


def changed(session: Session, topic: str) -> None:
    """Note that this transaction gives others work: inbox, outbox, jobs or reminders."""
    session.info.setdefault("changed", set()).add(topic)


def _sqlite(url: str) -> Engine:
    file = Path(url.removeprefix("sqlite:///"))
    file.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy's BEGIN below, not the driver's
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

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
        connect_args={
            "options": f"-c idle_in_transaction_session_timeout={IDLE_IN_TRANSACTION_MS}"
            " -c timezone=UTC"
        },
    )

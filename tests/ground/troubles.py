"""What befalls a database that is in use: each a block during which it cannot be used."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import TimeoutError as AllTaken

from tests.stage import Stage

Trouble = Callable[[Stage], AbstractAsyncContextManager[None]]
END_ALL = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def admin_of(stage: Stage) -> psycopg.Connection:
    """A session beside the desk's on its PostgreSQL database, that may write in any case."""
    return psycopg.connect(
        stage.settings.database_url, autocommit=True,
        options="-c default_transaction_read_only=off",
    )  # fmt: skip


@asynccontextmanager
async def busy(stage: Stage) -> AsyncIterator[None]:
    """Somebody else holds the lock that the desk needs."""
    if stage.database.is_sqlite:
        file = stage.settings.database_url.removeprefix("sqlite:///")
        other = sqlite3.connect(file, isolation_level=None, timeout=10)
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")
            other.close()
        return
    with admin_of(stage) as admin, admin.transaction():
        admin.execute("LOCK TABLE inbox, outbox, jobs, facts, runs, reminders IN EXCLUSIVE MODE")
        yield


@asynccontextmanager
async def read_only(stage: Stage) -> AsyncIterator[None]:
    """The database can be read, not written."""
    if stage.database.is_sqlite:
        await _pragma(stage, "query_only = on")
        yield
        await _pragma(stage, "query_only = off")
        return
    name = stage.database.engine.url.database
    with admin_of(stage) as admin:
        admin.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        admin.execute(END_ALL)
        yield
        admin.execute(f"ALTER DATABASE {name} RESET default_transaction_read_only")
        admin.execute(END_ALL)


@asynccontextmanager
async def out_of_pages(stage: Stage) -> AsyncIterator[None]:
    """SQLite may not make its file any bigger, as on a full disk."""
    await _pragma(stage, "max_page_count = 1")  # means: as many as there are
    yield
    await _pragma(stage, "max_page_count = 1000000")


@asynccontextmanager
async def pool_empty(stage: Stage) -> AsyncIterator[None]:
    """All connections are taken."""
    stage.database.engine.pool._timeout = 0.1  # type: ignore[attr-defined]
    taken: list[Connection] = []
    for _ in range(3):  # what was in use at first is taken as soon as it is let go
        try:
            while True:
                taken.append(await asyncio.to_thread(stage.database.engine.connect))
        except AllTaken:
            pass
    yield
    for one in taken:
        one.close()


async def _pragma(stage: Stage, setting: str) -> None:
    """Set it on the one connection that the desk has on SQLite."""

    def work() -> None:
        connection = stage.database.engine.raw_connection()
        connection.cursor().execute(f"PRAGMA {setting}")
        connection.close()

    worker = stage.database._pool  # its only thread, and so the only connection
    await asyncio.get_running_loop().run_in_executor(worker, work)

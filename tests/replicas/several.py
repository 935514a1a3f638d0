"""Several processes on one PostgreSQL, as people run them, before a world of this process."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from bot.domain.clock import SystemClock
from bot.playground import Person, World, serve
from bot.storage.engine import Database
from tests.cli.program import TOKEN
from tests.crash.books import furnish
from tests.crash.process import Process
from tests.crash.proxy import Proxy
from tests.databases import laid_out
from tests.logs.reading import leaks, words_of_people
from tests.stage import SECRET, free_port

PATH = "/telegram/updates"


@dataclass
class Several:
    """The processes, and the world and database they share."""

    world: World
    database: Database
    processes: list[Process]
    proxy: Proxy

    def rep(self, name: str) -> tuple[Person, list[str]]:
        """A rep who is in already, and the numbers of their customers."""
        person = self.world.person(name)
        numbers, _ = self.database.transact(lambda s: furnish(s, [person], 0, 0))
        return person, numbers[person.id]

    async def at_work(self) -> None:
        """Start all, and wait until they work."""
        for one in self.processes:
            await one.start()
        for one in self.processes:
            await one.at_work()


@contextlib.asynccontextmanager
async def several(
    folder: Path, url: str, count: int, *, webhook: bool = True, script: str = ""
) -> AsyncIterator[Several]:
    """`count` processes, not started yet; with a `webhook` behind a proxy, else polling. All are
    ended in order at the end of the block."""
    world = World(SystemClock(), bot_username="nordlicht_bot", token=TOKEN)
    proxy, database = Proxy([free_port() for _ in range(count)]), laid_out(url)
    async with serve(world) as server, proxy.serve() as address:
        processes = []
        for index, port in enumerate(proxy.ports):
            settings = {"BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": server.url, "DATABASE_URL": url}
            if webhook:
                settings |= {"WEBHOOK_URL": f"{address}{PATH}", "WEBHOOK_SECRET": SECRET,
                             "WEBHOOK_LISTEN": f"127.0.0.1:{port}"}  # fmt: skip
            processes.append(Process(f"bot{index}", folder, script=script, **settings))
        try:
            yield Several(world, database, processes, proxy)
        finally:
            ends = [await one.end() for one in processes if one.starts]
            database.close()
        words = words_of_people(world)
        assert [line for one in processes for line in leaks(one.logged, words)] == []
        assert not any(ends), [ends, *(one.log.read_text()[-2000:] for one in processes)]
        assert not world.unknown_methods

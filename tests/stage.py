"""The stage of the end-to-end tests: the real program, a real database, a local Telegram."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.app import Program
from bot.config import Settings
from bot.domain.actor import Role
from bot.domain.clock import MovableClock
from bot.outgoing.pacing import Pacing
from bot.playground import Person, World, serve
from bot.services import people as access
from bot.storage import Session
from bot.storage.engine import Database
from tests.databases import laid_out

TOKEN = "4242:test-token-of-nobody"
SECRET = "s3cret-of-nobody"
"""With which Telegram calls the webhook."""
MONDAY = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)
"""Monday 23.11.2026, 10:20 in Berlin."""


@dataclass
class Stage:
    """A running program and its world."""

    world: World
    clock: MovableClock
    database: Database
    settings: Settings
    program: Program
    running: asyncio.Task[None]

    async def settled(self, timeout: float = 15) -> None:
        """Wait until the program has nothing left to do."""
        await self.world.settled(timeout)
        assert not self.world.unknown_methods

    async def join(
        self, name: str, role: Role, language: str = "de", customer_id: int | None = None
    ) -> Person:
        """A person who has come in by an invitation."""
        person = self.world.person(name, language=language)
        code = await self.database.run(
            lambda s: access.invite(s, self.program.desk, role, name, None, customer_id)
        )
        await person.start(code)
        await self.settled()
        await person.press("Einladung annehmen" if language == "de" else "Accept invitation")
        await self.settled()
        return person


WAITING = """
SELECT (SELECT count(*) FROM inbox WHERE status = 'open')
     + (SELECT count(*) FROM outbox WHERE status <> 'done')
     + (SELECT count(*) FROM jobs WHERE status IN ('queued', 'running'))
"""
"""In one statement, and so of one instant: a job that ends between two counts is one. Asked a
hundred times a second, and so in plain words."""


def waiting(session: Session) -> int:
    """How much there is to do."""
    return session.connection().exec_driver_sql(WAITING).scalar_one()


def free_port() -> int:
    """A loopback port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def settings_for(
    api_url: str, database_url: str, *, webhook: bool = False, **settings: str
) -> Settings:
    """Settings for a local Telegram; `webhook`: updates are pushed to a free loopback port."""
    if webhook:
        here = f"127.0.0.1:{free_port()}"
        settings |= {"webhook_url": f"http://{here}/telegram/updates", "webhook_listen": here}
        settings |= {"webhook_secret": SECRET}
    return Settings(
        _env_file=None,
        bot_token=TOKEN,
        telegram_api_url=api_url,
        database_url=database_url,
        **settings,
    )


@contextlib.asynccontextmanager
async def running(
    url: str, *, webhook: bool = False, start: datetime = MONDAY, **settings: str
) -> AsyncIterator[Stage]:
    """The program against a local Telegram, until the end of the block."""
    clock = MovableClock(start)
    world = World(clock, bot_username="nordlicht_bot", token=TOKEN)
    async with serve(world) as server:
        made = settings_for(server.url, url, webhook=webhook, **settings)
        async with program_of(made, world, clock) as stage:
            yield stage


@contextlib.asynccontextmanager
async def program_of(
    settings: Settings, world: World, clock: MovableClock
) -> AsyncIterator[Stage]:
    """The program alone, in a world that is there already; stopped in order at the end."""
    database = laid_out(settings.database_url)
    program = Program(settings, clock, database, Pacing(100.0, 100, 100.0, 100))
    task = asyncio.create_task(program.run())
    ready = asyncio.create_task(program.ready.wait())
    await asyncio.wait([task, ready], return_when=asyncio.FIRST_COMPLETED, timeout=20)
    ready.cancel()
    if task.done():
        await task

    async def idle() -> bool:
        return await database.run(waiting) == 0

    world.on_idle = idle
    try:
        yield Stage(world, clock, database, settings, program, task)
    finally:
        program.stop.set()
        await asyncio.wait_for(task, 15)
        database.close()


async def eventually(true: Callable[[], bool], seconds: float = 5.0) -> None:
    """Wait until `true` is; raises AssertionError when it does not come."""
    for _ in range(int(seconds / 0.02)):
        if true():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"did not come true within {seconds} s")

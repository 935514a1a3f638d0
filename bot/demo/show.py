"""Putting the demo on: playground and program on one clock, and an open page."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import click

from bot import log
from bot.app import Program
from bot.cli.words import language
from bot.config import Settings
from bot.demo.company import ADMIN, CONTACT, GROUP, MANAGER, NAME, OTHERS, REGION, REP
from bot.demo.opening import SECONDS, Opening
from bot.domain.clock import MovableClock
from bot.opening import opened
from bot.outgoing.pacing import Pacing
from bot.playground import Group, Person, Server, World, serve
from bot.texts.bundles import format_text

PORT = 8090
PORTS_TRIED = 20
TOKEN = "8090:token-of-the-demo"  # noqa: S105 (known to nobody but this process)
FOLDER = Path("var")
BURST, GROUP_BURST = 20, 100
"""Messages that a chat takes at once: Telegram would stretch the opening to some minutes."""


def main(port: int = PORT) -> int:
    """Show the demo on this loopback port or the next free one (0: any), until SIGINT or SIGTERM;
    returns the exit code."""
    log.configure("WARNING", TOKEN)
    with suppress(asyncio.CancelledError):
        asyncio.run(_show(port))
    return 0


async def _show(port: int) -> None:
    me = asyncio.current_task()
    assert me is not None
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, me.cancel)
    world = World(MovableClock(), "nordlicht_bot", TOKEN, bot_name="Nordlicht Innendienst")
    phones = {
        one: world.person(one.name, language(), phone=one.phone, role=one.role)
        for one in (REP, ADMIN, CONTACT, *OTHERS)
    }
    async with AsyncExitStack() as stack:
        shown = [phones[REP], phones[ADMIN], phones[CONTACT]]
        group = world.group(GROUP, [phones[MANAGER], phones[ADMIN]], forum=True)
        server = await _serve(stack, world, shown, [group], port)
        settings = _settings(server.url)
        database = stack.enter_context(opened(settings))
        program = Program(
            settings, world.clock, database, Pacing(burst=BURST, group_burst=GROUP_BURST)
        )
        running = await stack.enter_async_context(_running(program))
        opening = Opening(world, program.desk, database, phones, group)
        await opening.play()
        click.echo(_greeting(server.url))
        await opening.choose_group()
        await asyncio.wait([running])
        running.result()


async def _serve(
    stack: AsyncExitStack, world: World, phones: Sequence[Person], groups: Sequence[Group],
    port: int,
) -> Server:  # fmt: skip
    """The playground on the first port that is free."""
    for one in (*range(port, port + PORTS_TRIED), 0) if port else (0,):
        with suppress(OSError):
            return await stack.enter_async_context(
                serve(world, port=one, phones=phones, groups=groups, words=_word)
            )
    raise OSError("no loopback port is free")


def _word(key: str, language: str) -> str:
    return format_text(key, {}, language)


def _settings(url: str) -> Settings:
    """Every setting by name, so that none of the real bot's but the language is taken from the
    environment; the database is a new file, named after the port since several demos may run."""
    file = FOLDER / f"demo-{url.rpartition(':')[2]}.db"
    for old in FOLDER.glob(f"{file.name}*"):
        old.unlink()
    # Proxies of the environment are for the internet.
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1"
    values: dict[str, Any] = {name: one.default for name, one in Settings.model_fields.items()}
    values |= {"bot_token": TOKEN, "telegram_api_url": url, "database_url": f"sqlite:///{file}"}
    values |= {"company_name": NAME, "region": REGION, "default_language": language()}
    return Settings(_env_file=None, **values)  # type: ignore[call-arg]


@asynccontextmanager
async def _running(program: Program) -> AsyncIterator[asyncio.Task[None]]:
    """The program at work; stopped in order at the end."""
    task = asyncio.create_task(program.run())
    ready = asyncio.create_task(program.ready.wait())
    try:
        await asyncio.wait([task, ready], return_when=asyncio.FIRST_COMPLETED, timeout=SECONDS)
        yield task
    finally:
        ready.cancel()
        program.stop.set()
        await asyncio.wait([task])


def _greeting(url: str) -> str:
    """One line: the address, and what to try there."""
    spoken = language()
    address = f"{url}/?lang=en" if spoken == "en" else url
    return format_text("demo-open", {"address": address}, spoken)

"""The program as people start it: a process of its own, against a playground of its own."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.domain.clock import MovableClock
from bot.playground import RemoteWorld, World
from bot.playground.server import serve

TOKEN = "4242:test-token-of-nobody"
ROOT = Path(__file__).parents[2]
STARTED: list[asyncio.subprocess.Process] = []
"""Processes of the test that runs: what still runs at its end, it did not want."""


@dataclass(frozen=True)
class Ended:
    """A process that has ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Machine:
    """A folder to work in, with the environment of its processes."""

    folder: Path
    environment: Mapping[str, str]

    async def start(self, *words: str, **settings: str) -> asyncio.subprocess.Process:
        """`innendienst <words>`, running."""
        return await self._start("-m", "bot", *words, **settings)

    async def python(self, script: str) -> asyncio.subprocess.Process:
        """A Python script, running."""
        return await self._start("-c", script)

    async def _start(self, *words: str, **settings: str) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *words,
            cwd=self.folder,
            env={**self.environment, **settings},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        STARTED.append(process)
        return process

    async def run(self, *words: str, **settings: str) -> Ended:
        """`innendienst <words>`, to its end."""
        return await ended(await self.start(*words, **settings))


def machine(folder: Path, **settings: str) -> Machine:
    """A machine with nothing but these settings."""
    bare = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    bare |= {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "NO_PROXY": "127.0.0.1"}
    return Machine(folder, bare | settings)


async def ended(process: asyncio.subprocess.Process, seconds: float = 30) -> Ended:
    """The process's end; killed when it does not come."""
    try:
        async with asyncio.timeout(seconds):
            out, err = await process.communicate()
    except TimeoutError:
        process.kill()
        raise
    assert process.returncode is not None
    return Ended(process.returncode, out.decode(), err.decode())


async def stopped(process: asyncio.subprocess.Process, by: int = signal.SIGTERM) -> Ended:
    """The process's end after a signal."""
    process.send_signal(by)
    return await ended(process)


@asynccontextmanager
async def playground() -> AsyncIterator[tuple[str, RemoteWorld]]:
    """A playground's address, and its world; served by this process."""
    world = World(MovableClock(), bot_username="nordlicht_bot", token=TOKEN)
    async with serve(world, control=True) as server, RemoteWorld(server.url) as remote:
        yield server.url, remote

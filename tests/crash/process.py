"""The program as a process that is started anew whenever it ends, until it is told to end."""

import asyncio
import json
import signal
import time
from pathlib import Path

from tests.cli.program import machine
from tests.crash.nursery import RUN, Child, born

AGAIN_AFTER = 0.3
COULD_NOT = 1
"""The code of a start that finds no database, among others."""
AT_WORK_WITHIN = 120.0


class Process:
    """One `innendienst run`, kept running as a service manager would."""

    def __init__(self, name: str, folder: Path, *, script: str = "", **settings: str) -> None:
        """`script` is a program that ends in running the bot, in place of the bot alone."""
        self.name = name
        self.starts: list[float] = []
        self.codes: list[int] = []
        """How it ended each time that it had been at work."""
        self.failed_starts = 0
        self._past_logs = ""
        self._script = script or RUN
        self._machine = machine(folder, **settings)
        self._process: Child | None = None
        self._started = asyncio.Event()
        self._keeping: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start it, and from now on start it again when it ends."""
        self._keeping = asyncio.create_task(self._keep())
        await self._started.wait()

    async def _keep(self) -> None:
        while True:
            self._past_logs = self.logged
            self.log.write_bytes(b"")
            self._process = await born(self._machine, self.log, self._script)
            self.starts.append(time.time())
            self._started.set()
            code = await self._process.wait()
            if code == COULD_NOT and not self.run():
                self.failed_starts += 1
            else:
                self.codes.append(code)
            if code != -signal.SIGKILL:
                await asyncio.sleep(AGAIN_AFTER)

    @property
    def log(self) -> Path:
        """What it logs, since its last start."""
        return self._machine.folder / f"{self.name}.log"

    @property
    def logged(self) -> str:
        """All that it has logged, in all its lives."""
        now = self.log.read_text(errors="replace") if self.log.exists() else ""
        return self._past_logs + now

    def send(self, number: signal.Signals) -> None:
        """Send it a signal, if it is there."""
        if self._process:
            self._process.send(number)

    async def kill(self) -> None:
        """`kill -9`; it is started again at once."""
        count = len(self.starts)
        self.send(signal.SIGKILL)
        while len(self.starts) == count:
            await asyncio.sleep(0.01)

    async def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Have it end for good; its exit code."""
        assert self._keeping
        assert self._process
        self._keeping.cancel()
        self.send(signal.SIGCONT)
        self.send(number)
        code = await self._process.wait()
        await asyncio.wait([self._keeping])
        return code

    def run(self) -> str:
        """The name under which the present process works; empty while it does not."""
        for line in self.log.read_bytes().splitlines() if self.log.exists() else []:
            if b'"at work"' in line:
                return str(json.loads(line)["run"])
        return ""

    async def at_work(self) -> str:
        """Wait until it works; the name under which it does."""
        end = time.monotonic() + AT_WORK_WITHIN
        while not (run := self.run()):
            assert time.monotonic() < end, f"{self.name} does not start: {self.log.read_text()}"
            await asyncio.sleep(0.05)
        return run

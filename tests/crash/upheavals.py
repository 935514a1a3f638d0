"""What is done to the running program during a campaign."""

import asyncio
import random
import signal
import time
from dataclasses import dataclass, field

from bot.storage import runs
from bot.storage.engine import Database, Unavailable
from tests.crash.ledger import Ledger
from tests.crash.process import Process
from tests.postgresql import Server

DURING_START = 0.2
"""The share of kills that may hit a program which is not at work yet, never two in a row. All
others wait for an answer first: an update that is at work in three ends of a process is put aside,
as it should be."""
ANSWERS_WITHIN = 10.0
SLEEP = (1.0, 20.0)
"""Seconds for which a process is stopped."""
SLEEPS_OVER = 14.0
"""Seconds of the first stop: long enough that others take over."""


@dataclass
class Upheavals:
    """What happened when; wall-clock seconds."""

    kills: list[float] = field(default_factory=list)
    stops: list[float] = field(default_factory=list)
    """When a process was stopped, and when it was woken."""
    restarts: list[float] = field(default_factory=list)
    """When the server was stopped, and when it was there again."""
    takeovers: list[float] = field(default_factory=list)
    """Seconds until another process had taken over what the dead one held."""

    @property
    def all(self) -> list[float]:
        """Every instant at which something was disturbed, in order."""
        return sorted([*self.kills, *self.stops, *self.restarts])


async def something_is_answered(ledger: Ledger) -> None:
    """Wait until somebody has got an answer; not for ever."""
    count, end = len(ledger.waits), time.monotonic() + ANSWERS_WITHIN
    while len(ledger.waits) == count and time.monotonic() < end:
        await asyncio.sleep(0.05)


async def kill_one(
    process: Process, ledger: Ledger, count: int, pause: tuple[float, float]
) -> Upheavals:
    """Kill the only process again and again."""
    done, at_start = Upheavals(), False
    for _ in range(count):
        at_start = not at_start and random.random() < DURING_START
        if not at_start:
            await process.at_work()
            await something_is_answered(ledger)
        await asyncio.sleep(random.uniform(*pause))
        done.kills.append(time.time())
        await process.kill()
    return done


class Among:
    """Upheavals among several processes on one PostgreSQL server."""

    def __init__(
        self, processes: list[Process], server: Server, database: Database, ledger: Ledger
    ) -> None:
        self.done = Upheavals()
        self._processes = processes
        self._server = server
        self._database = database
        self._ledger = ledger
        self._asleep: Process | None = None
        self._watching: list[asyncio.Task[None]] = []

    async def go(self, count: int, pause: tuple[float, float]) -> Upheavals:
        """`count` of them: one in eight a stop, one in ten a restart of the server."""
        stops, restarts = max(count // 8, 1), max(count // 10, 1)
        rest = ["kill"] * (count - stops - restarts) + ["stop"] * (stops - 1)
        rest += ["restart"] * restarts
        random.shuffle(rest)
        stopping: asyncio.Task[None] | None = None
        for what in ["stop", *rest]:
            await self._somebody_at_work()
            await asyncio.sleep(random.uniform(*pause))
            if what == "stop":
                if stopping:
                    await stopping
                seconds = random.uniform(*SLEEP) if stopping else SLEEPS_OVER
                stopping = asyncio.create_task(self._stop(seconds))
            elif what == "kill":
                await self._kill()
            else:
                await self._restart()
        if stopping:
            await stopping
        await asyncio.wait(self._watching)
        for task in self._watching:
            if not task.cancelled():  # as one is whose process is woken before it is buried
                task.result()
        return self.done

    async def _somebody_at_work(self) -> None:
        """Usually the next kill waits until the last killed is at work again."""
        if random.random() > DURING_START:
            for one in self._processes:
                if one is not self._asleep:
                    await one.at_work()
            await something_is_answered(self._ledger)

    async def _kill(self) -> None:
        process = random.choice([one for one in self._processes if one is not self._asleep])
        run = process.run()
        self.done.kills.append(time.time())
        self._watch(run)
        await process.kill()

    async def _stop(self, seconds: float) -> None:
        process = self._asleep = random.choice(self._processes)
        run = await process.at_work()
        self.done.stops.append(time.time())
        process.send(signal.SIGSTOP)
        watching = self._watch(run)
        await asyncio.sleep(seconds)
        watching.cancel()
        self.done.stops.append(time.time())
        process.send(signal.SIGCONT)
        self._asleep = None

    async def _restart(self) -> None:
        how = ("immediate", "fast")[len(self.done.restarts) // 2 % 2]
        self.done.restarts.append(time.time())
        await self._server.restart(how)
        self.done.restarts.append(time.time())

    def _watch(self, run: str) -> asyncio.Task[None]:
        task = asyncio.create_task(self._taken_over(run))
        self._watching.append(task)
        return task

    async def _taken_over(self, run: str) -> None:
        """Measure how long it takes until another process has buried this one."""
        began = time.monotonic()
        while run and time.monotonic() < began + 60:
            try:
                found = await self._database.run(lambda s: s.get(runs.Run, run))
                dead = found is not None and found.crashed
            except Unavailable:
                dead = False
            if dead:
                self.done.takeovers.append(time.monotonic() - began)
                return
            await asyncio.sleep(0.1)
        if run:
            self.done.takeovers.append(60.0)

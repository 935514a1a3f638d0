"""The whole program in one process, in made-up time, on a real database: to be killed at will."""

import asyncio
import random
import shutil
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from types import SimpleNamespace
from typing import Any, TypeVar
from weakref import WeakSet

from sqlalchemy import Connection, event

from bot import heart
from bot.app import Program
from bot.config import Settings
from bot.outgoing import importing
from bot.outgoing.pacing import Pacing
from bot.playground import World
from bot.services import customer_index
from bot.storage import Session, engine
from bot.storage.engine import Database
from tests.databases import empty_file
from tests.readers import readers_forked
from tests.simulated.loop import VirtualLoop, tasks_of_process
from tests.simulated.wire import Wire
from tests.stage import MONDAY, TOKEN, WAITING, Stage

T = TypeVar("T")
SELDOM = 600.0
LAG = 0.05
"""The longest way to Telegram or back, in seconds."""


class Killed(BaseException):
    """The process is no more: what it still tries does not happen."""


class SteppedClock:
    """The time of the machine, which somebody has put forward or back."""

    def __init__(self) -> None:
        self._step = timedelta()

    def now(self) -> datetime:
        """The instant that the program takes for the present."""
        return datetime.now(UTC) + self._step

    def advance(self, by: timedelta) -> None:
        """Put the clock forward (or back)."""
        self._step += by


Before = Callable[[str], None]
"""Told what is about to change something, by name; may raise Killed or another error."""


class WatchedDatabase(Database):
    """A database of which each commit that changes something is told before it takes effect."""

    def __init__(self, url: str, before: Before) -> None:
        super().__init__(url)
        self._before = before
        self._work = ""
        self._changes = 0
        self._hooks = (self.engine, "begin", self._begin), (self.engine, "commit", self._commit)
        for hook in self._hooks:
            event.listen(*hook)

    def transact(self, work: Callable[[Session], T]) -> T:
        """As ever, under the name of the function that does the work."""
        name = getattr(work, "func", work).__qualname__
        self._work = name.replace(".<locals>", "").replace(".<lambda>", "")
        try:
            return super().transact(work)
        finally:
            self._work = ""

    def close(self) -> None:
        """As ever, and watch no more."""
        super().close()
        for hook in self._hooks:
            event.remove(*hook)

    def _begin(self, connection: Connection) -> None:
        self._changes = _changes(connection)

    def _commit(self, connection: Connection) -> None:
        if self._work and _changes(connection) != self._changes:
            self._before(f"commit {self._work}")


def _changes(connection: Connection) -> int:
    """So many rows have been changed by it; SQLite alone tells."""
    return getattr(connection.connection.driver_connection, "total_changes", 0)


def fresh_database() -> str:
    """The address of an empty database: always the same, so that its engine is known already."""
    file = empty_file().with_name("desk.db")
    for rest in ("-wal", "-shm"):
        file.with_name(f"{file.name}{rest}").unlink(missing_ok=True)
    shutil.copy(empty_file(), file)
    return f"sqlite:///{file}"


@dataclass
class Life:
    """A world, and in it one program after another. Has what a Stage has, for the same hands.

    `before` is told everything that is about to take effect: commits, calls, confirmations.
    """

    loop: VirtualLoop
    dice: random.Random
    world: World
    clock: SteppedClock
    settings: Settings
    before: Before = lambda name: None
    lag: float = LAG
    pacing: Pacing = field(default_factory=Pacing)
    glance: float = 0.05
    """Seconds from one look whether all is done to the next: each is work too."""
    kills: int = 0
    settlements: int = 0

    def __post_init__(self) -> None:
        self.database = Database(self.settings.database_url)
        self.world.on_idle = self._is_idle
        self._task: asyncio.Task[None] | None = None
        self._alive = False
        self._tasks: WeakSet[asyncio.Task[Any]] = WeakSet()
        self._quiet_until = 0.0
        self._stirred = asyncio.Event()

    # -- the program

    def start(self) -> None:
        """Start the program, beside whom nobody is at work."""
        self._alive = True
        mine = WatchedDatabase(self.settings.database_url, self._watch)
        self.program = Program(
            self.settings, self.clock, mine, self.pacing,
            http=lambda _pool: Wire(self.world, self.dice, self.lag, self._watch),
        )  # fmt: skip
        self.program.desk = replace(self.program.desk, random_bytes=self.dice.randbytes)
        self._tasks = WeakSet()
        self._task = self.loop.create_task(self._live(mine))

    async def _live(self, mine: Database) -> None:
        tasks_of_process.set(self._tasks)
        try:
            await self.program.run()
        finally:
            mine.close()

    def _watch(self, name: str) -> None:
        if not self._alive:
            raise Killed
        try:
            self.before(name)
        except Killed:
            self._alive = False
            self.kills += 1
            self.stir()
            self.loop.call_soon(self._bury)
            raise

    def _bury(self) -> None:
        """Nothing of a dead process runs on."""
        ours = {one for one in (self._task, *self._tasks) if one and not one.done()}
        for task in ours:
            task.cancel()
        self.loop.create_task(self._again(ours))

    async def _again(self, tasks: set[asyncio.Task[Any]]) -> None:
        if tasks:
            await asyncio.wait(tasks)
        self.start()

    def kill(self) -> None:
        """End the process where it stands; it is started again."""
        if self._alive:
            self._alive = False
            self.kills += 1
            self._bury()

    async def stop(self) -> None:
        """End the program in order."""
        self.program.stop.set()
        assert self._task is not None
        await self._task

    @property
    def unhandled(self) -> list[dict[str, Any]]:
        """Errors that nobody took, but those of the dead."""
        return [c for c in self.loop.unhandled if not isinstance(c.get("exception"), Killed)]

    # -- what a stage has

    join = Stage.join

    async def settled(self, timeout: float = 600) -> None:
        """Until the program has nothing left to do. Raises TimeoutError."""
        until = self.loop.time() + timeout
        while not (self._at_work() and await self._is_idle()):
            if self._alive and self._task and self._task.done():
                self._task.result()
            if self.loop.time() > until:
                raise TimeoutError(f"not settled: {self.world.updates.pending()}")
            await asyncio.sleep(self.glance)
        self.settlements += 1
        assert not self.world.unknown_methods
        assert not self.world.unknown_parameters

    def _at_work(self) -> bool:
        return self._alive and self.program.ready.is_set() and not self.world.updates.pending()

    async def wait(self, seconds: float) -> None:
        """Let time pass with the program at work, until it is done.

        Its heart beats seldom meanwhile: what is due has to be done without.
        """
        self.rest(seconds)
        await asyncio.sleep(seconds)
        await self.settled()

    def rest(self, seconds: float) -> None:
        """Nothing is going to happen for so long: the heart need not beat every second."""
        self._quiet_until = self.loop.time() + seconds

    def stir(self) -> None:
        """Something happens: the heart beats as ever."""
        self._quiet_until = self.loop.time()
        self._stirred.set()
        self._stirred = asyncio.Event()

    async def _nap(self, seconds: float) -> None:
        left = min(self._quiet_until - self.loop.time(), SELDOM)
        if left <= seconds:
            await asyncio.sleep(seconds)
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(left):
                await self._stirred.wait()

    async def _is_idle(self) -> bool:
        connection = self.database.engine.raw_connection()
        try:
            return connection.cursor().execute(WAITING).fetchone() == (0,)
        finally:
            connection.close()

    def run(self, play: Coroutine[Any, Any, T]) -> T:
        """Live through a play, to its end."""
        return self.loop.run_until_complete(play)


@asynccontextmanager
async def living(
    loop: VirtualLoop,
    dice: random.Random,
    url: str,
    furnish: Callable[[Life], None] = lambda life: None,
    pacing: Pacing | None = None,
    **settings: str,
) -> AsyncIterator[Life]:
    """A life in this loop with this database, until the end of the block; the program starts once
    all is furnished."""
    customer_index._HELD.clear()  # the engine is the same for every life, its database is not
    clock = SteppedClock()
    world = World(clock, bot_username="nordlicht_bot", token=TOKEN)
    world.updates.first_id = 1000
    made = Settings(
        _env_file=None, bot_token=TOKEN, telegram_api_url="http://telegram.test",
        database_url=url, **settings,
    )  # fmt: skip
    one = Life(loop, dice, world, clock, made, pacing=pacing or Pacing())
    heart.asyncio = SimpleNamespace(sleep=one._nap)
    try:
        furnish(one)
        one.start()
        await one.settled()
        yield one
        one.before = lambda name: None
        await one.stop()
        assert not one.unhandled, one.unhandled
    finally:
        heart.asyncio = asyncio
        one.database.close()


@contextmanager
def life(
    seed: int = 0, *, start: datetime = MONDAY, before: Before = lambda name: None, **how: Any
) -> Iterator[Life]:
    """A life that depends on the seed alone; `before` is told from the first action on."""
    dice = random.Random(seed)
    loop = VirtualLoop(start, dice)
    asyncio.set_event_loop(loop)
    try:
        with one_thread(), loop.in_its_time():
            stack = AsyncExitStack()
            one = loop.run_until_complete(
                stack.enter_async_context(living(loop, dice, fresh_database(), **how))
            )
            one.before = before
            try:
                yield one
            except BaseException:
                loop.run_until_complete(stack.__aexit__(*sys.exc_info()))
                raise
            loop.run_until_complete(stack.aclose())
    finally:
        loop.close()
        asyncio.set_event_loop(None)


@contextmanager
def one_thread() -> Iterator[None]:
    """All in one thread, and fast.

    A killed process loses nothing it wrote, only a power cut would: no need to wait for that.
    Engines are kept, and with them the statements they have compiled.
    """
    usual = engine.PRAGMAS, engine._sqlite, importing._reader
    engine.PRAGMAS = (*engine.PRAGMAS, "synchronous=OFF")
    engine._sqlite = _engine
    importing._reader = lambda task: task.database.transact
    try:
        with readers_forked():
            yield
    finally:
        engine.PRAGMAS, engine._sqlite, importing._reader = usual


_engine = cache(engine._sqlite)

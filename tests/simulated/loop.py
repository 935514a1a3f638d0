"""An event loop whose time is made up: when everybody waits, it jumps to the next appointment."""

import asyncio
import random
import selectors
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, TypeVar
from weakref import WeakSet

import time_machine

T = TypeVar("T")
tasks_of_process: ContextVar[WeakSet[asyncio.Task[Any]] | None] = ContextVar("tasks", default=None)
"""Where the tasks are noted that a process begins: they end with it."""


class Idle(Exception):
    """Everybody waits, and for nothing that will come."""


def _noted(loop: asyncio.AbstractEventLoop, work: Any, **how: Any) -> asyncio.Task[Any]:
    task = asyncio.Task(work, loop=loop, **how)
    tasks = tasks_of_process.get()
    if tasks is not None:
        tasks.add(task)
    return task


class _Jump(selectors.DefaultSelector):
    """Waits for no file: what is ready is told at once, else time is moved on."""

    def __init__(self, move_on: Callable[[float], None]) -> None:
        super().__init__()
        self._move_on = move_on

    def select(self, timeout: float | None = None) -> list[Any]:
        ready = super().select(0)
        if not ready and timeout is None:
            raise Idle
        if not ready and timeout:
            self._move_on(timeout)
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop in made-up time, which begins at `start`; `datetime.now` and `time` agree with it.

    Work handed to threads is done in the loop's own, after up to `thread_lag` seconds that
    `dice` chooses: so what happens depends on the dice alone, and happens again with the same.
    """

    def __init__(self, start: datetime, dice: random.Random, thread_lag: float = 0.002) -> None:
        self._began = start.astimezone(UTC)
        self._seconds = 0.0
        self._dice = dice
        self._thread_lag = thread_lag
        self._traveller: Any = None
        self.unhandled: list[dict[str, Any]] = []
        super().__init__(_Jump(self.move_on))
        self.set_exception_handler(lambda _loop, context: self.unhandled.append(context))
        self.set_task_factory(_noted)

    def time(self) -> float:
        """Seconds since the start."""
        return self._seconds

    def move_on(self, seconds: float) -> None:
        """Let time pass."""
        self._seconds += seconds
        if self._traveller is not None:
            self._traveller.shift(seconds)

    def run_in_executor(
        self, executor: Any, func: Callable[..., T], *args: Any
    ) -> asyncio.Future[T]:
        """The function's result, computed in this very thread a little later."""
        future: asyncio.Future[T] = self.create_future()

        def work() -> None:
            if future.cancelled():
                return
            try:
                result = func(*args)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)

        self.call_later(self._dice.random() * self._thread_lag, work)
        return future

    @contextmanager
    def in_its_time(self) -> Iterator[None]:
        """The whole process lives in this loop's time during the block."""
        usual = time.monotonic
        with time_machine.travel(self._began, tick=False) as self._traveller:
            self._traveller.shift(self._seconds)
            time.monotonic = self.time
            try:
                yield
            finally:
                time.monotonic = usual
                self._traveller = None

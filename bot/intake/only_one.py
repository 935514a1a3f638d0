"""Of several processes on one PostgreSQL only one polls; the others wait for its place."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.storage.sole import SoleLock

log = structlog.get_logger()
TRY_EVERY = 1.0
SHOW_LIFE_EVERY = 2.0
PATIENCE = 5.0


async def as_the_only_one(lock: SoleLock, work: Callable[[], Awaitable[None]]) -> None:
    """Run `work` whenever this process holds the lock, until cancelled.

    Taken over within 15 s: a dead process loses the lock at once, one that hangs after 8 s.
    """
    try:
        while True:
            if await asyncio.to_thread(lock.take):
                log.info("polling is ours")
                await _while_held(lock, work)
                log.warning("polling was lost")
            await asyncio.sleep(TRY_EVERY)
    finally:
        lock.release()


async def _while_held(lock: SoleLock, work: Callable[[], Awaitable[None]]) -> None:
    working = asyncio.ensure_future(work())
    try:
        while await _is_held(lock):
            done, _ = await asyncio.wait([working], timeout=SHOW_LIFE_EVERY)
            for task in done:
                task.result()
    finally:
        working.cancel()
        await asyncio.wait([working])
        lock.release()


async def _is_held(lock: SoleLock) -> bool:
    """A session that does not answer in time counts as lost."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await asyncio.to_thread(lock.holds)
    except TimeoutError:
        return False

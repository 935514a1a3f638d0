"""Dispatch: hands each chat's oldest open update to the handlers; chats side by side."""

import asyncio
from typing import Any

import structlog
from telegram.ext import Application

from bot.domain.clock import Clock
from bot.intake.adapter import PAUSE_WHEN_TAKEN, ROW
from bot.intake.incoming import parse
from bot.storage import Session, inbox
from bot.storage.engine import Database, Unavailable

log = structlog.get_logger()
PAUSE_WITHOUT_DATABASE = 1.0
SIDE_BY_SIDE = 32


class Dispatch:
    """Works the inbox down; `wake` says that there may be something to do."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        application: Application[Any, Any, Any, Any, Any, Any],
    ) -> None:
        self._database = database
        self._clock = clock
        self._application = application
        self._wake = asyncio.Event()
        self._in_work: dict[int, asyncio.Task[None]] = {}
        self._careful_with: set[int] | None = None
        self._carefully = asyncio.Lock()

    def wake(self) -> None:
        """There may be something to do."""
        self._wake.set()

    def be_careful(self) -> None:
        """A process has died: a chat's oldest update may be why, so an attempt of each is counted
        once, and committed, before it is tried; one after the other, so that not all are counted
        when one of them ends this process too. So it is with those found at the start.
        """
        self._careful_with = None

    async def run(self) -> None:
        """Work until cancelled; updates under way are finished first."""
        try:
            while True:
                self._wake.clear()
                await self._start_heads()
                await self._wake.wait()
        finally:
            await asyncio.gather(*self._in_work.values(), return_exceptions=True)

    async def _start_heads(self) -> None:
        try:
            if self._careful_with is None:
                self._careful_with = set(await self._database.run(inbox.oldest_of_chats))
            heads = await self._database.run(lambda s: inbox.heads(s, self._clock.now()))
        except Unavailable as error:
            log.warning("database away", kind=type(error).__name__)
            await asyncio.sleep(PAUSE_WITHOUT_DATABASE)
            return
        for head in heads:
            if head.chat_id not in self._in_work and len(self._in_work) < SIDE_BY_SIDE:
                task = asyncio.create_task(self._work(head))
                self._in_work[head.chat_id] = task

    async def _work(self, head: inbox.Head) -> None:
        try:
            ROW.set(head.id)
            if self._careful_with and head.id in self._careful_with:
                async with self._carefully:
                    if await self._is_counted(head.id):
                        await self._process(head)
            else:
                await self._process(head)
        except Unavailable:
            await asyncio.sleep(PAUSE_WITHOUT_DATABASE)
        except Exception as error:
            await self._give_up(head.id, type(error).__name__)
        finally:
            del self._in_work[head.chat_id]
            self.wake()

    async def _process(self, head: inbox.Head) -> None:
        await self._application.process_update(parse(head.payload, self._application.bot))

    async def _is_counted(self, row_id: int) -> bool:
        """Count the attempt; False when another process is at work on the row."""
        if not await self._database.run(lambda s: inbox.count_attempt(s, row_id)):
            await asyncio.sleep(PAUSE_WHEN_TAKEN)
            return False
        if self._careful_with:
            self._careful_with.discard(row_id)
        return True

    async def _give_up(self, row_id: int, kind: str) -> None:
        """An update that cannot even be read holds up nobody."""
        log.error("malformed update", row=row_id, kind=kind)

        def bury(session: Session) -> None:
            row = inbox.take(session, row_id)
            if row:
                row.status, row.error, row.done_at = "dead", kind, self._clock.now()

        try:
            await self._database.run(bury)
        except Unavailable:
            await asyncio.sleep(PAUSE_WITHOUT_DATABASE)

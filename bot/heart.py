"""The heartbeat: once a second everything looks whether there is something to do."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import structlog

from bot.domain.desk import Desk
from bot.storage import Session, inbox, jobs, outbox, runs, waits
from bot.storage.engine import Database, Unavailable

log = structlog.get_logger()
EVERY = 1.0
BEAT_EVERY = timedelta(seconds=4)
PURGE_EVERY = timedelta(hours=6)


def start_run(session: Session, desk: Desk, *, alone: bool) -> str:
    """Note this process, and take over what others left when they ended without a word."""
    now = desk.now()
    me = runs.start(session, now)
    waits.end_all(session)  # nobody knows how the clock was set meanwhile
    take_over(session, desk, me, alone=alone)
    return me


def take_over(session: Session, desk: Desk, me: str, *, alone: bool) -> bool:
    """Put back what no living process has under way any more; whether one has died.

    One that ended in order may have left something too: what it took at its last instant.
    """
    dead = runs.bury(session, me, desk.now(), alone=alone)
    outbox.recover(session)
    jobs.recover(session)
    if dead:
        log.warning("took over", processes=len(dead))
    return bool(dead)


class Heart:
    """Beats until cancelled. Clock steps and rows of other processes are noticed by it."""

    def __init__(
        self,
        database: Database,
        desk: Desk,
        me: str,
        wake: Sequence[Callable[[], None]],
        every_beat: Sequence[Callable[[Session], None]],
        look: Callable[[], Awaitable[None]],
        after_takeover: Callable[[], None],
    ) -> None:
        self._database = database
        self._desk = desk
        self._me = me
        self._wake = wake
        self._every_beat = every_beat
        self._look = look
        self._after_takeover = after_takeover
        self._purged_at = desk.now()
        self._beat_at = desk.now()
        self._last = desk.now()

    async def run(self) -> None:
        """Beat until cancelled."""
        while True:
            try:
                self._last = await self._database.run(self._beat)
            except Unavailable as error:
                log.warning("database away", kind=type(error).__name__)
            for wake in self._wake:
                wake()
            await self._look()
            await asyncio.sleep(EVERY)

    def _beat(self, session: Session) -> datetime:
        now = self._desk.now()
        if now < self._last:
            waits.end_all(session)
        for look in self._every_beat:
            look(session)
        if abs(now - self._beat_at) >= BEAT_EVERY:
            runs.beat(session, self._me, now)
            if not self._database.is_sqlite and take_over(
                session, self._desk, self._me, alone=False
            ):
                self._after_takeover()
            self._beat_at = now
        if abs(now - self._purged_at) >= PURGE_EVERY:
            inbox.purge(session, now - inbox.KEPT)
            outbox.purge(session, now - outbox.KEPT)
            self._purged_at = now
        return now

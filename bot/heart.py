"""The heartbeat: once a second everything looks whether there is something to do."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import structlog

from bot.domain.desk import Desk
from bot.outgoing.jobs import FAILED, hand_back
from bot.storage import Session, forms, inbox, jobs, outbox, runs, waits
from bot.storage.engine import Database, Unavailable

log = structlog.get_logger()
EVERY = 1.0
PURGE_EVERY = timedelta(hours=6)


def start_run(session: Session, desk: Desk, bot_id: int, *, alone: bool) -> str:
    """Note this process, and take over what others left when they ended without a word."""
    me = runs.start(session, desk.now())
    waits.end_all(session)  # nobody knows how the clock was set meanwhile
    take_over(session, desk, bot_id, me, alone=alone)
    return me


def take_over(session: Session, desk: Desk, bot_id: int, me: str, *, alone: bool) -> bool:
    """Put back what no living process has under way any more; whether one has died.

    One that ended in order may have left something too: what it took at its last instant.
    """
    dead = runs.bury(session, me, desk.now(), alone=alone)
    outbox.recover(session)
    for job in jobs.recover(session, desk.now()):
        log.error("job given up", job=job.id, kind=job.kind)
        hand_back(session, bot_id, job, FAILED, desk.now())
    if dead:
        log.warning("took over", processes=len(dead))
    return bool(dead)


def purge(session: Session, now: datetime) -> None:
    """Forget what nobody needs any more."""
    inbox.purge(session, now - inbox.KEPT)
    outbox.purge(session, now - outbox.KEPT)
    jobs.purge(session, now - jobs.KEPT)
    forms.purge(session, now - forms.KEPT)
    runs.purge(session, now - runs.KEPT)


class Heart:
    """Beats until cancelled. Clock steps and rows of other processes are noticed by it."""

    def __init__(
        self,
        database: Database,
        desk: Desk,
        bot_id: int,
        me: str,
        wake: Sequence[Callable[[], None]],
        every_beat: Sequence[Callable[[Session], None]],
        look: Callable[[], Awaitable[None]],
        after_takeover: Callable[[], None],
    ) -> None:
        self._database = database
        self._desk = desk
        self._bot_id = bot_id
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
        if not self._database.is_sqlite and abs(now - self._beat_at) >= runs.BEAT_EVERY:
            runs.beat(session, self._me, now)
            if take_over(session, self._desk, self._bot_id, self._me, alone=False):
                self._after_takeover()
            self._beat_at = now
        if abs(now - self._purged_at) >= PURGE_EVERY:
            purge(session, now)
            self._purged_at = now
        return now

"""The tick: APScheduler wakes it, the table says what is due, our clock judges."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.domain.desk import Desk
from bot.domain.say import Answer
from bot.storage import Session, outbox, reminders
from bot.storage.engine import BadGround, Database, Unavailable
from bot.storage.outbox import Render
from bot.storage.reminders import Reminder

log = structlog.get_logger()
BATCH = 50

Ring = Callable[[Session, Desk, Reminder], Sequence[Answer]]
"""What a kind of reminder says when it is due; nothing when its subject needs none any more."""


class Tick:
    """Keeps one APScheduler job at the next due instant, and queues what is due."""

    def __init__(
        self, database: Database, desk: Desk, render: Render, kinds: Mapping[str, Ring]
    ) -> None:
        self._database = database
        self._desk = desk
        self._render = render
        self._kinds = kinds
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True}
        )
        self._armed_for: datetime | None = None
        self.next_due: datetime | None = None

    def start(self) -> None:
        """Begin to wake."""
        self._scheduler.start()

    def stop(self) -> None:
        """Wake no more."""
        self._scheduler.shutdown(wait=False)

    async def look(self) -> None:
        """Queue what is due, and arm for what comes next. Called every second as well, since a
        clock may be set and other processes write rows."""
        try:
            while await self._database.run(self._queue_due) == BATCH:
                pass
            self.next_due = await self._database.run(reminders.next_due)
        except Unavailable as error:
            log.warning("database away", kind=type(error).__name__)
            return
        self._arm()

    def _arm(self) -> None:
        if self.next_due is None or self.next_due == self._armed_for:
            return
        wait = max(self.next_due - self._desk.now(), timedelta())
        self._scheduler.add_job(
            self.look, "date", run_date=datetime.now(UTC) + wait, id="due", replace_existing=True
        )
        self._armed_for = self.next_due

    def _queue_due(self, session: Session) -> int:
        due = reminders.claim_due(session, self._desk.now(), BATCH)
        for row in due:
            try:
                with session.begin_nested():
                    answers = self._kinds[row.kind](session, self._desk, row)
                    outbox.post(session, answers, self._render, self._desk.now())
            except BadGround:
                raise
            except Exception:
                log.exception("reminder failed", reminder=row.id, kind=row.kind)
                row.status = "failed"
        self._armed_for = None
        return len(due)

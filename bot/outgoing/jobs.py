"""The worker for long work: outside any transaction, its result back through the inbox."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from telegram.error import TelegramError

from bot.botapi import Api, again_after
from bot.domain.desk import Desk
from bot.domain.say import Answer
from bot.storage import Session, inbox, jobs, outbox
from bot.storage.engine import Database, Unavailable
from bot.storage.outbox import Origin, Render
from bot.storage.people import by_id

log = structlog.get_logger()
SIDE_BY_SIDE = 2
FAILED = {"failed": True}
"""The result of a job that was given up."""
PAUSE_WITHOUT_DATABASE = 1.0
PAUSE_OF_JOB = 10.0
"""Seconds until a job is begun anew that was cut off by a database that is away."""
PATIENCE = timedelta(days=1)
"""How long a job waits for Telegram to come back."""


@dataclass(frozen=True)
class Task:
    """What a job's function may use. `tell` queues answers into the job's chat."""

    api: Api
    database: Database
    desk: Desk
    job: jobs.Job
    render: Render

    async def tell(self, *answers: Answer) -> None:
        """Queue answers into the chat that asked for the job."""

        def work(session: Session) -> None:
            person = by_id(session, self.job.person_id) if self.job.person_id else None
            if person:
                origin = Origin(self.job.chat_id, person.language, person.id)
                outbox.post(session, answers, self.render, self.desk.now(), origin)

        await self.database.run(work)


Result = dict[str, Any] | None
"""Goes back to the chat as an inbox row; None: nothing to tell."""
Outcome = Result | Callable[[Session], dict[str, Any]]
"""The result, or what makes it in the very transaction that ends the job."""
Work = Callable[[Task], Awaitable[Outcome]]
"""A job's function."""


class Worker:
    """Works the jobs table down; `wake` says that there may be something to do."""

    def __init__(
        self, api: Api, database: Database, desk: Desk, render: Render, owner: str, bot_id: int,
        kinds: Mapping[str, Work],
    ) -> None:  # fmt: skip
        self._api = api
        self._database = database
        self._desk = desk
        self._render = render
        self._owner = owner
        self._bot_id = bot_id
        self._kinds = kinds
        self._wake = asyncio.Event()
        self._running: dict[int, asyncio.Task[None]] = {}
        self._may_hold_more = False

    def wake(self) -> None:
        """There may be something to do."""
        self._wake.set()

    async def run(self) -> None:
        """Work until cancelled; a job under way is put back by the next start."""
        try:
            while True:
                self._wake.clear()
                await self._start_waiting()
                await self._wake.wait()
        finally:
            for task in self._running.values():
                task.cancel()
            await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def _start_waiting(self) -> None:
        while len(self._running) < SIDE_BY_SIDE:
            try:
                job = await self._database.run(self._claim)
                self._may_hold_more = False
            except Unavailable as error:
                self._may_hold_more = True
                log.warning("database away", kind=type(error).__name__)
                return
            if job is None:
                return
            task = asyncio.create_task(self._work(job))
            self._running[job.id] = task
            task.add_done_callback(partial(self._ended, job.id))

    def _claim(self, session: Session) -> jobs.Job | None:
        if self._may_hold_more:
            jobs.release_unknown(session, self._owner, list(self._running))
        return jobs.claim(session, self._owner, self._desk.now())

    def _ended(self, job_id: int, _task: asyncio.Task[None]) -> None:
        del self._running[job_id]
        self._wake.set()

    async def _work(self, job: jobs.Job) -> None:
        try:
            task = Task(self._api, self._database, self._desk, job, self._render)
            result = await self._kinds[job.kind](task)
            await self._note(lambda s: self._done(s, job.id, result))
        except Unavailable as error:
            log.warning("database away", kind=type(error).__name__, job=job.id)
            await asyncio.sleep(PAUSE_OF_JOB)
            await self._note(lambda s: self._put_back(s, job.id))
        except Exception as error:
            wait = again_after(error)
            if wait is not None and self._desk.now() - job.created_at < PATIENCE:
                log.warning("job waits for telegram", job=job.id, kind=type(error).__name__)
                await self._note(lambda s: self._postpone(s, job.id, wait))
                return
            kind = type(error).__name__
            if isinstance(error, TelegramError):  # it is not there: no fault of ours
                log.warning("telegram said no", job=job.id, kind=job.kind, error=kind)
            else:
                log.exception("job failed", job=job.id, kind=job.kind)
            await self._note(lambda s: self._failed(s, job.id, kind))

    async def _note(self, work: Callable[[Session], None]) -> None:
        """Write down what became of a job, however often the database has to be asked."""
        while True:
            try:
                await self._database.run(work)
                return
            except Unavailable as error:
                log.warning("database away", kind=type(error).__name__)
                await asyncio.sleep(PAUSE_WITHOUT_DATABASE)

    def _done(self, session: Session, job_id: int, outcome: Outcome) -> None:
        job = jobs.mine(session, job_id, self._owner)
        if job:
            jobs.finish(job, self._desk.now())
            result = outcome(session) if callable(outcome) else outcome
            if result is not None:
                hand_back(session, self._bot_id, job, result, self._desk.now())

    def _put_back(self, session: Session, job_id: int) -> None:
        job = jobs.mine(session, job_id, self._owner)
        if job:
            jobs.release(session, job)

    def _failed(self, session: Session, job_id: int, error: str) -> None:
        job = jobs.mine(session, job_id, self._owner)
        if job and jobs.fail(session, job, error, self._desk.now()):
            hand_back(session, self._bot_id, job, FAILED, self._desk.now())

    def _postpone(self, session: Session, job_id: int, seconds: float) -> None:
        job = jobs.mine(session, job_id, self._owner)
        if job:
            jobs.postpone(job, self._desk.now() + timedelta(seconds=seconds))


def hand_back(
    session: Session, bot_id: int, job: jobs.Job, result: Mapping[str, Any], now: datetime
) -> None:
    """Queue a job's result, or its failure, into the chat that asked for it."""
    kept = {"kind": job.kind, **result}
    inbox.store_result(session, bot_id, job.id, job.chat_id, kept, now)

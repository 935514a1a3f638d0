"""The worker for long work: outside any transaction, its result back through the inbox."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog

from bot.botapi import Api, again_after
from bot.domain.desk import Desk
from bot.domain.say import Answer
from bot.storage import Session, inbox, jobs, outbox
from bot.storage.engine import Database, Unavailable
from bot.storage.outbox import Origin, Render
from bot.storage.people import by_id

log = structlog.get_logger()
SIDE_BY_SIDE = 2
PAUSE_WITHOUT_DATABASE = 1.0
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


Work = Callable[[Task], Awaitable[dict[str, Any] | None]]
"""A job's function: its result goes back to the chat as an inbox row; None: nothing to tell."""


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
        self._running: set[asyncio.Task[None]] = set()

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
            for task in self._running:
                task.cancel()
            await asyncio.gather(*self._running, return_exceptions=True)

    async def _start_waiting(self) -> None:
        while len(self._running) < SIDE_BY_SIDE:
            try:
                job = await self._database.run(
                    lambda s: jobs.claim(s, self._owner, self._desk.now())
                )
            except Unavailable:
                return
            if job is None:
                return
            task = asyncio.create_task(self._work(job))
            self._running.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._wake.set()

    async def _work(self, job: jobs.Job) -> None:
        try:
            task = Task(self._api, self._database, self._desk, job, self._render)
            result = await self._kinds[job.kind](task)
        except Exception as error:
            wait = again_after(error)
            if wait is not None and self._desk.now() - job.created_at < PATIENCE:
                log.warning("job waits for telegram", job=job.id, kind=type(error).__name__)
                await self._note(lambda s: self._postpone(s, job.id, wait))
                return
            log.exception("job failed", job=job.id, kind=job.kind)
            kind = type(error).__name__
            await self._note(lambda s: self._failed(s, job.id, kind))
        else:
            await self._note(lambda s: self._done(s, job.id, result))

    async def _note(self, work: Callable[[Session], None]) -> None:
        """Write down what became of a job, however often the database has to be asked."""
        while True:
            try:
                await self._database.run(work)
                return
            except Unavailable as error:
                log.warning("database away", kind=type(error).__name__)
                await asyncio.sleep(PAUSE_WITHOUT_DATABASE)

    def _done(self, session: Session, job_id: int, result: dict[str, Any] | None) -> None:
        job = jobs.mine(session, job_id, self._owner)
        if job:
            jobs.finish(job, self._desk.now())
            if result is not None:
                self._hand_back(session, job, result)

    def _failed(self, session: Session, job_id: int, error: str) -> None:
        job = jobs.mine(session, job_id, self._owner)
        if job and jobs.fail(session, job, error, self._desk.now()):
            self._hand_back(session, job, {"kind": job.kind, "failed": True})

    def _postpone(self, session: Session, job_id: int, seconds: float) -> None:
        job = jobs.mine(session, job_id, self._owner)
        if job:
            jobs.postpone(job, self._desk.now() + timedelta(seconds=seconds))

    def _hand_back(self, session: Session, job: jobs.Job, result: dict[str, Any]) -> None:
        kept = {"kind": job.kind, **result}
        inbox.store_result(session, self._bot_id, job.id, job.chat_id, kept, self._desk.now())

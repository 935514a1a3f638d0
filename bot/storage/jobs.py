"""Long work as rows: done outside any transaction, its result coming back through the inbox."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.storage import runs
from bot.storage.base import Base, BigId
from bot.storage.engine import changed

MAX_ATTEMPTS = 3
KEPT = timedelta(days=3)
JUST_NOW = timedelta(seconds=5)
"""As long as taps on one button may be apart and mean one wish."""


class Job(Base):
    """A piece of long work; `kind` names the function, `args` its arguments."""

    __tablename__ = "jobs"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[str]
    args: Mapped[dict[str, Any]]
    chat_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int | None]
    status: Mapped[str] = mapped_column(default="queued")
    owner: Mapped[str] = mapped_column(default="")
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime | None]
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(default="")


def add(
    session: Session,
    kind: str,
    args: dict[str, Any],
    chat_id: int,
    person_id: int | None,
    now: datetime,
) -> Job:
    """Queue long work on behalf of a chat."""
    job = Job(kind=kind, args=args, chat_id=chat_id, person_id=person_id, created_at=now)
    session.add(job)
    session.flush()
    changed(session, "jobs")
    return job


def is_under_way(
    session: Session, kind: str, chat_id: int, args: dict[str, Any], now: datetime
) -> bool:
    """Whether the chat has asked for this work already, and waits for it or has just got it."""
    waiting = Job.status.in_(("queued", "running"))
    got = (Job.status == "done") & Job.created_at.between(now - JUST_NOW, now)
    asked = select(Job.args).where(Job.kind == kind, Job.chat_id == chat_id, waiting | got)
    return args in session.scalars(asked).all()


def claim(session: Session, owner: str, now: datetime) -> Job | None:
    """Take the oldest waiting job. Its attempt counts before it begins."""
    job = session.scalar(
        select(Job)
        .where(Job.status == "queued", (Job.not_before.is_(None)) | (Job.not_before <= now))
        .order_by(Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if job:
        job.status, job.owner, job.attempts = "running", owner, job.attempts + 1
    return job


def mine(session: Session, job_id: int, owner: str) -> Job | None:
    """The job, if `owner` still holds it."""
    return session.scalar(
        select(Job)
        .where(Job.id == job_id, Job.owner == owner, Job.status == "running")
        .with_for_update()
    )


def finish(job: Job, now: datetime) -> None:
    """The job is done."""
    job.status, job.done_at = "done", now


def release(session: Session, job: Job) -> None:
    """Put a job back as if it had not been taken: what kept it from being done was not its own."""
    job.status, job.owner, job.attempts = "queued", "", job.attempts - 1
    changed(session, "jobs")


def release_unknown(session: Session, owner: str, known: Collection[int]) -> None:
    """Put back what `owner` holds and does not know of: the answer to its claim was lost."""
    rows = session.scalars(
        select(Job).where(Job.owner == owner, Job.status == "running", Job.id.not_in(known))
    )
    for job in rows.all():
        release(session, job)


def fail(session: Session, job: Job, error: str, now: datetime) -> bool:
    """Try later; True when that was the last attempt and the job is given up."""
    job.error = error
    if job.attempts >= MAX_ATTEMPTS:
        job.status, job.done_at = "dead", now
        return True
    job.status, job.owner = "queued", ""
    job.not_before = now + timedelta(seconds=2**job.attempts)
    changed(session, "jobs")
    return False


def postpone(job: Job, not_before: datetime) -> None:
    """Put the job back until then; this attempt does not count."""
    job.status, job.owner, job.not_before = "queued", "", not_before
    job.attempts -= 1


def recover(session: Session, now: datetime) -> list[Job]:
    """Put back what no living process has under way; those that are given up instead.

    A job may be what ended its process, so an attempt counts; one whose process was stopped in
    order does not.
    """
    stopped = set(session.scalars(runs.ended_in_order()))
    left = session.scalars(
        select(Job)
        .where(Job.status == "running", Job.owner.not_in(runs.alive()))
        .with_for_update(skip_locked=True)
    )
    given_up = []
    for job in left.all():
        if job.owner in stopped:
            job.attempts -= 1
        if job.attempts >= MAX_ATTEMPTS:
            job.status, job.done_at, job.error = "dead", now, "process ended"
            given_up.append(job)
        else:
            job.status, job.owner = "queued", ""
    return given_up


def purge(session: Session, before: datetime) -> None:
    """Forget jobs done before the given instant; those given up are kept. So is the newest: its
    number must not be given again, since results are known by it."""
    newest = select(func.max(Job.id)).scalar_subquery()
    session.execute(delete(Job).where(Job.status == "done", Job.done_at < before, Job.id < newest))

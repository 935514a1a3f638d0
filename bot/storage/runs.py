"""Running processes: who is alive, and who ended without saying so."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.storage.base import Base, Instant

BEAT_EVERY = timedelta(seconds=2)
SILENT = timedelta(seconds=9)
"""A process that has not beaten for so long is taken for dead (takeover within 15 s)."""
KEPT = timedelta(days=3)


class Run(Base):
    """One process that works on this database."""

    __tablename__ = "runs"
    id: Mapped[str] = mapped_column(primary_key=True)
    started_at: Mapped[datetime]
    beat_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    crashed: Mapped[bool] = mapped_column(default=False)


def start(session: Session, now: datetime) -> str:
    """Note a new process; its name."""
    name, now = uuid.uuid4().hex, _by_one_clock(session, now)
    session.add(Run(id=name, started_at=now, beat_at=now))
    return name


def beat(session: Session, name: str, now: datetime) -> None:
    """Note that the process is alive, also when it slept so long that it was taken for dead, or
    was forgotten."""
    now = _by_one_clock(session, now)
    run = session.get(Run, name) or Run(id=name, started_at=now)
    run.beat_at, run.ended_at, run.crashed = now, None, False
    session.add(run)


def end(session: Session, name: str, now: datetime) -> None:
    """Note that the process ended in order."""
    now = _by_one_clock(session, now)
    session.execute(update(Run).where(Run.id == name).values(ended_at=now))


def end_all(session: Session, now: datetime) -> None:
    """Note that nobody is at work any more; what they had under way did not end them."""
    session.execute(update(Run).where(Run.ended_at.is_(None)).values(ended_at=now))


def are_at_work(session: Session, now: datetime) -> bool:
    """Whether a process has shown lately that it is alive."""
    now = _by_one_clock(session, now)
    query = select(Run.id).where(Run.ended_at.is_(None), Run.beat_at >= now - SILENT)
    return session.scalar(query.limit(1)) is not None


def alive() -> Select[str]:
    """The names of those at work, as far as anybody knows; to be part of another query."""
    return select(Run.id).where(Run.ended_at.is_(None))


def ended_in_order() -> Select[str]:
    """The names of those that said that they end; to be part of another query."""
    return select(Run.id).where(Run.ended_at.is_not(None), Run.crashed.is_(False))


def bury(session: Session, me: str, now: datetime, *, alone: bool) -> list[str]:
    """Mark those that ended without saying so, and name them; `alone`: all others are."""
    now = _by_one_clock(session, now)
    query = select(Run).where(Run.ended_at.is_(None), Run.id != me)
    if not alone:
        query = query.where(Run.beat_at < now - SILENT)
    dead = list(session.scalars(query.with_for_update(skip_locked=True)))
    for run in dead:
        run.ended_at, run.crashed = now, True
    return [run.id for run in dead]


def purge(session: Session, before: datetime) -> None:
    """Forget processes that ended before the given instant."""
    session.execute(delete(Run).where(Run.ended_at < before))


def _by_one_clock(session: Session, now: datetime) -> datetime:
    """On PostgreSQL the time of its clock: those of several machines need not agree on who has
    been silent for how long. On SQLite nobody is judged by the time."""
    if session.get_bind().dialect.name != "postgresql":
        return now
    return session.scalars(select(func.clock_timestamp(type_=Instant()))).one()

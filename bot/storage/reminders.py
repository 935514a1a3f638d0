"""Reminders: rows that say when whom to remind of what; the truth behind the scheduler."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import (
    BigInteger,
    Index,
    UniqueConstraint,
    bindparam,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.storage.base import Base, BigId, Instant
from bot.storage.engine import changed

LATE = timedelta(minutes=1)
"""From this delay on a reminder says that it is late."""


class Reminder(Base):
    """One reminder. `wall_time` and `zone` say what was meant, should a zone's rules change."""

    __tablename__ = "reminders"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id", "stage", "recipient_id"),
        Index("ix_reminders_waiting", "status", "due_at"),
    )
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[str]
    subject_id: Mapped[int] = mapped_column(BigInteger)
    stage: Mapped[str] = mapped_column(default="")
    recipient_id: Mapped[int] = mapped_column(BigInteger)
    due_at: Mapped[datetime]
    wall_time: Mapped[str]
    zone: Mapped[str]
    status: Mapped[str] = mapped_column(default="waiting")
    queued_at: Mapped[datetime | None]


def schedule(
    session: Session,
    kind: str,
    subject_id: int,
    recipient_id: int,
    due: datetime,
    zone: ZoneInfo,
    stage: str = "",
) -> None:
    """Remind the recipient at `due`; an earlier reminder of the same thing is moved."""
    row = _same(session, kind, subject_id, stage, recipient_id) or Reminder(
        kind=kind, subject_id=subject_id, stage=stage, recipient_id=recipient_id
    )
    _set(row, due, zone)
    session.add(row)
    changed(session, "reminders")


def _set(row: Reminder, due: datetime, zone: ZoneInfo) -> None:
    row.due_at, row.wall_time, row.zone = due, wall_time(due, zone), str(zone)
    row.status, row.queued_at = "waiting", None


def add_rung(
    session: Session, kind: str, subject_id: int, recipient_id: int, due: datetime, zone: ZoneInfo
) -> None:
    """Note that the recipient was reminded at `due`: history that is told afterwards."""
    session.add(
        Reminder(
            kind=kind,
            subject_id=subject_id,
            recipient_id=recipient_id,
            due_at=due,
            wall_time=wall_time(due, zone),
            zone=str(zone),
            status="queued",
            queued_at=due,
        )
    )


def let_pass(session: Session, kind: str, before: datetime) -> None:
    """What was due before the instant counts as rung: history that is told afterwards."""
    session.execute(
        update(Reminder)
        .where(Reminder.kind == kind, Reminder.status == "waiting", Reminder.due_at < before)
        .values(status="queued", queued_at=Reminder.due_at)
    )


def wall_time(due: datetime, zone: ZoneInfo) -> str:
    """What a clock in the zone shows at `due`, in ISO's form."""
    return due.astimezone(zone).replace(tzinfo=None).isoformat()


def _same(
    session: Session, kind: str, subject_id: int, stage: str, recipient_id: int
) -> Reminder | None:
    return session.scalar(
        _SAME, {"kind": kind, "subject": subject_id, "stage": stage, "recipient": recipient_id}
    )


_SAME = select(Reminder).where(
    Reminder.kind == bindparam("kind"),
    Reminder.subject_id == bindparam("subject"),
    Reminder.stage == bindparam("stage"),
    Reminder.recipient_id == bindparam("recipient"),
)


def keep_only(
    session: Session,
    kind: str,
    subject_id: int,
    wanted: Mapping[tuple[str, int], datetime],
    zone: ZoneInfo,
) -> None:
    """Remind of this subject at these instants, by stage and recipient, and at no others; what was
    told already of its very instant is not told again."""
    query = select(Reminder).where(Reminder.kind == kind, Reminder.subject_id == subject_id)
    held = query.with_for_update().execution_options(populate_existing=True)
    there = {(row.stage, row.recipient_id): row for row in session.scalars(held).all()}
    for key, row in there.items():
        if row.status == "waiting" and key not in wanted:
            session.delete(row)
    for (stage, recipient_id), due in wanted.items():
        known = there.get((stage, recipient_id))
        if known is None or known.due_at != due:
            row = known or Reminder(
                kind=kind, subject_id=subject_id, stage=stage, recipient_id=recipient_id
            )
            _set(row, due, zone)
            session.add(row)
    session.flush()
    changed(session, "reminders")


def cancel(session: Session, kind: str, subject_id: int) -> None:
    """Nobody is reminded of this any more."""
    session.execute(
        delete(Reminder).where(
            Reminder.kind == kind, Reminder.subject_id == subject_id, Reminder.status == "waiting"
        )
    )
    changed(session, "reminders")


def cancel_for(session: Session, recipient_id: int) -> None:
    """Somebody who was removed is reminded of nothing."""
    session.execute(
        delete(Reminder).where(Reminder.recipient_id == recipient_id, Reminder.status == "waiting")
    )
    changed(session, "reminders")


def keep_wall_times(session: Session) -> list[Reminder]:
    """Where a zone's rules have changed since, move what waits to the wall-clock time meant; the
    moved ones."""
    waiting = session.scalars(select(Reminder).where(Reminder.status == "waiting"))
    moved = []
    for row in waiting.all():
        meant = _instants(row)
        if meant and row.due_at not in meant:
            row.due_at = meant[0]
            moved.append(row)
    return moved


def _instants(row: Reminder) -> list[datetime]:
    """What the wall-clock time means by today's rules: in autumn an hour is there twice."""
    try:
        wall, zone = datetime.fromisoformat(row.wall_time), ZoneInfo(row.zone)
    except (ValueError, ZoneInfoNotFoundError):
        return []
    return [wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]


def next_due(session: Session) -> datetime | None:
    """When the next reminder is due."""
    return session.scalar(select(func.min(Reminder.due_at)).where(Reminder.status == "waiting"))


def claim_due(session: Session, now: datetime, limit: int = 50) -> Sequence[Reminder]:
    """Take what is due, the oldest first; whoever takes it queues its message with it."""
    rows = session.scalars(_DUE, {"now": now, "most": limit}).all()
    for row in rows:
        row.status, row.queued_at = "queued", now
    return rows


_DUE = (
    select(Reminder)
    .where(Reminder.status == "waiting", Reminder.due_at <= bindparam("now", type_=Instant()))
    .order_by(Reminder.due_at, Reminder.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)

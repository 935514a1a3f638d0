"""The inbox: every update as it came, until it is worked on, in each chat in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Index,
    Select,
    UniqueConstraint,
    bindparam,
    delete,
    func,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.storage import chats
from bot.storage.base import Base, BigId, Instant, storable
from bot.storage.engine import changed

MAX_ATTEMPTS = 3
ENDED = "ProcessEnded"
"""The error of a dead letter none of whose attempts came to an end."""
SENT_AGAIN_WITHIN = timedelta(minutes=2)
KEPT = timedelta(days=3)
"""Telegram repeats an update for 24 hours at most; after this a row is not needed to know it."""


class InboxRow(Base):
    """One update, or (with a negative `update_id`) the result of a job.

    `position` orders a chat's rows: the update's id, since a webhook may deliver out of order.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("bot_id", "update_id"),
        Index("ix_inbox_chat", "chat_id", "position"),
        Index("ix_inbox_open", "chat_id", "position", postgresql_where=text("status = 'open'"),
              sqlite_where=text("status = 'open'")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    bot_id: Mapped[int] = mapped_column(BigInteger)
    update_id: Mapped[int] = mapped_column(BigInteger)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    position: Mapped[int] = mapped_column(BigInteger)
    payload: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(default="open")
    attempts: Mapped[int] = mapped_column(default=0)
    retry_at: Mapped[datetime | None]
    received_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(default="")


@dataclass(frozen=True)
class Head:
    """A chat's oldest open row."""

    id: int
    chat_id: int
    payload: dict[str, Any]


def store(session: Session, bot_id: int, updates: Sequence[dict[str, Any]], now: datetime) -> None:
    """Keep raw updates; those known already are left out."""
    rows: list[dict[str, Any]] = [
        {
            "bot_id": bot_id,
            "update_id": one["update_id"],
            "chat_id": chat_of(one),
            "position": one["update_id"],
            "payload": storable(one),
            "status": "open",
            "attempts": 0,
            "error": "",
            "received_at": now,
        }
        for one in updates
    ]
    if not rows:
        return
    chats.ensure(session, {row["chat_id"] for row in rows})
    changed(session, "inbox")
    chats.insert_ignoring(session, InboxRow, rows)


def store_result(
    session: Session, bot_id: int, job_id: int, chat_id: int, result: dict[str, Any], now: datetime
) -> None:
    """Queue a job's result behind what its chat has waiting."""
    last = session.scalar(select(func.max(InboxRow.position)).where(InboxRow.chat_id == chat_id))
    chats.ensure(session, {chat_id})
    row: dict[str, Any] = {
        "bot_id": bot_id,
        "update_id": -job_id,
        "chat_id": chat_id,
        "position": last or 0,
        "payload": {"job": job_id, "result": result},
        "status": "open",
        "attempts": 0,
        "error": "",
        "received_at": now,
    }
    chats.insert_ignoring(session, InboxRow, [row])
    changed(session, "inbox")


def chat_of(raw: dict[str, Any]) -> int:
    """The chat an update belongs to; the sender's id where it has none; 0 where neither."""
    for part in raw.values():
        if not isinstance(part, dict):
            continue
        holder = part.get("message") if isinstance(part.get("message"), dict) else part
        chat = holder.get("chat") if isinstance(holder, dict) else None
        sender = part.get("from") or part.get("user")
        for owner in (chat, sender):
            number = owner.get("id") if isinstance(owner, dict) else None
            if isinstance(number, int) and abs(number) < 2**63:
                return number
    return 0


def heads(session: Session, now: datetime, limit: int = 64) -> list[Head]:
    """The oldest open row of each chat that has one and is not waiting for a retry; those that
    were tried before come last, since they may end the process before the others had a turn."""
    return [Head(*row) for row in session.execute(_HEADS, {"now": now, "most": limit})]


def _heads() -> Select[int, int, dict[str, Any]]:
    ranked = (
        select(
            InboxRow.id,
            InboxRow.chat_id,
            InboxRow.payload,
            InboxRow.attempts,
            InboxRow.retry_at,
            func.row_number()
            .over(partition_by=InboxRow.chat_id, order_by=(InboxRow.position, InboxRow.id))
            .label("rank"),
        )
        .where(InboxRow.status == "open")
        .subquery()
    )
    now = bindparam("now", type_=Instant())
    return (
        select(ranked.c.id, ranked.c.chat_id, ranked.c.payload)
        .where(ranked.c.rank == 1, (ranked.c.retry_at.is_(None)) | (ranked.c.retry_at <= now))
        .order_by(ranked.c.attempts, ranked.c.id)
        .limit(bindparam("most"))
    )


_HEADS = _heads()
"""Made once: it is asked for several times an update."""


_OLDEST = (
    select(InboxRow.id)
    .where(InboxRow.chat_id == bindparam("chat"), InboxRow.status == "open")
    .order_by(InboxRow.position, InboxRow.id)
    .limit(1)
)


def take(session: Session, row_id: int) -> InboxRow | None:
    """Lock the row's chat and give the row, if it is still open and still its chat's oldest."""
    row = session.get(InboxRow, row_id)
    if row is None or not chats.lock(session, row.chat_id):
        return None
    oldest = session.scalar(_OLDEST, {"chat": row.chat_id})
    if oldest != row_id:
        return None
    session.refresh(row)
    return row


def is_sent_again(session: Session, row: InboxRow) -> bool:
    """Whether the row is the same text as the one before it in its chat, in answer to the same
    message if to any, not two minutes old.

    Somebody who hears nothing sends their message again.
    """
    said = _said(row)
    if not said[0]:
        return False
    before = session.scalar(_BEFORE, {"chat": row.chat_id, "position": row.position})
    return (
        before is not None
        and said == _said(before)
        and row.received_at - before.received_at < SENT_AGAIN_WITHIN
    )


_BEFORE = (
    select(InboxRow)
    .where(InboxRow.chat_id == bindparam("chat"), InboxRow.position < bindparam("position"))
    .order_by(InboxRow.position.desc(), InboxRow.id.desc())
    .limit(1)
)


def _said(row: InboxRow) -> tuple[str, object]:
    """The text, and which message it answers."""
    message = row.payload.get("message")
    if not isinstance(message, dict):
        return "", None
    words, answered = message.get("text"), message.get("reply_to_message")
    to = answered.get("message_id") if isinstance(answered, dict) else None
    return words if isinstance(words, str) else "", to


def finish(row: InboxRow, now: datetime) -> None:
    """The row has been worked on."""
    row.status, row.done_at = "done", now


def fail(row: InboxRow, error: str, now: datetime) -> bool:
    """Count a failed attempt; True when it was the last and the row is now a dead letter."""
    row.attempts += 1
    row.error = error
    row.retry_at = now + timedelta(seconds=0.2 * 4**row.attempts)
    return bury_when_spent(row, now)


def bury_when_spent(row: InboxRow, now: datetime) -> bool:
    """Make the row a dead letter when its attempts are used up."""
    if row.attempts < MAX_ATTEMPTS:
        return False
    row.status, row.done_at = "dead", now
    row.error = row.error or ENDED
    return True


def count_attempt(session: Session, row_id: int) -> bool:
    """Count an attempt before it begins, since it may be what ends the process; False when the
    row is not to be taken now, since another process may be at work on it."""
    row = take(session, row_id)
    if row is None:
        return False
    row.attempts = min(row.attempts + 1, MAX_ATTEMPTS)
    return True


def oldest_of_chats(session: Session) -> Sequence[int]:
    """The ids of the rows that may have been in work when a process ended: each chat's oldest."""
    by_age = (InboxRow.position, InboxRow.id)
    rank = func.row_number().over(partition_by=InboxRow.chat_id, order_by=by_age).label("rank")
    ranked = select(InboxRow.id, rank).where(InboxRow.status == "open").subquery()
    return session.scalars(select(ranked.c.id).where(ranked.c.rank == 1)).all()


def open_count(session: Session) -> int:
    """How many updates wait to be worked on."""
    return session.scalar(select(func.count()).where(InboxRow.status == "open")) or 0


def purge(session: Session, before: datetime) -> None:
    """Forget updates finished before the given instant; dead letters are kept."""
    session.execute(delete(InboxRow).where(InboxRow.status == "done", InboxRow.done_at < before))

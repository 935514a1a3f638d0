"""The outbox: everything to be said, first in, first out within a chat, until it is sent."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Index,
    Select,
    bindparam,
    delete,
    func,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from bot.domain.say import Answer, Headline, React, Rendered, Say, Toast
from bot.storage import chats, people, runs
from bot.storage.base import Base, BigId, Instant
from bot.storage.engine import changed

CALLBACK_LIFE = timedelta(seconds=30)
"""After this Telegram no longer takes the answer to a button press."""
KEPT = timedelta(days=3)
URGENT = -1
"""The lane of answers to button presses: unpaced, and not in line with the chat's messages."""

Render = Callable[[Answer, str], Rendered]
"""An answer and a language, made into a Bot API call."""


class OutboxRow(Base):
    """One Bot API call to make. `unknown` counts attempts of which nobody knows the outcome."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_waiting", "chat_id", "id", postgresql_where=text("status <> 'done'"),
              sqlite_where=text("status <> 'done'")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int | None]
    lane: Mapped[int]
    method: Mapped[str]
    params: Mapped[dict[str, Any]]
    card: Mapped[str] = mapped_column(default="")
    topic: Mapped[int | None] = mapped_column(BigInteger)
    """The case in whose topic it belongs."""
    status: Mapped[str] = mapped_column(default="queued")
    outcome: Mapped[str] = mapped_column(default="")
    owner: Mapped[str] = mapped_column(default="")
    unknown: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(BigInteger)


@dataclass(frozen=True)
class Origin:
    """Where an answer goes by itself: the chat that asked, and the pressed or written message."""

    chat_id: int
    language: str
    person_id: int | None = None
    thread_id: int = 0
    callback_id: str = ""
    pressed_message_id: int = 0
    message_id: int = 0


def post(
    session: Session,
    answers: Sequence[Answer],
    render: Render,
    now: datetime,
    origin: Origin | None = None,
) -> None:
    """Queue `answers`. A press of a button is always answered, its message edited at most once."""
    editable = origin.pressed_message_id if origin else 0
    toasted = False
    for answer in answers:
        if isinstance(answer, Headline):
            _post_headline(session, answer, render, now)
        elif isinstance(answer, Say):
            for part in answer.parts():
                if _post_say(session, part, render, now, origin, editable):
                    editable = 0
        elif origin and isinstance(answer, Toast) and origin.callback_id:
            _post_toast(session, render(answer, origin.language), origin, now)
            toasted = True
        elif origin and isinstance(answer, React) and origin.message_id:
            params = {"message_id": origin.message_id, **render(answer, origin.language).params}
            _add(session, origin.chat_id, now, "setMessageReaction", params, origin.person_id)
    if origin and origin.callback_id and not toasted:
        _post_toast(session, Rendered("answerCallbackQuery", {}), origin, now)


def _post_say(
    session: Session,
    one: Say,
    render: Render,
    now: datetime,
    origin: Origin | None,
    editable: int,
) -> bool:
    """Queue one message; True when it edits the pressed message."""
    if one.at:
        chat_id, language = one.at.chat_id, one.at.language
        person_id: int | None = None
    elif one.to:
        person = people.reachable(session, one.to)
        if person is None or person.chat_id is None:
            return False
        chat_id, language = person.chat_id, person.language
        person_id = person.id
    elif origin:
        chat_id, language, person_id = origin.chat_id, origin.language, origin.person_id
    else:
        return False
    rendered = render(one, language)
    params, method = dict(rendered.params), rendered.method
    here = origin is not None and chat_id == origin.chat_id
    edits_press = bool(here and editable and not one.new and method == "sendMessage")
    if edits_press:
        method, params["message_id"] = "editMessageText", editable
    elif one.in_place and one.card:
        method = "editMessageText"
    topic = one.at.case_id if one.at else 0
    if origin and here and origin.thread_id and not edits_press and not topic:
        params["message_thread_id"] = origin.thread_id
    _add(session, chat_id, now, method, params, person_id, card=one.card, lane=int(one.lane),
         topic=topic)  # fmt: skip
    return edits_press


def _post_headline(session: Session, one: Headline, render: Render, now: datetime) -> None:
    rendered = render(one, one.at.language)
    _add(session, one.at.chat_id, now, rendered.method, dict(rendered.params), None,
         topic=one.at.case_id)  # fmt: skip


def _post_toast(session: Session, rendered: Rendered, origin: Origin, now: datetime) -> None:
    params = {**rendered.params, "callback_query_id": origin.callback_id}
    row = _add(
        session, origin.chat_id, now, rendered.method, params, origin.person_id, lane=URGENT
    )
    row.expires_at = now + CALLBACK_LIFE


def _add(
    session: Session,
    chat_id: int,
    now: datetime,
    method: str,
    params: dict[str, Any],
    person_id: int | None,
    *,
    card: str = "",
    lane: int = 0,
    topic: int = 0,
) -> OutboxRow:
    row = OutboxRow(
        chat_id=chat_id,
        person_id=person_id,
        lane=lane,
        method=method,
        params=params,
        card=card,
        topic=topic or None,
        created_at=now,
    )
    session.add(row)
    changed(session, "outbox")
    return row


def put_call(
    session: Session,
    chat_id: int,
    method: str,
    params: dict[str, Any],
    now: datetime,
    person_id: int | None = None,
) -> None:
    """Queue a call that is no message, behind what the chat has waiting."""
    _add(session, chat_id, now, method, params, person_id)


def strip_keyboard(session: Session, chat_id: int, message_id: int, now: datetime) -> None:
    """Queue the removal of the buttons under a message that is no longer the current one."""
    _add(session, chat_id, now, "editMessageReplyMarkup", {"message_id": message_id}, None)


def claim(
    session: Session, owner: str, now: datetime, busy_chats: set[int], limit: int
) -> list[OutboxRow]:
    """Take the next row of each chat that is free to be sent to, the best lanes first.

    `busy_chats` are those whose pace this process wants to keep waiting. Answers to presses
    do not stand in line.
    """
    given = {"now": now, "busy": sorted(busy_chats), "most": limit}
    rows = list(session.scalars(_NEXT, given))
    for row in rows:
        row.status, row.owner, row.claimed_at = "sending", owner, now
    return rows


def _next() -> Select[OutboxRow]:
    now = bindparam("now", type_=Instant())
    ahead = aliased(OutboxRow)
    blocked = (
        select(ahead.id)
        .where(
            ahead.chat_id == OutboxRow.chat_id,
            ahead.lane != URGENT,
            ahead.status != "done",
            ahead.id < OutboxRow.id,
        )
        .exists()
    )
    gated = (
        select(chats.Chat.chat_id)
        .where(chats.Chat.chat_id == OutboxRow.chat_id, chats.Chat.gated_until > now)
        .exists()
    )
    is_busy = OutboxRow.chat_id.in_(bindparam("busy", expanding=True))
    return (
        select(OutboxRow)
        .where(
            OutboxRow.status == "queued",
            (OutboxRow.not_before.is_(None)) | (OutboxRow.not_before <= now),
            (OutboxRow.lane == URGENT) | (~blocked & ~gated & ~is_busy),
        )
        .order_by(OutboxRow.lane, OutboxRow.id)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True, of=OutboxRow)
    )


_NEXT = _next()
"""Made once: it is asked for several times a message, and making it takes longer than asking."""


def mine(session: Session, row_id: int, owner: str) -> OutboxRow | None:
    """The row, if `owner` still holds it: a process that was asleep must not confirm it."""
    return session.scalar(_MINE, {"id": row_id, "owner": owner})


_MINE = (
    select(OutboxRow)
    .where(
        OutboxRow.id == bindparam("id"),
        OutboxRow.owner == bindparam("owner"),
        OutboxRow.status == "sending",
    )
    .with_for_update()
)


def release(row: OutboxRow, not_before: datetime | None = None) -> None:
    """Put a claimed row back in line."""
    row.status, row.owner, row.not_before = "queued", "", not_before


def finish(row: OutboxRow, outcome: str) -> None:
    """The row needs no more work; what comes behind it in its chat may go.

    What was said is not kept: it stands in the chat.
    """
    row.params = {}
    row.status, row.outcome = "done", outcome


def recover(session: Session) -> None:
    """Put back what no living process has claimed, however often that happens.

    Most of it was never called; what was in flight may arrive twice, at most once more a crash.
    """
    rows = session.scalars(
        select(OutboxRow)
        .where(OutboxRow.status == "sending", OutboxRow.owner.not_in(runs.alive()))
        .with_for_update(skip_locked=True)
    )
    for row in rows.all():
        release(row)


def release_unknown(session: Session, owner: str, known: Collection[int]) -> None:
    """Put back what `owner` holds and does not know of: the answer to its claim was lost."""
    rows = session.scalars(
        select(OutboxRow).where(
            OutboxRow.owner == owner, OutboxRow.status == "sending", OutboxRow.id.not_in(known)
        )
    )
    for row in rows.all():
        release(row)


def retry_unknown(row: OutboxRow) -> None:
    """Nobody knows whether the call arrived: try once more, then let it be."""
    row.unknown += 1
    if row.unknown > 1:
        finish(row, "unknown")
    else:
        release(row)


def drop_for_person(session: Session, person_id: int) -> None:
    """What waits for somebody who was removed is not sent any more."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.person_id == person_id, OutboxRow.status == "queued")
        .values(status="done", outcome="removed", params={})
    )


def move(session: Session, old: int, new: int) -> None:
    """What waits for a chat goes to its new id."""
    waiting = (OutboxRow.chat_id == old, OutboxRow.status == "queued")
    session.execute(update(OutboxRow).where(*waiting).values(chat_id=new))


def waiting_for_topic(session: Session, chat_id: int, case_id: int) -> Sequence[OutboxRow]:
    """What is to be sent into the topic of a case, in order, held for the transaction."""
    query = select(OutboxRow).where(
        OutboxRow.chat_id == chat_id, OutboxRow.topic == case_id, OutboxRow.status == "queued"
    )
    return session.scalars(query.order_by(OutboxRow.id).with_for_update()).all()


def cases_waiting(session: Session, chat_id: int) -> Sequence[int]:
    """The cases in whose topics something is to be sent."""
    query = select(OutboxRow.topic).where(
        OutboxRow.chat_id == chat_id, OutboxRow.topic.is_not(None), OutboxRow.status == "queued"
    )
    return [one for one in session.scalars(query.distinct()) if one]


def put_behind(session: Session, row: OutboxRow, now: datetime) -> None:
    """Send it after all that waits in its chat."""
    _add(session, row.chat_id, now, row.method, row.params, row.person_id, card=row.card,
         lane=row.lane, topic=row.topic or 0)  # fmt: skip
    finish(row, "behind")


def is_waiting(session: Session, chat_id: int) -> bool:
    """Whether something for this chat has not been sent yet; what is being sent may be there."""
    waiting = select(OutboxRow.id).where(
        OutboxRow.chat_id == chat_id, OutboxRow.status == "queued", OutboxRow.lane == 0
    )
    return session.scalar(waiting.limit(1)) is not None


def is_under_way(session: Session, chat_id: int) -> bool:
    """Whether something for this chat is to be sent, or is being sent."""
    found = select(OutboxRow.id).where(OutboxRow.chat_id == chat_id, OutboxRow.status != "done")
    return session.scalar(found.limit(1)) is not None


def depth(session: Session) -> int:
    """How many calls wait to be made."""
    return session.scalar(select(func.count()).where(OutboxRow.status != "done")) or 0


def purge(session: Session, before: datetime) -> None:
    """Forget what was sent before the given instant."""
    session.execute(
        delete(OutboxRow).where(OutboxRow.status == "done", OutboxRow.created_at < before)
    )

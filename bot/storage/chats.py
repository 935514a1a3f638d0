"""Chats: the row that is locked so that one chat's updates are worked on one at a time."""

from datetime import datetime
from functools import cache

from sqlalchemy import BigInteger, Executable, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.storage.base import Base


class Chat(Base):
    """A Telegram chat, or a sender without one; `gated_until` follows a 429 for this chat."""

    __tablename__ = "chats"
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    gated_until: Mapped[datetime | None]
    unreachable_since: Mapped[datetime | None]


class Card(Base):
    """Which message shows a named card in a chat, so that it can be edited later."""

    __tablename__ = "cards"
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(BigInteger)
    shown_at: Mapped[datetime]


class Shown(Base):
    """Which named card a message shows, or showed once: a reply to it is about that."""

    __tablename__ = "cards_shown"
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str]


def insert_ignoring(session: Session, table: type[Base], rows: list[dict[str, object]]) -> None:
    """Insert `rows`, leaving out those whose key is there already."""
    session.execute(_ignoring(table, session.get_bind().dialect.name), rows)


@cache
def _ignoring(table: type[Base], dialect: str) -> Executable:
    build = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return build(table.__table__).on_conflict_do_nothing()  # type: ignore[arg-type]


def ensure(session: Session, chat_ids: set[int]) -> None:
    """Make sure these chats have a row to lock."""
    insert_ignoring(session, Chat, [{"chat_id": chat_id} for chat_id in sorted(chat_ids)])


_LOCK = (
    select(Chat.chat_id).where(Chat.chat_id == bindparam("chat")).with_for_update(skip_locked=True)
)


def lock(session: Session, chat_id: int) -> bool:
    """Take this chat for the rest of the transaction; False when somebody else has it."""
    return session.execute(_LOCK, {"chat": chat_id}).first() is not None


def gate(session: Session, chat_id: int, until: datetime) -> None:
    """Nothing is sent into the chat until then."""
    ensure(session, {chat_id})
    session.get_one(Chat, chat_id).gated_until = until


def mark_unreachable(session: Session, chat_id: int, since: datetime) -> bool:
    """Note that what was said since then does not reach the chat, the earliest of several such
    instants; False when it was known that it cannot be written to."""
    ensure(session, {chat_id})
    chat = session.get_one(Chat, chat_id)
    before = chat.unreachable_since
    chat.unreachable_since = min(since, before or since)
    return before is None


def mark_reachable(session: Session, chat_id: int) -> None:
    """Note that there is somebody in the chat (again)."""
    session.execute(_REACHABLE, {"chat": chat_id})


_REACHABLE = (
    update(Chat)
    .where(Chat.chat_id == bindparam("chat"), Chat.unreachable_since.is_not(None))
    .values(unreachable_since=None)
    .execution_options(synchronize_session=False)
)
"""Asked with each message, before anybody has looked at the chat."""


def unreachable_since(session: Session, chat_id: int) -> datetime | None:
    """Since when nobody could be written to there; None: somebody can."""
    chat = session.get(Chat, chat_id)
    return chat.unreachable_since if chat else None


def is_unreachable(session: Session, chat_id: int) -> bool:
    """Whether the last attempt to write there failed for good."""
    return unreachable_since(session, chat_id) is not None


def message_of_card(session: Session, chat_id: int, name: str) -> int | None:
    """The message that shows the card, if one was sent."""
    card = session.get(Card, (chat_id, name))
    return card.message_id if card else None


def remember_card(
    session: Session, chat_id: int, name: str, message_id: int, now: datetime
) -> None:
    """Note that from now on this message shows the card."""
    session.merge(Card(chat_id=chat_id, name=name, message_id=message_id, shown_at=now))
    session.merge(Shown(chat_id=chat_id, message_id=message_id, name=name))


def card_of_message(session: Session, chat_id: int, message_id: int) -> str:
    """The name of the card that the message shows or showed; empty for none."""
    shown = session.get(Shown, (chat_id, message_id))
    return shown.name if shown else ""

"""Open forms: where each person is in which dialogue, so that any process can go on with it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String, cast, delete, func, select, tuple_
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.storage.base import Base, BigId
from bot.storage.chats import Card, Shown

KEPT = timedelta(days=3)
CARD = "form:"
"""What the name of a form's card begins with; its id follows."""


class OpenForm(Base):
    """A dialogue under way; `version` grows with every step, so that old buttons are known."""

    __tablename__ = "forms"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, index=True)
    thread_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str]
    step: Mapped[str]
    data: Mapped[dict[str, Any]]
    screen: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(default="open")
    opened_at: Mapped[datetime]
    touched_at: Mapped[datetime]


def current(
    session: Session, chat_id: int, thread_id: int, person_id: int, state: str = "open"
) -> OpenForm | None:
    """The newest form of this person in this place in the given state."""
    return session.scalar(
        select(OpenForm)
        .where(
            OpenForm.chat_id == chat_id,
            OpenForm.thread_id == thread_id,
            OpenForm.person_id == person_id,
            OpenForm.state == state,
        )
        .order_by(OpenForm.id.desc())
        .limit(1)
    )


def by_id(session: Session, form_id: int, person_id: int) -> OpenForm | None:
    """A form of this person, whatever its state."""
    form = session.get(OpenForm, form_id)
    return form if form and form.person_id == person_id else None


def is_forgotten(session: Session, form_id: int) -> bool:
    """Whether there was such a form once, of whomever."""
    newest = session.scalar(select(func.max(OpenForm.id))) or 0
    return 0 < form_id < newest and session.get(OpenForm, form_id) is None


def purge(session: Session, before: datetime) -> None:
    """Forget dialogues that ended before the given instant, and which message showed them. The
    newest is kept: its number must not be given again, since old buttons name it."""
    newest = select(func.max(OpenForm.id)).scalar_subquery()
    ended = (OpenForm.state == "closed", OpenForm.touched_at < before, OpenForm.id < newest)
    cards = select(OpenForm.chat_id, CARD + cast(OpenForm.id, String)).where(*ended)
    for table in (Card, Shown):
        session.execute(delete(table).where(tuple_(table.chat_id, table.name).in_(cards)))
    session.execute(delete(OpenForm).where(*ended))


def close_kind(session: Session, person_id: int, kind: str) -> None:
    """End somebody's dialogues of this kind: things have moved on."""
    for form in session.scalars(
        select(OpenForm).where(
            OpenForm.person_id == person_id, OpenForm.kind == kind, OpenForm.state != "closed"
        )
    ):
        form.state = "closed"


def close_all(session: Session, person_id: int) -> None:
    """End every dialogue of somebody who was removed."""
    for form in session.scalars(
        select(OpenForm).where(OpenForm.person_id == person_id, OpenForm.state != "closed")
    ):
        form.state = "closed"

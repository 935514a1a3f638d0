"""Open forms: where each person is in which dialogue, so that any process can go on with it."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.storage.base import Base, BigId


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


def close_all(session: Session, person_id: int) -> None:
    """End every dialogue of somebody who was removed."""
    for form in session.scalars(
        select(OpenForm).where(OpenForm.person_id == person_id, OpenForm.state != "closed")
    ):
        form.state = "closed"

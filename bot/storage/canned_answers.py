"""Canned answers: the office's own texts for cases. A deleted one stays, so that it can come back
and the trail names nothing that is gone."""

from datetime import datetime

from sqlalchemy import ColumnElement, false, select, true
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.actor import Actor
from bot.domain.checks import fold
from bot.storage.base import Base, BigId


class CannedAnswer(Base):
    """A text with placeholders, under a title."""

    __tablename__ = "canned_answers"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    title: Mapped[str]
    words: Mapped[str]
    used_at: Mapped[datetime | None]
    """When it last went out as it is."""
    deleted_at: Mapped[datetime | None]


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """The office sees all of them, others none."""
    return true() if actor.is_office() else false()


def one(session: Session, actor: Actor, answer_id: int) -> CannedAnswer | None:
    """The canned answer, a deleted one too, if the actor may see it."""
    query = select(CannedAnswer).where(CannedAnswer.id == answer_id, seen_by(actor))
    return session.scalar(query)


def kept(session: Session, actor: Actor) -> list[CannedAnswer]:
    """All that are not deleted, by title."""
    query = select(CannedAnswer).where(CannedAnswer.deleted_at.is_(None), seen_by(actor))
    return sorted(session.scalars(query), key=lambda one: (fold(one.title), one.id))

"""Visit reports, their earlier versions and their files."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, BigId


class Visit(Base):
    """One customer visit; its id is its number. An undone one has `undone_at`."""

    __tablename__ = "visits"
    __table_args__ = (
        Index("ix_visits_rep_at", "rep_id", "at"),
        Index("ix_visits_customer_at", "customer_id", "at"),
    )
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    rep_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    result: Mapped[str]
    notes: Mapped[str] = mapped_column(default="")
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    """The message it was made of, if one: editing that edits the visit."""
    created_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class VisitVersion(Base):
    """What a visit said before it was changed."""

    __tablename__ = "visit_versions"
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]
    changed_by: Mapped[int] = mapped_column(ForeignKey("people.id"))


class VisitFile(Base):
    """A photo, voice message or document that belongs to a visit."""

    __tablename__ = "visit_files"
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"), primary_key=True)

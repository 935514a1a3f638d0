"""Visit reports, their earlier versions and their files."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.storage.base import Base, BigId
from bot.storage.files import File

FIRST_NUMBER = 1001


class Visit(Base):
    """One customer visit. An undone one has `undone_at`."""

    __tablename__ = "visits"
    __table_args__ = (
        Index("ix_visits_rep_at", "rep_id", "at"),
        Index("ix_visits_customer_at", "customer_id", "at"),
        Index("ix_visits_message", "chat_id", "message_id"),
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

    @property
    def number(self) -> str:
        """What people call it by."""
        return number_of(self.id)


def number_of(visit_id: int) -> str:
    """What people call the visit with this id by."""
    return str(FIRST_NUMBER - 1 + visit_id)


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


def add(session: Session, visit: Visit) -> Visit:
    """Keep a new visit; it has its number from now on."""
    session.add(visit)
    session.flush()
    return visit


def keep_version(session: Session, visit: Visit, changed_by: int, now: datetime) -> None:
    """Put aside what the visit says, before it is changed."""
    content = {
        "customer_id": visit.customer_id,
        "at": visit.at.isoformat(),
        "result": visit.result,
        "notes": visit.notes,
    }
    session.add(
        VisitVersion(
            visit_id=visit.id,
            version=visit.version,
            content=content,
            changed_at=now,
            changed_by=changed_by,
        )
    )
    visit.version += 1


def versions(session: Session, visit_id: int) -> list[VisitVersion]:
    """What the visit said before, the newest first."""
    query = select(VisitVersion).where(VisitVersion.visit_id == visit_id)
    return list(session.scalars(query.order_by(VisitVersion.version.desc())))


def attach(session: Session, visit_id: int, file_ids: Iterable[int]) -> None:
    """Have these files belong to the visit, besides those it has already."""
    for file_id in file_ids:
        session.merge(VisitFile(visit_id=visit_id, file_id=file_id))


def files_of(session: Session, visit_id: int) -> list[File]:
    """The visit's files, without their content, in the order they came."""
    query = select(File).join(VisitFile, VisitFile.file_id == File.id)
    return list(session.scalars(query.where(VisitFile.visit_id == visit_id).order_by(File.id)))


def by_message(session: Session, chat_id: int, message_id: int, person_id: int) -> Visit | None:
    """The visit that this person made of a message."""
    return session.scalar(
        select(Visit).where(
            Visit.chat_id == chat_id,
            Visit.message_id == message_id,
            Visit.created_by == person_id,
            Visit.undone_at.is_(None),
        )
    )

"""The audit trail: who did what to what, when; only ever added to."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.storage.base import Base, BigId


MOST_DENIED = 10
DENIED_WITHIN = timedelta(days=1)
"""So many denials of one Telegram user are noted in this time: nobody can fill the trail."""


class AuditRow(Base):
    """One deed. `details` holds what changed: of each field its old and new value."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject", "subject", "subject_id"),)
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    at: Mapped[datetime]
    person_id: Mapped[int | None]
    deed: Mapped[str]
    subject: Mapped[str]
    subject_id: Mapped[int] = mapped_column(BigId)
    details: Mapped[dict[str, Any]]


def note(
    session: Session,
    at: datetime,
    person_id: int | None,
    deed: str,
    subject: str,
    subject_id: int,
    **details: Any,
) -> AuditRow:
    """Add a deed; `person_id` None is the program itself or the command line."""
    row = AuditRow(
        at=at,
        person_id=person_id,
        deed=deed,
        subject=subject,
        subject_id=subject_id,
        details=details,
    )
    session.add(row)
    return row


def deny(
    session: Session,
    at: datetime,
    person_id: int | None,
    user_id: int,
    reason: str,
    **details: Any,
) -> None:
    """Note that a Telegram user reached for what is not theirs, unless enough of that is noted."""
    noted = select(func.count()).where(
        AuditRow.subject == "access",
        AuditRow.subject_id == user_id,
        AuditRow.at > at - DENIED_WITHIN,
    )
    if (session.scalar(noted) or 0) < MOST_DENIED:
        note(session, at, person_id, "refused", "access", user_id, reason=reason, **details)


def of(session: Session, subject: str, subject_id: int, limit: int = 20) -> list[AuditRow]:
    """The newest deeds on a subject, newest first."""
    return list(
        session.scalars(
            select(AuditRow)
            .where(AuditRow.subject == subject, AuditRow.subject_id == subject_id)
            .order_by(AuditRow.id.desc())
            .limit(limit)
        )
    )


def by_id(session: Session, row_id: int) -> AuditRow | None:
    """One deed."""
    return session.get(AuditRow, row_id)


def since(session: Session, subject: str, subject_id: int, row_id: int) -> list[AuditRow]:
    """The deeds on a subject after the given one, oldest first."""
    return list(
        session.scalars(
            select(AuditRow)
            .where(
                AuditRow.subject == subject,
                AuditRow.subject_id == subject_id,
                AuditRow.id > row_id,
            )
            .order_by(AuditRow.id)
        )
    )

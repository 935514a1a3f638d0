"""Follow-ups: what a rep wants to be reminded of about a customer."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.storage.base import Base, BigId

REMINDER = "follow-up"
"""The kind of a follow-up's reminder; its subject is the follow-up."""


class FollowUp(Base):
    """One next step; `status` is open, done or cancelled."""

    __tablename__ = "follow_ups"
    __table_args__ = (
        Index("ix_follow_ups_person_status", "person_id", "status", "due_at"),
        Index("ix_follow_ups_status_due_at", "status", "due_at"),
    )
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visits.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    what: Mapped[str] = mapped_column(default="")
    due_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(default="open")
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


def add(session: Session, follow_up: FollowUp) -> FollowUp:
    """Keep a new follow-up."""
    session.add(follow_up)
    session.flush()
    return follow_up


def of_visit(session: Session, visit_id: int) -> FollowUp | None:
    """The open follow-up that a visit brought about."""
    return session.scalar(
        select(FollowUp)
        .where(FollowUp.visit_id == visit_id, FollowUp.status == "open")
        .order_by(FollowUp.id.desc())
        .limit(1)
    )


def due_before(session: Session, person_id: int, instant: datetime) -> list[FollowUp]:
    """Somebody's open follow-ups due before the instant, the most overdue first."""
    return list(
        session.scalars(
            select(FollowUp)
            .where(
                FollowUp.person_id == person_id,
                FollowUp.status == "open",
                FollowUp.due_at < instant,
            )
            .order_by(FollowUp.due_at, FollowUp.id)
        )
    )

"""Follow-ups: what a rep wants to be reminded of about a customer."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, BigId


class FollowUp(Base):
    """One next step; `status` is open, done or cancelled."""

    __tablename__ = "follow_ups"
    __table_args__ = (Index("ix_follow_ups_person_status", "person_id", "status", "due_at"),)
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visits.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    what: Mapped[str] = mapped_column(default="")
    due_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(default="open")
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]

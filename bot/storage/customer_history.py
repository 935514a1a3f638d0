"""What happened at a customer's, as far as the actor may see it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.actor import Actor
from bot.storage import follow_up_lists, visit_lists
from bot.storage.follow_ups import FollowUp
from bot.storage.visits import Visit


def visits_of(session: Session, actor: Actor, customer_id: int, limit: int) -> list[Visit]:
    """The latest visits, newest first."""
    return list(
        session.scalars(
            select(Visit)
            .where(
                Visit.customer_id == customer_id,
                Visit.undone_at.is_(None),
                visit_lists.seen_by(actor),
            )
            .order_by(Visit.at.desc(), Visit.id.desc())
            .limit(limit)
        )
    )


def next_step_of(session: Session, actor: Actor, customer_id: int) -> FollowUp | None:
    """The open follow-up that is due first."""
    return session.scalar(
        select(FollowUp)
        .where(
            FollowUp.customer_id == customer_id,
            FollowUp.status == "open",
            follow_up_lists.seen_by(actor),
        )
        .order_by(FollowUp.due_at, FollowUp.id)
        .limit(1)
    )

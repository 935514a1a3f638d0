"""Visits: each earlier version is kept, none is missing."""

from sqlalchemy import func, or_, select

from bot.storage.checking.check import Check
from bot.storage.visits import Visit, VisitVersion

_KEPT = (
    select(func.count(VisitVersion.version))
    .where(VisitVersion.visit_id == Visit.id)
    .scalar_subquery()
)
_LAST = (
    select(func.coalesce(func.max(VisitVersion.version), 0))
    .where(VisitVersion.visit_id == Visit.id)
    .scalar_subquery()
)

CHECKS = [
    Check(
        "visits-versions",
        (Visit, VisitVersion),
        select(Visit.id).where(or_(Visit.version != _KEPT + 1, Visit.version != _LAST + 1)),
    ),
]

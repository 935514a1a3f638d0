"""The trail of changes: every deed in its place, none altered, none taken away."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.storage import facts
from bot.storage.audit import CONTENT, HEAD, START, AuditRow, Head
from bot.storage.checking.check import Check, rows


def _broken(session: Session) -> Iterator[object]:
    """Deeds that are altered, stand without a place, or come after one that is gone."""
    yield from rows(session, select(AuditRow.id).where(AuditRow.place.is_(None)))
    before = Head.read(START)
    query = select(AuditRow.place, AuditRow.seal, *CONTENT).where(AuditRow.place.is_not(None))
    for place, seal, *content in rows(session, query.order_by(AuditRow.place)):
        found = Head(place, seal)
        if before.next(tuple(content)) != found:
            yield content[0]
        before = found


def _cut(session: Session) -> Iterator[object]:
    """The head, when the last deed is another one than it says."""
    query = select(AuditRow).where(AuditRow.place.is_not(None))
    last = session.scalar(query.order_by(AuditRow.place.desc()).limit(1))
    if facts.read(session, HEAD) != (f"{last.place} {last.seal}" if last else START):
        yield HEAD


CHECKS = [
    Check("audit-chain", (AuditRow,), _broken),
    Check("audit-chain", (AuditRow, facts.Fact), _cut),
]

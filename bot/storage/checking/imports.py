"""Imports: what was found is applied or still staged, row by row."""

from collections.abc import Iterator

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.storage.checking.check import Check, rows
from bot.storage.imports import Import, ImportRow, staged

STATES = ("checking", "ready", "applying", "done", "dropped")


def _uneven(session: Session) -> Iterator[object]:
    """Imports that do not count what is staged; one that is being cleared counts nothing."""
    query = select(Import.id, Import.found, Import.applied).where(Import.status != "dropped")
    for import_id, found, applied in rows(session, query):
        if not found:
            continue
        to_apply, refused = staged(session, import_id)
        wanted = found.get("new", 0) + found.get("changed", 0) - sum(applied.values())
        if (to_apply, refused) != (wanted, found.get("refused", 0)):
            yield import_id


CHECKS = [
    Check(
        "imports-states",
        (Import,),
        select(Import.id).where(
            or_(
                Import.status.not_in(STATES),
                Import.status.in_(("applying", "done")) & Import.started_at.is_(None),
                (Import.status == "done") != Import.done_at.is_not(None),
            )
        ),
    ),
    Check("imports-rows", (Import, ImportRow), _uneven),
    Check(
        "imports-rows",
        (ImportRow,),
        select(ImportRow.import_id, ImportRow.refused, ImportRow.line)
        .join(Import, Import.id == ImportRow.import_id)
        .where(Import.status == "done", ImportRow.refused.is_(False)),
    ),
]

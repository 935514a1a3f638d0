"""A list of visits made into a spreadsheet."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from bot.domain.say import text
from bot.outgoing.jobs import Task
from bot.services import customers
from bot.services.acting import acting_for
from bot.services.tables import Cell, Sheet, write_xlsx
from bot.storage import Session, files, people, visit_lists
from bot.storage.visit_lists import Wanted
from bot.texts.render import Renderer

COLUMNS = ("number", "at", "rep", "customer-number", "customer", "result", "notes")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PIECE = 500
"""Rows read in one transaction, so that nobody waits for a long list."""


async def make_table(task: Task) -> dict[str, Any] | None:
    """The visits that `args` asks for, as far as the one who asked may see them now."""
    rows: list[Sequence[Cell]] = []
    language = ""
    while True:
        made = await task.database.run(partial(_piece, task=task, offset=len(rows)))
        if made is None:
            return None
        language, piece = made
        rows += piece
        if len(piece) < PIECE:
            break
    words = Renderer(task.desk.zone)
    headings = [words.plain(text(f"visits-column-{one}"), language) for one in COLUMNS]
    title = words.plain(text("visits-sheet"), language)
    content = await asyncio.to_thread(write_xlsx, [Sheet(title, headings, rows)])
    name = f"{title.lower()}-{task.desk.here():%Y-%m-%d}.xlsx"

    def keep(session: Session) -> int:
        size, now = len(content), task.desk.now()
        return files.add(session, "document", name, XLSX, size, now, content=content).id

    return {"file": await task.database.run(keep), "count": len(rows)}


def _piece(
    session: Session, task: Task, offset: int
) -> tuple[str, Sequence[Sequence[Cell]]] | None:
    """The asker's language and the next rows; None once they have no access any more."""
    args, desk = task.job.args, task.desk
    actor = acting_for(session, desk, task.job.person_id or 0)
    if actor is None:
        return None
    since = datetime.fromisoformat(args["since"]) if args["since"] else None
    wanted = Wanted(args["rep"] or None, since)
    found = visit_lists.some(session, actor, wanted, offset, PIECE)
    names = people.names(session, {visit.rep_id for visit, _ in found})
    words = Renderer(desk.zone)
    rows: list[Sequence[Cell]] = [
        (
            int(visit.number),
            desk.here(visit.at).replace(tzinfo=None, second=0, microsecond=0),
            names[visit.rep_id],
            customer.number,
            customers.short(customer),
            words.plain(text(f"visit-result-{visit.result}"), actor.language),
            visit.notes,
        )
        for visit, customer in found
    ]
    return actor.language, rows

"""A list of visits made into a spreadsheet."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from bot.domain.actor import Actor
from bot.domain.say import text
from bot.outgoing.jobs import Outcome, Task
from bot.services import customers
from bot.services.acting import acting_for
from bot.services.tables import Cell, Sheet, write_xlsx
from bot.storage import Session, files, people, visit_lists
from bot.storage.visit_lists import Wanted
from bot.texts.render import Renderer

COLUMNS = ("number", "at", "rep", "customer-number", "customer", "result", "notes")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PIECE = 250
"""Rows read in one transaction, so that nobody waits for a long list."""


async def make_table(task: Task) -> Outcome:
    """The visits that `args` asks for, as far as the one who asked may see them now."""
    person_id = task.job.person_id or 0
    actor = await task.database.run(lambda s: acting_for(s, task.desk, person_id))
    if actor is None:
        return None
    since = datetime.fromisoformat(task.job.args["since"]) if task.job.args["since"] else None
    wanted = Wanted(task.job.args["rep"] or None, since)
    ids = await task.database.run(lambda s: visit_lists.ids(s, actor, wanted))
    rows: list[Sequence[Cell]] = []
    for start in range(0, len(ids), PIECE):
        piece = ids[start : start + PIECE]
        rows += await task.database.run(partial(_rows, actor=actor, ids=piece))
    words = Renderer(task.desk.zone)
    headings = [words.plain(text(f"visits-column-{one}"), actor.language) for one in COLUMNS]
    title = words.plain(text("visits-sheet"), actor.language)
    content = await asyncio.to_thread(write_xlsx, [Sheet(title, headings, rows)])
    name = f"{title.lower()}-{task.desk.here():%Y-%m-%d}.xlsx"

    def keep(session: Session) -> dict[str, Any]:
        size, now = len(content), task.desk.now()
        file = files.add(session, "document", name, XLSX, size, now, content=content)
        return {"file": file.id, "count": len(rows)}

    return keep


def _rows(session: Session, actor: Actor, ids: Sequence[int]) -> list[Sequence[Cell]]:
    found = visit_lists.with_customers(session, actor, ids)
    names = people.names(session, {visit.rep_id for visit, _ in found})
    words = Renderer(actor.desk.zone)
    return [
        (
            int(visit.number),
            actor.desk.here(visit.at).replace(tzinfo=None, second=0, microsecond=0),
            names[visit.rep_id],
            customer.number,
            customers.short(customer),
            words.plain(text(f"visit-result-{visit.result}"), actor.language),
            visit.notes,
        )
        for visit, customer in found
    ]

"""/health: whether the desk is at work, in figures, for who watches over it."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.domain.desk import Desk
from bot.storage import Session, facts, inbox, outbox, reminders
from bot.storage.engine import BadGround, Database

DEAF_AFTER = timedelta(minutes=2)
"""A poll lasts 25 s at most; one that long ago means that nothing comes in."""
AWAY: tuple[type[Exception], ...] = (TimeoutError, *BadGround)
ANSWER_WITHIN = 5.0
"""Seconds that the database has to show itself able to read and write."""


def health(
    database: Database, desk: Desk, last_poll: Callable[[], datetime | None], *, polls: bool
) -> Starlette:
    """The application. `last_poll` is when updates were last asked for or, with a webhook,
    came; only of one that `polls` is its age a matter."""
    started = desk.now()

    async def answer(_request: Request) -> JSONResponse:
        last = last_poll()
        found: dict[str, Any] = {"database": "ok", "last_poll": last and last.isoformat()}
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                found |= await database.run(_figures)
        except AWAY:
            found["database"] = "away"
        deaf = polls and abs(desk.now() - (last or started)) > DEAF_AFTER
        well = found["database"] == "ok" and not deaf
        return JSONResponse(found, 200 if well else 503)

    return Starlette(routes=[Route("/health", answer)])


def _figures(session: Session) -> dict[str, Any]:
    facts.count_up(session, "health")  # a full disk, or a read-only one, can still be read
    due = reminders.next_due(session)
    return {
        "outbox_depth": outbox.depth(session),
        "inbox_depth": inbox.open_count(session),
        "next_reminder": due and due.isoformat(),
    }

"""A week of cases made into figures with a picture, and into a spreadsheet."""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import structlog

from bot.domain.actor import Actor
from bot.domain.say import text
from bot.outgoing.drawing import NotDrawn, draw
from bot.outgoing.jobs import Outcome, Task
from bot.outgoing.visits_table import XLSX
from bot.services import case_weeks
from bot.services.acting import acting_for
from bot.services.case_weeks import A_WEEK, Figures, Past, Story, Week, week
from bot.services.tables import Cell, Sheet, write_xlsx
from bot.storage import Session, files
from bot.storage import case_weeks as known
from bot.storage.cases import Case
from bot.storage.customers import Customer
from bot.texts.render import Renderer

log = structlog.get_logger()
TEMPLATE = Path(__file__).with_suffix(".typ")
AN_HOUR = timedelta(hours=1)
SHOWN = 8
"""So many weeks are in the picture."""
COLUMNS = (
    "number", "kind", "customer-number", "customer", "category", "state",
    "opened", "answered", "resolved", "answer-hours", "solution-hours",
    "answer-late", "solution-late", "owner", "rating",
)  # fmt: skip


async def make_line(task: Task) -> Outcome:
    """The figures of the week that `args` asks for and of the one before, with their picture; one
    that nobody asked for only if anything happened in either."""
    actor = await _actor(task)
    if actor is None:
        return None
    monday = date.fromisoformat(task.job.args["week"])
    mondays = [monday - A_WEEK * ago for ago in reversed(range(SHOWN))]
    found = await asyncio.to_thread(_figures, task, actor, mondays)
    if task.job.args["pushed"] and all(one.is_quiet() for one in found[-2:]):
        return None
    picture = await asyncio.to_thread(_picture, actor, mondays, found)

    def keep(session: Session) -> dict[str, Any]:
        file_id, now = 0, task.desk.now()
        if picture:
            name = f"{monday.isoformat()}.png"
            size = len(picture)
            file_id = files.add(session, "photo", name, "image/png", size, now, content=picture).id
        before, shown = (asdict(one) for one in found[-2:])
        return {**task.job.args, "file": file_id, "figures": shown, "before": before}

    return keep


async def make_table(task: Task) -> Outcome:
    """The cases of a week as a spreadsheet, as they stand now."""
    actor = await _actor(task)
    if actor is None:
        return None
    monday = date.fromisoformat(task.job.args["week"])
    count, content = await asyncio.to_thread(_table, task, actor, week(task.desk, monday))
    title = Renderer(task.desk.zone).plain(text("week-sheet"), actor.language)

    def keep(session: Session) -> dict[str, Any]:
        name, now = f"{title.lower()}-{monday.isoformat()}.xlsx", task.desk.now()
        file = files.add(session, "document", name, XLSX, len(content), now, content=content)
        return {**task.job.args, "file": file.id, "count": count}

    return keep


async def _actor(task: Task) -> Actor | None:
    """Who asked, if they still may."""
    person_id = task.job.person_id or 0
    found = await task.database.run(lambda s: acting_for(s, task.desk, person_id))
    return found if found and found.is_office() else None


def _figures(task: Task, actor: Actor, mondays: Sequence[date]) -> list[Figures]:
    weeks = [week(task.desk, one) for one in mondays]
    past, told = _told(task, actor, Week(weeks[0].since, weeks[-1].until))
    return [case_weeks.figures(task.desk, told, past.ratings, one) for one in weeks]


def _told(task: Task, actor: Actor, span: Week) -> tuple[Past, list[Story]]:
    """Read beside whatever else is done, and reckoned outside of any transaction."""
    past = task.database.read(lambda s: case_weeks.past(s, actor, span))
    return past, case_weeks.stories(task.desk, past)


def _picture(actor: Actor, mondays: Sequence[date], found: Sequence[Figures]) -> bytes | None:
    """None when it cannot be drawn: the figures matter more."""
    words = Renderer(actor.desk.zone)
    data: dict[str, object] = {
        name: words.plain(text(f"week-picture-{name}"), actor.language)
        for name in ("title", "opened", "resolved", "late")
    }
    data["weeks"] = [
        {
            "label": words.plain(
                text("week-short", week=monday.isocalendar().week), actor.language
            ),
            "opened": one.opened,
            "resolved": one.resolved,
            "late": one.late,
        }
        for monday, one in zip(mondays, found, strict=True)
    ]
    try:
        return draw(TEMPLATE, data)
    except NotDrawn:
        log.exception("no picture")
        return None


def _table(task: Task, actor: Actor, one: Week) -> tuple[int, bytes]:
    past, told = _told(task, actor, one)
    wanted = case_weeks.of_week(told, past.ratings, one)
    found = task.database.read(lambda s: known.in_full(s, actor, wanted))
    words = Renderer(task.desk.zone)
    headings = [words.plain(text(f"week-column-{name}"), actor.language) for name in COLUMNS]
    rows = [_row(actor, words, wanted[row[0].id], *row) for row in found]
    title = words.plain(text("week-sheet"), actor.language)
    return len(rows), write_xlsx([Sheet(title, headings, rows)])


def _row(
    actor: Actor, words: Renderer, story: Story, case: Case, customer: Customer, owner: str
) -> Sequence[Cell]:
    def say(key: str) -> str:
        return words.plain(text(key), actor.language)

    def yes(late: bool) -> str:
        return say("week-yes") if late else say("week-no")

    return (
        case.number,
        say(f"case-kind-{case.kind}"),
        customer.number,
        customer.name,
        say(f"case-category-{case.category}") if case.category else "",
        say(f"case-state-{case.state.replace('_', '-')}"),
        _wall(actor, case.opened_at),
        _wall(actor, case.answered_at),
        _wall(actor, case.resolved_at),
        _hours(actor, story, case.answered_at),
        _hours(actor, story, case.resolved_at),
        yes(story.late_answer is not None),
        yes(bool(story.late_solutions)),
        owner,
        case.rating,
    )


def _wall(actor: Actor, at: datetime | None) -> Cell:
    return at and actor.desk.here(at).replace(tzinfo=None, second=0, microsecond=0)


def _hours(actor: Actor, story: Story, end: datetime | None) -> Cell:
    """Business hours from the opening."""
    return end and round(story.course.time_until(actor.desk.hours, end) / AN_HOUR, 2)

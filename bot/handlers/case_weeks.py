"""The cases of a week in figures: for managers each Monday, for the office when asked."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from telegram import Update

from bot.domain.actor import OFFICE, Actor
from bot.domain.mornings import monday_of
from bot.domain.refusal import Refusal
from bot.domain.say import (
    Answer,
    Attachment,
    Button,
    Lane,
    React,
    Say,
    Text,
    Toast,
    Value,
    Words,
    button,
    text,
)
from bot.handlers.feature import Buttons, Command, Feature, parts
from bot.services.case_weeks import A_WEEK, LINE, TABLE, Figures, ask_for
from bot.storage import Session

CARD = "case-week"
TOPICS = 3
EARLIEST = date(2000, 1, 3)


def command(session: Session, actor: Actor, _update: Update) -> Sequence[Answer]:
    """/weekly: the week that ended."""
    ask_for(session, actor, LINE, _this_week(actor) - A_WEEK, pushed=False)
    return [React("👀")]


def press(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """The buttons below it: week:verb:monday. Another week is another message, since a picture
    does not become another one in its place."""
    verb, monday = parts(update)[1], _monday(actor, update)
    if verb == "show":
        ask_for(session, actor, LINE, monday, pushed=False)
        return [Toast(text("week-comes"))]
    if verb == "table":
        ask_for(session, actor, TABLE, monday, pushed=False)
        return [Toast(text("week-table-comes"))]
    raise Refusal("button-unknown")


def _this_week(actor: Actor) -> date:
    return monday_of(actor.desk, actor.desk.now())


def _monday(actor: Actor, update: Update) -> date:
    """A week that has begun; raises Refusal for a forged one."""
    try:
        monday = date.fromisoformat(parts(update)[2])
    except (IndexError, ValueError):
        raise Refusal("button-unknown") from None
    if monday.weekday() or not EARLIEST <= monday <= _this_week(actor):
        raise Refusal("button-unknown")
    return monday


def line_made(_session: Session, actor: Actor, result: Mapping[str, Any]) -> Sequence[Answer]:
    """The picture with the week below it, or the week alone where there is none."""
    if result.get("failed"):
        return [Say((text("week-failed"),))]
    monday = date.fromisoformat(result["week"])
    figures, before = Figures(**result["figures"]), Figures(**result["before"])
    lane = Lane.REMINDER if result["pushed"] else Lane.ANSWER
    picture = Attachment(result["file"], "photo") if result["file"] else None
    lines = [_head(actor, monday), *_lines(figures, before)]
    return [Say(lines, [_buttons(actor, monday, figures)], card=CARD, new=True, lane=lane,
                attachment=picture)]  # fmt: skip


def table_made(_session: Session, _actor: Actor, result: Mapping[str, Any]) -> Sequence[Answer]:
    """The week's cases as a file."""
    if result.get("failed"):
        return [Say((text("week-failed"),))]
    about = text("week-table-made", count=result["count"], week=_number(result["week"]))
    return [Say((about,), attachment=Attachment(result["file"]))]


def _number(week: str) -> int:
    return date.fromisoformat(week).isocalendar().week


def _head(actor: Actor, monday: date) -> Text:
    key = "week-head-so-far" if monday == _this_week(actor) else "week-head"
    week = _number(monday.isoformat())
    return text(key, week=week, first=monday, last=monday + timedelta(days=6))


def _buttons(actor: Actor, monday: date, figures: Figures) -> list[Button]:
    made = [button("week-before", f"week:show:{monday - A_WEEK}")]
    if not figures.is_quiet():
        made.append(button("week-table", f"week:table:{monday}"))
    if monday < _this_week(actor):
        made.append(button("week-after", f"week:show:{monday + A_WEEK}"))
    return made


def _lines(now: Figures, before: Figures) -> Iterator[Text]:
    """Six at most; what there is nothing of is left out."""
    yield text("week-counts", opened=now.opened, resolved=now.resolved, open=now.open,
               opened_trend=_trend(now.opened, before.opened),
               resolved_trend=_trend(now.resolved, before.resolved))  # fmt: skip
    if now.answer_time is not None:
        yield text("week-answer", time=_time(now.answer_time),
                   trend=_time_trend(now.answer_time, before.answer_time))  # fmt: skip
    if now.solution_time is not None:
        yield text("week-solution", time=_time(now.solution_time),
                   trend=_time_trend(now.solution_time, before.solution_time))  # fmt: skip
    yield _late(now, before)
    if now.ratings:
        yield _rating(now, before)
    if now.topics:
        told = [text("week-topic", topic=_topic(one), count=count)
                for one, count in now.topics[:TOPICS]]  # fmt: skip
        yield text("week-topics", topics=Words(told, " · "))


def _late(now: Figures, before: Figures) -> Text:
    trend = _trend(now.late, before.late)
    if not now.late:
        return text("week-on-time", trend=trend)
    return text("week-late", count=now.late, trend=trend, answers=now.late_answers,
                solutions=now.late_solutions)  # fmt: skip


def _rating(now: Figures, before: Figures) -> Text:
    tenths = _tenths(now)
    by = tenths - _tenths(before) if before.ratings else 0
    return text("week-rating", average=_decimal(tenths), count=now.ratings, low=now.low,
                trend=_arrow(by, _decimal(abs(by))))  # fmt: skip


def _tenths(one: Figures) -> int:
    return round(10 * one.stars / one.ratings)


def _decimal(tenths: int) -> Text:
    return text("week-decimal", whole=tenths // 10, tenth=tenths % 10)


def _topic(one: str) -> Text:
    match one:
        case "enquiry":
            return text("case-kind-enquiry")
        case "none":
            return text("week-topic-none")
    return text(f"case-category-{one}")


def _time(minutes: int) -> Text:
    return text("week-time", hours=minutes // 60, minutes=f"{minutes % 60:02}")


def _time_trend(now: int, before: int | None) -> Value:
    by = now - before if before is not None else 0
    return _arrow(by, _time(abs(by)))


def _trend(now: int, before: int) -> Value:
    return _arrow(now - before, abs(now - before))


def _arrow(by: int, shown: Value) -> Value:
    """How it compares with the week before; nothing where it is the same."""
    return text("week-up" if by > 0 else "week-down", by=shown) if by else ""


FEATURE = Feature(
    name="case weeks",
    commands=[Command("wochenbericht", "weekly", command, OFFICE)],
    buttons=[Buttons("week", press, OFFICE)],
    results={LINE: line_made, TABLE: table_made},
)

"""What a phrase means, in words: to see what the bot understands."""

from datetime import datetime
from zoneinfo import ZoneInfo

import click

from bot.cli.words import Failure, language
from bot.texts.bundles import format_text
from bot.texts.render import Renderer
from bot.when import Moment, read_when
from bot.when.lines import ZONE, clock_of


def read(text: str, lang: str | None, now: str | None, zone: str | None) -> None:
    """Print the reading, or the question with its readings."""
    at, there = _now(now, zone)
    spoken = lang or language()
    try:
        found = read_when(text, at, spoken)
    except OverflowError:  # a day before the year 1 or after 9999
        found = None
    if found is None:
        click.echo(format_text("when-nothing", {}, spoken))
    elif isinstance(found, Moment):
        click.echo(_in_words(found, there, spoken))
    elif found.readings:
        click.echo(format_text("when-question", {}, spoken))
        for one in found.readings:
            moment = _in_words(one, there, spoken)
            click.echo(format_text("when-reading", {"moment": moment}, spoken))
    else:
        click.echo(format_text("when-no-such-time", {}, spoken))


def _now(text: str | None, zone: str | None) -> tuple[datetime, ZoneInfo]:
    try:
        there = ZoneInfo(zone or ZONE)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        raise Failure("when-zone", 2, name=zone or "") from None
    try:
        return clock_of(text, zone) if text else datetime.now(there), there
    except (ValueError, OverflowError):
        raise Failure("when-now", 2, text=text or "") from None


def _in_words(one: Moment, zone: ZoneInfo, spoken: str) -> str:
    """«Mi, 25.11.2026, 15:00», a range with its end, a week or month by its days."""
    start, end = (_written(at, one, zone, spoken) for at in (one.at, one.end or one.at))
    if start == end:
        return start
    return format_text("when-range", {"start": start, "end": end}, spoken)


def _written(at: datetime, one: Moment, zone: ZoneInfo, spoken: str) -> str:
    """An instant of the hour that autumn repeats with its distance from UTC."""
    renderer = Renderer(zone)
    if not one.has_time:
        return renderer.day(at.date(), spoken)
    is_repeated = at.replace(fold=0).utcoffset() != at.replace(fold=1).utcoffset()
    return renderer.moment(at, spoken) + (f"{at:%z}" if is_repeated else "")

"""What a phrase means, in words: to see what the bot understands."""

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

import click

from bot.cli.words import Failure, language, words
from bot.texts.render import Renderer
from bot.when import Moment, read_when
from bot.when.lines import ZONE, clock_of


def read(text: str, lang: str | None, now: str | None, zone: str | None) -> None:
    """Print the reading, or the question with its readings."""
    at, there = _now(now, zone)
    found = read_when(text, at, lang or language())
    if found is None:
        click.echo(words("when-nothing"))
    elif isinstance(found, Moment):
        click.echo(_in_words(found, there))
    elif found.readings:
        click.echo(words("when-question"))
        for one in found.readings:
            click.echo(words("when-reading", moment=_in_words(one, there)))
    else:
        click.echo(words("when-no-such-time"))


def _now(text: str | None, zone: str | None) -> tuple[datetime, ZoneInfo]:
    try:
        there = ZoneInfo(zone or ZONE)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        raise Failure("when-zone", 2, name=zone or "") from None
    try:
        return clock_of(text, zone) if text else datetime.now(there), there
    except ValueError:
        raise Failure("when-now", 2, text=text or "") from None


def _in_words(one: Moment, zone: tzinfo) -> str:
    """«Mi, 25.11.2026, 15:00», a range with its end, a week or month by its days."""
    renderer = Renderer(ZoneInfo(str(zone)))
    start, end = (_written(renderer, at, one) for at in (one.at, one.end or one.at))
    return start if start == end else words("when-range", start=start, end=end)


def _written(renderer: Renderer, at: datetime, one: Moment) -> str:
    if one.has_time:
        return renderer.moment(at, language())
    return renderer.day(at.date(), language())

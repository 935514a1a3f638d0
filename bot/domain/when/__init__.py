"""Moments in words, German and English, by a table of rules; what is ambiguous is asked."""

import re
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from bot.domain.when.clocks import Clock, clock_of
from bot.domain.when.days import YEARS_AWAY, Day, first_day
from bot.domain.when.moments import Moment, Span, Unclear, around, instants_of, same_clock

__all__ = ["Moment", "Unclear", "find_when", "read_when"]

_LONGEST, _LONGEST_GUESS = 4096, 64
_SAYS_SOMETHING = re.compile(r"[^\W\d]|\d\D+\d")


def read_when(
    text: str, now: datetime, language: str, past: bool | None = None
) -> Moment | Unclear | None:
    """The moment a text names: by our rules, or a guess to confirm if it is nothing but a date.

    `now` is aware, in the company's zone; `past` says on which side of it the moment lies.
    """
    day, clock = _parts(text, now, language, past)
    if day or clock:
        return _meant(day, clock, now, past)
    return _guess(text, now, language, past)


def find_when(
    text: str, now: datetime, language: str, past: bool | None = None
) -> Moment | Unclear | None:
    """The first moment named within a sentence, by our own rules alone."""
    return _meant(*_parts(text, now, language, past), now, past)


def _parts(
    text: str, now: datetime, language: str, past: bool | None
) -> tuple[Day | None, Clock | None]:
    if "\0" in text:
        return None, None
    text = text[:_LONGEST]
    day = first_day(text, now, past)
    return day, None if day and day.instant else clock_of(text, language, day)


def _meant(
    day: Day | None, clock: Clock | None, now: datetime, past: bool | None
) -> Moment | Unclear | None:
    if not clock:
        if not day:
            return None
        instants = [day.instant] if day.instant else [same_clock(at, now) for at in day.days]
        return _answer(instants, bool(day.instant), day.span)
    days = day.days if day else [now.date()]
    instants = [at for each in days for clk in clock.times for at in instants_of(each, clk, now)]
    span = around(day.span, clock.span) if day else clock.span
    if days != [now.date()]:
        return _answer(instants, True, span)
    if on_side := [at for at in instants if (at <= now) == bool(past)]:
        return _answer(on_side, True, span)
    if not day:
        aside = now.date() + timedelta(days=-1 if past else 1)
        instants = [at for clk in clock.times for at in instants_of(aside, clk, now)]
    return Unclear(tuple(Moment(at, True, span) for at in instants)) if instants else None


def _answer(instants: Iterable[datetime], has_time: bool, span: Span) -> Moment | Unclear | None:
    found = tuple(Moment(at, has_time, span) for at in instants)
    return Unclear(found) if len(found) > 1 else found[0] if found else None


def _guess(text: str, now: datetime, language: str, past: bool | None) -> Unclear | None:
    """What dateparser makes of a short text that is nothing but a date; only a suggestion."""
    if len(text) > _LONGEST_GUESS or "\0" in text or not _SAYS_SOMETHING.search(text):
        return None
    import dateparser  # imported late: half a second at start-up

    wall = dateparser.parse(
        text,
        languages=[language],
        settings={
            "RELATIVE_BASE": now.replace(tzinfo=None),
            "PREFER_DATES_FROM": "past" if past else "future",
            "DATE_ORDER": "DMY",
            "REQUIRE_PARTS": ["day"],
            "TIMEZONE": str(now.tzinfo),
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    if wall is None or abs(wall.year - now.year) > YEARS_AWAY:
        return None
    has_time = wall.time() not in (now.time(), time())
    if has_time:
        instants = instants_of(wall.date(), wall.time(), now)
    else:
        instants = [same_clock(wall.date(), now)]
    span = (0, len(text))
    return Unclear(tuple(Moment(at, has_time, span) for at in instants)) if instants else None

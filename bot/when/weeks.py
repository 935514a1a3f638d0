"""Weeks: by their number, as the one that has a day in it, and weekends."""

from collections.abc import Sequence
from datetime import date

from bot.when.calendar_days import dates_of
from bot.when.periods import DAY, WEEK, period_of, shifted
from bot.when.rules import Found, Rule, is_, rule
from bot.when.values import Period, Token


def _calendar_week(found: Found) -> tuple[Period, ...]:
    """The ISO week of that number: the next one not yet over, or the year's."""
    number, year = found["n"], found.get("y")
    today = found.context.today
    years = [full_year(year, today)] if year else [today.year + by for by in (-1, 0, 1)]
    spans = []
    for each in years:
        try:
            monday = date.fromisocalendar(each, number, 1)
        except ValueError:
            continue
        spans.append(Period(monday, monday + 6 * DAY, "week"))
    if year is None and found.context.past:
        spans = (
            [max((s for s in spans if s.start <= today), key=lambda s: s.start)] if spans else []
        )
    elif year is None:
        spans = [s for s in spans if s.end >= today][:1]
    return tuple(spans)


def full_year(year: Token, today: date) -> int:
    return int(year.value) if year.kind == "Y" else today.year - today.year % 100 + int(year.value)


def _two_weeks(found: Found) -> tuple[Period, ...] | None:
    first = _calendar_week(found)
    if not first or found["n"] >= found["n2"]:
        return None
    last = first[0].end + (found["n2"] - found["n"]) * WEEK
    return (Period(first[0].start, last, "week"),)


def week_of_day(found: Found) -> tuple[Period, ...]:
    days = dates_of(found["g"], found.context)
    return tuple(period_of("week", day) for day in days)


def weekends(found: Found, which: object) -> tuple[Period, ...]:
    today = found.context.today
    saturday = today + (5 - today.weekday()) * DAY
    spans = {
        None: [0],
        0: [0],
        "coming": [0],
        1: [0, 1] if today.weekday() < 5 else [1],
        2: [1, 2] if today.weekday() < 5 else [2],
        -1: [-1],
        -2: [-2],
    }[which]  # type: ignore[index]
    if which is None and found.context.past:
        spans = [0] if today.weekday() >= 5 else [-1]
    return tuple(Period(saturday + n * WEEK, saturday + n * WEEK + DAY, "day") for n in spans)


def _weekend(found: Found) -> tuple[Period, ...]:
    return weekends(found, None)


def _relative_week(found: Found) -> tuple[Period, ...]:
    """ "letzte KW"."""
    by = 1 if found["r"] == "coming" else found["r"]
    return (shifted("week", found.context.today, by),)


RULES: Sequence[Rule] = (
    rule(r"d*(?P<k>K)!?(?P<n>N)[!.]?(?:[-b/])(?P<n2>N)", "R", _two_weeks),
    rule(r"(?P<y>Y)-?(?P<k>K)(?P<n>N)", "R", _calendar_week),
    rule(r"d*(?P<k>K)!?(?P<n>N)[/d-]?(?P<y>Y)", "R", _calendar_week),
    rule(r"d*(?P<k>K)!?(?P<n>N)/(?P<y>N)", "R", _calendar_week),
    rule(r"d*(?P<k>K)!?(?P<n>N)(?![.:hj])", "R", _calendar_week),
    rule(r"d*(?P<n>N)!(?P<k>K)", "R", _calendar_week),
    rule(r"d*(?P<n>o)(?P<k>K)", "R", _calendar_week),
    rule(r"d*(?P<r>r)K", "R", _relative_week, lambda f: f["r"] != "past"),
    rule(r"(?<!r)d*(?P<u>U)(?P<n>N)(?![.:hja])(?P<y>Y)?", "R", _calendar_week, is_(u="week")),
)
WEEKENDS: Sequence[Rule] = (rule(r"d*(?P<u>U)(?![NG>])", "R", _weekend, is_(u="weekend")),)

"""Weeks: by their number, as the one that has a day in it, and weekends."""

from collections.abc import Sequence
from datetime import date

from bot.when.calendar_days import dates_of
from bot.when.periods import DAY, WEEK, period_of, shifted
from bot.when.rules import YEARS, Found, Rule, is_, is_not, rule
from bot.when.values import Period, Token


def _calendar_week(found: Found) -> tuple[Period, ...]:
    """The ISO week of that number: the next one not yet over, or the year's."""
    number, year = found["n"], found.get("y")
    today = found.context.today
    years = [full_year(year, today)] if year else [today.year + by for by in (-1, 0, 1)]
    spans = [span for each in years if (span := _iso_week(each, number))]
    if year is None and found.context.past:
        spans = [span for span in spans if span.start <= today][-1:]
    elif year is None:
        spans = [span for span in spans if span.end >= today][:1]
    return tuple(spans)


def _iso_week(year: int, number: int) -> Period | None:
    """None if the year has no such week, or we have no such year."""
    if year not in YEARS:
        return None
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return Period(monday, monday + 6 * DAY, "week")


def full_year(year: Token, today: date) -> int:
    """Four digits, or the two of a year of this century."""
    return int(year.value) if year.kind == "Y" else today.year - today.year % 100 + int(year.value)


def _two_weeks(found: Found) -> tuple[Period, ...] | None:
    first = _calendar_week(found)
    if not first or found["n"] >= found["n2"]:
        return None
    last = first[0].end + (found["n2"] - found["n"]) * WEEK
    return (Period(first[0].start, last, "week"),)


def week_of_day(found: Found) -> tuple[Period, ...]:
    """ "die Woche vom 3.12.", "week of 5 May"."""
    days = dates_of(found["g"], found.context)
    return tuple(period_of("week", day) for day in days)


def weekends(found: Found, which: int | str | None) -> tuple[Period, ...] | None:
    """Saturday and Sunday; "next weekend" while this one is still ahead may be either."""
    today = found.context.today
    saturday = today + (5 - today.weekday()) * DAY
    is_weekend = saturday <= today
    by = {
        None: (-1,) if found.context.past and not is_weekend else (0,),
        0: (0,),
        "coming": (0,),
        1: (1,) if is_weekend else (0, 1),
        2: (2,) if is_weekend else (1, 2),
        -1: (-1,),
        -2: (-2,),
    }.get(which)
    if by is None:
        return None
    return tuple(Period(saturday + n * WEEK, saturday + n * WEEK + DAY, "day") for n in by)


def _weekend(found: Found) -> tuple[Period, ...] | None:
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
    rule(r"d*(?P<r>r)K", "R", _relative_week, is_not(is_(r="past"))),
    rule(r"(?<!r)d*(?P<u>U)(?P<n>N)(?![.:hja])(?P<y>Y)?", "R", _calendar_week, is_(u="week")),
)
WEEKENDS: Sequence[Rule] = (rule(r"d*(?P<u>U)(?![NG>])", "R", _weekend, is_(u="weekend")),)

"""From the numbers of a named day to the dates it may mean: none, one, or several to ask."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from bot.when.values import Context, Day

_YEARS_ROUND = 8
_MONTHS_ROUND = 24
_FIRST, _LAST = date(1900, 1, 1), date(2100, 12, 31)


def dates_of(day: Day, context: Context) -> tuple[date, ...]:
    """Likeliest first; empty where there is no such day."""
    found: Iterable[date]
    if day.options:
        found = day.options
    elif day.day is None:
        found = ()
    elif day.swapped:
        found = _swapped(day, context)
    elif day.month is None:
        found = _of_month(day, context)
    else:
        found = _dated(day, context)
    return tuple(one for one in dict.fromkeys(found) if _FIRST <= one <= _LAST)


def _swapped(day: Day, context: Context) -> list[date]:
    """Both readings of 5/9; a weekday beside it may settle which."""
    one = replace(day, swapped=False)
    other = replace(one, day=day.month, month=day.day)
    options = [*_plain(one, context), *_plain(other, context)]
    if day.weekday is not None:
        fitting = [each for each in options if each.weekday() == day.weekday]
        return fitting or options
    return options


def _plain(day: Day, context: Context) -> tuple[date, ...]:
    return dates_of(replace(day, weekday=None), context)


def _of_month(day: Day, context: Context) -> list[date]:
    """ "am 15.": the nearest month that has such a day, on such a weekday if one is named."""
    assert day.day is not None
    today = context.today
    start = today.year * 12 + today.month - 1
    steps = range(0, -_MONTHS_ROUND, -1) if context.past else range(_MONTHS_ROUND)
    for step in steps:
        year, month = divmod(start + step, 12)
        if day.day > monthrange(year, month + 1)[1]:
            continue
        there = date(year, month + 1, day.day)
        if (there > today) if context.past else (there < today):
            continue
        if day.weekday is None or there.weekday() == day.weekday:
            return [there]
    return []


def _dated(day: Day, context: Context) -> list[date]:
    assert day.day is not None
    assert day.month is not None
    if day.year is not None:
        found = _real(day.year, day.month, day.day)
        days = [found] if found else []
    else:
        days = _nearest(day, context)
    if day.weekday is None or not days or days[0].weekday() == day.weekday:
        return days
    return _contradicted(day, days[0], context)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        there = date(year, month, day)
    except ValueError:
        return None
    return there if _FIRST <= there <= _LAST else None


def _nearest(day: Day, context: Context) -> list[date]:
    """The next to come, today included; the last one if it is past."""
    assert day.day is not None
    assert day.month is not None
    today = context.today
    years = range(today.year - _YEARS_ROUND, today.year + _YEARS_ROUND + 1)
    days = [there for year in years if (there := _real(year, day.month, day.day))]
    if context.past:
        return [one for one in days if one <= today][-1:]
    return [one for one in days if one >= today][:1]


def _contradicted(day: Day, named: date, context: Context) -> list[date]:
    """The weekday does not agree: the date, and the day of that name next to it."""
    assert day.weekday is not None
    ahead = (day.weekday - named.weekday() + 3) % 7 - 3
    options = [named, named + timedelta(days=ahead)]
    if day.year is None:
        other = _nearest(day, replace(context, past=not context.past))
        options += [each for each in other if each.weekday() == day.weekday]
    return options

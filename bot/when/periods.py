"""Weeks, months, quarters and years as days, and how far one lies from another."""

from calendar import monthrange
from datetime import date, timedelta

from bot.when.values import Period

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
MONTHS = {"month": 1, "quarter": 3, "halfyear": 6, "year": 12}
"""How many months a longer unit has."""


def month_moved(day: date, months: int) -> date:
    """So many months on, at most the month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - day.weekday() * DAY


def period_of(unit: str, day: date) -> Period:
    """The week, month, quarter or year that has the day in it."""
    if unit in ("week", "fortnight"):
        monday = monday_of(day)
        return Period(monday, monday + 6 * DAY, "week")
    if unit == "day":
        return Period(day, day, "day")
    months = MONTHS[unit]
    first = (day.month - 1) // months * months + 1
    start = date(day.year, first, 1)
    grain = "month" if unit == "halfyear" else unit
    return Period(start, month_moved(start, months) - DAY, grain)


def shifted(unit: str, day: date, by: int) -> Period:
    """The period so many after the one that has the day in it."""
    if unit in ("week", "fortnight"):
        return period_of("week", day + by * WEEK)
    if unit == "day":
        return period_of("day", day + by * DAY)
    return period_of(unit, month_moved(day.replace(day=1), by * MONTHS[unit]))

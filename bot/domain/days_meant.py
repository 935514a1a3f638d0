"""The days that a week, a month or a longer period stands for, where one day is wanted."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot.domain.business_days import add_business_days, is_business_day
from bot.domain.desk import Desk
from bot.when import Moment, Unclear

MOST_DAYS = 5
_PERIODS = frozenset({"week", "month", "quarter", "year"})
_DAY = timedelta(days=1)


def readings_of(found: Moment | Unclear) -> tuple[Moment, ...]:
    """What it may mean, one or several."""
    return (found,) if isinstance(found, Moment) else found.readings


def past_days(desk: Desk, one: Moment, today: date) -> list[datetime]:
    """The moment; of a period its last business days that are over, the latest first."""
    if one.grain not in _PERIODS or one.end is None:
        return [one.at]
    last = min(one.end.date(), today)
    return [_on(one, day) for day in _business_days(desk, one.at.date(), last, -1)]


def coming_days(desk: Desk, one: Moment, today: date) -> list[datetime]:
    """The moment; of a period to come its first business day, of one under way those left, else
    the next; of holidays and weekends the business days before and after, to choose from."""
    if (
        one.end
        and one.grain == "day"
        and not _business_days(desk, one.at.date(), one.end.date(), 1)
    ):
        around = [(one.at.date(), -1), (one.end.date(), 1)]
        days = [add_business_days(day, count, desk.region) for day, count in around]
        return [_on(one, day) for day in days if day > today]
    if one.grain not in _PERIODS or one.end is None:
        return [one.at]
    start = one.at.date()
    if start > today:
        day = start if is_business_day(start, desk.region) else add_business_days(
            start, 1, desk.region)  # fmt: skip
        return [_on(one, day)]
    left = _business_days(desk, today + _DAY, one.end.date(), 1)
    return [_on(one, day) for day in left or [add_business_days(today, 1, desk.region)]]


def _business_days(desk: Desk, first: date, last: date, step: int) -> list[date]:
    def days() -> Iterator[date]:
        day = first if step > 0 else last
        while first <= day <= last:
            yield day
            day += step * _DAY

    found = (day for day in days() if is_business_day(day, desk.region))
    return [day for day, _ in zip(found, range(MOST_DAYS), strict=False)]


def _on(one: Moment, day: date) -> datetime:
    return one.at.replace(year=day.year, month=day.month, day=day.day)

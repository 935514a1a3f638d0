"""When one is to be reminded: a wall-clock hour on a business day, whatever the clocks do."""

from datetime import date, datetime, time, timedelta

from bot.domain.business_days import add_business_days, is_business_day, next_business_day
from bot.domain.desk import Desk

FOLLOW_UP_HOUR = 9
OFFICE_HOUR = 8


def morning(desk: Desk, day: date, hour: int = FOLLOW_UP_HOUR) -> datetime:
    """The hour of that day on the company's wall clock."""
    return datetime.combine(day, time(hour), desk.zone)


def in_days(desk: Desk, now: datetime, days: int) -> datetime:
    """The morning so many days after `now`, or of the next business day after that."""
    day = desk.here(now).date() + timedelta(days=days)
    if not is_business_day(day, desk.region):
        day = next_business_day(day, desk.region)
    return morning(desk, day)


def next_week(desk: Desk, now: datetime) -> datetime:
    """The morning of Monday next week, or of the next business day."""
    return in_days(desk, now, 7 - desk.here(now).weekday())


def next_office_morning(desk: Desk, now: datetime) -> datetime:
    """When the office next hears what is overdue: after `now`, on a business day."""
    today = desk.here(now).date()
    at = morning(desk, today, OFFICE_HOUR)
    if at > now and is_business_day(today, desk.region):
        return at
    return morning(desk, next_business_day(today, desk.region), OFFICE_HOUR)


def monday_of(desk: Desk, instant: datetime) -> date:
    """The first day of the week that an instant is in, as the company's wall clock shows it."""
    here = desk.here(instant).date()
    return here - timedelta(days=here.weekday())


def next_week_morning(desk: Desk, now: datetime) -> datetime:
    """When the office next hears of the week that ended: after `now`, on the first business day
    of a week."""
    monday = monday_of(desk, now)
    while True:
        day = add_business_days(monday - timedelta(days=1), 1, desk.region)
        at = morning(desk, day, OFFICE_HOUR)
        if at > now:
            return at
        monday += timedelta(days=7)


def one_business_day_before(desk: Desk, now: datetime) -> datetime:
    """The same wall-clock time on the business day before."""
    here = desk.here(now)
    day = add_business_days(here.date(), -1, desk.region)
    return datetime.combine(day, here.time(), desk.zone)

"""A month as a grid of buttons: which days may be chosen, how they are marked and named.

A page of it is "2026-11" for a month and "2026-11-23" for a day whose hour is asked.
"""

import calendar
from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.business_days import holidays_of
from bot.domain.refusal import Refusal
from bot.domain.say import Button, Text, Words, button, text

_A_MONTH, _A_DAY = len("2026-11"), len("2026-11-23")
_FRIDAY = 4

Data = Callable[[str], str]
"""The callback data of the button that leads to a page; "" leads nowhere."""


@dataclass(frozen=True)
class Bounds:
    """The first and the last day that may be chosen."""

    first: date
    last: date

    def nearest(self, day: date) -> date:
        """The day itself, or the bound that it lies beyond."""
        return min(max(day, self.first), self.last)

    def reach(self, page: str) -> bool:
        """Whether the page is a day that may be chosen, or a month with such a day in it."""
        return self.first.isoformat()[: len(page)] <= page <= self.last.isoformat()[: len(page)]


def month_of(day: date) -> str:
    """The page of the month."""
    return day.isoformat()[:_A_MONTH]


def above(page: str) -> str:
    """Where the way back leads: from a day to its month, from there to the question, ""."""
    return page[:_A_MONTH] if len(page) == _A_DAY else ""


def day_of(page: str) -> date | None:
    """The day whose hour the page asks; None on other pages."""
    return date.fromisoformat(page) if len(page) == _A_DAY else None


def first_day(page: str) -> date:
    """The day, or the first one of the month; raises Refusal for a forged page."""
    day = page if len(page) == _A_DAY else f"{page}-01"
    try:
        found = date.fromisoformat(day)
    except ValueError:
        raise Refusal("button-unknown") from None
    if found.isoformat() != day:
        raise Refusal("button-unknown")
    return found


def why_not(page: str, bounds: Bounds) -> Text | None:
    """The sentence for a button that leads nowhere; None for one that does."""
    if not page:
        return text("calendar-no-day")
    first_day(page)
    if bounds.reach(page):
        return None
    return text("calendar-out-of-reach", first=bounds.first, last=bounds.last)


def holidays_in(page: str, region: str, language: str) -> dict[date, str]:
    """The month's public holidays, in order, with their names."""
    found = holidays_of(first_day(page).year, region, language)
    return {day: found[day] for day in sorted(found) if month_of(day) == page}


def holiday_lines(holidays: dict[date, str]) -> list[Text]:
    """What the marked days are, in one line, if there are any."""
    named = [
        text("calendar-holiday", day=day.day, month=day.month, name=name)
        for day, name in holidays.items()
    ]
    return [text("calendar-holidays", days=Words(named))] if named else []


def grid(page: str, bounds: Bounds, holidays: Container[date], data: Data) -> list[list[Button]]:
    """The month's weeks, Monday first, under their heads, and the way to the months beside it."""
    month = first_day(page)
    heads = [button("calendar-weekday", data(""), weekday=one) for one in range(7)]
    weeks = [
        [_cell(day, page, bounds, holidays, data) for day in week]
        for week in calendar.Calendar().monthdatescalendar(month.year, month.month)
    ]
    return [heads, *weeks, _navigation(month, bounds, data)]


def _cell(day: date, page: str, bounds: Bounds, holidays: Container[date], data: Data) -> Button:
    if month_of(day) != page:
        return button("calendar-blank", data(""))
    if not bounds.reach(day.isoformat()):
        return button("calendar-out", data(day.isoformat()))
    kind = "holiday" if day in holidays else "weekend" if day.weekday() > _FRIDAY else "workday"
    return Button(text(f"calendar-a-{kind}", day=day.day), data(day.isoformat()))


def _navigation(month: date, bounds: Bounds, data: Data) -> list[Button]:
    before = month_of(month - timedelta(days=1))
    after = month_of(month + timedelta(days=31))
    head = button("calendar-month", data(""), month=month.month, year=str(month.year))
    return [
        _turning("calendar-previous", before, bounds, data),
        head,
        _turning("calendar-next", after, bounds, data),
    ]


def _turning(key: str, page: str, bounds: Bounds, data: Data) -> Button:
    return button(key, data(page)) if bounds.reach(page) else button("calendar-blank", data(""))

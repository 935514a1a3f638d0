"""The month's grid as data: every button leads somewhere or says why, and there is a way back."""

from collections import deque
from collections.abc import Iterator
from datetime import date

import pytest

from bot.domain.refusal import Refusal
from bot.domain.say import Button
from bot.forms import calendar
from bot.forms.calendar import Bounds

PAST = Bounds(date(2025, 11, 22), date(2026, 11, 23))
AHEAD = Bounds(date(2026, 11, 24), date(2028, 11, 23))
WITHIN_A_MONTH = Bounds(date(2026, 2, 3), date(2026, 2, 4))


def rows(page: str, bounds: Bounds, region: str = "BY") -> list[list[Button]]:
    """The grid, its buttons' data being nothing but the page they lead to."""
    holidays = calendar.holidays_in(page, region, "de")
    return calendar.grid(page, bounds, holidays, lambda page: page)


def labels(page: str, bounds: Bounds, region: str = "BY") -> list[str]:
    """Its marked days."""
    cells = [one for week in rows(page, bounds, region)[1:-1] for one in week]
    return [f"{one.label.key} {one.label.args['day']}" for one in cells if one.label.args]


def walk(start: str, bounds: Bounds) -> Iterator[tuple[str, str]]:
    """Every button of every month in reach of the first: the month, and where it leads."""
    seen, waiting = {start}, deque([start])
    while waiting:
        page = waiting.popleft()
        for one in (one for row in rows(page, bounds) for one in row):
            yield page, one.data
            is_month = len(one.data) == len(page)
            if is_month and calendar.why_not(one.data, bounds) is None and one.data not in seen:
                seen.add(one.data)
                waiting.append(one.data)


@pytest.mark.parametrize("bounds", [PAST, AHEAD, WITHIN_A_MONTH])
def test_every_day_in_reach_can_be_walked_to_and_leads_back_to_its_month(bounds: Bounds) -> None:
    days = set()
    for page, leads_to in walk(calendar.month_of(bounds.first), bounds):
        why_not = calendar.why_not(leads_to, bounds)
        if why_not is None and (day := calendar.day_of(leads_to)):
            assert calendar.above(leads_to) == page
            assert calendar.above(page) == ""
            days.add(day)
        elif why_not is not None:
            assert why_not.key in ("calendar-no-day", "calendar-out-of-reach")
    assert len(days) == (bounds.last - bounds.first).days + 1
    assert (min(days), max(days)) == (bounds.first, bounds.last)


@pytest.mark.parametrize("bounds", [PAST, AHEAD, WITHIN_A_MONTH])
def test_months_without_a_day_in_reach_are_not_offered(bounds: Bounds) -> None:
    months = {page for page, _ in walk(calendar.month_of(bounds.last), bounds)}
    assert min(months) == calendar.month_of(bounds.first)
    assert max(months) == calendar.month_of(bounds.last)
    assert rows(min(months), bounds)[-1][0].data == ""
    assert rows(max(months), bounds)[-1][2].data == ""


def test_a_grid_has_seven_columns_beginning_on_monday() -> None:
    for page, _ in walk("2026-11", AHEAD):
        heads, *weeks, navigation = rows(page, AHEAD)
        assert [one.label.args["weekday"] for one in heads] == [0, 1, 2, 3, 4, 5, 6]
        assert {len(week) for week in weeks} == {7}
        assert len(weeks) <= 6
        assert len(navigation) == 3


def test_weekends_and_the_lands_holidays_are_marked() -> None:
    january = labels("2027-01", AHEAD)
    assert january[:6] == ["calendar-a-holiday 1", "calendar-a-weekend 2", "calendar-a-weekend 3",
                           "calendar-a-workday 4", "calendar-a-workday 5",
                           "calendar-a-holiday 6"]  # fmt: skip
    assert "calendar-a-workday 6" in labels("2027-01", AHEAD, region="BE")
    assert "calendar-a-holiday 26" in labels("2026-12", AHEAD)  # a Saturday


def test_holidays_are_named_in_the_language_of_who_asks() -> None:
    assert calendar.holidays_in("2027-01", "BY", "de") == {
        date(2027, 1, 1): "Neujahr",
        date(2027, 1, 6): "Heilige Drei Könige",
    }
    assert list(calendar.holidays_in("2027-01", "", "en").values()) == ["New Year's Day"]
    assert "Mariä Himmelfahrt" in calendar.holidays_in("2027-08", "BY", "de").values()
    assert calendar.holiday_lines(calendar.holidays_in("2027-02", "BY", "de")) == []


@pytest.mark.parametrize("bounds", [PAST, AHEAD])
def test_what_lies_beyond_is_said_with_its_bounds(bounds: Bounds) -> None:
    for page in ("1999-01", "2025-11-21", "2028-11-24", "9999-12", "9999-12-31"):
        why_not = calendar.why_not(page, bounds)
        assert why_not
        assert why_not.args == {"first": bounds.first, "last": bounds.last}


@pytest.mark.parametrize(
    "page",
    ["x", "2026", "2026-13", "2026-00", "2026-11-31", "0000-01", "20261112", "2026-W48-1",
     "202611", "2026-W0", "-2026-1", "2026-11-1", "99999-01", "-"],
)  # fmt: skip
def test_a_forged_page_is_no_page(page: str) -> None:
    with pytest.raises(Refusal, match="button-unknown"):
        calendar.why_not(page, AHEAD)


def test_data_of_a_day_fits_into_a_button() -> None:
    longest = f"f:{'9' * 18}:{'9' * 9}:d:2026-11-23"
    assert len(longest.encode()) <= 64

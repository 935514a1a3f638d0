"""The course of a case: what counts as resolved, how long it took, what was late."""

from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from bot.domain.business_hours import BusinessHours, read_hours
from bot.domain.case_course import Course
from bot.domain.targets import Target

BERLIN = ZoneInfo("Europe/Berlin")
HOURS = BusinessHours(read_hours("Mo-Fr 08:00-17:00"), BERLIN, "BY")
TARGET = Target(timedelta(hours=2), timedelta(hours=8))
MONDAY = datetime(2026, 11, 16, tzinfo=BERLIN)
A_WEEK = timedelta(days=7)
DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]


class Step(NamedTuple):
    state: str
    at: datetime


def at(words: str) -> datetime:
    """ "Tu 9", "Tu+1 9" in the week after."""
    day, hour = words.split()
    name, _, weeks = day.partition("+")
    return MONDAY + timedelta(days=DAYS.index(name) + 7 * int(weeks or 0), hours=float(hour))


def course(words: str, answered: str = "Mo 10") -> Course:
    """Of "Mo 9 new, Tu 9 resolved"."""
    parts = [one.split() for one in words.split(", ")]
    steps = [Step(state, at(f"{day} {hour}")) for day, hour, state in parts]
    return Course(steps[0].at, at(answered) if answered else None, steps)


NOW = at("Fr+1 17")
SPANS = ((MONDAY, MONDAY + A_WEEK), (MONDAY + A_WEEK, MONDAY + 2 * A_WEEK))


@pytest.mark.parametrize(
    ("words", "resolved", "hours", "late", "still_open"),
    [
        pytest.param("Mo 9 new, Tu 9 resolved", ["Tu 9", ""], 9, ["Mo 17"], [False, False],
                     id="late by an hour"),
        pytest.param("Mo 9 new, Mo 17 resolved", ["Mo 17", ""], 8, [], [False, False],
                     id="at the very last"),
        pytest.param("Mo 9 new, Mo 10 waiting, Th 10 in_progress, Th 12 resolved", ["Th 12", ""],
                     3, [], [False, False], id="the customer took their time"),
        pytest.param("Mo 9 new, Tu 8 waiting, Th 10 in_progress, Th 12 resolved", ["Th 12", ""],
                     10, ["Mo 17"], [False, False], id="late before the customer was asked"),
        pytest.param("Fr 16 new, Mo+1 9 resolved", ["", "Mo+1 9"], 2, [], [True, False],
                     id="resolved in the next week"),
        pytest.param("Tu 9 new, Tu 10 resolved, Tu+1 10 closed", ["Tu 10", ""], 1, [],
                     [False, False], id="closed by itself later"),
        pytest.param("Tu 9 new, Tu 10 resolved, We 9 in_progress", ["", ""], 1,
                     ["We 17"], [True, True], id="opened anew"),
        pytest.param("Tu 9 new, Tu 10 resolved, We 9 in_progress, We 16 resolved", ["We 16", ""],
                     8, [], [False, False], id="resolved twice in a week"),
        pytest.param("Tu 9 new, Tu 10 resolved, Mo+1 9 in_progress, Tu+1 9 resolved",
                     ["Tu 10", "Tu+1 9"], 10, ["Mo+1 17"], [False, False],
                     id="resolved in both weeks"),
        pytest.param("Mo 9 new, Tu 9 resolved, We 8 in_progress, Th 9 resolved", ["Th 9", ""],
                     19, ["Mo 17", "We 16"], [False, False], id="late each time"),
        pytest.param("Fr+1 9 new", ["", ""], None, [], [False, True], id="not late yet"),
        pytest.param("Sa 9 new, Su 23.9 resolved", ["Su 23.9", ""], 0, [], [False, False],
                     id="all on a weekend"),
    ],
)  # fmt: skip
def test_a_course_tells_when_it_was_resolved_how_long_it_took_and_what_was_late(
    words: str, resolved: list[str], hours: float | None, late: list[str], still_open: list[bool]
) -> None:
    one = course(words)
    found = [one.resolved_in(*span) for span in SPANS]
    assert found == [at(words) if words else None for words in resolved]
    assert one.late_solutions(HOURS, TARGET, NOW) == [at(words) for words in late]
    assert [one.was_open(until) for _, until in SPANS] == still_open
    if hours is not None:
        end = [step.at for step in one.steps if step.state == "resolved"][-1]
        took = one.time_until(HOURS, end)
        assert took == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("words", "answered", "late"),
    [
        pytest.param("Mo 9 new", "Mo 11", "", id="at the very last"),
        pytest.param("Mo 9 new", "Mo 11.1", "Mo 11", id="late"),
        pytest.param("Mo 16 new", "Tu 9", "", id="over night"),
        pytest.param("Mo 9 new", "", "Mo 11", id="never"),
        pytest.param("Fr+1 16 new", "", "", id="not late yet"),
        pytest.param("Mo 9 new, Mo 10 resolved, Tu 9 in_progress", "Mo 10", "",
                     id="answered by its solution, opened anew"),
    ],
)  # fmt: skip
def test_the_first_answer_is_late_once_its_time_has_passed(
    words: str, answered: str, late: str
) -> None:
    found = course(words, answered).late_answer(HOURS, TARGET, NOW)
    assert found == (at(late) if late else None)


def test_a_case_over_the_change_of_the_clocks_takes_as_long_as_it_took() -> None:
    """In autumn a night has an hour more, which a company that is open at night works."""
    always = BusinessHours(read_hours("Mo-So 00:00-24:00"), BERLIN)
    begun = datetime(2026, 10, 24, 12, tzinfo=BERLIN)
    end = datetime(2026, 10, 25, 12, tzinfo=BERLIN)
    one = Course(begun, None, [Step("new", begun), Step("resolved", end)])
    assert one.time_until(always, end) == timedelta(hours=25)
    assert one.time_until(HOURS, end) == timedelta()

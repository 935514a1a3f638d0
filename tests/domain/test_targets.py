"""Until when a complaint is to be answered and solved."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.business_hours import BusinessHours, read_hours
from bot.domain.desk import Desk
from bot.domain.targets import Target, due, moment, passed, read_targets

BERLIN = ZoneInfo("Europe/Berlin")
HOURS = BusinessHours(read_hours("Mo-Fr 08:00-12:00, 13:00-17:00"), BERLIN, "BY")
OPENED = datetime(2026, 11, 24, 9, tzinfo=BERLIN)
STEP = timedelta(minutes=10)


def h(count: float) -> timedelta:
    return timedelta(hours=count)


def tuesday(hour: float) -> datetime:
    return datetime(2026, 11, 24, tzinfo=BERLIN) + h(hour)


def test_without_pauses_a_complaint_is_due_when_its_business_time_has_passed() -> None:
    assert due(HOURS, OPENED, h(8), []) == tuesday(24 + 9)


@pytest.mark.parametrize(
    ("pauses", "hour"),
    [
        pytest.param([(10, 11)], 15, id="one"),
        pytest.param([(10, 11), (13, 14)], 16, id="two"),
        pytest.param([(13, 14), (10, 11)], 16, id="in any order"),
        pytest.param([(10, 12), (11, 11.5), (11, 14)], 17, id="overlapping"),
        pytest.param([(12, 13)], 14, id="while closed"),
        pytest.param([(8, 10)], 15, id="begun before the opening"),
        pytest.param([(7, 8)], 14, id="before the opening"),
        pytest.param([(14, 16)], 14, id="begun when it was due"),
        pytest.param([(13.5, 16)], 16.5, id="begun shortly before it was due"),
        pytest.param([(14, None)], 14, id="open, begun when it was due"),
        pytest.param([(13.5, None)], None, id="open"),
        pytest.param([(9, 10), (9.5, None)], None, id="open, begun in another"),
        pytest.param([(9, None), (9.5, 10)], None, id="open, another begun in it"),
    ],
)
def test_a_pause_puts_off_what_is_due_and_an_open_one_makes_nothing_due(
    pauses: list[tuple[float, float | None]], hour: float | None
) -> None:
    instants = [(tuesday(begin), None if end is None else tuesday(end)) for begin, end in pauses]
    expected = None if hour is None else tuesday(hour)
    assert due(HOURS, OPENED, h(4), instants) == expected
    if expected is not None:
        assert passed(HOURS, OPENED, expected, instants) == h(4)


def test_the_warning_comes_when_three_quarters_have_passed() -> None:
    pause = (tuesday(13), tuesday(14))
    assert moment(HOURS, OPENED, h(4), [], 0.75) == tuesday(12)
    assert moment(HOURS, OPENED, h(8), [pause], 0.75) == tuesday(17)
    assert moment(HOURS, OPENED, h(8), [(tuesday(16), None)], 0.75) == tuesday(16)
    assert moment(HOURS, OPENED, h(8), [(tuesday(15), None)], 0.75) is None
    assert moment(HOURS, OPENED, h(8), [pause], 1) == due(HOURS, OPENED, h(8), [pause])


steps = st.integers(0, 300)


@given(st.integers(0, 150), st.lists(st.tuples(steps, steps), max_size=5))
@settings(max_examples=60, deadline=None)
def test_what_is_due_is_what_counting_outside_the_pauses_gives(
    count: int, spans: list[tuple[int, int]]
) -> None:
    pauses = [(OPENED + begin * STEP, OPENED + (begin + more) * STEP) for begin, more in spans]
    now, left = OPENED.astimezone(UTC), count
    while left:
        wall = now.astimezone(BERLIN)
        works = wall.weekday() < 5 and wall.hour in (8, 9, 10, 11, 13, 14, 15, 16)
        left -= works and not any(begin <= now < end for begin, end in pauses)
        now += STEP
    assert due(HOURS, OPENED, count * STEP, pauses) == now


USUAL = {
    "urgent": Target(h(1), h(8)),
    "high": Target(h(4), h(16)),
    "normal": Target(h(8), h(40)),
    "low": Target(h(16), h(80)),
}


def test_a_desk_has_the_usual_targets() -> None:
    assert Desk("Nordlicht", BERLIN).targets == USUAL


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        ("urgent 1h/8h", {}),
        ("urgent 30m/1h30min; LOW 8h / 100h", {"urgent": Target(h(0.5), h(1.5)), "low": Target(h(8), h(100))}),
        ("dringend 2h/2h; hoch 3h/4h", {"urgent": Target(h(2), h(2)), "high": Target(h(3), h(4))}),
        ("niedrig 999h/999h", {"low": Target(h(999), h(999))}),
    ],
)  # fmt: skip
def test_targets_are_read_from_words_and_others_stay_as_usual(
    words: str, changed: dict[str, Target]
) -> None:
    assert read_targets(words) == USUAL | changed


@pytest.mark.parametrize(
    "words",
    [
        "",
        "urgent",
        "urgent 1h",
        "urgent 1h/",
        "urgent 1/8",
        "urgent 1d/8d",
        "urgent 0h/8h",
        "urgent -1h/8h",
        "urgent 8h/1h",
        "urgent 1h/1000h",
        "urgent 1h/8h; dringend 2h/8h",
        "urgent 1h/8h;",
        "soon 1h/8h",
        "1h/8h",
    ],
)
def test_targets_that_cannot_be_meant_are_refused(words: str) -> None:
    with pytest.raises(ValueError):
        read_targets(words)


def test_the_hours_of_a_desk_are_those_of_its_zone_and_land_also_when_these_are_replaced() -> None:
    desk = Desk("Nordlicht", BERLIN, region="BY")
    assert desk.hours.after(datetime(2026, 11, 20, 16, tzinfo=BERLIN), h(2)) == datetime(
        2026, 11, 23, 9, tzinfo=BERLIN
    )
    elsewhere = replace(desk, zone=ZoneInfo("Europe/Lisbon"), region="")
    assert (elsewhere.hours.zone, elsewhere.hours.region) == (ZoneInfo("Europe/Lisbon"), "")

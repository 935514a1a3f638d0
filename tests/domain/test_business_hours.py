"""Business time over weekends, holidays and changes of the clock."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.business_days import holidays_of
from bot.domain.business_hours import BusinessHours, read_hours
from bot.domain.desk import Desk

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)


def hours(words: str = "Mo-Fr 08:00-17:00", region: str = "BY") -> BusinessHours:
    return BusinessHours(read_hours(words), BERLIN, region)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def h(count: float) -> timedelta:
    return timedelta(hours=count)


LUNCH = hours("Mo-Do 08:00-12:00, 13:00-17:00; Fr 08:00-14:00")
ROUND_THE_CLOCK = hours("Mo-So 00:00-24:00", region="")


@pytest.mark.parametrize(
    ("company", "start", "length", "end"),
    [
        pytest.param(hours(), "2026-11-24T09:15", h(4), "2026-11-24T13:15", id="within a day"),
        pytest.param(hours(), "2026-11-27T16:00", h(4), "2026-11-30T11:00", id="over a weekend"),
        pytest.param(hours(), "2026-11-28T12:00", h(1), "2026-11-30T09:00", id="from a Saturday"),
        pytest.param(hours(), "2026-11-24T06:00", h(1), "2026-11-24T09:00", id="before opening"),
        pytest.param(
            hours(), "2026-11-24T08:00", h(9), "2026-11-24T17:00", id="to the last minute"
        ),
        pytest.param(
            hours(), "2026-11-24T17:00", h(1), "2026-11-25T09:00", id="from the last minute"
        ),
        pytest.param(hours(), "2026-11-28T12:00", h(0), "2026-11-28T12:00", id="no time at all"),
        pytest.param(
            hours(), "2026-01-05T16:00", h(2), "2026-01-07T09:00", id="Epiphany in Bavaria"
        ),
        pytest.param(
            hours(region="BE"), "2026-01-05T16:00", h(2), "2026-01-06T09:00", id="none in Berlin"
        ),
        pytest.param(hours(), "2026-12-23T16:00", h(2), "2026-12-24T09:00", id="Christmas Eve"),
        pytest.param(hours(), "2026-12-24T16:30", h(1), "2026-12-28T08:30", id="over Christmas"),
        pytest.param(LUNCH, "2026-11-24T11:30", h(1), "2026-11-24T13:30", id="over lunch"),
        pytest.param(LUNCH, "2026-11-24T11:30", h(0.5), "2026-11-24T12:00", id="up to lunch"),
        pytest.param(LUNCH, "2026-11-24T12:20", h(4), "2026-11-24T17:00", id="from lunch"),
        pytest.param(LUNCH, "2026-11-27T13:00", h(2), "2026-11-30T09:00", id="a short Friday"),
        pytest.param(
            hours("So 10:00-11:00"),
            "2026-11-23T10:00",
            h(3),
            "2026-12-13T11:00",
            id="Sundays only",
        ),
        pytest.param(
            ROUND_THE_CLOCK, "2026-10-25T00:00", h(25), "2026-10-26T00:00", id="a day of 25 hours"
        ),
        pytest.param(
            ROUND_THE_CLOCK, "2026-03-29T00:00", h(23), "2026-03-30T00:00", id="a day of 23 hours"
        ),
        pytest.param(hours(), "2026-10-23T16:00", h(2), "2026-10-26T09:00", id="over October"),
        pytest.param(hours(), "2026-03-27T16:00", h(2), "2026-03-30T09:00", id="over March"),
    ],
)
def test_business_time_passes_while_the_company_works(
    company: BusinessHours, start: str, length: timedelta, end: str
) -> None:
    due = company.after(wall(start), length)
    assert due == wall(end).astimezone(UTC)
    assert due.tzinfo is UTC
    assert company.between(wall(start), wall(end)) == length
    assert company.between(wall(end), wall(start)) == -length


@pytest.mark.parametrize(
    ("words", "day", "length"),
    [
        ("So 00:00-24:00", "2026-10-25", h(25)),
        ("So 02:00-03:00", "2026-10-25", h(2)),
        ("So 01:00-02:30", "2026-10-25", h(1.5)),
        ("So 02:30-05:00", "2026-10-25", h(3.5)),
        ("So 00:00-24:00", "2026-03-29", h(23)),
        ("So 02:00-03:00", "2026-03-29", h(0)),
        ("So 01:00-02:30", "2026-03-29", h(1)),
        ("So 02:30-05:00", "2026-03-29", h(2)),
    ],
)
def test_a_window_lasts_from_when_the_clock_first_shows_its_begin_until_it_first_shows_its_end(
    words: str, day: str, length: timedelta
) -> None:
    noon = wall(f"{day}T12:00")
    assert hours(words, "").between(noon - h(18), noon + h(18)) == length


def test_a_day_that_a_zone_leaves_out_has_no_business_time() -> None:
    apia = BusinessHours(read_hours("Mo-So 00:00-24:00"), ZoneInfo("Pacific/Apia"))
    start, end = (datetime(2011, 12, day, 12, tzinfo=apia.zone) for day in (29, 31))
    assert apia.between(start, end) == h(24)


@pytest.mark.parametrize(
    ("words", "windows"),
    [
        ("Mo-Fr 08:00-17:00", {day: [("08:00", "17:00")] for day in range(5)}),
        (" mon - TUE  8:00 – 12:30,13:00-17:00 ", {day: [("08:00", "12:30"), ("13:00", "17:00")] for day in (0, 1)}),
        ("Do 13:00-17:00; Thu 08:00-13:00", {3: [("08:00", "13:00"), ("13:00", "17:00")]}),
        ("Sat, Mi 09:00-10:00", {2: [("09:00", "10:00")], 5: [("09:00", "10:00")]}),
        ("Sa-Mo 00:00-24:00", {day: [("00:00", "00:00")] for day in (0, 5, 6)}),
        ("Sun-So 22:00-24:00", {6: [("22:00", "00:00")]}),
    ],
)  # fmt: skip
def test_hours_are_read_from_words(words: str, windows: dict[int, list[tuple[str, str]]]) -> None:
    assert read_hours(words) == {
        day: tuple((time.fromisoformat(begin), time.fromisoformat(end)) for begin, end in hours)
        for day, hours in windows.items()
    }


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ; ",
        "Mo-Fr",
        "08:00-17:00",
        "Mo-Fr 08:00",
        "Mo-Fr 08:00-17:00;",
        "Mo-Fr 08:00-17:00,",
        "Mo-Xy 08:00-17:00",
        "Mo-Di-Mi 08:00-17:00",
        "Montags 08:00-17:00",
        "Mo-Fr 8-17",
        "Mo-Fr 08:00-17:60",
        "Mo-Fr 08:00-24:01",
        "Mo-Fr 24:00-24:00",
        "Mo-Fr 17:00-08:00",
        "Mo-Fr 08:00-08:00",
        "Mo-Fr 08:00-00:00",
        "Mo-Fr 08:00-12:00, 11:59-17:00",
        "Mo-Fr 08:00-24:00, 09:00-10:00",
        "Mo-Fr 08:00-12:00; Mi 11:00-13:00",
        "Mo-Fr ٠٨:٠٠-١٧:٠٠",
    ],
)
def test_hours_that_cannot_be_meant_are_refused(words: str) -> None:
    with pytest.raises(ValueError):
        read_hours(words)


@pytest.mark.parametrize(
    "windows",
    [
        {},
        {0: []},
        {7: [(time(8), time(9))]},
        {0: [(time(9), time(8))]},
        {0: [(time(13), time(17)), (time(8), time(12))]},
        {0: [(time(8), time(12)), (time(11), time(17))]},
    ],
)
def test_a_company_that_is_never_open_or_in_disorder_is_refused(
    windows: dict[int, list[tuple[time, time]]],
) -> None:
    with pytest.raises(ValueError):
        BusinessHours(windows, BERLIN)


@pytest.mark.parametrize(
    "asked",
    [
        lambda: hours().after(wall("2026-11-24T09:00"), -MINUTE),
        lambda: hours().after(datetime(2026, 11, 24), MINUTE),  # noqa: DTZ001
        lambda: hours().between(wall("2026-11-24T09:00"), datetime(2026, 11, 24)),  # noqa: DTZ001
    ],
)
def test_a_negative_length_and_an_instant_without_a_zone_are_refused(
    asked: Callable[[], object],
) -> None:
    with pytest.raises(ValueError):
        asked()


def test_a_desk_has_the_usual_hours_of_where_it_is_and_can_be_a_key() -> None:
    desk = Desk("Nordlicht", ZoneInfo("Europe/Vienna"), region="BY")
    assert desk.hours == BusinessHours(read_hours("Mo-Fr 08:00-17:00"), desk.zone, "BY")
    assert {desk: 1}[desk] == 1


# What holds for whatever hours, wherever and whenever.

ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Berlin",
        "America/New_York",
        "Africa/Cairo",  # skips the hour from midnight
        "America/Havana",  # repeats the hour from midnight
        "Asia/Beirut",  # repeats the hour before midnight
        "Australia/Lord_Howe",  # changes by half an hour
    )
]
minutes = st.integers(0, 1440) | st.sampled_from([0, 30, 60, 90, 120, 150, 180, 1440])


def at(minute: int) -> time:
    return time(minute % 1440 // 60, minute % 60)


def paired(edges: set[int]) -> list[tuple[time, time]]:
    ordered = sorted(edges)
    return [(at(begin), at(end)) for begin, end in zip(ordered[::2], ordered[1::2], strict=False)]


days = st.sets(minutes, min_size=2, max_size=6).map(paired)
companies = st.builds(
    BusinessHours,
    st.dictionaries(st.integers(0, 6), days, min_size=1),
    st.sampled_from(ZONES),
    st.sampled_from(["", "BY", "BE"]),
)
CHANGES = [
    datetime(2026, month, day, tzinfo=UTC)
    for month, day in [(3, 8), (3, 28), (3, 29), (4, 4), (4, 23), (4, 24), (10, 3), (10, 24),
                       (10, 25), (10, 29), (10, 30), (11, 1), (12, 24)]
]  # fmt: skip
instants = st.builds(
    lambda day, minute: day + minute * MINUTE,
    st.sampled_from(CHANGES)
    | st.dates(datetime(2026, 1, 1).date(), datetime(2027, 12, 31).date()).map(  # noqa: DTZ001
        lambda day: datetime.combine(day, time(), UTC)
    ),
    st.integers(-60, 2880),
)
lengths = st.integers(0, 60 * 24).map(lambda count: count * MINUTE)


def counted(company: BusinessHours, start: datetime, end: datetime) -> timedelta:
    """Minute by minute; in a repeated hour the clock that people go by stands still."""
    passed = timedelta()
    shown = datetime(1, 1, 1)  # noqa: DTZ001
    now = start - h(3)
    while now < end:
        shown = max(shown, now.astimezone(company.zone).replace(tzinfo=None))
        closed = shown.date() in holidays_of(shown.year, company.region)
        if now >= start and not closed:
            passed += MINUTE * any(
                begin <= shown.time() and (shown.time() < end or end == time.min)
                for begin, end in company.windows.get(shown.weekday(), ())
            )
        now += MINUTE
    return passed


@given(companies, instants, st.integers(0, 1800))
@settings(max_examples=60, deadline=None)
def test_business_time_is_what_counting_minutes_gives(
    company: BusinessHours, start: datetime, span: int
) -> None:
    end = start + span * MINUTE
    assert company.between(start, end) == counted(company, start, end)


@given(companies, instants, lengths)
@settings(max_examples=100, deadline=None)
def test_after_gives_the_first_instant_at_which_the_time_has_passed(
    company: BusinessHours, start: datetime, length: timedelta
) -> None:
    due = company.after(start, length)
    assert company.between(start, due) == length
    assert due >= start
    if length:
        assert company.between(start, due - timedelta.resolution) < length


@given(companies, instants, instants, lengths, lengths)
@settings(max_examples=80, deadline=None)
def test_a_later_start_or_a_longer_time_is_never_due_sooner(
    company: BusinessHours, one: datetime, other: datetime, short: timedelta, more: timedelta
) -> None:
    sooner, later = sorted((one, other))
    assert company.after(sooner, short) <= company.after(later, short)
    assert company.after(sooner, short) <= company.after(sooner, short + more)


@given(companies, instants, instants, instants)
@settings(max_examples=40, deadline=None)
def test_business_time_adds_up(
    company: BusinessHours, one: datetime, two: datetime, three: datetime
) -> None:
    assert company.between(one, two) + company.between(two, three) == company.between(one, three)

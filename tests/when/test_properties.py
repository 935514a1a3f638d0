"""What holds for whatever is written, whenever and wherever it is read."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.texts.render import Renderer
from bot.when import Moment, Unclear, find_all, find_when, read_when
from bot.when.lexicon import lexicon
from bot.when.moments import instants_of

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [
    ZoneInfo(name)
    for name in ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland")
]
TUESDAY = datetime(2026, 11, 24, 10, 20, tzinfo=BERLIN)
LANGUAGES = ("de", "en")
RENDERER = Renderer(BERLIN)
MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
}
SECONDS = 0.2
"""Of the processor, for one call: far more than it takes, far less than anyone waits."""


def wall(text: str) -> datetime:
    """A wall clock, without a zone."""
    return datetime.fromisoformat(text)


moments = st.datetimes(wall("2016-11-25"), wall("2036-11-23")).map(
    lambda at: at.replace(second=0, microsecond=0, fold=0, tzinfo=BERLIN)
)


def month(at: date, language: str) -> str:
    return MONTHS[language].split()[at.month - 1]


def ordinal(day: int) -> str:
    ending = "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def half_day(at: datetime) -> str:
    return f"{at.hour % 12 or 12}:{at:%M} {'pm' if at.hour >= 12 else 'am'}"


def understood(text: str, language: str, now: datetime = TUESDAY) -> Moment:
    found = find_when(text, now, language)
    assert isinstance(found, Moment), (text, found)
    return found


MINUTES: Sequence[tuple[str, Callable[[datetime], str]]] = [
    ("de", lambda at: RENDERER.moment(at, "de")),
    ("de", lambda at: f"{at.day}. {month(at, 'de')} {at.year} um {at:%H:%M} Uhr"),
    ("de", lambda at: f"{at:%d.%m.%y %H.%M} Uhr"),
    ("de", lambda at: f"{at:%Y-%m-%d %H:%M}"),
    ("de", lambda at: f"am {at.day}.{at.month}.{at.year} um {at:%H:%M}"),
    ("en", lambda at: RENDERER.moment(at, "en")),
    ("en", lambda at: f"{month(at, 'en')} {ordinal(at.day)}, {at.year} at {half_day(at)}"),
    ("en", lambda at: f"{at.day} {month(at, 'en')} {at.year}, {at:%H:%M}"),
    ("en", lambda at: f"{at:%Y-%m-%dT%H:%M}"),
]
DAYS: Sequence[tuple[str, Callable[[date], str]]] = [
    ("de", lambda day: RENDERER.day(day, "de")),
    ("de", lambda day: day.isoformat()),
    ("de", lambda day: f"{day:%d.%m.%y}"),
    ("de", lambda day: f"den {day.day}. {month(day, 'de')} {day.year}"),
    ("en", lambda day: RENDERER.day(day, "en")),
    ("en", lambda day: day.isoformat()),
    ("en", lambda day: f"the {ordinal(day.day)} of {month(day, 'en')} {day.year}"),
    ("en", lambda day: f"{month(day, 'en')} {day.day}, {day.year}"),
]


@pytest.mark.parametrize(("language", "form"), MINUTES)
@settings(max_examples=60, deadline=None)
@given(at=moments)
def test_a_minute_put_into_words_is_read_back(
    language: str, form: Callable[[datetime], str], at: datetime
) -> None:
    assume(len(instants_of(at.date(), at.time(), at)) == 1)
    assume("12:00 am" not in form(at))  # which is asked: some mean noon
    found = understood(form(at), language)
    assert (found.at, found.has_time, found.grain, found.end) == (at, True, "minute", None)


@pytest.mark.parametrize(("language", "form"), DAYS)
@settings(max_examples=60, deadline=None)
@given(at=moments)
def test_a_day_put_into_words_is_read_back(
    language: str, form: Callable[[date], str], at: datetime
) -> None:
    found = understood(form(at.date()), language)
    assert (found.at.date(), found.has_time, found.grain) == (at.date(), False, "day")


@settings(max_examples=100, deadline=None)
@given(
    weeks=st.integers(0, 50),
    weekday=st.sampled_from([(3, "Donnerstag", "Thursday"), (4, "Freitag", "Friday")]),
)
def test_a_day_of_a_week_by_its_number_is_the_next_to_come(
    weeks: int, weekday: tuple[int, str, str]
) -> None:
    after_monday, german, english = weekday
    day = date(2026, 11, 23) + timedelta(weeks=weeks, days=after_monday)
    number = day.isocalendar().week
    assert understood(f"KW {number} {german}", "de").at.date() == day
    assert understood(f"{english} week {number}", "en").at.date() == day


@settings(max_examples=100, deadline=None)
@given(n=st.integers(1, 500).filter(lambda n: n != 8), now=moments)  # eight days may be a week
def test_days_and_weeks_from_now_are_counted(n: int, now: datetime) -> None:
    ahead, behind = now.date() + timedelta(days=n), now.date() - timedelta(weeks=n)
    days, weeks = ("Tag", "day") if n == 1 else ("Tagen", "days"), "week" if n == 1 else "weeks"
    assert understood(f"in {n} {days[0]}", "de", now).at.date() == ahead
    assert understood(f"vor {n} {'Woche' if n == 1 else 'Wochen'}", "de", now).at.date() == behind
    assert understood(f"in {n} {days[1]}", "en", now).at.date() == ahead
    assert understood(f"{n} {weeks} ago", "en", now).at.date() == behind


ON_THE_WALL = [
    ("de", text)
    for text in (
        "heute um 9", "morgen um halb drei", "gestern Nachmittag", "in 3 Wochen", "vor 10 Tagen",
        "in einem Monat", "Freitag", "nächsten Dienstag 15 Uhr", "letzte Woche", "KW 13 Montag",
        "29.3. um 10", "am letzten Sonntag im Oktober 14 Uhr", "Ende März", "nächstes Quartal",
        "vom 25. bis 31.10.", "Fr 10-12 Uhr", "um 12:30", "Ostermontag", "in 2 Monaten um 9 Uhr",
    )
] + [
    ("en", text)
    for text in (
        "at 9 today", "tomorrow at half past two", "yesterday afternoon", "in 3 weeks",
        "10 days ago", "in a month", "Friday", "next Tuesday 3pm", "last week", "week 13",
        "March 29 at 10am", "last Sunday of October at 2pm", "end of March", "next quarter",
        "October 25 to 31", "Fri 10-12", "at noon", "Easter Monday", "in 2 months at 9am",
    )
]  # fmt: skip
CHANGES = ["2026-03-08", "2026-03-29", "2026-04-05", "2026-09-27", "2026-10-25", "2026-11-01"]
working_hours = st.builds(
    lambda day, days, minutes: wall(day) + timedelta(days=days, minutes=minutes),
    st.sampled_from(CHANGES),
    st.integers(-3, 3),
    st.integers(7 * 60, 21 * 60),
)
"""Wall clocks about the days on which some zone changes its offset."""


def on_the_wall(found: Moment | Unclear | None) -> list[tuple[object, ...]]:
    """What is understood, without its zone."""
    if found is None:
        return []
    several = found.readings if isinstance(found, Unclear) else (found,)
    return [
        (
            one.at.replace(tzinfo=None),
            one.end and one.end.replace(tzinfo=None),
            one.grain,
            one.span,
        )
        for one in several
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=120, deadline=None)
@given(clock=working_hours, data=st.data())
def test_the_same_words_name_the_same_wall_clock_in_every_zone(
    language: str, clock: datetime, data: st.DataObject
) -> None:
    text = data.draw(st.sampled_from([text for of, text in ON_THE_WALL if of == language]))
    answers = [
        on_the_wall(find_when(text, clock.replace(tzinfo=zone), language)) for zone in ZONES
    ]
    assert answers[0], text
    assert answers == answers[:1] * len(ZONES)


@settings(max_examples=150, deadline=None)
@given(
    now=st.datetimes(wall("2026-01-01"), wall("2028-01-01"), timezones=st.just(UTC)),
    zone=st.sampled_from(ZONES),
    n=st.integers(2, 999),
)
def test_hours_and_minutes_pass_as_they_do_in_the_world(
    now: datetime, zone: ZoneInfo, n: int
) -> None:
    now = now.replace(second=0, microsecond=0)
    there = now.astimezone(zone)
    hours, minutes = timedelta(hours=n), timedelta(minutes=n)
    for text, language, expected in (
        (f"in {n} Minuten", "de", now + minutes),
        (f"vor {n} Stunden", "de", now - hours),
        (f"in {n} hours", "en", now + hours),
        (f"{n} minutes ago", "en", now - minutes),
    ):
        assert understood(text, language, there).at.astimezone(UTC) == expected, text


def words(language: str) -> st.SearchStrategy[str]:
    """Words of ours, numbers and signs in any order."""
    signs = [*".,:;/-–()!?@&+%€'\n\t\0", "..", " ", "٣", "²", "ß", "İ"]
    numbers = st.integers(0, 100).map(str) | st.sampled_from(
        ["00", "007", "2026", "9999", "1999", "31.02.", "3.12.", "15:30", "24:00", "29.2.", "12/13",
         "2026-12-03", "30.11.26", "1st", "31st", "2h", "90min", "1.000", "10-12", "q5", "kw53"]
    )  # fmt: skip
    ours = st.sampled_from([*sorted(lexicon(language).words), *sorted(lexicon(language).phrases)])
    parts = st.lists(ours | numbers | st.sampled_from(signs), max_size=12)
    return st.builds(str.join, st.sampled_from([" ", " ", ""]), parts)


instants = st.builds(
    lambda at, zone: at.replace(tzinfo=UTC).astimezone(zone),
    st.datetimes(wall("1970-01-02"), wall("2100-12-30")),
    st.sampled_from(ZONES),
)
pasts = st.sampled_from([None, True, False])


def seconds(call: Callable[[], object]) -> float:
    """Of the processor, the least of three times: a pause to collect garbage is not the call's."""
    took = []
    for _ in range(3):
        began = time.process_time()
        call()
        took.append(time.process_time() - began)
        if took[-1] < SECONDS:
            break
    return min(took)


def check(text: str, now: datetime, language: str, past: bool | None) -> None:
    """What must hold of every answer."""
    assert seconds(lambda: find_all(text, now, language, past)) < SECONDS, text
    found = find_all(text, now, language, past)
    for one in found:
        for start, end in one.spans:
            assert 0 <= start < end <= len(text)
        for moment in one.readings if isinstance(one, Unclear) else (one,):
            assert all(0 <= start < end <= len(text) for start, end in moment.spans)
            assert moment.at.tzinfo is now.tzinfo
            assert moment.end is None or moment.end.tzinfo is now.tzinfo
            assert moment.end is None or moment.end.astimezone(UTC) >= moment.at.astimezone(UTC)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=300, deadline=None)
@given(now=instants, past=pasts, data=st.data())
def test_no_words_upset_the_reader(
    language: str, now: datetime, past: bool | None, data: st.DataObject
) -> None:
    check(data.draw(words(language)), now, language, past)


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=80), now=instants, past=pasts, language=st.sampled_from(LANGUAGES))
def test_no_text_upsets_the_reader(
    text: str, now: datetime, past: bool | None, language: str
) -> None:
    check(text, now, language, past)


@settings(max_examples=60, deadline=None)
@given(text=words("de") | words("en") | st.text(max_size=30), now=instants, past=pasts)
def test_no_guess_upsets_the_reader(text: str, now: datetime, past: bool | None) -> None:
    for language in LANGUAGES:
        found = read_when(text, now, language, past)
        assert found is None or isinstance(found, Moment | Unclear)


def test_a_guess_before_the_calendar_begins_is_none() -> None:
    now = datetime(2026, 11, 26, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    assert read_when("1st1.0001st", now, "en", None) is None


ROUGH = [
    "x" * 70 + " morgen 10 Uhr " + "y" * 70,
    "\0", "morgen\0 10 Uhr", "\0" * 5000,
    " " * 5000, "\n" * 5000,
    "1" * 4096, "1 " * 2000, "1." * 2000, "1:" * 2000, "1-" * 2000, "1/1" * 1500, "12 Uhr " * 600,
    "morgen " * 600, "morgen" * 700, "tomorrow " * 450, "Mo, Di, " * 500, "in " * 1300,
    "3.12. bis " * 400, "von 9 bis " * 400, "a" * 4096, "am " + "a b " * 1000,
    "31.02.", "31.02.2026", "99.99.", "01.01.9999", "9999-12-31", "31.12.9999 23:59", "in 9999 Jahren",
    "in 99999999999999999999 Tagen", "vor 9999 Wochen", "KW 99", "25:61",
    "(" * 2000 + ")" * 2000, "[{(" * 1300, "." * 4096, "-" * 4096, "!?" * 2000, "'" * 4096,
    "😀" * 2000, "مرحبا " * 600, "İ" * 4096, "ß" * 4096, "e\u0301" * 2000, "\u202e" * 4096,
]  # fmt: skip


@pytest.mark.parametrize("text", ROUGH, ids=range(len(ROUGH)))
def test_rough_input_is_done_with_at_once(text: str) -> None:
    read_when("morgen halb drei oder aufgewärmt", TUESDAY, "de")
    read_when("warmed up", TUESDAY, "en")
    for language in LANGUAGES:
        assert seconds(lambda language=language: read_when(text, TUESDAY, language)) < SECONDS
        check(text, TUESDAY, language, None)
        check(text, TUESDAY, language, True)


@pytest.mark.parametrize(
    ("text", "year"),
    [("war in KW 53 bei Huber", 2026), ("was at Huber's in week 53", 2025), ("Q4 9999", 2026),
     ("Winter 9999", 2026), ("um anderthalb dreißig", 2026)],
)  # fmt: skip
def test_what_upset_the_reader_once_does_not_again(text: str, year: int) -> None:
    for language in LANGUAGES:
        check(text, TUESDAY.replace(year=year), language, None)

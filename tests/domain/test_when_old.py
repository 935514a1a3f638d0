import subprocess
import sys
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.when import Moment, Unclear, find_when, read_when

BERLIN = ZoneInfo("Europe/Berlin")
TUESDAY = datetime(2026, 11, 24, 10, 20, tzinfo=BERLIN)


def readings(text: str, past: bool | None = None, language: str = "de") -> list[str]:
    """What is understood: a day, or a day with its time; several where it is unclear."""
    found = read_when(text, TUESDAY, language, past)
    moments = () if found is None else found.readings if isinstance(found, Unclear) else (found,)
    return [
        moment.at.strftime("%d.%m.%Y %H:%M" if moment.has_time else "%d.%m.%Y")
        for moment in moments
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("heute", "24.11.2026"),
        ("gestern", "23.11.2026"),
        ("vorgestern", "22.11.2026"),
        ("morgen", "25.11.2026"),
        ("übermorgen", "26.11.2026"),
        ("gestern 15 Uhr", "23.11.2026 15:00"),
        ("gestern  15 Uhr 30", "23.11.2026 15:30"),
        ("gestern um drei", "23.11.2026 15:00"),
        ("gestern um halb drei", "23.11.2026 14:30"),
        ("um 15 Uhr", "24.11.2026 15:00"),
        ("15:30", "24.11.2026 15:30"),
        ("morgen um 8", "25.11.2026 08:00"),
        ("morgen um zwölf", "25.11.2026 12:00"),
        ("morgen viertel nach drei", "25.11.2026 15:15"),
        ("morgen viertel vor 4", "25.11.2026 15:45"),
        ("morgen dreiviertel neun", "25.11.2026 08:45"),
        ("morgen halb eins", "25.11.2026 12:30"),
        ("morgen früh um 7", "25.11.2026 07:00"),
        ("morgen Abend um 7", "25.11.2026 19:00"),
        ("morgen um 3 am Nachmittag", "25.11.2026 15:00"),
        ("um 3 am Freitag", "27.11.2026 15:00"),
        ("Freitag", "27.11.2026"),
        ("am Montag", "30.11.2026"),
        ("am Fr", "27.11.2026"),
        ("kommenden Freitag", "27.11.2026"),
        ("nächsten Dienstag", "01.12.2026"),
        ("nächsten Montag", "30.11.2026"),
        ("letzten Dienstag", "17.11.2026"),
        ("letzten Freitag", "20.11.2026"),
        ("Freitag in 2 Wochen", "11.12.2026"),
        ("nächste Woche Dienstag", "01.12.2026"),
        ("Dienstag nächste Woche 9 Uhr", "01.12.2026 09:00"),
        ("heute in 2 Wochen", "08.12.2026"),
        ("in 2 Wochen", "08.12.2026"),
        ("in zwei Wochen", "08.12.2026"),
        ("in 14 Tagen", "08.12.2026"),
        ("in vierzehn Tagen", "08.12.2026"),
        ("in einem Monat", "24.12.2026"),
        ("in 3 Monaten um 9 Uhr", "24.02.2027 09:00"),
        ("in 2 Stunden", "24.11.2026 12:20"),
        ("in 30 Minuten", "24.11.2026 10:50"),
        ("vor 3 Tagen", "21.11.2026"),
        ("nächste Woche", "30.11.2026"),
        ("nächsten Monat", "01.12.2026"),
        ("am 3.12.", "03.12.2026"),
        ("3.12.2026", "03.12.2026"),
        ("3.12.26", "03.12.2026"),
        ("am 3.12. um halb drei", "03.12.2026 14:30"),
        ("3. Dezember", "03.12.2026"),
        ("3. Dezember 2027, 15 Uhr", "03.12.2027 15:00"),
        ("15. März", "15.03.2027"),
        ("2026-12-03", "03.12.2026"),
        ("Freitag, 27.11.", "27.11.2026"),
        ("Freitag, den 27.11.2026 um 14 Uhr", "27.11.2026 14:00"),
        ("am 15.", "15.12.2026"),
        ("am 31.", "31.12.2026"),
        ("29.2.", "29.02.2028"),
        ("20.11. ca. 14.00 Uhr", "20.11.2027 14:00"),
        ("25.11. ab 16:11", "25.11.2026 16:11"),
    ],
)
def test_german_phrases(text: str, expected: str) -> None:
    assert readings(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "24.11.2026"),
        ("yesterday", "23.11.2026"),
        ("tomorrow", "25.11.2026"),
        ("the day after tomorrow", "26.11.2026"),
        ("the day before yesterday", "22.11.2026"),
        ("tomorrow 3pm", "25.11.2026 15:00"),
        ("tomorrow at 3", "25.11.2026 15:00"),
        ("tomorrow at 7 a.m.", "25.11.2026 07:00"),
        ("tomorrow at 7 in the evening", "25.11.2026 19:00"),
        ("half past three", "24.11.2026 15:30"),
        ("tomorrow at quarter to ten", "25.11.2026 09:45"),
        ("yesterday at half past three", "23.11.2026 15:30"),
        ("tomorrow at 3 o'clock", "25.11.2026 15:00"),
        ("on Friday", "27.11.2026"),
        ("on Fri", "27.11.2026"),
        ("last Friday", "20.11.2026"),
        ("next Tuesday", "01.12.2026"),
        ("in a week", "01.12.2026"),
        ("in two weeks", "08.12.2026"),
        ("two weeks from now", "08.12.2026"),
        ("2 days ago", "22.11.2026"),
        ("in an hour", "24.11.2026 11:20"),
        ("next week", "30.11.2026"),
        ("next week on Tuesday", "01.12.2026"),
        ("on 3 Dec", "03.12.2026"),
        ("Dec 3rd, 2026", "03.12.2026"),
        ("the 3rd of December", "03.12.2026"),
        ("on the 15th", "15.12.2026"),
        ("13/12/2026", "13.12.2026"),
        ("2026-12-03 3pm", "03.12.2026 15:00"),
    ],
)
def test_english_phrases(text: str, expected: str) -> None:
    assert readings(text, language="en") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dienstag", ["24.11.2026", "01.12.2026"]),
        ("nächsten Freitag", ["27.11.2026", "04.12.2026"]),
        ("letzten Montag", ["23.11.2026", "16.11.2026"]),
        ("morgen um sieben", ["25.11.2026 07:00", "25.11.2026 19:00"]),
        ("morgen halb sieben", ["25.11.2026 06:30", "25.11.2026 18:30"]),
        ("half three", ["24.11.2026 15:30", "24.11.2026 14:30"]),
        ("Montag, 27.11.", ["27.11.2026", "30.11.2026"]),
        ("3/12/2026", ["03.12.2026", "12.03.2026"]),
        (
            "letzte Woche",
            ["16.11.2026", "17.11.2026", "18.11.2026", "19.11.2026", "20.11.2026"],
        ),
    ],
)
def test_what_may_mean_several_things_gives_them_all(text: str, expected: list[str]) -> None:
    assert readings(text) == expected


def test_an_hour_of_today_that_is_past_is_asked() -> None:
    found = read_when("heute um 9", TUESDAY, "de")
    assert isinstance(found, Unclear)
    assert readings("heute um 9", past=True) == ["24.11.2026 09:00"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Freitag", ["20.11.2026"]),
        ("Dienstag", ["24.11.2026", "17.11.2026"]),
        ("am 3.12.", ["03.12.2025"]),
        ("am 15.", ["15.11.2026"]),
        ("heute um 7", ["24.11.2026 07:00"]),
        ("um 15 Uhr", ["23.11.2026 15:00"]),
    ],
)
def test_what_happened_lies_behind(text: str, expected: list[str]) -> None:
    assert readings(text, past=True) == expected


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("War gestern um drei bei Müller, Angebot besprochen", "gestern um drei"),
        ("Bitte am 3.12. um 15 Uhr nochmal anrufen", "am 3.12. um 15 Uhr"),
        ("will Freitag, den 27.11. 500 Paletten", "Freitag, den 27.11."),
        ("um halb drei gestern da gewesen", "um halb drei gestern"),
        ("call back next Tuesday at 3pm please", "next Tuesday at 3pm"),
        ("Preis um 10 Prozent gesenkt, gestern", "gestern"),
        ("gestern um ein Angebot gebeten", "gestern"),
        ("gestern um 10 Paletten erhöht", "gestern"),
        ("Seit Montag kaputt, gestern gemeldet", "gestern"),
    ],
)
def test_a_moment_is_found_within_a_sentence(text: str, named: str) -> None:
    found = find_when(text, TUESDAY, "en" if "call" in text else "de")
    assert found is not None
    moment = found if isinstance(found, Moment) else found.readings[0]
    assert text[slice(*moment.span)] == named


@pytest.mark.parametrize(
    "text",
    ["", "asdf", "500 Paletten", "0171 23", "10234", "Guten Morgen", "freitags", "1,5 t",
     "Ende nächster Woche", "übernächsten Dienstag", "in 2-3 Wochen", "jeden Montag",
     "Preis um 10 Prozent", "19/09 at 9:15 PM", "half an hour from now", "der März GmbH"],
)  # fmt: skip
def test_what_the_rules_do_not_understand_they_leave_alone(text: str) -> None:
    assert find_when(text, TUESDAY, "de") is None


@pytest.mark.parametrize(
    "text",
    ["9999-01-01", "01.01.9999", "31.02.", "31.02.2026", "00.00.", "99.99.", "am 32.",
     "2026-13-40", "morgen\0 10 Uhr", "\0", "25:00", "in 999 Jahren", "1" * 4096, " " * 4096,
     "morgen" * 700, "😀" * 64, "مرحبا", "<b>x</b>"],
)  # fmt: skip
def test_nonsense_is_refused_at_once(text: str) -> None:
    read_when("aufgewärmt", TUESDAY, "de")
    start = time.perf_counter()
    assert readings(text) == []
    assert readings(text, language="en") == []
    assert time.perf_counter() - start < 1


def test_a_time_that_spring_skips_does_not_exist() -> None:
    assert readings("am 28.3.2027 um 2:30") == []
    assert readings("am 28.3.2027 um 3:30") == ["28.03.2027 03:30"]


def test_a_time_that_autumn_repeats_is_asked() -> None:
    found = read_when("am 31.10.2027 um 2:30", TUESDAY, "de")
    assert isinstance(found, Unclear)
    offsets = [moment.at.utcoffset() for moment in found.readings]
    assert offsets == [timedelta(hours=2), timedelta(hours=1)]


def test_hours_pass_on_the_clock_of_the_world_not_of_the_wall() -> None:
    eve = datetime(2027, 3, 28, 1, 30, tzinfo=BERLIN)
    found = find_when("in 2 Stunden", eve, "de")
    assert isinstance(found, Moment)
    assert found.at == datetime(2027, 3, 28, 4, 30, tzinfo=BERLIN)
    days = find_when("in 2 Wochen", eve, "de")
    assert isinstance(days, Moment)
    assert days.at == datetime(2027, 4, 11, 1, 30, tzinfo=BERLIN)


def test_a_month_later_is_clamped_to_its_last_day() -> None:
    january = datetime(2027, 1, 31, 9, tzinfo=BERLIN)
    found = find_when("in einem Monat", january, "de")
    assert isinstance(found, Moment)
    assert found.at == datetime(2027, 2, 28, 9, tzinfo=BERLIN)


def test_a_day_without_a_time_keeps_the_clock_and_says_so() -> None:
    found = find_when("gestern", TUESDAY, "de")
    assert found == Moment(TUESDAY - timedelta(days=1), has_time=False, span=(0, 7))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24/12", "24.12.2026"),
        ("in 1,5 Stunden", "24.11.2026 11:50"),
        ("24 12 2026", "24.12.2026"),
    ],
)
def test_a_phrase_only_dateparser_knows_is_a_suggestion(text: str, expected: str) -> None:
    assert isinstance(read_when(text, TUESDAY, "de"), Unclear)
    assert readings(text) == [expected]
    assert find_when(text, TUESDAY, "de") is None


@pytest.mark.parametrize("text", ["10", "Dezember 2026", "huber", "müller gmbh", "24/12 huber"])
def test_what_does_not_name_a_day_is_not_guessed_at(text: str) -> None:
    assert readings(text) == []


def test_dateparser_is_loaded_only_when_the_rules_fail() -> None:
    code = """
import sys
from datetime import UTC, datetime
from bot.when import read_when
now = datetime(2026, 11, 24, tzinfo=UTC)
read_when("morgen um drei", now, "de")
read_when("Guten Tag " * 50, now, "de")
sys.exit("dateparser" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


SAID = (
    "am um in vor 3 15 12. 3.12. 31.2. morgen gestern Freitag nächste Woche letzten halb drei Uhr "
    "15:30 pm 2 Wochen Monaten Jahren Dezember 2026 9999 at on half past next week , ) \0 ٣ früh "
    "Stunden 999 2026-12-03 29.3.2026 2:30"
)
WORDS = st.sampled_from(SAID.split())
INSTANTS = st.datetimes(
    min_value=TUESDAY.replace(year=2000, tzinfo=None),
    max_value=TUESDAY.replace(year=2100, tzinfo=None),
    timezones=st.just(BERLIN),
)


@given(st.lists(WORDS, max_size=8).map(" ".join) | st.text(max_size=80), INSTANTS, st.booleans())
def test_no_text_upsets_the_reader_and_spans_lie_inside(
    text: str, now: datetime, past: bool
) -> None:
    for language in ("de", "en"):
        found = find_when(text, now, language, past)
        moments = found.readings if isinstance(found, Unclear) else (found,) if found else ()
        for moment in moments:
            assert 0 <= moment.span[0] < moment.span[1] <= len(text)
            assert moment.at.tzinfo is BERLIN
            assert abs(moment.at.year - now.year) <= 21


@given(st.lists(WORDS, max_size=4).map(" ".join) | st.text(max_size=30))
def test_no_guess_upsets_the_reader(text: str) -> None:
    read_when(text, TUESDAY, "de")

import json
import subprocess
import sys
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.when import Moment, Unclear, find_all, find_when, read_when
from tests.when.reading import BERLIN, TUESDAY, of, understood, written


def readings(
    text: str, language: str = "de", now: datetime = TUESDAY, past: bool | None = None
) -> list[str]:
    return of(read_when(text, now, language, past))


def asked(text: str, language: str = "de", now: datetime = TUESDAY) -> list[str]:
    """The readings of a question."""
    found = find_when(text, now, language)
    assert isinstance(found, Unclear), found
    return of(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("heute", "24.11.2026"),
        ("vorgestern", "22.11.2026"),
        ("übermorgen", "26.11.2026"),
        ("gestern  15 Uhr 30", "23.11.2026 15:30"),
        ("gestern um drei", "23.11.2026 15:00"),
        ("gestern um halb drei", "23.11.2026 14:30"),
        ("um 15 Uhr", "24.11.2026 15:00"),
        ("morgen um 8", "25.11.2026 08:00"),
        ("morgen um zwölf", "25.11.2026 12:00"),
        ("morgen viertel nach drei", "25.11.2026 15:15"),
        ("morgen viertel vor 4", "25.11.2026 15:45"),
        ("morgen dreiviertel neun", "25.11.2026 08:45"),
        ("morgen halb eins", "25.11.2026 12:30"),
        ("morgen früh um 7", "25.11.2026 07:00"),
        ("morgen Abend um 7", "25.11.2026 19:00"),
        ("um 3 am Freitag", "27.11.2026 15:00"),
        ("Freitag", "27.11.2026"),
        ("am Fr", "27.11.2026"),
        ("kommenden Freitag", "27.11.2026"),
        ("nächsten Dienstag", "01.12.2026"),
        ("nächsten Montag", "30.11.2026"),
        ("letzten Dienstag", "17.11.2026"),
        ("letzten Freitag", "20.11.2026"),
        ("übernächsten Dienstag", "01.12.2026"),
        ("Freitag in 2 Wochen", "11.12.2026"),
        ("Dienstag nächste Woche 9 Uhr", "01.12.2026 09:00"),
        ("KW 48 Donnerstag", "26.11.2026"),
        ("heute in 2 Wochen", "08.12.2026"),
        ("in vierzehn Tagen", "08.12.2026"),
        ("in einem Monat", "24.12.2026"),
        ("in 3 Monaten um 9 Uhr", "24.02.2027 09:00"),
        ("in 2 Stunden", "24.11.2026 12:20"),
        ("in 1,5 Stunden", "24.11.2026 11:50"),
        ("vor 3 Tagen", "21.11.2026"),
        ("vor 2000 Stunden", "02.09.2026 03:20"),
        ("Anfang Dezember", "01.12.2026"),
        ("Anf. Dez.", "01.12.2026"),
        ("am 3.12. um halb drei", "03.12.2026 14:30"),
        ("3.12.26", "03.12.2026"),
        ("3/12/2026", "03.12.2026"),
        ("24/12", "24.12.2026"),
        ("3. Dezember 2027, 15 Uhr", "03.12.2027 15:00"),
        ("15. März", "15.03.2027"),
        ("2026-12-03", "03.12.2026"),
        ("Freitag, den 27.11.2026 um 14 Uhr", "27.11.2026 14:00"),
        ("am 15.", "15.12.2026"),
        ("am 31.", "31.12.2026"),
        ("29.2.", "29.02.2028"),
        ("20.11. ca. 14.00 Uhr", "20.11.2027 14:00"),
        ("25.11. ab 16:11", "25.11.2026 16:11"),
        ("Ende nächster Woche", "04.12.2026"),
        ("nächste Woche", "30.11.2026 – 06.12.2026"),
        ("nächsten Monat", "01.12.2026 – 31.12.2026"),
        ("Dezember 2026", "01.12.2026 – 31.12.2026"),
        ("vom 28.12. bis 5.1.", "28.12.2026 – 05.01.2027"),
        ("Fr 10-12 Uhr", "27.11.2026 10:00 – 27.11.2026 12:00"),
    ],
)
def test_german_phrases(text: str, expected: str) -> None:
    assert readings(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the day after tomorrow", "26.11.2026"),
        ("the day before yesterday", "22.11.2026"),
        ("tomorrow 3pm", "25.11.2026 15:00"),
        ("tomorrow at 3", "25.11.2026 15:00"),
        ("tomorrow at 7 a.m.", "25.11.2026 07:00"),
        ("tomorrow at 7 in the evening", "25.11.2026 19:00"),
        ("half past three", "24.11.2026 15:30"),
        ("tomorrow at quarter to ten", "25.11.2026 09:45"),
        ("tomorrow at 3 o'clock", "25.11.2026 15:00"),
        ("on Fri", "27.11.2026"),
        ("last Friday", "20.11.2026"),
        ("next Tuesday", "01.12.2026"),
        ("in a week", "01.12.2026"),
        ("two weeks from now", "08.12.2026"),
        ("2 days ago", "22.11.2026"),
        ("in an hour", "24.11.2026 11:20"),
        ("half an hour from now", "24.11.2026 10:50"),
        ("next week on Tuesday", "01.12.2026"),
        ("on 3 Dec", "03.12.2026"),
        ("Dec 3rd, 2026", "03.12.2026"),
        ("the 3rd of December", "03.12.2026"),
        ("on the 15th", "15.12.2026"),
        ("13/12/2026", "13.12.2026"),
        ("12/13/2026", "13.12.2026"),
        ("2026-12-03 3pm", "03.12.2026 15:00"),
        ("last week", "16.11.2026 – 22.11.2026"),
        ("Fri 10-12", "27.11.2026 10:00 – 27.11.2026 12:00"),
    ],
)
def test_english_phrases(text: str, expected: str) -> None:
    assert readings(text, "en") == [expected]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Dienstag", "de", ["24.11.2026", "01.12.2026"]),
        ("nächsten Freitag", "de", ["27.11.2026", "04.12.2026"]),
        ("next Friday", "en", ["27.11.2026", "04.12.2026"]),
        ("letzten Montag", "de", ["23.11.2026", "16.11.2026"]),
        ("morgen um sieben", "de", ["25.11.2026 07:00", "25.11.2026 19:00"]),
        ("morgen halb sieben", "de", ["25.11.2026 06:30", "25.11.2026 18:30"]),
        ("half three", "en", ["24.11.2026 15:30", "24.11.2026 14:30"]),
        ("Montag, 27.11.", "de", ["27.11.2026", "30.11.2026"]),
        ("So, 30.11.2026", "de", ["30.11.2026", "29.11.2026"]),
        ("Monday, 27 Nov", "en", ["27.11.2026", "30.11.2026"]),
        ("3/12/2026", "en", ["03.12.2026", "12.03.2026"]),
    ],
)
def test_what_may_mean_several_things_is_asked(
    text: str, language: str, expected: list[str]
) -> None:
    assert asked(text, language) == expected


def test_a_week_is_a_week_to_its_sunday() -> None:
    week = understood("letzte Woche")
    assert (week.grain, written(week)) == ("week", "16.11.2026 – 22.11.2026")


@pytest.mark.parametrize(("text", "language"), [("heute um 9", "de"), ("at 9 today", "en")])
def test_an_hour_of_today_that_is_past_is_asked(text: str, language: str) -> None:
    assert asked(text, language)[0] == "24.11.2026 09:00"
    assert readings(text, language, past=True) == ["24.11.2026 09:00"]


@pytest.mark.parametrize(("text", "language"), [("jeden Montag", "de"), ("every Monday", "en")])
def test_what_comes_again_and_again_is_asked(text: str, language: str) -> None:
    assert asked(text, language) == ["30.11.2026"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Freitag", ["20.11.2026"]),
        ("am 3.12.", ["03.12.2025"]),
        ("am 15.", ["15.11.2026"]),
        ("heute um 7", ["24.11.2026 07:00"]),
        ("um 15 Uhr", ["23.11.2026 15:00"]),
    ],
)
def test_what_happened_lies_behind(text: str, expected: list[str]) -> None:
    assert readings(text, past=True) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Freitag bei Huber", "de", "27.11.2026"),
        ("Freitag war ich bei Huber", "de", "20.11.2026"),
        ("am 3.12. bei Huber gewesen", "de", "03.12.2025"),
        ("Freitag wäre mir recht", "de", "27.11.2026"),
        ("call Huber on Friday", "en", "27.11.2026"),
        ("was at Huber's on Friday", "en", "20.11.2026"),
    ],
)
def test_a_verb_in_the_past_turns_the_direction(text: str, language: str, expected: str) -> None:
    assert readings(text, language) == [expected]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("half past three tomorrow", "de", "25.11.2026 15:30"),
        ("übermorgen um halb drei", "en", "26.11.2026 14:30"),
    ],
)
def test_the_other_language_is_understood_too(text: str, language: str, expected: str) -> None:
    assert readings(text, language) == [expected]


@pytest.mark.parametrize(
    "text",
    ["", "asdf", "500 Paletten", "0171 23", "10234", "Guten Morgen", "1,5 t", "10",
     "Preis um 10 Prozent", "der März GmbH", "Herr Mai", "Frau Freitag will 12 Kartons",
     "Auftrag 4711", "Angebot 2026-118"],
)  # fmt: skip
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert find_when(text, TUESDAY, "de") is None


@pytest.mark.parametrize(
    "text",
    ["9999-01-01", "01.01.9999", "31.02.", "31.02.2026", "00.00.", "99.99.", "am 32.",
     "2026-13-40", "25:00", "in 999 Jahren", "Weihnachten 9999", "Q4 9999", "Sommer 9999"],
)  # fmt: skip
def test_no_such_time_has_no_reading(text: str) -> None:
    for language in ("de", "en"):
        assert readings(text, language) == []


@pytest.mark.parametrize("text", ["\0", "morgen\0 10 Uhr", "morgen 10 Uhr\0", "\0morgen"])
def test_a_text_with_a_nul_names_no_time(text: str) -> None:
    assert find_all(text, TUESDAY, "de") == []
    assert read_when(text, TUESDAY, "de") is None


def test_a_time_that_spring_skips_does_not_exist() -> None:
    assert asked("28.03.2027 02:30") == []
    assert readings("28.03.2027 03:30") == ["28.03.2027 03:30"]


def test_a_time_that_autumn_repeats_is_asked() -> None:
    found = find_when("31.10.2027 02:30", TUESDAY, "de")
    assert isinstance(found, Unclear)
    offsets = [one.at.utcoffset() for one in found.readings]
    assert offsets == [timedelta(hours=2), timedelta(hours=1)]


@pytest.mark.parametrize(("text", "language"), [("in 2 Stunden", "de"), ("in 120 minutes", "en")])
@pytest.mark.parametrize(
    "now", [datetime(2027, 3, 28, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)]
)
def test_hours_pass_on_the_clock_of_the_world(text: str, language: str, now: datetime) -> None:
    found = understood(text, language, now.astimezone(BERLIN))
    assert found.at.astimezone(UTC) == now + timedelta(hours=2)
    assert found.at.tzinfo is BERLIN


def test_days_pass_on_the_clock_of_the_wall() -> None:
    eve = datetime(2027, 3, 28, 1, 30, tzinfo=BERLIN)
    assert understood("in 2 Wochen", now=eve).at == datetime(2027, 4, 11, 1, 30, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("in einem Monat", "28.02.2027"), ("in 13 Monaten", "29.02.2028"), ("vor 2 Monaten", "30.11.2026")],
)  # fmt: skip
def test_a_month_later_is_clamped_to_its_last_day(text: str, expected: str) -> None:
    assert readings(text, now=datetime(2027, 1, 31, 9, tzinfo=BERLIN)) == [expected]


def test_a_day_without_a_time_keeps_the_clock_and_says_so() -> None:
    yesterday = Moment(TUESDAY - timedelta(days=1), has_time=False, span=(0, 7))
    assert understood("gestern") == yesterday


@pytest.mark.parametrize(
    ("text", "has_day"), [("15:30", False), ("um halb drei", False), ("morgen 15:30", True)]
)
def test_a_bare_clock_names_no_day(text: str, has_day: bool) -> None:
    assert understood(text).has_day is has_day


@pytest.mark.parametrize(
    ("text", "hour"), [("morgen früh", time(8)), ("morgen Nachmittag", time(14))]
)
def test_a_part_of_the_day_begins_with_an_hour(text: str, hour: time) -> None:
    found = understood(text)
    assert (found.grain, found.has_time) == ("hour", True)
    assert abs(found.at.hour - hour.hour) <= 2


def test_a_phrase_only_dateparser_knows_is_a_suggestion() -> None:
    assert find_when("24 12 2026", TUESDAY, "de") is None
    found = read_when("24 12 2026", TUESDAY, "de")
    assert isinstance(found, Unclear)
    assert of(found) == ["24.12.2026"]


def test_dateparser_is_loaded_only_when_the_rules_find_nothing() -> None:
    script = """
import json, sys
from datetime import UTC, datetime
from bot.when import read_when
loaded = []
for text in ("morgen um drei", "31.02.", "Dienstag", "Guten Tag " * 50, "24 12 2026"):
    read_when(text, datetime(2026, 11, 24, tzinfo=UTC), "de")
    loaded.append("dateparser" in sys.modules)
print(json.dumps(loaded))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert json.loads(done.stdout) == [False, False, False, False, True]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Freitag 10 Uhr oder Montag 11 Uhr", "de", ["27.11.2026 10:00", "30.11.2026 11:00"]),
        ("Freitag um 10 oder um 11", "de", ["27.11.2026 10:00", "27.11.2026 11:00"]),
        ("morgen um 14 Uhr und Freitag um 9", "de", ["25.11.2026 14:00", "27.11.2026 09:00"]),
        ("Dezember oder Januar", "de", ["01.12.2026 – 31.12.2026", "01.01.2027 – 31.01.2027"]),
        ("4. oder 5.12.", "de", ["05.12.2026"]),
        ("Freitag zehn", "de", ["27.11.2026"]),
        ("Fr, 10", "de", ["27.11.2026"]),
        ("tomorrow five", "en", ["25.11.2026"]),
        ("morgen 12:75", "de", ["25.11.2026"]),
        ("nicht am Freitag", "de", ["27.11.2026"]),
        ("gestern Nacht um 2", "de", ["24.11.2026 02:00", "23.11.2026 02:00"]),
    ],
)
def test_alternatives_denials_and_what_is_left_unread_are_asked(
    text: str, language: str, expected: list[str]
) -> None:
    assert asked(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("nicht Freitag, sondern Montag", "de", "30.11.2026"),
        ("drei viertel drei", "de", "24.11.2026 14:45"),
        ("ten thirty Monday", "en", "30.11.2026 10:30"),
        ("Montag nach Ostern", "de", "05.04.2027"),
        ("last day of the month", "en", "30.11.2026"),
    ],
)
def test_what_looks_alike_is_told_apart(text: str, language: str, expected: str) -> None:
    assert readings(text, language=language) == [expected]

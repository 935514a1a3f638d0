"""A time without a day counts on the day in hand; one with a day of its own does not."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.domain.on_day import read_on_day
from bot.domain.refusal import Refusal
from bot.when import Moment

BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2026, 11, 12)


def at(words: str, day: date = DAY, *, past: bool = True, language: str = "de") -> list[str]:
    found = read_on_day(words, day, BERLIN, language, past=past)
    if found is None:
        return []
    moments = (found,) if isinstance(found, Moment) else found.readings
    return [f"{one.at:%d.%m. %H:%M %z}" for one in moments]


@pytest.mark.parametrize("past", [True, False])
@pytest.mark.parametrize("words", ["14:30", "14.30 Uhr", "um 14:30", "halb drei", "Um halb drei"])
def test_a_time_alone_is_on_that_day(words: str, past: bool) -> None:
    assert at(words, past=past) == ["12.11. 14:30 +0100"]


def test_an_english_time_alone_is_on_that_day() -> None:
    assert at("at 3 pm", language="en") == ["12.11. 15:00 +0100"]


def test_a_time_that_may_be_two_keeps_both() -> None:
    assert at("um sieben") == ["12.11. 07:00 +0100", "12.11. 19:00 +0100"]


@pytest.mark.parametrize(
    "words",
    ["gestern 15 Uhr", "heute 15 Uhr", "heute", "Montag 9 Uhr", "Dienstag", "20.11. 9:30", "",
     "vor einer Stunde", "in 2 Stunden", "today at 3 pm", "this morning at 9", "ja", "12.11."],
)  # fmt: skip
def test_words_that_name_a_day_themselves_are_not_for_that_day(words: str) -> None:
    assert at(words) == []
    assert at(words, past=False) == []


def test_an_hour_that_spring_skips_is_refused_and_one_that_autumn_repeats_is_two() -> None:
    with pytest.raises(Refusal, match="calendar-no-such-hour"):
        at("2:30", date(2026, 3, 29))
    assert at("2:30", date(2026, 10, 25)) == ["25.10. 02:30 +0200", "25.10. 02:30 +0100"]
    assert at("3:30", date(2026, 3, 29)) == ["29.03. 03:30 +0200"]

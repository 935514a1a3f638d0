"""Where in a text its times stand, so that the rest can be kept."""

import pytest

from bot.when import Moment, Unclear, find_all, find_when
from tests.when.reading import TUESDAY, of, understood, written


def rest(text: str, found: Moment | Unclear) -> str:
    """The text without the pieces that say the time."""
    for start, end in sorted(found.spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Müller Do 15:30 Angebot besprechen", "Müller Angebot besprechen"),
        ("War gestern um drei bei Müller", "War bei Müller"),
        ("Bitte am 3.12. um 15 Uhr nochmal anrufen", "Bitte nochmal anrufen"),
        ("will Freitag, den 27.11. 500 Paletten", "will 500 Paletten"),
        ("um halb drei gestern da gewesen", "da gewesen"),
        ("Preis um 10 Prozent gesenkt, gestern", "Preis um 10 Prozent gesenkt,"),
        ("gestern um ein Angebot gebeten", "um ein Angebot gebeten"),
        ("gestern um 10 Paletten erhöht", "um 10 Paletten erhöht"),
        ("Wir liefern am 15. wieder", "Wir liefern wieder"),
        ("Huber So, 29.11.2026, 14:30", "Huber"),
        ("İstanbul Çay morgen anrufen", "İstanbul Çay anrufen"),
    ],
)
def test_the_text_without_its_time_is_left(text: str, left: str) -> None:
    assert rest(text, understood(text)) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("call back next Tuesday at 3pm please", "call back please"),
        ("ring Miller at 3pm on Friday", "ring Miller"),
    ],
)
def test_the_english_text_without_its_time_is_left(text: str, left: str) -> None:
    assert rest(text, understood(text, "en")) == left


def test_a_day_and_a_clock_apart_are_one_time_of_two_pieces() -> None:
    text = "Freitag mit Müller um 10"
    found = understood(text)
    assert written(found) == "27.11.2026 10:00"
    assert [text[start:end] for start, end in found.spans] == ["Freitag", "um 10"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("gestern 15 Uhr bei Huber, Wiedervorlage in 2 Wochen", "de",
         [["23.11.2026 15:00"], ["08.12.2026"]]),
        ("War Montag bei Huber; nächsten Dienstag 9 Uhr wieder", "de",
         [["23.11.2026"], ["01.12.2026 09:00"]]),
        ("saw Huber yesterday at 3, call him back in two weeks", "en",
         [["23.11.2026 15:00"], ["08.12.2026"]]),
    ],
)  # fmt: skip
def test_several_times_of_a_message_are_told_apart(
    text: str, language: str, expected: list[list[str]]
) -> None:
    found = find_all(text, TUESDAY, language)
    assert [of(one) for one in found] == expected
    assert of(find_when(text, TUESDAY, language)) == expected[0]

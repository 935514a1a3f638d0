"""The filter's function: whatever a line is, one answer."""

import json
from typing import Any

import pytest

from bot.when.lines import answers


def line(text: Any, **more: Any) -> str:
    return json.dumps({"id": "1", "text": text, "now": "2026-11-24T10:20", "lang": "de", **more})


@pytest.mark.parametrize(
    "garbage",
    [
        "", "hallo", "{", "[]", "null", "12", '"text"', "{}", "\udcff", "\0", "[" * 5000,
        line(None), line(5), line([]), line({}), line("morgen", now=5), line("morgen", now=None),
        line("morgen", now="bald"), line("morgen", lang=None), line("morgen", lang=[]),
        line("morgen", tz="Mars"), line("morgen", tz=5), line("morgen", tz="../../etc/passwd"),
        line("morgen", tz="\0"), line("morgen", tz="x" * 5000), line("morgen", tz=["UTC"]),
    ],
)  # fmt: skip
def test_a_line_that_asks_nothing_is_null(garbage: str) -> None:
    assert list(answers([garbage])) == ["null"]


@pytest.mark.parametrize(
    "asked",
    [
        line("morgen", now="0001-01-01T00:00:00+14:00"),
        line("gestern", now="0001-01-01T00:00"),
        line("morgen", now="9999-12-31T23:00"),
        line("in 5 Stunden", now="9999-12-31T23:00"),
        line("nächstes Jahr", now="9999-12-31T23:00"),
        line("nächste Woche", now="9999-12-31T23:00"),
        line("Freitag", now="9999-12-31T23:00"),
        line("letztes Jahr", now="0001-01-01T00:00"),
    ],
)
def test_at_the_ends_of_the_calendar_there_is_no_reading(asked: str) -> None:
    [answer] = map(json.loads, answers([asked]))
    assert answer is None or answer.get("ask")


def test_a_line_without_an_id_is_answered_all_the_same() -> None:
    asked = json.loads(line("morgen"))
    del asked["id"]
    [answer] = map(json.loads, answers([json.dumps(asked)]))
    assert answer == {"id": None, "start": "2026-11-25", "end": None, "grain": "day"}

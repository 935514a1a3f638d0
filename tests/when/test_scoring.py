from collections import Counter
from pathlib import Path

import pytest

from tests.when.scoring import Answer, Verdict, counted, in_all, is_right, phrases, table, verdict

ASK = {"ask": True}


def reading(start: str | None, end: str | None = None, grain: str = "day") -> Answer:
    return {"id": "x", "start": start, "end": end, "grain": grain}


def expected(start: str, end: str | None = None, **more: str) -> Answer:
    return {"start": start, "grain": "day", **({"end": end} if end else {}), **more}


@pytest.mark.parametrize(
    ("wanted", "answer"),
    [
        (expected("2026-11-27"), reading("2026-11-27")),
        (expected("2026-11-27T14:30"), reading("2026-11-27T14:30", grain="minute")),
        (expected("2026-11-27T14:30"), reading("2026-11-27T14:30:00+01:00", grain="minute")),
        (expected("T14:30"), reading("2026-11-25T14:30", grain="minute")),
        (expected("2026-11-27", "2026-11-29"), reading("2026-11-27", "2026-11-29")),
        (expected("2026-11-27", "2026-11-29"), reading("2026-11-27", "2026-11-30")),
        (expected("2026-11-27", "2026-11-29"), reading("2026-11-27")),
        (expected("2026-11-27", "2026-11-27"), reading("2026-11-27", "2026-11-28")),
        (expected("T09:00", "T11:59"), reading("2026-11-27T09:00", "2026-11-27T12:00")),
        (expected("2026-12-31T22:00", "2026-12-31T23:59"), reading("2026-12-31T22:00", "2027-01-01T00:00")),
        (expected("2026-10-01", grain="month"), reading("2026-10-01", "2026-10-31", "month")),
        (expected("2026-11-27", daypart="morning"), reading("2026-11-27T08:00", "2026-11-27T11:00", "hour")),
        (expected("2026-11-27", daypart="night"), reading("2026-11-27T01:00", grain="hour")),
        (expected("T", daypart="evening"), reading("2026-11-25T19:00", grain="hour")),
        ({"end": "2026-11-27", "grain": "day"}, reading(None, "2026-11-27")),
        (ASK, {"id": "x", **ASK}),
        (None, None),
    ],
)  # fmt: skip
def test_what_says_the_same_is_right(wanted: Answer, answer: Answer) -> None:
    assert is_right(wanted, answer)


@pytest.mark.parametrize(
    ("wanted", "answer"),
    [
        (expected("2026-11-27"), reading("2026-11-28")),
        (expected("2026-11-27"), reading("2026-11-27T00:00", grain="minute")),
        (expected("2026-11-27"), reading("2026-11-27", "2026-12-03", "week")),
        (expected("2026-11-27T14:30"), reading("2026-11-27T14:31", grain="minute")),
        (expected("2026-11-27T14:30"), reading("2026-11-27")),
        (expected("2026-11-27T14:30"), reading("2026-11-27T14:30", "2026-11-27T15:30")),
        (expected("T14:30"), reading("2026-11-25T02:30", grain="minute")),
        (expected("T14:30"), reading("2026-11-25")),
        (expected("2026-11-27", "2026-11-29"), reading("2026-11-27", "2026-11-28")),
        (expected("2026-11-27", "2026-11-29"), reading("2026-11-27", "2026-12-01")),
        (expected("2026-11-27", "2026-11-29"), reading("2026-11-26", "2026-11-29")),
        (expected("T09:00", "T12:00"), reading("2026-11-27T09:00", "2026-11-27T12:02")),
        (expected("2026-11-27", daypart="morning"), reading("2026-11-27")),
        (expected("2026-11-27", daypart="morning"), reading("2026-11-28T08:00", grain="hour")),
        (expected("2026-11-27", daypart="morning"), reading("2026-11-27T12:00", grain="hour")),
        (expected("T", daypart="evening"), reading("2026-11-25")),
        ({"end": "2026-11-27", "grain": "day"}, reading("2026-11-01", "2026-11-27")),
        ({"end": "2026-11-27", "grain": "day"}, reading(None, "2026-11-26")),
        ({"end": "2026-11-27", "grain": "day"}, reading(None)),
        (ASK, reading("2026-11-27")),
        (expected("2026-11-27"), {"id": "x", **ASK}),
        (ASK, None),
        (None, {"id": "x", **ASK}),
        (None, reading("2026-11-27")),
        (expected("2026-11-27"), None),
    ],
)
def test_what_says_something_else_is_not(wanted: Answer, answer: Answer) -> None:
    assert not is_right(wanted, answer)


@pytest.mark.parametrize(
    ("answer", "judged"),
    [
        (reading("2026-11-27"), Verdict.RIGHT),
        (reading("2026-12-04"), Verdict.RIGHT),
        (reading("2026-12-11"), Verdict.WRONG),
        ({"id": "x", **ASK}, Verdict.ASKED),
        (None, Verdict.NONE),
    ],
)
def test_another_accepted_reading_is_right_too(answer: Answer, judged: Verdict) -> None:
    phrase = {"expect": expected("2026-11-27"), "accept": [expected("2026-12-04")]}
    assert verdict(phrase, answer) is judged


def test_a_question_is_right_where_the_phrase_is_marked_ambiguous() -> None:
    phrase = {"expect": expected("2026-11-27"), "ambiguous": True}
    assert verdict(phrase, {"id": "x", **ASK}) is Verdict.RIGHT
    assert verdict(phrase, None) is Verdict.NONE


def test_verdicts_are_counted_by_language_and_kind() -> None:
    asked = [
        {"lang": "de", "kind": "clock", "expect": None},
        {"lang": "de", "kind": "week", "expect": ASK},
        {"lang": "en", "kind": "week", "expect": ASK},
    ]
    counts = counted(asked, [None, None, {"id": "x", **ASK}])
    assert in_all(counts, "de") == Counter({Verdict.RIGHT: 1, Verdict.NONE: 1})
    assert table(counts).splitlines()[2:] == [
        "| **de** | 2 | 50.0 % | 0.0 % | 0.0 % | 50.0 % |",
        "| clock | 1 | 100.0 % | 0.0 % | 0.0 % | 0.0 % |",
        "| week | 1 | 0.0 % | 0.0 % | 0.0 % | 100.0 % |",
        "| **en** | 1 | 100.0 % | 0.0 % | 0.0 % | 0.0 % |",
        "| week | 1 | 100.0 % | 0.0 % | 0.0 % | 0.0 % |",
    ]


def test_a_phrase_has_the_language_of_its_file_unless_it_names_one(tmp_path: Path) -> None:
    file = tmp_path / "de.jsonl"
    file.write_text('{"id":"1"}\n{"id":"2","lang":"en"}\n')
    assert phrases(file) == [{"id": "1", "lang": "de"}, {"id": "2", "lang": "en"}]

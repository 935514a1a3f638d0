"""How answers are judged against what was expected of a phrase.

A phrase is an object `{"id","text","now","lang","kind","expect"[,"accept"]}`; `expect` and each
of `accept` is a reading, `{"ask": true}`, or null where the text names no time. A reading has
`start` (a day, a minute, or "T14:30" for a time of day alone), perhaps its inclusive `end`, its
`grain`, and `daypart` where a part of a day was named; its start then is the day, or "T".
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

Phrase = Mapping[str, Any]
Answer = Mapping[str, Any] | None
Counts = Mapping[tuple[str, str], Counter["Verdict"]]

CORPUS = [Path(__file__).parent / "phrases" / f"{language}.jsonl" for language in ("de", "en")]
HOURS = {"morning": (3, 11), "forenoon": (7, 12), "noon": (11, 14), "afternoon": (12, 18),
         "evening": (16, 23), "night": (17, 29)}  # fmt: skip
"""When each part of the day may begin, both hours included; beyond 24 after midnight."""
_PERIODS = ("week", "month", "quarter", "year")


class Verdict(StrEnum):
    """What an answer is worth; a question or silence in a reading's place is not yet wrong."""

    RIGHT = "right"
    WRONG = "wrong"
    ASKED = "asked"
    NONE = "none"


def phrases(path: Path) -> list[Phrase]:
    """The phrases of a file; without a language of their own that of the file's name."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [{"lang": path.stem, **json.loads(line)} for line in lines]


def verdict(phrase: Phrase, answer: Answer) -> Verdict:
    """Right where the answer is the expected one or another that is accepted."""
    if any(is_right(one, answer) for one in (phrase["expect"], *phrase.get("accept", ()))):
        return Verdict.RIGHT
    if answer is None:
        return Verdict.NONE
    if answer.get("ask"):
        return Verdict.RIGHT if phrase.get("ambiguous") else Verdict.ASKED
    return Verdict.WRONG


def is_right(expected: Answer, answer: Answer) -> bool:
    """Whether the answer says what was expected, no less and no more."""
    if expected is None or answer is None:
        return expected is answer
    if expected.get("ask") or answer.get("ask"):
        return bool(expected.get("ask") and answer.get("ask"))
    if "daypart" in expected:
        return _begins_in_part(expected, answer.get("start") or "")
    return _is_same(expected.get("start"), answer.get("start")) and _ends_right(expected, answer)


def _begins_in_part(expected: Mapping[str, Any], start: str) -> bool:
    day, _, clock = start.partition("T")
    first, last = HOURS[expected["daypart"]]
    is_day = expected["start"][:10] in (day, "T")
    return (
        is_day and bool(clock) and any(first <= int(clock[:2]) + more <= last for more in (0, 24))
    )


def _is_same(wanted: str | None, given: str | None) -> bool:
    """The same day or minute; a minute is no day. An offset is not looked at."""
    if wanted is None or given is None:
        return wanted is given
    return given[10:16] == wanted[:6] if wanted[0] == "T" else given[:16] == wanted[:16]


def _ends_right(expected: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    """No end, the expected one, or the first day or minute after it; no end nobody named."""
    wanted, given = expected.get("end"), answer.get("end")
    if given is None:
        return wanted is None or "start" in expected
    if wanted is None:
        if expected["grain"] in _PERIODS:
            return True
        wanted = expected["start"]
    return _is_same(wanted, given) or _is_same(_after(wanted), given)


def _after(end: str) -> str:
    if end[0] == "T":
        return _after(f"2000-01-01{end[:6]}")[10:]
    if "T" in end:
        return (datetime.fromisoformat(end) + timedelta(minutes=1)).isoformat()
    return (date.fromisoformat(end) + timedelta(days=1)).isoformat()


def counted(asked: Iterable[Phrase], answers: Iterable[Answer]) -> Counts:
    """How many of each verdict, per language and kind."""
    counts: dict[tuple[str, str], Counter[Verdict]] = {}
    for phrase, answer in zip(asked, answers, strict=True):
        of_kind = counts.setdefault((phrase["lang"], phrase["kind"]), Counter())
        of_kind[verdict(phrase, answer)] += 1
    return counts


def in_all(counts: Counts, language: str) -> Counter[Verdict]:
    """How many of each verdict in a language."""
    return sum((one for (of, _), one in counts.items() if of == language), Counter())


def table(counts: Counts) -> str:
    """A line for each language and below it one for each of its kinds."""
    lines = ["| | phrases | right | wrong | asked | none |\n|---|---|---|---|---|---|"]
    for language in sorted({language for language, _ in counts}):
        lines.append(row(f"**{language}**", in_all(counts, language)))
        kinds = sorted(kind for of, kind in counts if of == language)
        lines += [row(kind, counts[language, kind]) for kind in kinds]
    return "\n".join(lines)


def row(name: str, count: Counter[Verdict]) -> str:
    """The line of a table: how many, and how much of it is what."""
    cells = [f"{100 * count[one] / count.total():.1f} %" for one in Verdict]
    return _line([name, str(count.total()), *cells])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"

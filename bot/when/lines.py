"""Readings as a filter: a JSON object a line in, one line out, in the same order."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import TextIOWrapper
from typing import Any
from zoneinfo import ZoneInfo

from bot.when.grammar import understood
from bot.when.moments import Moment

ZONE = "Europe/Berlin"
_NO_ANSWER = (
    ValueError,
    OverflowError,  # a day before the year 1 or after 9999
    TypeError,
    KeyError,
    AttributeError,
    RecursionError,
    OSError,
)


def filter_lines() -> None:
    """Answer standard input, flushing each line.

    What is no UTF-8 makes a line null; half a letter in an id goes out escaped, as it came.
    """
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)
    try:
        for line in answers(sys.stdin):
            print(line, flush=True)  # noqa: T201
    except BrokenPipeError:  # nobody reads on: "… | head -1"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def answers(lines: Iterable[str]) -> Iterator[str]:
    """`{"id","text","now","lang"[,"tz"]}` to `{"id","start","end","grain"}`, `{"id","ask":true}`
    or `null`; a line that is no such object is null too."""
    for line in lines:
        yield json.dumps(_answer(line), ensure_ascii=False)


def _answer(line: str) -> dict[str, Any] | None:
    try:
        asked = json.loads(line)
        now = clock_of(asked["now"], asked.get("tz"))
        found = understood(asked["text"], now, asked["lang"], None)
    except _NO_ANSWER:
        return None
    if not found:
        return None
    first, name = found[0], asked.get("id")
    if not isinstance(first, Moment):
        return {"id": name, "ask": True}
    return {
        "id": name,
        "start": _written(first.at, first.grain),
        "end": _written(first.end, first.grain) if first.end else None,
        "grain": first.grain,
    }


def clock_of(text: str, zone: str | None) -> datetime:
    """An ISO time on the wall clock of the zone; with an offset, that instant there."""
    now, there = datetime.fromisoformat(text), ZoneInfo(zone or ZONE)
    return now.replace(tzinfo=there) if now.tzinfo is None else now.astimezone(there)


def _written(at: datetime, grain: str) -> str:
    return at.strftime("%Y-%m-%dT%H:%M" if grain in ("minute", "hour") else "%Y-%m-%d")

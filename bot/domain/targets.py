"""How soon a complaint is to be answered and solved, in business time, by its priority."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.business_hours import BusinessHours

Pause = tuple[datetime, datetime | None]
"""From when to when nothing is expected of us; without an end it is still open."""

USUAL_TARGETS = "urgent 1h/8h; high 4h/16h; normal 8h/40h; low 16h/80h"

_PRIORITIES = {
    "urgent": "urgent",
    "high": "high",
    "normal": "normal",
    "low": "low",
    "dringend": "urgent",
    "hoch": "high",
    "niedrig": "low",
}
_PART = re.compile(r"([a-z]+)\s+(\S+?)\s*/\s*(\S+)")
_LENGTH = re.compile(r"(?:([0-9]{1,3})h)?(?:([0-9]{1,3})m(?:in)?)?")


@dataclass(frozen=True)
class Target:
    """Business time from opening a complaint to the first response, and to its solution."""

    response: timedelta
    solution: timedelta


def read_targets(words: str) -> Mapping[str, Target]:
    """The target of every priority from words such as "urgent 30m/4h; high 1h30m/16h".

    A priority that is not named keeps its usual target. Raises ValueError for what cannot be
    understood, a priority named twice, and a solution expected before the response.
    """
    return _read(USUAL_TARGETS) | _read(words)


def due(
    hours: BusinessHours, opened: datetime, length: timedelta, pauses: Sequence[Pause]
) -> datetime | None:
    """The instant, UTC, at which `length` of business time outside the pauses has passed.

    None while a pause is open that began before then. Pauses may come in any order, and overlap.
    """
    since = opened
    for begin, end in sorted(pauses, key=lambda pause: pause[0]):
        begin = max(begin, since)
        passed = hours.between(since, begin)
        if passed >= length:
            break
        if end is None:
            return None
        length -= passed
        since = max(begin, end)
    return hours.after(since, length)


def moment(
    hours: BusinessHours,
    opened: datetime,
    length: timedelta,
    pauses: Sequence[Pause],
    share: float,
) -> datetime | None:
    """As `due`, for a share of `length`: 0.75 is the instant at which a quarter is left."""
    return due(hours, opened, length * share, pauses)


def passed(
    hours: BusinessHours, start: datetime, end: datetime, pauses: Sequence[Pause]
) -> timedelta:
    """The business time from `start` to `end` outside the pauses; as for `due` of those."""
    since, total = start, timedelta()
    for begin, stop in sorted(pauses, key=lambda pause: pause[0]):
        begin = min(max(begin, since), end)
        total += hours.between(since, begin)
        since = max(begin, min(stop or end, end))
    return total + hours.between(since, end)


def _read(words: str) -> dict[str, Target]:
    targets: dict[str, Target] = {}
    for part in words.strip().lower().split(";"):
        found = _PART.fullmatch(part.strip())
        if found is None or found[1] not in _PRIORITIES:
            raise ValueError(f"no priority and its target: {part!r}")
        priority, target = _PRIORITIES[found[1]], Target(_length(found[2]), _length(found[3]))
        if priority in targets or target.response > target.solution:
            raise ValueError(f"named twice, or to be solved before answered: {part!r}")
        targets[priority] = target
    return targets


def _length(words: str) -> timedelta:
    found = _LENGTH.fullmatch(words)
    length = timedelta(hours=int(found[1] or 0), minutes=int(found[2] or 0)) if found else None
    if not length:
        raise ValueError(f"no length of time: {words!r}")
    return length

"""An instant in the company's zone, or several that may be meant."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in the company's zone; without a time of day it keeps the clock time of now."""

    at: datetime
    has_time: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Unclear:
    """What may be meant, likeliest first; the person chooses."""

    readings: tuple[Moment, ...]


def around(one: Span, other: Span) -> Span:
    return min(one[0], other[0]), max(one[1], other[1])


def instants_of(day: date, clock: time, now: datetime) -> list[datetime]:
    """No instant in the hour that spring skips, two in the one that autumn repeats."""
    wall = datetime.combine(day, clock, now.tzinfo)
    if wall.astimezone(UTC).astimezone(now.tzinfo).replace(fold=0) != wall:
        return []
    again = wall.replace(fold=1)
    return [wall] if again.utcoffset() == wall.utcoffset() else [wall, again]


def same_clock(day: date, now: datetime) -> datetime:
    wall = datetime.combine(day, now.time(), now.tzinfo)
    return wall.astimezone(UTC).astimezone(now.tzinfo)

"""What is understood: an instant in the company's zone, or several that may be meant."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in the company's zone; without a time of day it keeps the clock time of now.

    `end`: the last minute or day of a range, included. `grain`: minute, hour (a part of the
    day), day, week, month, quarter, year. `has_day`: whether a day was named, not just a time
    of day.
    """

    at: datetime
    has_time: bool
    span: Span
    end: datetime | None = None
    grain: str = "day"
    has_day: bool = True
    more: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every piece of the text that says it."""
        return (self.span, *self.more)


@dataclass(frozen=True, slots=True)
class Unclear:
    """What may be meant, likeliest first; the person chooses. Without readings: no such time."""

    readings: tuple[Moment, ...]
    span: Span = (0, 0)
    has_day: bool = True
    """Whether a day was named, not just a time of day."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it was said."""
        return (self.span,)


def instants_of(day: date, clock: time, now: datetime) -> list[datetime]:
    """No instant in the hour that spring skips, two in the one that autumn repeats."""
    wall = datetime.combine(day, clock, now.tzinfo)
    if wall.astimezone(UTC).astimezone(now.tzinfo).replace(fold=0) != wall:
        return []
    again = wall.replace(fold=1)
    return [wall] if again.utcoffset() == wall.utcoffset() else [wall, again]


def same_clock(day: date, now: datetime) -> datetime:
    """The clock time of now on another day; an hour later in the hour that spring skips."""
    wall = datetime.combine(day, now.time(), now.tzinfo)
    return wall.astimezone(UTC).astimezone(now.tzinfo)

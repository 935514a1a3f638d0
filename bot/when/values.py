"""What the rules pass on: words with their kind, and half-understood days, clocks and periods."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

Span = tuple[int, int]


class Token(NamedTuple):
    """A word, number or sign of the text, or what a rule has made of several."""

    kind: str
    """One letter, see `lexicon`; the rules match strings of them."""
    value: Any
    start: int
    end: int
    raw: str


@dataclass(frozen=True, slots=True)
class Context:
    """What the words are read against. `past` turns the direction of days named without a year."""

    now: datetime
    language: str
    past: bool | None
    past_spans: tuple[Span, ...] = ()
    """Where in the text a verb looks back."""

    @property
    def today(self) -> date:
        """The day of now, in the company's zone."""
        return self.now.date()

    def at(self, place: int) -> "Context":
        """The context of one place in the text."""
        if self.past is None and any(start <= place < end for start, end in self.past_spans):
            return Context(self.now, self.language, True)
        return self


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it was named: its calendar numbers, or the dates that may be meant."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    options: tuple[date, ...] = ()
    swapped: bool = False
    """Day and month may also be the other way round."""
    vague: bool = False
    """Named by a weekday alone, so that a date beside it may say more."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included."""

    start: date
    end: date
    grain: str


@dataclass(frozen=True, slots=True)
class Length:
    """How long: calendar months and days, and elapsed minutes."""

    months: int = 0
    days: int = 0
    minutes: float = 0
    other_days: int = 0
    """ "acht Tage" are mostly a week: the days it may be instead."""
    is_vague: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as it was named; `sure` on a 24-hour dial."""

    hour: int
    minute: int = 0
    sure: bool = False
    half: int | None = None
    """0 a.m., 12 p.m."""
    part: str = ""
    other: tuple[int, int] | None = None
    """Another hour and minute that the words may mean."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day; `bias` moves it: "am frühen Abend" by -1, late by 1."""

    name: str
    bias: int = 0

"""The course of a case: its rounds from opening to end, its pauses, times and missed targets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Protocol

from bot.domain.business_hours import BusinessHours
from bot.domain.cases import PAUSED
from bot.domain.targets import Pause, Target, due, passed

ENDED = ("resolved", "closed")


class Step(Protocol):
    """From when on a case was in a state."""

    @property
    def state(self) -> str:
        """One of the states of a case."""

    @property
    def at(self) -> datetime:
        """Since when."""


@dataclass(frozen=True)
class Round:
    """From opening, or opening anew, to the end (None: it goes on), with all steps so far."""

    begun: datetime
    ended: datetime | None
    steps: Sequence[Step]


def rounds(opened: datetime, steps: Sequence[Step]) -> list[Round]:
    """At least one: a case that is opened anew has all of its time again."""
    found: list[Round] = []
    begun: datetime | None = opened
    for at, step in enumerate(steps):
        if begun is None and step.state not in ENDED:
            begun = step.at
        elif begun is not None and step.state in ENDED:
            found.append(Round(begun, step.at, steps[: at + 1]))
            begun = None
    return found if begun is None else [*found, Round(begun, None, steps)]


def pauses(steps: Sequence[Step]) -> list[Pause]:
    """From when until when no target ran; None: it still does not."""
    found: list[Pause] = []
    for step in steps:
        is_paused = bool(found) and found[-1][1] is None
        if step.state in PAUSED and not is_paused:
            found.append((step.at, None))
        elif step.state not in PAUSED and is_paused:
            found[-1] = (found[-1][0], step.at)
    return found


@dataclass(frozen=True)
class Course:
    """All that happened to a case so far."""

    opened: datetime
    answered: datetime | None
    steps: Sequence[Step]

    @cached_property
    def rounds(self) -> Sequence[Round]:
        """One for each time that it was opened."""
        return rounds(self.opened, self.steps)

    def time_until(self, hours: BusinessHours, end: datetime) -> timedelta:
        """Business time from its opening, the very first, without the pauses."""
        return passed(hours, self.opened, end, pauses(self.steps))

    def resolved_in(self, since: datetime, until: datetime) -> datetime | None:
        """When it was resolved in this span, if it was still so at its end."""
        ended = [one.ended for one in self.rounds if one.begun < until][-1:]
        return next((end for end in ended if end and since <= end < until), None)

    def was_open(self, at: datetime) -> bool:
        """Whether it was open until then."""
        return any(
            one.begun < at and (one.ended is None or one.ended >= at) for one in self.rounds
        )

    def late_answer(self, hours: BusinessHours, target: Target, now: datetime) -> datetime | None:
        """When the time for the first answer ran out without one."""
        end = due(hours, self.opened, target.response, pauses(self.steps))
        return end if end and end < (self.answered or now) else None

    def late_solutions(
        self, hours: BusinessHours, target: Target, now: datetime
    ) -> list[datetime]:
        """When the time for a solution ran out without one, once a round at most."""
        ends = [
            (due(hours, one.begun, target.solution, pauses(one.steps)), one.ended or now)
            for one in self.rounds
        ]
        return [end for end, limit in ends if end and end < limit]

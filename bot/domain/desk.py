"""The desk: the settings that rules and handlers need, and the clock, in one frozen object."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.domain.business_hours import DEFAULT_HOURS, BusinessHours, read_hours
from bot.domain.clock import Clock, SystemClock
from bot.domain.targets import DEFAULT_TARGETS, Target, read_targets


@dataclass(frozen=True)
class Desk:
    """What every handler, reminder and service may know about where it works."""

    company: str
    zone: ZoneInfo
    region: str = ""
    language: str = "de"
    currency: str = "EUR"
    hours_set: str = DEFAULT_HOURS
    targets_set: str = DEFAULT_TARGETS
    clock: Clock = field(default_factory=SystemClock)
    random_bytes: Callable[[int], bytes] = os.urandom

    @cached_property
    def hours(self) -> BusinessHours:
        """When the company is at work."""
        return BusinessHours(read_hours(self.hours_set), self.zone, self.region)

    @cached_property
    def targets(self) -> Mapping[str, Target]:
        """How long an answer and a solution may take, by priority."""
        return read_targets(self.targets_set)

    def now(self) -> datetime:
        """The present instant, UTC."""
        return self.clock.now()

    def here(self, instant: datetime | None = None) -> datetime:
        """`instant` (default: now) as the company's wall clock shows it."""
        return (instant or self.now()).astimezone(self.zone)

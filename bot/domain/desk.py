"""The desk: the settings that rules and handlers need, and the clock, in one frozen object."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.domain.business_hours import USUAL_HOURS, BusinessHours, Windows, read_hours
from bot.domain.clock import Clock, SystemClock
from bot.domain.targets import USUAL_TARGETS, Target, read_targets


@dataclass(frozen=True)
class Desk:
    """What every handler, reminder and service may know about where it works."""

    company: str
    zone: ZoneInfo
    region: str = ""
    language: str = "de"
    currency: str = "EUR"
    clock: Clock = field(default_factory=SystemClock)
    random_bytes: Callable[[int], bytes] = os.urandom
    windows: Windows = field(default_factory=lambda: read_hours(USUAL_HOURS), hash=False)
    """When the company works, on its wall clock."""
    targets: Mapping[str, Target] = field(
        default_factory=lambda: read_targets(USUAL_TARGETS), hash=False
    )

    @cached_property
    def hours(self) -> BusinessHours:
        """Business time here."""
        return BusinessHours(self.windows, self.zone, self.region)

    def now(self) -> datetime:
        """The present instant, UTC."""
        return self.clock.now()

    def here(self, instant: datetime | None = None) -> datetime:
        """`instant` (default: now) as the company's wall clock shows it."""
        return (instant or self.now()).astimezone(self.zone)

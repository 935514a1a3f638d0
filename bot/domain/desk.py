"""The desk: the settings that rules and handlers need, and the clock, in one frozen object."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.clock import Clock, SystemClock


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

    def now(self) -> datetime:
        """The present instant, UTC."""
        return self.clock.now()

    def here(self, instant: datetime | None = None) -> datetime:
        """`instant` (default: now) as the company's wall clock shows it."""
        return (instant or self.now()).astimezone(self.zone)

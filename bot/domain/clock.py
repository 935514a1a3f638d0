"""What time it is, asked of an object so that tests and the demo can move it."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the present instant."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """Runs at the machine's pace, shifted by what `advance` has added so far."""

    def __init__(self, start: datetime | None = None) -> None:
        self._shift = start - datetime.now(UTC) if start else timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._shift

    def advance(self, by: timedelta) -> None:
        """Move forward (or, to test clock steps, backward) by `by`."""
        self._shift += by


class FrozenClock:
    """Stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    def advance(self, by: timedelta) -> None:
        """Move by `by`."""
        self._at += by

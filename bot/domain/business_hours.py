"""Business time: the hours in which a company works, and how much of it lies between instants."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.domain.business_days import holidays_of

Windows = Mapping[int, Sequence[tuple[time, time]]]
"""Begin and end of each window by weekday, Monday being 0; the end 00:00 is that of the day."""

USUAL_HOURS = "Mo-Fr 08:00-17:00"

_WEEKDAYS = {
    name: weekday
    for names in ("mo di mi do fr sa so", "mon tue wed thu fri sat sun")
    for weekday, name in enumerate(names.split())
}
_DAYS = re.compile(r"([a-z]+)(?:\s*-\s*([a-z]+))?")
_WINDOW = re.compile(r"([0-9]{1,2}:[0-9]{2})\s*-\s*([0-9]{1,2}:[0-9]{2})")
_PART = re.compile(rf"({_DAYS.pattern}(?:\s*,\s*{_DAYS.pattern})*)\s+([0-9].*)")
_DAY = timedelta(days=1)
_DAY_IN_MINUTES = 24 * 60


@dataclass(frozen=True)
class BusinessHours:
    """When a company works: windows on its wall clock, closed on the holidays of its Land.

    A window begins and ends when the clock first shows that time or a later one, so a change of
    the clock makes it longer or shorter. Raises ValueError when there is no window, or when those
    of a day overlap, are unsorted or end before they begin. Reckoning ends with the year 9999:
    OverflowError.
    """

    windows: Windows = field(hash=False)
    zone: ZoneInfo
    region: str = ""

    def __post_init__(self) -> None:
        _refuse_unsound(self.windows)

    def after(self, start: datetime, length: timedelta) -> datetime:
        """The first instant, UTC, at which `length` of business time has passed since `start`.

        Raises ValueError when `length` is negative or `start` names no zone.
        """
        if length < timedelta():
            raise ValueError("a negative length of time")
        begin = end = start = _utc(start)
        windows = self._open_from(start)
        while end - begin < length:
            length -= max(end - begin, timedelta())
            opens, end = next(windows)
            begin = max(opens, start)
        return begin + length

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The business time from `start` to `end`, negative when `end` is the earlier one.

        Raises ValueError when one of them names no zone.
        """
        start, end = _utc(start), _utc(end)
        if end < start:
            return -self.between(end, start)
        total = timedelta()
        for opens, closes in self._open_from(start):
            if opens >= end:
                break
            total += max(min(closes, end) - max(opens, start), timedelta())
        return total

    def _open_from(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Begin and end, UTC, of each window of the day of `start` and of all days after it."""
        day = start.astimezone(self.zone).date()
        while True:
            windows = self.windows.get(day.weekday())
            if windows and day not in holidays_of(day.year, self.region):
                for begin, end in windows:
                    last = day if end > begin else day + _DAY
                    yield self._first(day, begin), self._first(last, end)
            day += _DAY

    def _first(self, day: date, at: time) -> datetime:
        """The first instant, UTC, at which the clock shows `at` or, skipping it, a later time."""
        here = datetime.combine(day, at, self.zone)
        before, after = here.utcoffset(), here.replace(fold=1).utcoffset()
        instant = here.astimezone(UTC)
        if before is None or after is None or after <= before:
            return instant
        early = instant - (after - before)
        seconds = bisect_left(
            range(int((after - before).total_seconds())),
            datetime.combine(day, at),
            key=lambda passed: self._wall(early + timedelta(seconds=passed)),
        )
        return early + timedelta(seconds=seconds)

    def _wall(self, instant: datetime) -> datetime:
        return instant.astimezone(self.zone).replace(tzinfo=None)


def read_hours(words: str) -> Windows:
    """Windows from words such as "Mo-Do 08:00-12:00, 13:00-17:00; Fri 8:00-14:00".

    Raises ValueError for what cannot be understood, and for windows that overlap or end before
    they begin.
    """
    windows: dict[int, list[tuple[time, time]]] = {}
    for part in words.strip().lower().replace("–", "-").split(";"):
        found = _PART.fullmatch(part.strip())
        if found is None:
            raise ValueError(f"no days and hours: {part!r}")
        days = [day for names in found[1].split(",") for day in _days(names.strip())]
        hours = [_window(hours.strip()) for hours in found[found.re.groups].split(",")]
        for day in days:
            windows.setdefault(day, []).extend(hours)
    sorted_windows = {day: tuple(sorted(hours)) for day, hours in sorted(windows.items())}
    _refuse_unsound(sorted_windows)
    return sorted_windows


def _days(names: str) -> Sequence[int]:
    """The weekdays of "Mo" or "Mo-Fr"; a span may go over the weekend."""
    found = _DAYS.fullmatch(names)
    first, last = found.groups() if found else ("", None)
    if first not in _WEEKDAYS or (last or first) not in _WEEKDAYS:
        raise ValueError(f"no weekday: {names!r}")
    begin = _WEEKDAYS[first]
    span = (_WEEKDAYS[last or first] - begin) % 7
    return [(begin + more) % 7 for more in range(span + 1)]


def _window(hours: str) -> tuple[time, time]:
    found = _WINDOW.fullmatch(hours)
    if found is None:
        raise ValueError(f"no hours: {hours!r}")
    begin, end = (_minutes(at) for at in found.groups())
    if begin >= end:
        raise ValueError(f"ends before it begins: {hours!r}")
    return _time(begin), _time(end % _DAY_IN_MINUTES)


def _minutes(at: str) -> int:
    hours, minutes = map(int, at.split(":"))
    if minutes > 59 or hours * 60 + minutes > _DAY_IN_MINUTES:
        raise ValueError(f"no time: {at!r}")
    return hours * 60 + minutes


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _refuse_unsound(windows: Windows) -> None:
    if not any(windows.values()) or not set(windows) <= set(range(7)):
        raise ValueError("no window on any weekday")
    for day in windows.values():
        if any(end <= begin and end != time.min for begin, end in day):
            raise ValueError("a window ends before it begins")
        if any(end > later or end == time.min for (_, end), (later, _) in pairwise(day)):
            raise ValueError("windows overlap or are not sorted")


def _utc(instant: datetime) -> datetime:
    if instant.utcoffset() is None:
        raise ValueError("an instant without a zone")
    return instant.astimezone(UTC)

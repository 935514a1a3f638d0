"""Business time: the company's hours, several windows a day, without the holidays of the Land."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.domain.business_days import holidays_of

Windows = Mapping[int, Sequence[tuple[time, time]]]
"""By weekday (0: Monday), in order; an end of 00:00 is midnight."""

MIDNIGHT = time()
FARTHEST = timedelta(days=3660)
"""As far ahead as anything is looked for."""
DEFAULT_HOURS = "Mo-Fr 08:00-17:00"
_DAYS = {
    name: at
    for names in ("mo di mi do fr sa so", "mon tue wed thu fri sat sun")
    for at, name in enumerate(names.split())
}
_PART = re.compile(r"([a-z]+)(?:\s*[-–]\s*([a-z]+))?\s+(.+)", re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})", re.ASCII)


def read_hours(words: str) -> Windows:
    """ "Mo-Do 08:00-12:00, 13:00-17:00; Fr 08:00-14:00"; raises ValueError."""
    found: dict[int, list[tuple[time, time]]] = {}
    for part in filter(None, (one.strip() for one in words.split(";"))):
        read = _PART.fullmatch(part)
        if read is None:
            raise ValueError(part)
        spans = [_span(one.strip()) for one in read[3].split(",")]
        for day in _days(read[1], read[2] or read[1]):
            found.setdefault(day, []).extend(spans)
    for spans in found.values():
        spans.sort()
        if any(end == MIDNIGHT or end > start for (_, end), (start, _) in pairwise(spans)):
            raise ValueError(words)
    if not found:
        raise ValueError(words)
    return found


def _days(first: str, last: str) -> Sequence[int]:
    begin, end = _DAYS.get(first.lower()), _DAYS.get(last.lower())
    if begin is None or end is None or end < begin:
        raise ValueError(f"{first}-{last}")
    return range(begin, end + 1)


def _span(words: str) -> tuple[time, time]:
    read = _SPAN.fullmatch(words)
    if read is None:
        raise ValueError(words)
    start = time(int(read[1]), int(read[2]))
    end = MIDNIGHT if (read[3], read[4]) == ("24", "00") else time(int(read[3]), int(read[4]))
    if end != MIDNIGHT and end <= start:
        raise ValueError(words)
    return start, end


@dataclass(frozen=True)
class BusinessHours:
    """When the company is at work."""

    windows: Windows
    zone: ZoneInfo
    region: str = ""

    def after(self, start: datetime, length: timedelta) -> datetime:
        """The instant (UTC) at which `length` of business time has passed since `start`."""
        left = length
        for opens, closes in self._open_from(start, start + FARTHEST):
            if closes - opens >= left:
                return opens + left
            left -= closes - opens
        return (start + FARTHEST).astimezone(UTC)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The business time from `start` to `end`; none when the end comes first."""
        spans = (closes - opens for opens, closes in self._open_from(start, end))
        return sum(spans, timedelta())

    def _open_from(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The windows in it, in order, cut to it; in UTC, so that the change of the clocks makes
        a window as long as it is."""
        day, last = self._here(start), self._here(end)
        while day <= last:
            for opens, closes in self._of_day(day):
                from_, until = max(opens, start), min(closes, end)
                if from_ < until:
                    yield from_.astimezone(UTC), until.astimezone(UTC)
            day += timedelta(days=1)

    def _of_day(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        spans = self.windows.get(day.weekday())
        if not spans or day in holidays_of(day.year, self.region, "de"):
            return
        for start, end in spans:
            until = day + timedelta(days=end == MIDNIGHT)
            yield self._instant(day, start), self._instant(until, end)

    def _instant(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.zone).astimezone(UTC)

    def _here(self, instant: datetime) -> date:
        return instant.astimezone(self.zone).date()

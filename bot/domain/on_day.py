"""A time of day without a day, which counts on the day in hand: that on the card, or chosen."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.refusal import Refusal
from bot.domain.when import Moment, Unclear, find_when

_SAYS_TODAY = re.compile(r"\b(heut|today|tonight|this\b)", re.IGNORECASE)
# Two days on which no clock changes, at different times: what depends on neither is a clock time.
_ONE, _OTHER = date(2001, 1, 10), date(2001, 1, 16)
_LATE, _EARLY = (time(23, 59), time(22, 58)), (time(0, 0), time(0, 1))


def read_on_day(
    words: str, day: date, zone: ZoneInfo, language: str, *, past: bool
) -> Moment | Unclear | None:
    """The moment on that day; None where the words name a day themselves, or no time.

    Raises Refusal for a time that the day does not have, since its clocks are changed.
    """
    now, then = _LATE if past else _EARLY
    clocks = _clocks(words, datetime.combine(_ONE, now, zone), language, past)
    others = _clocks(words, datetime.combine(_OTHER, then, zone), language, past)
    if not clocks or clocks != others or _SAYS_TODAY.search(words):
        return None
    here = datetime.combine(day, now, zone)
    if not _clocks(words, here, language, past):
        raise Refusal("calendar-no-such-hour")
    return find_when(words, here, language, past)


def _clocks(words: str, now: datetime, language: str, past: bool) -> set[time]:
    """The times meant on the day of `now`; none at all when another day may be meant."""
    found = find_when(words, now, language, past)
    if found is None:
        return set()
    moments = (found,) if isinstance(found, Moment) else found.readings
    if any(one.at.date() != now.date() or not one.has_time for one in moments):
        return set()
    return {one.at.time() for one in moments}

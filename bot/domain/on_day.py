"""A time of day without a day, which counts on the day in hand: that on the card, or chosen."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.refusal import Refusal
from bot.when import Moment, Unclear, find_when

_FIRST, _LAST = time(0, 0), time(23, 59)


def read_on_day(
    words: str, day: date, zone: ZoneInfo, language: str, *, past: bool
) -> Moment | Unclear | None:
    """The moment on that day; None where the words name a day themselves, or no time.

    Raises Refusal for a time that the day does not have, since its clocks are changed.
    """
    here = datetime.combine(day, _LAST if past else _FIRST, zone)
    found = find_when(words, here, language, past)
    if found is None or found.has_day:
        return None
    if isinstance(found, Unclear) and not found.readings:
        raise Refusal("calendar-no-such-hour")
    return found

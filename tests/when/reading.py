"""What was read, short enough to stand in a table."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.when import Moment, Unclear, find_when

BERLIN = ZoneInfo("Europe/Berlin")
TUESDAY = datetime(2026, 11, 24, 10, 20, tzinfo=BERLIN)


def written(moment: Moment) -> str:
    """A day, or a day with its time; "–" before the end of a range."""
    form = "%d.%m.%Y %H:%M" if moment.has_time else "%d.%m.%Y"
    ends = (moment.at, moment.end) if moment.end else (moment.at,)
    return " – ".join(one.strftime(form) for one in ends)


def of(found: Moment | Unclear | None) -> list[str]:
    """What is understood: one reading, or several where it is unclear."""
    if found is None:
        return []
    return [written(one) for one in (found.readings if isinstance(found, Unclear) else (found,))]


def understood(text: str, language: str = "de", now: datetime = TUESDAY) -> Moment:
    found = find_when(text, now, language)
    assert isinstance(found, Moment), found
    return found

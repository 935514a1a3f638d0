"""What dateparser makes of a short text: only ever a suggestion to confirm."""

import re
from datetime import datetime, time

from bot.when.moments import Moment, Unclear, instants_of, same_clock

_LONGEST = 64
_YEARS_AWAY = 20
_SAYS_SOMETHING = re.compile(
    r"(?!(?:uhr|h|am|pm)\b)[^\W\d]{2}|\d{1,2} \d{1,2} \d{4}", re.IGNORECASE
)
_NEGATIVE = re.compile(r"-\s?\d")


def guess(text: str, now: datetime, language: str, past: bool | None) -> Unclear | None:
    """A question with the one reading it has, or None."""
    if len(text) > _LONGEST or "\0" in text or not _SAYS_SOMETHING.search(text):
        return None
    if _NEGATIVE.search(text):
        return None
    import dateparser  # imported late: half a second at start-up

    try:
        wall = dateparser.parse(
            text,
            languages=[language],
            settings={
                "RELATIVE_BASE": now.replace(tzinfo=None),
                "PREFER_DATES_FROM": "past" if past else "future",
                "DATE_ORDER": "DMY",
                "REQUIRE_PARTS": ["day"],
                "TIMEZONE": str(now.tzinfo),
                "RETURN_AS_TIMEZONE_AWARE": False,
            },
        )
    except OverflowError:  # its time zones know no day before the year 1
        return None
    if wall is None or abs(wall.year - now.year) > _YEARS_AWAY:
        return None
    has_time = wall.time() not in (now.time(), time())
    if has_time:
        instants = instants_of(wall.date(), wall.time(), now)
    else:
        instants = [same_clock(wall.date(), now)]
    span = (0, len(text))
    return (
        Unclear(tuple(Moment(at, has_time, span) for at in instants), span) if instants else None
    )

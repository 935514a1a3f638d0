"""The dial: clocks as they are named, and which times of the day each of them may mean."""

from datetime import time

from bot.when.values import Clock, Token

HOURS = {
    "morning": 9,
    "forenoon": 10,
    "noon": 12,
    "afternoon": 15,
    "evening": 18,
    "night": 22,
    "tonight": 19,
}
"""When a part of the day begins, where it stands for a time."""
ENDS = {
    "morning": 12,
    "forenoon": 12,
    "noon": 14,
    "afternoon": 18,
    "evening": 22,
    "night": 23,
    "tonight": 23,
}
"""When it is over."""
_DAY = 24 * 60


def clock(
    hour: float, minute: float = 0, *, sure: bool = False, half: int | None = None
) -> Clock | None:
    """A clock, or None beyond the dial and between its marks."""
    if hour != int(hour) or minute != int(minute):
        return None
    if not (0 <= hour <= 24 and 0 <= minute <= 59) or (hour == 24 and minute):
        return None
    return Clock(int(hour), int(minute), sure, half)


def clock_of(token: Token) -> Clock | None:
    """The clock that a token is, be it a bare number."""
    if isinstance(token.value, Clock):
        return token.value
    if token.kind == "O":
        hour, minute = token.value
        return Clock(hour, minute, sure=True)
    return clock(token.value, sure=token.value > 12) if isinstance(token.value, int) else None


def turned(base: Clock, minutes: int, other: int | None = None) -> Clock:
    """The clock so many minutes on; `other` minutes on may be meant too."""
    hour, minute = _turned(base, minutes)
    more = None if other is None else _turned(base, other)
    return Clock(hour, minute, base.sure, base.half, base.part, more)


def _turned(base: Clock, by: int) -> tuple[int, int]:
    hour, minute = divmod((base.hour * 60 + base.minute + by) % _DAY, 60)
    return (hour if base.sure else hour or 12, minute)


def times(named: Clock, part: str = "") -> list[time]:
    """The times of the 24-hour dial that a clock may mean, likeliest first."""
    part = named.part or part
    pairs = [(named.hour, named.minute), *([named.other] if named.other else [])]
    found = [
        time(hour % 24, minute) for at, minute in pairs for hour in _hours_of(at, named, part)
    ]
    return list(dict.fromkeys(found))


def _hours_of(hour: int, named: Clock, part: str) -> list[int]:
    if named.half is not None:
        return [hour % 12 + named.half]
    if hour > 12 or hour == 0:
        return [hour]
    if part:
        return [_hour_in(part, hour)]
    if named.sure:
        return [hour]
    if hour in (6, 7):
        return [hour, hour + 12]
    return [hour if hour >= 8 else hour + 12]


def _hour_in(part: str, hour: int) -> int:
    """An hour from 1 to 12 in a part of the day."""
    match part:
        case "morning":
            return hour % 12
        case "forenoon":
            return hour
        case "afternoon" | "evening":
            return hour % 12 + 12
        case "noon":
            return hour + 12 if hour < 5 else hour
        case "tonight":
            return hour % 12 + (12 if hour < 12 else 0)
    return hour % 12 + (12 if 6 <= hour < 12 else 0)

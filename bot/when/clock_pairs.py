"""Which start goes with which end: "2-4pm", "von 9 bis 11", "22 bis 6 Uhr"."""

from dataclasses import replace
from datetime import time
from typing import NamedTuple

from bot.when.dial import times
from bot.when.values import Clock


class Pair(NamedTuple):
    """A time of day, and the end of a span if there is one."""

    start: time
    end: time | None = None
    ends_next_day: bool = False


def pairs_of(clock: Clock, part: str) -> list[Pair]:
    """What one clock may mean, likeliest first; `part`: that of the day, if one is said."""
    return [Pair(one) for one in times(clock, part)]


def pairs_between(first: Clock, last: Clock, part: str) -> list[Pair]:
    """What a span may mean, likeliest first; the end comes after the start."""
    starts, ends = times(_like(first, last), part), _ends(last, part)
    if len(starts) == 1:
        later = [end for end in ends if end > starts[0]]
        return [Pair(starts[0], later[0]) if later else Pair(starts[0], min(ends), True)]
    pairs = []
    for start in starts:
        later = [end for end in ends if end > start]
        if later:
            pairs.append(Pair(start, later[0]))
    ends_by_noon = 8 <= last.hour <= 12 and last.half is None
    return pairs[:1] if ends_by_noon else pairs


def _like(first: Clock, last: Clock) -> Clock:
    """The first clock with what only the last one says: "2-4pm", "8 to 9 in the morning"."""
    if first.half is not None or first.part:
        return first
    if last.half is not None and not first.sure:
        shared = replace(first, half=last.half, other=None)
        if times(shared)[0] < times(last)[0]:
            first = shared
        elif first.hour % 12 + last.half >= 12:
            first = Clock(first.hour, first.minute, sure=True)
    if first.half is None and last.part:
        first = replace(first, part=last.part, other=None)
    return first


def _ends(last: Clock, part: str) -> list[time]:
    """Both halves of the day, if nothing says which."""
    if last.half is not None or last.sure or last.hour > 12 or last.part or part:
        return times(last, part)
    return [time(hour, last.minute) for hour in sorted({last.hour % 24, (last.hour + 12) % 24})]

"""Time targets: how much business time a first answer and a solution may take, by priority."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.business_hours import BusinessHours
from bot.domain.cases import PRIORITIES

Pauses = Sequence[tuple[datetime, datetime | None]]
"""From when until when no time runs, in order; None: it still does not."""
DEFAULT_TARGETS = "urgent 1h/8h; high 4h/16h; normal 8h/40h; low 16h/80h"
MOST_HOURS = 2000
_PART = re.compile(r"([a-z]+)\s+(\d{1,4})h?\s*/\s*(\d{1,4})h?", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class Target:
    """Business time until the first answer and until the solution."""

    response: timedelta
    solution: timedelta


def read_targets(words: str) -> Mapping[str, Target]:
    """ "urgent 1h/8h; high 4h/16h; normal 8h/40h; low 16h/80h", all four; raises ValueError."""
    found: dict[str, Target] = {}
    for part in filter(None, (one.strip() for one in words.split(";"))):
        read = _PART.fullmatch(part)
        hours = [int(read[2]), int(read[3])] if read else []
        if read is None or not all(0 < one <= MOST_HOURS for one in hours):
            raise ValueError(part)
        found[read[1].lower()] = Target(*(timedelta(hours=one) for one in hours))
    if found.keys() != set(PRIORITIES):
        raise ValueError(words)
    return found


def moment(
    hours: BusinessHours, opened: datetime, length: timedelta, pauses: Pauses, share: float
) -> datetime | None:
    """When this share of the length has passed since `opened`, pauses not counted.

    None while a pause goes on before which it has not passed.
    """
    left, start = length * share, opened
    for begins, ends in pauses:
        due = hours.after(start, left)
        if due <= begins:
            return due
        if ends is None:
            return None
        left -= hours.between(start, begins)
        start = max(start, ends)
    return hours.after(start, left)

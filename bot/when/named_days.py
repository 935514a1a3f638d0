"""Days with a name: heute, übermorgen, "the day after tomorrow", Ostern, Silvester, jetzt."""

from collections.abc import Sequence
from datetime import datetime

from bot.when.fixed import holiday_dates
from bot.when.lexicon import lexicon
from bot.when.periods import DAY
from bot.when.rules import Found, Rule, is_, is_not, rule
from bot.when.values import Day, Period

_SEASONAL = ("christmas", "xmas", "easter")


def _in_days(found: Found, count: int) -> Day:
    day = found.context.today + count * DAY
    return Day(day.day, day.month, day.year)


def _now(found: Found) -> datetime:
    return found.context.now


def _day_word(found: Found) -> Day:
    return _in_days(found, found["d"])


def _tomorrow(found: Found) -> Day:
    return _in_days(found, 1)


def _of_part(found: Found) -> Day | None:
    """ "this morning", "last night", "nächsten Abend"."""
    by = {0: 0, -1: -1, 1: 1, "coming": 0}.get(found["r"])
    return None if by is None else _in_days(found, by)


def _beside_day(found: Found) -> Day:
    """ "the day after tomorrow", "day before yesterday"."""
    return _in_days(found, found["d"] + (1 if found.get("after") else -1))


def _holiday(found: Found) -> Day | tuple[Period, ...] | None:
    year = found.get("y")
    context = found.context
    if year is not None and year.kind == "r":
        years = [context.today.year + (year.value if isinstance(year.value, int) else 1)]
    elif year is not None:
        years = [year.value]
    else:
        years = [context.today.year + by for by in (-1, 0, 1)]
    spans = [span for one in years if (span := holiday_dates(found["f"], one))]
    if not spans:
        return Day()  # no such year
    if year is not None:
        start, end = spans[0]
    elif context.past:
        start, end = max((s for s in spans if s[0] <= context.today), default=spans[0])
    else:
        start, end = min((s for s in spans if s[1] >= context.today), default=spans[-1])
    return Day(options=(start,)) if start == end else (Period(start, end, "day"),)


def _is_adjective(found: Found) -> bool:
    """ "the xmas gifts"."""
    after, before = found.after(), found.before()
    if found.context.language != "en" or after is None or after.kind != "x":
        return False
    if after.raw in lexicon("en").day_followers or found.token("f").raw not in _SEASONAL:
        return False
    return found.whole()[0].raw == "the" or before is None or before.kind not in "idbz<>@"


RULES: Sequence[Rule] = (
    rule(r"t", "I", _now),
    rule(r"d*(?P<r>r)(?=p)", "G", _of_part),
    rule(r"d?r?(?P<u>U)(?P<after>>)(?P<d>D)", "G", _beside_day, is_(u="day")),
    rule(r"d?(?P<u>U)<(?P<d>D)", "G", _beside_day, is_(u="day")),
    rule(r"(?P<d>D)", "G", _day_word),
    rule(r"A", "G", _tomorrow),
    rule(r"d*(?P<f>F)d?r?(?P<y>Y)", "*", _holiday),
    rule(r"d*(?P<f>F)d?(?P<y>r)U", "*", _holiday),
    rule(r"d*r?(?P<f>F)", "*", _holiday, is_not(_is_adjective)),
)

"""From single days, clocks and parts of the day to groups that are said together."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from bot.when.calendar_days import dates_of
from bot.when.values import Clock, Context, Day, Part, Period, Span, Token

_TIMES = frozenset("GRCTpIZ")
"""Kinds that the rules leave: day, periods, clock, two clocks, part, instant, two days."""
_FILLERS = frozenset("d@~<>bzi,(-/;!hfcs")
"""Kinds that may stand between times that are said together."""
_MOST_FILLERS = 4
_LEADS = frozenset(
    [
        "am",
        "im",
        "zum",
        "den",
        "dem",
        "um",
        "gegen",
        "ca",
        "circa",
        "etwa",
        "on",
        "the",
        "at",
        "in",
        "around",
        "about",
    ]
)
"""Words that belong to the time right behind them, and go when it is taken out of a text."""


@dataclass(slots=True)
class Group:
    """Times that stand together: at most one of each kind, two days only as a range."""

    span: Span
    first: int
    last: int
    """Where its first and its last token stand among the clause's."""
    days: list[tuple[date, ...]] = field(default_factory=list)
    """What a day may be; the first and the last day of a range."""
    periods: tuple[Period, ...] | None = None
    """The weeks, months or the like that may be meant."""
    clock: Clock | None = None
    clocks: tuple[Clock, Clock] | None = None
    part: Part | None = None
    instant: datetime | None = None
    weekday: int | None = None
    """Of a day named by its weekday alone."""
    is_impossible: bool = False
    """There is no such day."""
    until: "Group | None" = None
    """The other end, where both ends have a day or a clock of their own."""
    more: tuple[Span, ...] = ()
    """Where else in the text it is said."""
    rivals: list["Group"] = field(default_factory=list)
    """Stood right behind and does not go with it: then it is asked which counts."""

    def has_day(self) -> bool:
        """Whether a day or a longer time is named."""
        return bool(self.days) or self.periods is not None or self.instant is not None

    def has_clock(self) -> bool:
        """Whether a time of day is named."""
        return self.clock is not None or self.clocks is not None


def groups_of(tokens: Sequence[Token], context: Context) -> list[Group]:
    """The groups of a clause from left to right."""
    found: list[Group] = []
    gap: list[Token] = []
    for at, token in enumerate(tokens):
        if token.kind not in _TIMES:
            gap.append(token)
            continue
        one = _single(token, at, context.at(token.start))
        before = found[-1] if found else None
        last = before.rivals[-1] if before and before.rivals else before
        joined = _joined(last, one, gap, context) if last and _is_close(gap) else None
        if joined and before and before.rivals:
            before.rivals[-1] = joined
            before.span, before.last = (before.span[0], joined.span[1]), at
        elif joined:
            found[-1] = joined
        elif before and not before.instant and _is_rival(before, one, gap):
            if not one.has_day():
                one.days, one.periods = before.days, before.periods
            before.rivals.append(one)
            before.last = at
        else:
            found.append(one)
        gap = []
    return found


def _is_rival(before: Group, one: Group, gap: Sequence[Token]) -> bool:
    """Another time after "oder", another day after "und", or one right behind."""
    kinds = "".join(token.kind for token in gap)
    if "|" in kinds:
        return set(kinds) <= set("|,d@~")
    return before.has_day() and (not kinds or (kinds == "c" and one.has_day()))


def brought_together(groups: list[Group]) -> list[Group]:
    """ "Freitag mit Müller um 10": a day and a clock that have no other in their clause."""
    if len(groups) != 2 or any(one.until or one.instant for one in groups):
        return groups
    days = [one for one in groups if one.has_day()]
    bare = [one for one in groups if not one.has_day()]
    if len(days) != 1 or days[0].has_clock() or (days[0].part and bare[0].part):
        return groups
    (day,), (clock,) = days, bare
    part = day.part or clock.part
    return [replace(day, clock=clock.clock, clocks=clock.clocks, part=part, more=(clock.span,))]


def with_lead(group: Group, tokens: Sequence[Token], text: str) -> Span:
    """The span together with the "am", "um" or "at the" right before it."""
    start, end = group.span
    for at in range(group.first - 1, -1, -1):
        token = tokens[at]
        if token.raw not in _LEADS or text[token.end : start].strip():
            break
        start = token.start
    return start, end


def _is_close(gap: Sequence[Token]) -> bool:
    return len(gap) <= _MOST_FILLERS and all(token.kind in _FILLERS for token in gap)


def _single(token: Token, at: int, context: Context) -> Group:
    value = token.value
    group = Group((token.start, token.end), at, at)
    match token.kind:
        case "G":
            group.days = [dates_of(value, context)]
            group.is_impossible = not group.days[0]
            group.weekday = value.weekday if value.vague else None
        case "Z":
            group.days = _ends_of(value[0], value[1], context)
            first, last = group.days
            group.is_impossible = not first or not last or last[0] < first[0]
        case "R":
            group.periods = value
            group.is_impossible = not value
        case "C":
            group.clock = value
        case "T":
            group.clocks = value
        case "p":
            group.part = value
        case "I":
            group.instant = value
    return group


def _ends_of(one: Day, other: Day, context: Context) -> list[tuple[date, ...]]:
    """What the first and the last day of a range may be; the last comes after the first."""
    first = dates_of(one, context)
    last = dates_of(other, context) if first else ()
    if first and last and last[0] < first[0] and other.year is None and not other.options:
        then = datetime.combine(first[0], time(), context.now.tzinfo)
        last = dates_of(other, replace(context, now=then, past=False))
    return [first, last]


def _joined(one: Group, other: Group, gap: Sequence[Token], context: Context) -> Group | None:
    """Both as one, if they do not say the same thing twice."""
    if one.instant or other.instant or (_has_and(gap) and other.has_day()):
        return None
    if one.until is not None:
        if other.has_day() or not _is_addable(one.until, other):
            return None
        return _covering(one, one, other, until=_merged(one.until, other))
    if any(token.kind in "b-" for token in gap) and _can_end(one, other):
        return _covering(one, one, other, until=other)
    return _merged(one, other) if _is_addable(one, other) else _agreed(one, other)


def _has_and(gap: Sequence[Token]) -> bool:
    return any(token.kind == "c" for token in gap)


def _can_end(one: Group, other: Group) -> bool:
    if one.has_clock():
        return other.has_day() or other.has_clock()
    is_day_to_day = one.has_day() and other.has_day()
    return is_day_to_day and one.periods is None and other.periods is None


def _is_addable(one: Group, other: Group) -> bool:
    """Whether the other says nothing that the one has said."""
    if one.has_day() and other.has_day():
        return False
    if one.has_clock() and other.has_clock():
        return False
    if other.until is not None:
        return not one.has_clock()
    return not (one.part and other.part)


def _merged(one: Group, other: Group) -> Group:
    return Group(
        span=(one.span[0], other.span[1]),
        first=one.first,
        last=other.last,
        days=one.days or other.days,
        periods=one.periods or other.periods,
        clock=one.clock or other.clock,
        clocks=one.clocks or other.clocks,
        part=one.part or other.part,
        is_impossible=one.is_impossible or other.is_impossible,
        until=one.until or other.until,
        rivals=[*one.rivals, *other.rivals],
        weekday=one.weekday if one.weekday is not None else other.weekday,
    )


def _covering(
    kept: Group,
    one: Group,
    other: Group,
    *,
    until: Group | None = None,
    days: list[tuple[date, ...]] | None = None,
    periods: tuple[Period, ...] | None = None,
) -> Group:
    """One of both, standing where both stand."""
    return replace(
        kept,
        span=(one.span[0], other.span[1]),
        first=one.first,
        last=other.last,
        until=until or kept.until,
        days=days or kept.days,
        periods=periods or kept.periods,
    )


def _agreed(one: Group, other: Group) -> Group | None:
    """Two that name the same day: "morgen, Di 28.11.", "nächste Woche, am 3.12."."""
    if len(one.days) == len(other.days) == 1:
        return _same_day(one, other)
    if len(one.days) == 1 and len(other.days) == 2 and one.days[0] == other.days[0]:
        return _covering(other, one, other)
    if one.has_clock():
        return None
    if len(one.days) == 1 and other.periods:
        inside = tuple(d for d in one.days[0] if any(_has(p, d) for p in other.periods))
        return _covering(one, one, other, days=[inside]) if inside else None
    if one.periods and other.days:
        is_inside = any(_has(p, day) for day in other.days[0] for p in one.periods)
        return _covering(other, one, other) if is_inside else None
    if one.periods and other.periods:
        within = tuple(
            q for q in other.periods for p in one.periods if _has(p, q.start) and _has(p, q.end)
        )
        return _covering(other, one, other, periods=within) if within else None
    return None


def _has(period: Period, day: date) -> bool:
    return period.start <= day <= period.end


def _same_day(one: Group, other: Group) -> Group | None:
    """Days of both; those that agree if there are any, else all, to be asked."""
    bare, other_bare = replace(one, days=[]), replace(other, days=[])
    if not _is_addable(bare, other_bare):
        return None
    (first,), (second,) = one.days, other.days
    both = tuple(day for day in first if day in second)
    if not both and one.weekday is not None and other.weekday is None:
        both = tuple(day for day in second if day.weekday() == one.weekday)
    if not both and other.weekday is not None and one.weekday is None:
        both = tuple(day for day in first if day.weekday() == other.weekday)
    joined = _merged(bare, other_bare)
    joined.days = [both or (*first, *second)]
    joined.is_impossible = one.is_impossible or other.is_impossible
    return joined

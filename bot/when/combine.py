"""From what the rules found to whole readings: which day goes with which clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.when.calendar_days import dates_of
from bot.when.clocks import ENDS, HOURS, times
from bot.when.moments import Moment, Unclear, instants_of, same_clock
from bot.when.values import Clock, Context, Day, Part, Period, Span, Token

TIMES = frozenset("GRCTpIZ")
_FILLERS = frozenset("d@~<>bzi,(-/;!hfcs")
_FILLER_LIMIT = 4
_STRAY = frozenset("NWwMDUrKoAJ")


@dataclass(slots=True)
class Group:
    """Times that stand together: at most one of each kind, two days only as a range."""

    days: list[tuple[date, ...]]
    periods: tuple[Period, ...] | None = None
    clock: Clock | None = None
    clocks: tuple[Clock, Clock] | None = None
    part: Part | None = None
    instant: datetime | None = None
    span: Span = (0, 0)
    first: int = 0
    last: int = 0
    is_impossible: bool = False
    until: "Group | None" = None
    more: tuple[Span, ...] = ()
    rivals: list["Group"] = field(default_factory=list)
    """Stood right behind and does not go with it: then it is asked which counts."""
    weekday: int | None = None
    """Of a day named by its weekday alone."""

    def has_day(self) -> bool:
        return bool(self.days) or self.periods is not None or self.instant is not None

    def has_clock(self) -> bool:
        return self.clock is not None or self.clocks is not None


def groups_of(tokens: Sequence[Token], context: Context) -> list[Group]:
    """The groups of a clause from left to right."""
    found: list[Group] = []
    group: Group | None = None
    gap: list[Token] = []
    for at, token in enumerate(tokens):
        if token.kind not in TIMES:
            gap.append(token)
            continue
        one = _single(token, at, context)
        if group is not None and _close(gap) and (joined := _joined(group, one, gap, context)):
            group = joined
            found[-1] = group
        elif group is not None and not gap and group.has_day() and not group.instant:
            group.rivals.append(_single(token, at, context))
            group.last = at
        else:
            group = one
            found.append(group)
        gap = []
    return found


def _close(gap: Sequence[Token]) -> bool:
    return len(gap) <= _FILLER_LIMIT and all(token.kind in _FILLERS for token in gap)


def _single(token: Token, at: int, context: Context) -> Group:
    context = context.at(token.start)
    group = Group([], span=(token.start, token.end), first=at, last=at)
    value: Any = token.value
    match token.kind:
        case "G":
            dates = dates_of(value, context)
            group.days = [dates]
            group.is_impossible = not dates
            group.weekday = value.weekday if value.vague else None
        case "Z":
            first = dates_of(value[0], context)
            last = dates_of(value[1], context) if first else ()
            if first and last and last[0] < first[0] and not value[1].options:
                after = replace(context, now=datetime.combine(first[0], time(), context.now.tzinfo),
                                past=False)  # fmt: skip
                if value[1].year is None:
                    last = dates_of(value[1], after)
            group.days = [first, last]
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


def _joined(one: Group, other: Group, gap: Sequence[Token], context: Context) -> Group | None:
    """Both as one, if they do not say the same thing twice."""
    if one.instant or other.instant:
        return None
    kinds = [token.kind for token in gap]
    is_span = any(kind in "b-" for kind in kinds)
    if is_span and (one.has_day() or one.has_clock()) and one.until is None:
        if (other.has_day() and one.has_clock()) or (other.has_clock() and one.has_clock()):
            return _until(one, other)
        if other.has_day() and one.has_day() and one.periods is None and other.periods is None:
            return _until(one, other)
    if one.until is not None:
        if other.has_day() or not _addable(one.until, other):
            return None
        return replace(one, until=_merged(one.until, other), span=(one.span[0], other.span[1]),
                       last=other.last)  # fmt: skip
    if not _addable(one, other):
        return _same_day(one, other, context)
    return _merged(one, other)


def _until(one: Group, other: Group) -> Group:
    return replace(one, until=other, span=(one.span[0], other.span[1]), last=other.last)


def _addable(one: Group, other: Group) -> bool:
    if one.has_day() and other.has_day():
        return False
    if one.has_clock() and other.has_clock():
        return False
    if other.until is not None:
        return not one.has_clock()
    return not (one.part and other.part)


def _same_day(one: Group, other: Group, context: Context) -> Group | None:
    """Two days side by side that agree: "morgen, Di 28.11."; those that do not are asked."""
    if len(one.days) == len(other.days) == 1 and not (one.has_clock() and other.has_clock()):
        both = tuple(day for day in one.days[0] if day in other.days[0])
        for first, second in ((one, other), (other, one)):
            if first.weekday is not None and second.weekday is None and not both:
                both = tuple(day for day in second.days[0] if day.weekday() == first.weekday)
        bare = replace(other, days=[])
        if not _addable(replace(one, days=[]), bare):
            return None
        joined = _merged(replace(one, days=[]), bare)
        joined.days = [both or (*one.days[0], *other.days[0])]
        joined.is_impossible = one.is_impossible or other.is_impossible
        return joined
    if len(one.days) == 1 and other.periods and not one.has_clock():
        inside = tuple(d for d in one.days[0] for p in other.periods if p.start <= d <= p.end)
        if inside:
            return replace(one, days=[inside], span=(one.span[0], other.span[1]), last=other.last)
    if one.periods and other.days and not one.has_clock():
        first = other.days[0]
        if any(p.start <= day <= p.end for day in first for p in one.periods):
            return replace(other, span=(one.span[0], other.span[1]), first=one.first)
    if one.periods and other.periods and not one.has_clock():
        inside_periods = tuple(q for q in other.periods for p in one.periods
                               if p.start <= q.start and q.end <= p.end)  # fmt: skip
        if inside_periods:
            return replace(other, periods=inside_periods, span=(one.span[0], other.span[1]),
                           first=one.first)  # fmt: skip
    if len(one.days) == 1 and len(other.days) == 2 and one.days[0] == other.days[0]:
        return replace(other, span=(one.span[0], other.span[1]), first=one.first)
    return None


def _merged(one: Group, other: Group) -> Group:
    return Group(
        days=one.days or other.days,
        periods=one.periods or other.periods,
        clock=one.clock or other.clock,
        clocks=one.clocks or other.clocks,
        part=one.part or other.part,
        span=(min(one.span[0], other.span[0]), max(one.span[1], other.span[1])),
        first=min(one.first, other.first),
        last=max(one.last, other.last),
        is_impossible=one.is_impossible or other.is_impossible,
        until=one.until or other.until,
    )


# -- readings


def read(group: Group, context: Context) -> Moment | Unclear | None:
    """What a group means, with every reading where there are several."""
    context = context.at(group.span[0])
    if group.is_impossible or (group.until and group.until.is_impossible):
        return Unclear((), group.span, has_day=group.has_day())
    if group.instant:
        return Moment(group.instant, True, group.span, grain="minute")
    if group.until:
        found = _range_readings(group, context)
    elif group.has_clock():
        found = _clock_readings(group, context)
    elif group.part:
        found = _part_readings(group, context)
    else:
        found = _day_readings(group, context)
    for rival in group.rivals:
        found += _plain(rival, context)
    found = _distinct(found)
    if len(found) == 1:
        return found[0]
    return Unclear(tuple(found), group.span, has_day=group.has_day())


def _distinct(found: Iterable[Moment]) -> list[Moment]:
    """Each once; datetimes of one zone compare equal in the hour that autumn repeats."""
    return list({(one.at.timestamp(), one.end, one.grain): one for one in found}.values())


def _day_readings(group: Group, context: Context) -> list[Moment]:
    now, span = context.now, group.span
    if group.periods is not None:
        return [
            Moment(_noon(p.start, now), False, span, _noon(p.end, now), p.grain)
            for p in group.periods
        ]
    if len(group.days) == 2:
        pairs = zip(group.days[0], _stretched(group.days[1], len(group.days[0])), strict=True)
        return [Moment(_noon(a, now), False, span, _noon(b, now), "day") for a, b in pairs]
    return [Moment(_noon(day, now), False, span, None, "day") for day in group.days[0]]


def _stretched(days: tuple[date, ...], count: int) -> tuple[date, ...]:
    return days if len(days) == count else (days[0],) * count


def _noon(day: date, now: datetime) -> datetime:
    return same_clock(day, now)


def _days_of(group: Group, context: Context) -> list[date]:
    if group.periods is not None:
        return [period.start for period in group.periods]
    return list(group.days[0]) if group.days else []


def _part_readings(group: Group, context: Context) -> list[Moment]:
    assert group.part is not None
    start, end = part_hours(group.part)
    days = _days_of(group, context)
    now = context.now
    if not days:
        days = [now.date()]
        over = now.hour >= end
        if over and not context.past and group.part.name != "tonight":
            days = [now.date() + timedelta(days=1)]
    if group.part.name == "night" and context.past is not False and group.days == []:
        days = days[:1]
    found = []
    for day in days:
        begins = _instants(day, time(start), now)
        ends = _instants(day, time(end), now)
        if begins and ends:
            found.append(Moment(begins[0], True, group.span, ends[-1], "hour", group.has_day()))
    return found


def part_hours(part: Part) -> tuple[int, int]:
    name = "night" if part.name == "tonight" else part.name
    start = HOURS[name] if part.name != "tonight" else 19
    return start + (part.bias if name != "night" else 0) * (1 if part.bias < 0 else 1), ENDS[name]


def _instants(day: date, clock: time, now: datetime) -> list[datetime]:
    return instants_of(day, clock, now)


def _clock_pairs(group: Group) -> list[tuple[time, time | None, bool]]:
    """Start and end times; whether the end is on the day after."""
    part = group.part.name if group.part else ""
    if group.clock is not None:
        return [(one, None, False) for one in times(group.clock, part)]
    assert group.clocks is not None
    first, last = group.clocks
    if first.half is None and last.half is not None and not first.sure and not first.part:
        hour = first.hour % 12 + last.half
        shared = Clock(first.hour, first.minute, first.sure, last.half, first.part)
        if times(shared)[0] < times(last)[0]:
            first = shared
        elif hour >= 12:
            first = Clock(first.hour, first.minute, True)
    if first.half is None and not first.part and last.part:
        first = Clock(first.hour, first.minute, first.sure, None, last.part)
    starts, ends = times(first, part), times(last, part)
    is_said = last.half is not None or last.sure or last.hour > 12 or last.part or part
    ends_wide = (
        ends
        if is_said
        else [time(hour, last.minute) for hour in sorted({last.hour % 24, (last.hour + 12) % 24})]
    )
    if len(starts) == 1:
        later = [end for end in ends_wide if end > starts[0]]
        if later:
            return [(starts[0], later[0], False)]
        return [(starts[0], min(ends_wide), True)]
    pairs: list[tuple[time, time | None, bool]] = []
    for start in starts:
        later = [end for end in ends_wide if end > start]
        if later:
            pairs.append((start, later[0], False))
    if len(pairs) > 1 and last.hour >= 8 and last.hour <= 12 and last.half is None:
        pairs = pairs[:1]
    return pairs


def _clock_readings(group: Group, context: Context) -> list[Moment]:
    days = _days_of(group, context)
    now, span = context.now, group.span
    if group.periods is not None and any(p.start != p.end for p in group.periods):
        return _inside_period(group, context)
    pairs = _clock_pairs(group)
    named = bool(days)
    found = []
    for day in days or [now.date()]:
        for start, end, over in pairs:
            found += _moments(_midnight(day, start, group), start, end, over, now, span)
    if not named:
        return _next_or_last(found, context, group)
    if days == [now.date()] and len(found) >= 1 and group.until is None:
        return _of_today(found, pairs, context, group)
    return found


def _midnight(day: date, start: time, group: Group) -> date:
    """24 Uhr, and midnight or the small hours of a night, belong to the day after."""
    if group.clock is not None and group.clock.hour == 24:
        return day + timedelta(days=1)
    if group.part and group.part.name in ("night", "tonight") and start.hour < 5 and group.clock:
        return day + timedelta(days=1) if group.clock.hour == 12 else day
    return day


def _inside_period(group: Group, context: Context) -> list[Moment]:
    """A clock on several days says when to ask: the first and the last of them."""
    assert group.periods is not None
    pairs = _clock_pairs(group)
    found = []
    for period in group.periods:
        for day in (period.start, period.end):
            for start, end, over in pairs:
                found += _moments(day, start, end, over, context.now, group.span)
    return found


def _moments(
    day: date, start: time, end: time | None, over: bool, now: datetime, span: Span
) -> list[Moment]:
    begins = instants_of(day, start, now)
    stop = None
    if end is not None:
        ends = instants_of(day + timedelta(days=1) if over else day, end, now)
        stop = ends[-1] if ends else None
    return [Moment(at, True, span, stop, "minute") for at in begins]


def _of_today(
    found: list[Moment], pairs: Sequence[Any], context: Context, group: Group
) -> list[Moment]:
    """An hour of today that is over: asked, unless the words look back."""
    now = context.now
    if context.past:
        return [one for one in found if one.at <= now] or found
    ahead = [one for one in found if one.at >= now - timedelta(minutes=1)]
    if ahead:
        return ahead
    later: list[Moment] = []
    for start, end, over in pairs:
        later += _moments(now.date() + timedelta(days=1), start, end, over, now, group.span)
    return [*found, *later]


def _next_or_last(found: list[Moment], context: Context, group: Group) -> list[Moment]:
    """A clock without a day: of today, else of the nearest day on the side meant."""
    now = context.now
    result = []
    for one in found:
        day = one.at
        if context.past and one.at > now:
            day = one.at - timedelta(days=1)
        elif not context.past and one.at < now - timedelta(minutes=1):
            day = one.at + timedelta(days=1)
        if day is not one.at:
            result += _moments(day.date(), one.at.timetz().replace(tzinfo=None),
                               one.end.timetz().replace(tzinfo=None) if one.end else None,
                               bool(one.end and one.end.date() > one.at.date()), now, group.span)  # fmt: skip
        else:
            result.append(one)
    return [replace(one, has_day=False) for one in result]


def _range_readings(group: Group, context: Context) -> list[Moment]:
    """ "Mo 8 Uhr bis Mi 12 Uhr", "14.6. 6:00 bis 15.6. 6:00"."""
    assert group.until is not None
    until = group.until
    start = replace(group, until=None)
    if until.has_day() and not start.has_day():
        start = replace(start, days=until.days, periods=until.periods)
    starts = _plain(start, context)
    found = []
    for one in starts:
        later = replace(until) if until.has_day() else replace(until, days=[(one.at.date(),)])
        ends = [e for e in _plain(later, context) if e.at >= one.at]
        if ends:
            end = ends[0]
            found.append(replace(one, end=end.end or end.at, has_time=one.has_time))
    return found


def _plain(group: Group, context: Context) -> list[Moment]:
    result = read(group, context)
    if result is None:
        return []
    return [result] if isinstance(result, Moment) else list(result.readings)


def strays(tokens: Sequence[Token], group: Group) -> bool:
    """Whether a number or a word of time beside the group was understood by nobody."""
    return any(token.kind in "ha" and not 1 < len(token.raw) < 3 for token in tokens) or any(
        _is_stray(tokens, at, step, group)
        for at, step in ((group.first - 1, -1), (group.last + 1, 1))
    )


def _is_stray(tokens: Sequence[Token], at: int, step: int, group: Group) -> bool:
    lead = False
    while 0 <= at < len(tokens) and tokens[at].kind in ("d(-@~!" if step > 0 else "d,(-@~!"):
        lead = lead or tokens[at].kind in "@"
        at += step
    if not 0 <= at < len(tokens):
        return False
    token = tokens[at]
    if lead and step > 0 and token.kind in "NQYnL":
        return True
    if token.kind == "N":
        beside = tokens[at - 1 : at] + tokens[at + 1 : at + 2]
        if any(one.kind in ".:/-" for one in beside):
            return False
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        return not (after and after.kind in "$xUL") if step > 0 else True
    if token.kind == "E":
        return step < 0
    return token.kind in "WMDKJ" or (token.kind == "r" and step < 0 and at == group.first - 1)


__all__ = ["Day", "Group", "groups_of", "read", "strays"]

"""What a group means, with every reading where there are several."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.when.clock_pairs import Pair, pairs_between, pairs_of
from bot.when.dial import ENDS, HOURS
from bot.when.groups import Group
from bot.when.moments import Moment, Unclear, instants_of, same_clock
from bot.when.periods import DAY
from bot.when.values import Context, Part, Span

_JUST_NOW = timedelta(minutes=1)
_NIGHTS = ("night", "tonight")
_SMALL_HOURS = 5


def read(group: Group, context: Context) -> Moment | Unclear:
    """The one time it is, or those it may be; none where there is no such time."""
    context = context.at(group.span[0])
    if group.is_impossible or (group.until and group.until.is_impossible):
        return Unclear((), group.span, group.has_day())
    if group.instant:
        return Moment(group.instant, True, group.span, grain="minute")
    found = _readings(group, context)
    for rival in group.rivals:
        found += _all_of(rival, context)
    found = _distinct(found)
    return found[0] if len(found) == 1 else Unclear(tuple(found), group.span, group.has_day())


def _readings(group: Group, context: Context) -> list[Moment]:
    if group.until:
        return _from_one_to_other(group, group.until, context)
    if group.has_clock():
        return _clocks(group, context)
    if group.part:
        return _parts(group, group.part, context)
    return _days(group, context.now)


def _all_of(group: Group, context: Context) -> list[Moment]:
    result = read(group, context)
    return [result] if isinstance(result, Moment) else list(result.readings)


def _distinct(found: Iterable[Moment]) -> list[Moment]:
    """Each once; datetimes of one zone compare equal in the hour that autumn repeats."""
    return list({(one.at.timestamp(), one.end, one.grain): one for one in found}.values())


def _days(group: Group, now: datetime) -> list[Moment]:
    """Days, longer times and ranges of days; they keep the clock time of now."""
    if group.periods is not None:
        spans = [(one.start, one.end, one.grain) for one in group.periods]
        return [
            Moment(same_clock(start, now), False, group.span, same_clock(end, now), grain)
            for start, end, grain in spans
        ]
    if len(group.days) == 1:
        return [Moment(same_clock(day, now), False, group.span) for day in group.days[0]]
    starts, ends = group.days
    if len(ends) != len(starts):
        ends = (ends[0],) * len(starts)
    return [
        Moment(same_clock(start, now), False, group.span, same_clock(end, now))
        for start, end in zip(starts, ends, strict=True)
        if start <= end
    ]


def _first_days(group: Group) -> list[date]:
    if group.periods is not None:
        return [period.start for period in group.periods]
    return list(group.days[0]) if group.days else []


# -- parts of the day


def _parts(group: Group, part: Part, context: Context) -> list[Moment]:
    start, end = _hours_of(part)
    now = context.now
    days = _first_days(group)
    if not days:
        is_over = now.hour >= end and not context.past and part.name != "tonight"
        days = [now.date() + DAY if is_over else now.date()]
    elif part.name == "night" and group.periods and context.past is not False:
        days = days[:1]
    found = []
    for day in days:
        begins, ends = instants_of(day, time(start), now), instants_of(day, time(end), now)
        if begins and ends:
            found.append(Moment(begins[0], True, group.span, ends[-1], "hour", group.has_day()))
    return found


def _hours_of(part: Part) -> tuple[int, int]:
    bias = 0 if part.name in _NIGHTS else part.bias
    return HOURS[part.name] + bias, ENDS[part.name]


# -- clocks


def _clocks(group: Group, context: Context) -> list[Moment]:
    now, pairs = context.now, _pairs(group)
    if group.periods is not None and any(p.start != p.end for p in group.periods):
        return _at_both_ends(group, pairs, now)
    days = _first_days(group)
    found = [
        one
        for day in days or [now.date()]
        for pair in pairs
        for night in _nights(day, pair.start, group)
        for one in _moments(night, pair, now, group.span)
    ]
    if not days:
        return _on_nearest_day(found, context, group.span)
    if days == [now.date()] and found:
        return _of_today(found, pairs, context, group.span)
    return found


def _pairs(group: Group) -> list[Pair]:
    part = group.part.name if group.part else ""
    if group.clock is not None:
        return pairs_of(group.clock, part)
    assert group.clocks is not None
    return pairs_between(*group.clocks, part)


def _moments(day: date, pair: Pair, now: datetime, span: Span) -> list[Moment]:
    """None in the hour that spring skips, two in the one that autumn repeats."""
    end = None
    if pair.end is not None:
        ends = instants_of(day + DAY if pair.ends_next_day else day, pair.end, now)
        end = ends[-1] if ends else None
    return [Moment(at, True, span, end, "minute") for at in instants_of(day, pair.start, now)]


def _nights(day: date, start: time, group: Group) -> tuple[date, ...]:
    """ "gestern Nacht um 2" may be in the night before that day or in the one after it."""
    is_night = group.part is not None and group.part.name in _NIGHTS
    if is_night and group.days and 0 < start.hour < _SMALL_HOURS:
        return day + DAY, day
    return (_night_moved(day, start, group),)


def _night_moved(day: date, start: time, group: Group) -> date:
    """24 Uhr, and the midnight of a night, belong to the day after."""
    if group.clock is None:
        return day
    is_night = group.part is not None and group.part.name in _NIGHTS
    is_midnight = is_night and start.hour < _SMALL_HOURS and group.clock.hour == 12
    return day + DAY if group.clock.hour == 24 or is_midnight else day


def _at_both_ends(group: Group, pairs: list[Pair], now: datetime) -> list[Moment]:
    """A clock on several days says when to ask: the first and the last of them."""
    return [
        one
        for period in group.periods or ()
        for day in (period.start, period.end)
        for pair in pairs
        for one in _moments(day, pair, now, group.span)
    ]


def _of_today(
    found: list[Moment], pairs: list[Pair], context: Context, span: Span
) -> list[Moment]:
    """An hour of today that is over: asked, unless the words look back."""
    now = context.now
    if context.past:
        return [one for one in found if one.at <= now] or found
    ahead = [one for one in found if one.at >= now - _JUST_NOW]
    if ahead:
        return ahead
    tomorrow = now.date() + DAY
    return [*found, *(one for pair in pairs for one in _moments(tomorrow, pair, now, span))]


def _on_nearest_day(found: list[Moment], context: Context, span: Span) -> list[Moment]:
    """A clock without a day: of today, else of the nearest day on the side meant."""
    now, result = context.now, []
    for one in found:
        if context.past and one.at > now:
            result += _moved(one, -DAY, now, span)
        elif not context.past and one.at < now - _JUST_NOW:
            result += _moved(one, DAY, now, span)
        else:
            result.append(one)
    return [replace(one, has_day=False) for one in result]


def _moved(one: Moment, by: timedelta, now: datetime, span: Span) -> list[Moment]:
    """The same clock on another day."""
    end = one.end.time() if one.end else None
    ends_next_day = one.end is not None and one.end.date() > one.at.date()
    return _moments(one.at.date() + by, Pair(one.at.time(), end, ends_next_day), now, span)


# -- ranges


def _from_one_to_other(group: Group, until: Group, context: Context) -> list[Moment]:
    """ "Mo 8 Uhr bis Mi 12 Uhr", "14.6. 6:00 bis 15.6. 6:00"."""
    start = replace(group, until=None)
    if until.has_day() and not start.has_day():
        start = replace(start, days=until.days, periods=until.periods)
    found = []
    for one in _all_of(start, context):
        later = until if until.has_day() else replace(until, days=[(one.at.date(),)])
        ends = [end for end in _all_of(later, context) if end.at >= one.at]
        if ends:
            found.append(replace(one, end=ends[0].end or ends[0].at))
    return found

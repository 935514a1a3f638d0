"""Weekdays: which Tuesday is meant, alone, in a week, as a range, counted from now."""

from collections.abc import Sequence
from datetime import date

from bot.when.calendar_days import dates_of
from bot.when.from_now import bases, moved
from bot.when.periods import DAY, WEEK, monday_of
from bot.when.rules import Found, Rule, is_, is_english, rule
from bot.when.values import Context, Day, Period

_FRIDAY = 4


def weekday_dates(weekday: int, which: int | str | None, context: Context) -> tuple[date, ...]:
    """The dates "Dienstag", "nächsten Dienstag", "last Tuesday" may mean, likeliest first."""
    today = context.today
    if weekday == today.weekday():
        weeks = _of_todays_name(which, context)
        return tuple(today + by * WEEK for by in weeks)
    coming = today + (weekday - today.weekday()) % 7 * DAY
    weeks = _of_another_name(which, context, is_ahead=weekday > today.weekday())
    return tuple(coming + by * WEEK for by in weeks)


def _of_todays_name(which: int | str | None, context: Context) -> tuple[int, ...]:
    """So many weeks from today."""
    if which is None:
        return (0, -1) if context.past else (0, 1)
    return {0: (0, 1), "coming": (1, 0), 1: (1,), 2: (1,), -1: (-1,), "past": (-1,)}.get(
        which, (-2,)
    )


def _of_another_name(which: int | str | None, context: Context, is_ahead: bool) -> tuple[int, ...]:
    """So many weeks from the next to come; `is_ahead`: that is in this week still."""
    if which in (None, 0) and context.past:
        return (-1,)
    return {
        None: (0,),
        0: (0,),
        "coming": (0,),
        1: (0, 1) if is_ahead else (0,),
        2: (1, 2) if is_ahead else (1,),
        -1: (-1,) if is_ahead else (-1, -2),
        "past": (-1,),
    }.get(which, (-2,))


def _weekday(found: Found) -> Day:
    which = found.get("r")
    value = which.value if which else None
    options = weekday_dates(found["w"], value, found.context)
    return Day(options=options, weekday=found["w"], vague=value is None)


def _after_next(found: Found) -> Day:
    """ "Wednesday after next"."""
    options = weekday_dates(found["w"], 2, found.context)
    return Day(options=options, weekday=found["w"])


def _weekday_beside(found: Found) -> Day | None:
    """ "Montag nach Ostern", "the Friday before Christmas"."""
    is_after = found.token("way").kind == ">"
    days = bases(found, later=is_after)
    if is_after:
        options = [day + ((found["w"] - day.weekday() - 1) % 7 + 1) * DAY for day in days]
    else:
        options = [day - ((day.weekday() - found["w"] - 1) % 7 + 1) * DAY for day in days]
    return Day(options=tuple(options)) if options else None


def _nth_weekday_from_now(found: Found) -> Day:
    today = found.context.today
    ahead = (found["w"] - today.weekday() - 1) % 7 + 1
    return Day(options=(today + ahead * DAY + (int(found["n"]) - 1) * WEEK,))


def _day_in_week(found: Found) -> Day | None:
    """ "Donnerstag nächster Woche", "KW 48 Do", "next week Monday"."""
    weeks: tuple[Period, ...] = found["r"]
    if not weeks or any(
        week.grain != "week" or (week.end - week.start).days != 6 for week in weeks
    ):
        return None
    weekday, context = found["w"], found.context
    days = [week.start + weekday * DAY for week in weeks]
    is_this = weeks[0].start == monday_of(context.today)
    if is_this and days[0] < context.today and not context.past and not found.get("n"):
        days.append(days[0] + WEEK)
    return Day(options=tuple(days), weekday=weekday)


def _day_and_week(found: Found) -> Day | None:
    """ "nächste Woche am 3.12.": the week must have the day in it, else both are asked."""
    weeks: tuple[Period, ...] = found["r"]
    days = dates_of(found["g"], found.context)
    inside = [d for d in days for week in weeks if week.start <= d <= week.end]
    if inside:
        return Day(options=tuple(inside))
    return Day(options=(*days, *(week.start for week in weeks)))


def _days_in_week(found: Found) -> tuple[Day, Day] | None:
    weeks: tuple[Period, ...] = found["r"]
    if len(weeks) != 1 or weeks[0].grain != "week":
        return None
    one, other = found["a"], found["b"]
    last = weeks[0].start + other * DAY + (WEEK if other < one else 0 * DAY)
    return Day(options=(weeks[0].start + one * DAY,)), Day(options=(last,))


def _dated_weekdays(found: Found) -> tuple[Day, Day] | None:
    """ "Mo-Fr, 2.-6. November": the dates, if they are such days."""
    one, other = found["z"]
    starts, ends = dates_of(one, found.context), dates_of(other, found.context)
    fits = starts and ends and (starts[0].weekday(), ends[0].weekday()) == (found["a"], found["b"])
    return (one, other) if fits else None


def _weekdays(found: Found) -> tuple[Day, Day] | None:
    """ "Mo-Mi", "Friday to Monday", "next Tuesday - Friday"."""
    which = found.get("r")
    one, other = found["a"], found["b"]
    starts = weekday_dates(one, which.value if which else None, found.context)
    if one == other:
        return None
    if which and which.value == 1 and found.context.today.weekday() >= _FRIDAY:
        starts = starts[:1]
    gap = (other - one) % 7 * DAY
    return Day(options=starts), Day(options=tuple(start + gap for start in starts))


def _next_to_each_other(found: Found) -> tuple[Day, Day] | None:
    """ "Mittwoch und Donnerstag" are both."""
    return _weekdays(found) if (found["b"] - found["a"]) % 7 == 1 else None


def _one_of_weekdays(found: Found) -> Day:
    one = weekday_dates(found["a"], None, found.context)
    other = weekday_dates(found["b"], None, found.context)
    return Day(options=(*one, *other))


def _length_and_weekday(found: Found) -> Day | None:
    """ "a week on Tuesday", "two weeks from Friday"."""
    base = weekday_dates(found["w"], None, found.context)
    days = [moved(found.context, found["l"], 1, start) for start in base]
    options = tuple(d for one in days if isinstance(one, Day) for d in one.options)
    return Day(options=options) if options else None


def _weekday_week(found: Found) -> Day:
    """ "Tuesday week" is a week after Tuesday."""
    base = weekday_dates(found["w"], None, found.context)
    return Day(options=tuple(day + WEEK for day in base))


def _is_week(found: Found) -> bool:
    return bool(found["r"]) and found["r"][0].grain == "week"


_WEEKDAY = "(?P<w>[Ww])"
RULES: Sequence[Rule] = (
    rule(r"(?P<a>[Ww])!?[-bc/]d*(?P<b>[Ww])[!,(]*(?P<z>Z)", "Z", _dated_weekdays),
    rule(r"(?P<r>R)[dz,]*(?P<a>[Ww])[!]?[-bc]d*(?P<b>[Ww])", "Z", _days_in_week),
    rule(r"z?(?P<a>[Ww])[-bc]d*(?P<b>[Ww])[,di]*(?P<r>R)", "Z", _days_in_week),
    rule(rf"{_WEEKDAY}[,(]*[di]*(?P<r>R)", "G", _day_in_week),
    rule(rf"(?P<r>R)[,(/]*d*{_WEEKDAY}", "G", _day_in_week),
    rule(r"(?P<r>R)[,(]*d*(?P<g>G)", "G", _day_and_week, _is_week),
    rule(rf"(?P<n>[Nn])d?{_WEEKDAY}(?:l|zI)", "G", _nth_weekday_from_now),
    rule(rf"{_WEEKDAY}(?P<after>>)(?P<r>r)", "G", _after_next, is_(r=1)),
    rule(rf"d*{_WEEKDAY}(?P<way>[>v<])d?(?P<g>[GR])", "G", _weekday_beside),
    rule(r"z?d*(?P<r>r)(?P<a>[Ww])[-b]d*(?P<b>[Ww])(?![NG])", "Z", _weekdays),
    rule(r"z?(?P<a>[Ww])(?:[-b]|(?<=z.)c)[d]*(?P<b>[Ww])(?![NG])", "Z", _weekdays),
    rule(r"(?P<a>[Ww])cd*(?P<b>[Ww])(?![NG])", "Z", _next_to_each_other),
    rule(r"(?P<a>[Ww])[/|]d*(?P<b>[Ww])(?![NG])", "G", _one_of_weekdays),
    rule(rf"(?P<l>L)(?:d|z|dz){_WEEKDAY}", "G", _length_and_weekday),
    rule(rf"d*(?P<r>r){_WEEKDAY}", "G", _weekday),
    rule(r"d*(?P<w>W)(?P<u>U)(?![NG])", "G", _weekday_week, is_(u="week"), is_english),
    rule(r"d*(?P<w>W)!?", "G", _weekday),
    rule(r"(?:(?<=d)|(?<=[bz<>])|^)(?P<w>w)(?=[GCTpN@~,;i<>!-]|$)!?", "G", _weekday),
    rule(r"(?P<w>w)(?=[CTp@]|N[-.:hj]|[bi][CTL])", "G", _weekday),
)

"""Lengths of time, and days and periods relative to now: in 2 Wochen, nächste Woche Do, Ende Mai."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.when.lexicon import lexicon
from bot.when.fixed import holiday_dates
from bot.when.rules import Found, Rule, rule
from bot.when.values import Clock, Context, Day, Length, Part, Period, Token

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
_MINUTES = {"second": 1 / 60, "minute": 1, "hour": 60, "quarter_hour": 15,
            "three_quarter_hour": 45}  # fmt: skip
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "halfyear": 6, "year": 12}
_VAGUE = ("workday", "weekend")


def month_moved(day: date, months: int) -> date:
    """So many months on, at most the month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


# -- how long


def length_of(count: float, unit: str, *, is_word: bool = False) -> Length | None:
    """So many of a unit; fractions only where they are a whole number of something smaller."""
    if unit in _MINUTES:
        return Length(minutes=count * _MINUTES[unit])
    if unit in _VAGUE:
        return Length(days=int(count), is_vague=True)
    if unit in _DAYS:
        days = count * _DAYS[unit]
        if days != int(days):
            return (
                Length(minutes=days * 24 * 60) if unit == "day" else Length(days=int(days + 0.5))
            )
        if unit == "day" and is_word and days == 8:
            return Length(days=7, other_days=8)
        return Length(days=int(days))
    months = count * _MONTHS[unit]
    return Length(months=int(months)) if months == int(months) else None


def _length(found: Found) -> Length | None:
    count, unit = found.get("n"), found["u"]
    value = count.value if count else 1
    is_word = bool(count and count.kind == "n") and found.context.language == "de"
    return length_of(value, unit, is_word=is_word)


def _fraction(found: Found) -> Length | None:
    """ "1/4 Stunde", "2.5 hours", "half an hour", "dreiviertel Stunde"."""
    one, other = found.get("a"), found.get("b")
    if found.get("half"):
        value = (one.value if one else 0) + 0.5
    elif found.get("q"):
        value = 0.25
    elif found.get("three"):
        value = 0.75
    elif one and other and found.get("slash"):
        value = one.value / other.value if other.value else 0
    elif one and other:
        value = float(f"{one.raw}.{other.raw}")
    else:
        return None
    unit = found.get("u")
    return length_of(value, unit.value if unit and unit.kind == "U" else "hour")


def _mixed(found: Found) -> Length | None:
    """ "1 1/2 Stunden"."""
    if not found["c"]:
        return None
    unit = found.get("u")
    name = unit.value if unit and unit.kind == "U" else "hour"
    return length_of(found["a"] + found["b"] / found["c"], name)


def _sum(found: Found) -> Length:
    one, other = found["a"], found["b"]
    return Length(one.months + other.months, one.days + other.days,
                  one.minutes + other.minutes)  # fmt: skip


_LETTERS = {"h": "hour", "m": "minute", "d": "day", "w": "week", "t": "day", "y": "year",
            "s": "second", "min": "minute"}  # fmt: skip


def _letter(found: Found) -> Length | None:
    """ "1d", "29m", "2h"."""
    word = found.get("x")
    count = found.get("n")
    assert word is not None and count is not None
    if count.end != word.start or word.raw not in _LETTERS:
        return None
    return length_of(count.value, _LETTERS[word.raw])


_N = "(?P<n>[NQn1])"
LENGTHS_FIRST: Sequence[Rule] = (
    rule(r"(?P<a>N)(?P<b>N)/(?P<c>N)(?P<u>[Uj])", "L", lambda f: _mixed(f)),
    rule(r"(?P<a>N)(?P<slash>/)(?P<b>N)1?(?P<u>[Uhj])", "L", _fraction),
    rule(r"(?P<a>N)[.,](?P<b>N)(?P<u>U)", "L", _fraction),
    rule(r"(?<=[iv])(?P<a>N)[.,](?P<b>N)(?P<u>[hj])", "L", _fraction),
    rule(rf"(?<=[iv]){_N}j", "L", lambda f: length_of(f["n"], "hour")),
    rule(rf"(?<=[iv][d~]){_N}j", "L", lambda f: length_of(f["n"], "hour")),
    rule(rf"{_N}j(?=g)", "L", lambda f: length_of(f["n"], "hour")),
)
LENGTHS: Sequence[Rule] = (
    rule(r"(?P<a>[Nn1])U(?:c1?)(?P<half>H)(?!U)", "L",
         lambda f: length_of(f["a"] + 0.5, f.all("a")[0:1] and f.whole()[1].value)),
    rule(r"(?P<a>[Nn])c?1?(?P<half>H)(?P<u>U)", "L", _fraction),
    rule(r"[1d]?(?P<half>H)[1d]*(?P<u>U)", "L", _fraction),
    rule(r"1?(?P<three>X)(?P<u>U)", "L", _fraction),
    rule(r"1?(?P<q>q)d?1?(?P<u>U)", "L", _fraction),
    rule(r"(?P<n>[Nn])-?(?P<q>[Uq])d1?(?P<u>U)", "L", lambda f: Length(minutes=15 * f["n"]) if f["q"] == "quarter" and f["u"] == "hour" else None),
    rule(rf"{_N}~?(?P<u>U)", "L", _length),
    rule(r"1?(?P<n>n)d(?P<u>U)", "L", _length),
    rule(r"(?<=[iv])~(?P<n>[Nn])(?P<u>U)", "L", _length),
    rule(r"(?P<u>U)(?=d[Ww]|[DG])", "L", lambda f: _length(f) if f["u"] in ("fortnight", "week") and f.context.language == "en" else None),
    rule(rf"(?P<n>[NQ])(?P<x>[xj$])", "L", lambda f: _letter(f) if _wants_length(f) else None),
    rule(r"(?P<n>[NQ])'", "L", lambda f: length_of(f["n"], "minute")),
    rule(r"(?P<a>L)(?:,?c?)(?P<b>L)", "L", _sum),
    rule(r"(?P<a>L)(?:,?c?)(?P<b>L)", "L", _sum),
    rule(r"(?P<a>L)(?:,?c?)(?P<b>L)", "L", _sum),
)  # fmt: skip


def _wants_length(found: Found) -> bool:
    before, after = found.before(), found.after()
    return (before is not None and before.kind in "ivL,c") or (
        after is not None and after.kind in "gl,"
    )


# -- from now


def moved(
    context: Context, by: Length, sign: int, start: date | None = None
) -> Day | datetime | None:
    """A length away: a day, or an instant counted in elapsed time where it has hours."""
    try:
        base = start or context.today
        day = month_moved(base, sign * by.months) + sign * by.days * DAY
        if by.minutes:
            if start:
                return None
            there = datetime.combine(day, context.now.timetz())
            return (there.astimezone(UTC) + sign * timedelta(minutes=by.minutes)).astimezone(
                context.now.tzinfo
            )
        options = [day]
        if by.other_days:
            options.append(base + sign * by.other_days * DAY)
        if by.is_vague:
            options = _workdays(base, by.days, sign)
    except (ValueError, OverflowError):
        return Day(options=())
    return Day(options=tuple(options), weekday=None)


def _workdays(base: date, count: int, sign: int) -> list[date]:
    """Counting Monday to Friday, and Monday to Saturday: which is meant is asked."""
    found = []
    for days in (range(5), range(6)):
        day, left = base, min(count, 1000)
        while left:
            day += sign * DAY
            left -= day.weekday() in days
        found.append(day)
    return found if found[0] != found[1] else [found[0], found[0] + DAY]


def _ahead(found: Found) -> Day | datetime | None:
    return moved(found.context, found["l"], 1)


def _ago(found: Found) -> Day | datetime | None:
    return moved(found.context, found["l"], -1)


def _from_day(found: Found) -> Day | None:
    """ "heute in 14 Tagen", "two days from today", "a week from Tuesday", "3 Tage nach Ostern"."""
    base, by = found["g"], found["l"]
    sign = -1 if found.get("back") else 1
    starts = base.options or (resolved(base, found.context) if isinstance(base, Day) else ())
    all_days = [moved(found.context, by, sign, start) for start in starts]
    options = [day for one in all_days if isinstance(one, Day) for day in one.options]
    return Day(options=tuple(dict.fromkeys(options))) if options else None


def _beside(found: Found) -> Day | tuple[Period, ...] | None:
    """ "the day after Easter", "die Woche vor Weihnachten"."""
    sign = 1 if found.all("way")[0].kind == ">" else -1
    days = resolved(found["g"], found.context)
    if found["u"] == "day":
        return Day(options=tuple(day + sign * DAY for day in days)) if days else None
    if found["u"] == "week":
        return tuple(period_of("week", day + sign * WEEK) for day in days) or None
    return None


def _weekday_beside(found: Found) -> Day | None:
    """ "Montag nach Ostern", "the Friday before Christmas"."""
    days = resolved(found["g"], found.context)
    if found.all("way")[0].kind == ">":
        options = [day + ((found["w"] - day.weekday() - 1) % 7 + 1) * DAY for day in days]
    else:
        options = [day - ((day.weekday() - found["w"] - 1) % 7 + 1) * DAY for day in days]
    return Day(options=tuple(options)) if options else None


def _week_later(found: Found) -> Day | None:
    """ "tomorrow week"."""
    if found["u"] != "week" or found.context.language != "en":
        return None
    days = resolved(found["g"], found.context)
    return Day(options=tuple(day + WEEK for day in days))


def _nth_weekday_from_now(found: Found) -> Day:
    today = found.context.today
    ahead = (found["w"] - today.weekday() - 1) % 7 + 1
    return Day(options=(today + ahead * DAY + (int(found["n"]) - 1) * WEEK,))


def resolved(day: Day, context: Context) -> tuple[date, ...]:
    """The dates a day may mean: its own, else by the calendar."""
    from bot.when.calendar_days import dates_of

    return dates_of(day, context)


# -- days by name


def _day_word(found: Found) -> Day:
    day = found.context.today + found["d"] * DAY
    return Day(day.day, day.month, day.year)


def _of_part(found: Found) -> Day | None:
    """ "this morning", "last night", "nächsten Abend"."""
    by = {0: 0, -1: -1, 1: 1, "coming": 0}.get(found["r"])
    if by is None:
        return None
    day = found.context.today + by * DAY
    return Day(day.day, day.month, day.year)


def _tomorrow(found: Found) -> Day:
    day = found.context.today + DAY
    return Day(day.day, day.month, day.year)


def _beside_day(found: Found) -> Day:
    """ "the day after tomorrow", "day before yesterday"."""
    day = found.context.today + (found["d"] + (1 if found.get("after") else -1)) * DAY
    return Day(day.day, day.month, day.year)


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
        return None
    if year is not None:
        start, end = spans[0]
    elif context.past:
        start, end = max((s for s in spans if s[0] <= context.today), default=spans[0])
    else:
        start, end = min((s for s in spans if s[1] >= context.today), default=spans[-1])
    return Day(options=(start,)) if start == end else (Period(start, end, "day"),)


_SEASONAL = ("christmas", "xmas", "easter")


def _is_adjective(found: Found) -> bool:
    """ "the xmas gifts"."""
    after, before = found.after(), found.before()
    if found.context.language != "en" or after is None or after.kind != "x":
        return False
    if after.raw in lexicon("en").day_followers or found.all("f")[0].raw not in _SEASONAL:
        return False
    return found.whole()[0].raw == "the" or before is None or before.kind not in "idbz<>@"


# -- weekdays


def weekday_dates(weekday: int, which: object, context: Context) -> tuple[date, ...]:
    """The dates "Dienstag", "nächsten Dienstag", "last Tuesday" may mean."""
    today = context.today
    ahead = (weekday - today.weekday()) % 7
    coming = today + ahead * DAY
    is_today, is_this_week = ahead == 0, weekday > today.weekday()
    match which:
        case None:
            if is_today:
                return (today, today - WEEK) if context.past else (today, today + WEEK)
            return (coming - WEEK,) if context.past else (coming,)
        case 0 | "coming":
            if is_today:
                return (today, today + WEEK) if which == 0 else (today + WEEK, today)
            return (coming - WEEK,) if context.past and which == 0 else (coming,)
        case 1:
            if is_today:
                return (today + WEEK,)
            return (coming, coming + WEEK) if is_this_week else (coming,)
        case 2:
            return (coming + WEEK, coming + 2 * WEEK) if is_this_week else (coming + WEEK,)
        case "past":
            return (coming - WEEK,)
        case -1:
            if weekday < today.weekday():
                return (coming - WEEK, coming - 2 * WEEK)
            return (coming - WEEK,)
    return (coming - 2 * WEEK,)


def _weekday(found: Found) -> Day:
    which = found.get("r")
    value = which.value if which else None
    options = weekday_dates(found["w"], value, found.context)
    return Day(options=options, weekday=found["w"], vague=value is None)


def _after_next(found: Found) -> Day:
    """ "Wednesday after next"."""
    options = weekday_dates(found["w"], 2, found.context)
    return Day(options=options, weekday=found["w"])


def _this_weekend_or(found: Found, which: object) -> tuple[Period, ...]:
    today = found.context.today
    saturday = today + (5 - today.weekday()) * DAY
    spans = {
        None: [0],
        0: [0],
        "coming": [0],
        1: [0, 1] if today.weekday() < 5 else [1],
        2: [1, 2] if today.weekday() < 5 else [2],
        -1: [-1],
        -2: [-2],
    }[which]  # type: ignore[index]
    if which is None and found.context.past:
        spans = [0] if today.weekday() >= 5 else [-1]
    return tuple(Period(saturday + n * WEEK, saturday + n * WEEK + DAY, "day") for n in spans)


def monday_of(day: date) -> date:
    return day - day.weekday() * DAY


def period_of(unit: str, day: date) -> Period:
    """The week, month, quarter or year that has the day in it."""
    if unit in ("week", "fortnight"):
        monday = monday_of(day)
        return Period(monday, monday + 6 * DAY, "week")
    if unit == "day":
        return Period(day, day, "day")
    months = _MONTHS[unit]
    first = (day.month - 1) // months * months + 1
    start = date(day.year, first, 1)
    grain = "month" if unit == "halfyear" else unit
    return Period(start, month_moved(start, months) - DAY, grain)


def shifted(unit: str, day: date, by: int) -> Period:
    """The period so many after the one that has the day in it."""
    if unit in ("week", "fortnight"):
        return period_of("week", day + by * WEEK)
    if unit == "day":
        return period_of("day", day + by * DAY)
    return period_of(unit, month_moved(day.replace(day=1), by * _MONTHS[unit]))


def _relative(found: Found) -> tuple[Period, ...] | Period | Day | None:
    """ "nächste Woche", "this quarter", "letztes Jahr", "next weekend", "next day"."""
    which, unit = found["r"], found["u"]
    if unit == "weekend":
        return _this_weekend_or(found, which)
    by = 1 if which == "coming" else which
    if unit == "workday" and by in (1, 2):
        days = _workdays(found.context.today, by, 1)
        return Day(options=tuple(days))
    if unit in _MINUTES or unit in _VAGUE:
        return None
    period = shifted(unit, found.context.today, by)
    return Day(options=(period.start,)) if unit == "day" else (period,)


def _past_relative(found: Found) -> object:
    """ "this past weekend", "this coming Friday": the second word counts."""
    return found.whole()[1].value


def _weekend(found: Found) -> tuple[Period, ...]:
    return _this_weekend_or(found, None)


def _several(found: Found) -> tuple[Period, ...] | None:
    """ "die nächsten 3 Tage", "last 2 weeks": whole days, weeks or months beside this one."""
    which, length = found["r"], found["l"]
    today = found.context.today
    if which not in (1, -1, "coming") or length.minutes or length.is_vague:
        return None
    sign = -1 if which == -1 else 1
    if length.months:
        unit = "year" if length.months % 12 == 0 else "month"
        count = length.months // _MONTHS[unit]
    else:
        unit = "week" if length.days % 7 == 0 else "day"
        count = length.days // _DAYS[unit]
    near, far = shifted(unit, today, sign), shifted(unit, today, sign * count)
    first, last = (near, far) if sign > 0 else (far, near)
    return (Period(first.start, last.end, unit),)


# -- months, quarters, years


def _month(found: Found) -> tuple[Period, ...] | None:
    month = found["m"]
    year, which = found.get("y"), found.get("r")
    today = found.context.today
    if year is not None and year.kind in "Y":
        years = [year.value]
    elif year is not None:
        years = [today.year + (1 if year.value == "coming" else year.value)]
    else:
        years = _years_of(month, today, which.value if which else None, found.context.past)
    return tuple(period_of("month", date(y, month, 1)) for y in years if 1 <= y <= 9999)


def _years_of(month: int, today: date, which: object, past: bool | None) -> list[int]:
    coming = today.year if month >= today.month else today.year + 1
    last = today.year if month < today.month else today.year - 1
    match which:
        case None:
            if past:
                return [today.year if month <= today.month else today.year - 1]
            return [coming]
        case 1:
            later = today.year if month > today.month else today.year + 1
            return [later, later + 1] if later == today.year else [later]
        case 2:
            return [coming + 1]
        case -1:
            return [last]
        case 0:
            return [today.year if month >= today.month or past else today.year + 1]
        case "coming":
            return [coming]
    return [last - 1]


def _stands_for_a_time(found: Found) -> bool:
    """A month alone is one after "im", "ab", "until" or at an end; else it may be a name."""
    before, after = found.before(), found.after()
    if before is not None and before.kind in "idbze<>f~rcR-/":
        return True
    return after is None or after.kind in ",;!b-/cU(" or (before is None and after.kind in "GRC")


def _month_number(found: Found) -> tuple[Period, ...] | None:
    """05.2016, 2016/05, 2/2013."""
    month, year = found["m"], found["y"]
    if not 1 <= month <= 12 or not 1900 <= year <= 2100:
        return None
    return (period_of("month", date(year, month, 1)),)


def _part_of_year(found: Found, unit: str, count: int) -> tuple[Period, ...] | None:
    """The nth quarter or half, of the year said, else the next one not yet over."""
    months = _MONTHS[unit]
    if not 1 <= count <= 12 // months:
        return None
    year, today = found.get("y"), found.context.today
    if year is not None:
        number = (
            _full(year, today)
            if year.kind in "YN"
            else today.year + (1 if year.value == "coming" else year.value)
        )
        return (period_of(unit, date(number, (count - 1) * months + 1, 1)),)
    years = [today.year + by for by in (-1, 0, 1)]
    spans = [period_of(unit, date(y, (count - 1) * months + 1, 1)) for y in years]
    if found.context.past:
        return (max((s for s in spans if s.start <= today), key=lambda s: s.start),)
    return (min((s for s in spans if s.end >= today), key=lambda s: s.start),)


def _quarter(found: Found) -> tuple[Period, ...] | None:
    """ "Q3 2027", "3. Quartal", "third quarter of 2018", "Quartal 1"."""
    unit = found.get("u")
    return _part_of_year(found, unit.value if unit else "quarter", int(found["n"]))


def _year(found: Found) -> tuple[Period, ...] | None:
    year = found["y"]
    return (period_of("year", date(year, 1, 1)),) if 1900 <= year <= 2100 else None


# -- weeks


def _calendar_week(found: Found) -> tuple[Period, ...]:
    """The ISO week of that number: the next one not yet over, or the year's."""
    number, year = found["n"], found.get("y")
    today = found.context.today
    years = [_full(year, today)] if year else [today.year + by for by in (-1, 0, 1)]
    spans = []
    for each in years:
        try:
            monday = date.fromisocalendar(each, number, 1)
        except ValueError:
            continue
        spans.append(Period(monday, monday + 6 * DAY, "week"))
    if year is None and found.context.past:
        spans = (
            [max((s for s in spans if s.start <= today), key=lambda s: s.start)] if spans else []
        )
    elif year is None:
        spans = [s for s in spans if s.end >= today][:1]
    return tuple(spans)


def _full(year: Token, today: date) -> int:
    return int(year.value) if year.kind == "Y" else today.year - today.year % 100 + int(year.value)


def _two_weeks(found: Found) -> tuple[Period, ...] | None:
    first = _calendar_week(found)
    if not first or found["n"] >= found["n2"]:
        return None
    last = first[0].end + (found["n2"] - found["n"]) * WEEK
    return (Period(first[0].start, last, "week"),)


def _week_of_day(found: Found) -> tuple[Period, ...]:
    days = resolved(found["g"], found.context)
    return tuple(period_of("week", day) for day in days)


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
    days = resolved(found["g"], found.context)
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


def _weekdays(found: Found) -> tuple[Day, Day] | None:
    """ "Mo-Mi", "Friday to Monday", "next Tuesday - Friday"."""
    which = found.get("r")
    one, other = found["a"], found["b"]
    starts = weekday_dates(one, which.value if which else None, found.context)
    if one == other:
        return None
    if which and which.value == 1 and len(starts) > 1:
        starts = starts[:1] if found.context.today.weekday() >= 4 else starts
    gap = (other - one) % 7 * DAY
    if which is None and len(starts) > 1:
        return Day(options=starts), Day(options=tuple(start + gap for start in starts))
    return Day(options=starts), Day(options=tuple(start + gap for start in starts))


def _next_to_each_other(found: Found) -> tuple[Day, Day] | None:
    """ "Mittwoch und Donnerstag" are both."""
    is_either = any(token.kind == "/" for token in found.whole())
    return _weekdays(found) if (found["b"] - found["a"]) % 7 == 1 and not is_either else None


def _one_of_weekdays(found: Found) -> Day:
    one = weekday_dates(found["a"], None, found.context)
    other = weekday_dates(found["b"], None, found.context)
    return Day(options=(*one, *other))


# -- edges and counted days


def _edge(found: Found) -> Day | tuple[Period, ...] | Part | None:
    """Anfang, Mitte, Ende of a week, month, quarter or year."""
    unit, periods = found.get("u"), found.get("r")
    if periods is not None:
        spans: tuple[Period, ...] = periods.value
    elif unit is not None and unit.value == "day":
        return Part("evening") if found["e"] == "end" else None
    elif unit is not None and unit.value in ("week", "month", "quarter", "year", "halfyear"):
        spans = (period_of(unit.value, found.context.today),)
    else:
        return None
    days = [day for span in spans if (day := _edge_of(span, found["e"]))]
    if not days:
        return None
    if unit is not None and days[0] < found.context.today and not found.context.past:
        days = [day for d in days if (day := _edge_of(
            shifted(unit.value, found.context.today, 1), found["e"]))]  # fmt: skip
    return Day(options=tuple(days))


def _edge_of(span: Period, edge: str) -> date | None:
    if edge == "start":
        return span.start
    if span.grain == "week":
        return span.end - 2 * DAY if edge == "end" else span.start + 2 * DAY
    if edge == "end":
        return span.end
    if span.grain == "month":
        return span.start.replace(day=15)
    return span.start + (span.end - span.start) // 2 if span.grain in ("quarter", "year") else None


def _early(found: Found) -> Day | tuple[Period, ...] | None:
    """ "early next week", "late January"."""
    edge = "start" if found["y"] < 0 else "end"
    days = [day for span in found["r"] if (day := _edge_of(span, edge))]
    return Day(options=tuple(days)) if days else None


def _last_day_of(found: Found) -> Day | None:
    """ "letzter Tag im Oktober", "third day of March"."""
    spans: tuple[Period, ...] = found["r"]
    count = found.get("o")
    days = [span.start + (int(count.value) - 1) * DAY if count else span.end for span in spans]
    days = [day for day, span in zip(days, spans, strict=True) if span.start <= day <= span.end]
    return Day(options=tuple(days)) if days else None


def _nth_weekday(found: Found) -> Day | None:
    """ "erster Dienstag im Oktober", "last Monday of March", "letzter Freitag im Monat"."""
    count, weekday = found.get("o"), found["w"]
    days = []
    for span in found["r"] if found.get("r") else (period_of("month", found.context.today),):
        if span.grain not in ("month", "quarter", "year"):
            return None
        days.append(_weekday_in(span, weekday, int(count.value) if count else 0))
    today = found.context.today
    if (
        (not found.get("r") or found.get("again"))
        and days[0]
        and days[0] < today
        and not found.context.past
    ):
        days = [_weekday_in(shifted("month", today, 1), weekday, int(count.value) if count else 0)]
    real = tuple(day for day in days if day)
    return Day(options=real) if real else None


def _weekday_in(span: Period, weekday: int, count: int) -> date | None:
    """The nth such weekday of the span; 0 is the last."""
    if count == 0:
        return span.end - (span.end.weekday() - weekday) % 7 * DAY
    day = span.start + (weekday - span.start.weekday()) % 7 * DAY + (count - 1) * WEEK
    return day if day <= span.end else None


def _nth_week(found: Found) -> tuple[Period, ...] | None:
    """ "erste Woche im Oktober": that with the month's first day, or the first whole one."""
    count = found.get("o")
    weeks = []
    for span in found["r"]:
        if span.grain != "month":
            return None
        if count is None:
            weeks.append(period_of("week", span.end))
            continue
        first = monday_of(span.start)
        firsts = [first] if first == span.start else [first + WEEK, first]
        weeks += [period_of("week", one + (int(count.value) - 1) * WEEK) for one in firsts]
    return tuple(weeks)


def _nth_weekday_after(found: Found) -> Day | None:
    """ "dritter Dienstag nach Weihnachten"."""
    days = resolved(found["g"], found.context)
    options = []
    for day in days:
        ahead = (found["w"] - day.weekday() - 1) % 7 + 1
        options.append(day + ahead * DAY + (int(found["o"]) - 1) * WEEK)
    return Day(options=tuple(options))


def _day_of_relative_month(found: Found) -> Day | None:
    """ "20th of the previous month", "am 5. nächsten Monats", "15. dieses Monats"."""
    spans: tuple[Period, ...] = found["r"]
    if any(span.grain != "month" for span in spans):
        return None
    days = [span.start + (int(found["d"]) - 1) * DAY for span in spans]
    real = [day for day, span in zip(days, spans, strict=True) if day <= span.end]
    return Day(options=tuple(real))


def _day_and_year(found: Found) -> Day | None:
    """ "am 3. Mai nächsten Jahres"."""
    day: Day = found["g"]
    spans: tuple[Period, ...] = found["r"]
    if len(spans) != 1 or spans[0].grain != "year" or day.options or day.year or not day.month:
        return None
    return replace(day, year=spans[0].start.year)


def _season(found: Found) -> tuple[Period, ...] | None:
    """Seasons begin with a month or with the sun; which is asked."""
    month = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}[found["s"]]
    today = found.context.today
    year = found.get("y")
    start = date(year.value if year else today.year, month, 1)
    if not year and month_moved(start, 3) <= today:
        start = month_moved(start, 12)
    return tuple(Period(first, month_moved(first, 3) - DAY, "month")
                 for first in (start, start.replace(day=21)))  # fmt: skip


def _now(found: Found) -> datetime:
    return found.context.now


def _month_span(found: Found) -> tuple[Period, ...] | None:
    """ "April bis Juni", "Q1 bis Q2"."""
    one, other = found["a"], found["b"]
    if len(one) != 1 or len(other) != 1 or one[0].grain == "day":
        return None
    first, last = one[0], other[0]
    if last.end < first.start:
        last = Period(month_moved(last.start, 12), month_moved(last.end, 12), last.grain)
    return (Period(first.start, last.end, first.grain),)


RELATIVES: Sequence[Rule] = (
    rule(r"t", "I", _now),
    rule(r"r(?P<second>r)(?=[UWwMm])", "r", _past_relative),
    rule(r"(?<![NnHqC1])r?s(?=[Ww])", "r", lambda f: "past"),
    rule(r"(?<![NnHqC1])r?s(?=[UL])", "r", lambda f: -1),
    rule(r"d*(?P<r>r)(?=p)", "G", _of_part),
    rule(r"(?:d?r?)(?P<u>U)(?P<after>>)(?P<d>D)", "G", lambda f: _beside_day(f) if f["u"] == "day" else None),
    rule(r"(?:d?)(?P<u>U)<(?P<d>D)", "G", lambda f: _beside_day(f) if f["u"] == "day" else None),
    rule(r"(?P<d>D)", "G", _day_word),
    rule(r"A", "G", _tomorrow),
    rule(r"d*(?P<f>F)d?r?(?P<y>Y)", "*", _holiday),
    rule(r"d*(?P<f>F)d?(?P<y>r)U", "*", _holiday),
    rule(r"d*r?(?P<f>F)", "*", lambda f: _holiday(f) if not _is_adjective(f) else None),
    # weeks by number
    rule(r"d*(?P<k>K)!?(?P<n>N)[!.]?(?:[-b/])(?P<n2>N)", "R", _two_weeks),
    rule(r"(?P<y>Y)-?(?P<k>K)(?P<n>N)", "R", _calendar_week),
    rule(r"d*(?P<k>K)!?(?P<n>N)[/d-]?(?P<y>Y)", "R", _calendar_week),
    rule(r"d*(?P<k>K)!?(?P<n>N)/(?P<y>N)", "R", _calendar_week),
    rule(r"d*(?P<k>K)!?(?P<n>N)(?![.:hj])", "R", _calendar_week),
    rule(r"d*(?P<n>N)!(?P<k>K)", "R", _calendar_week),
    rule(r"d*(?P<n>o)(?P<k>K)", "R", _calendar_week),
    rule(r"d*(?P<r>r)K", "R", lambda f: (shifted("week", f.context.today, 1 if f["r"] == "coming" else f["r"]),) if f["r"] != "past" else None),
    rule(r"(?<!r)d*(?P<u>U)(?P<n>N)(?![.:hja])(?P<y>Y)?", "R", lambda f: _calendar_week(f) if f["u"] == "week" else None),
    # quarters, months, years
    rule(r"(?P<y>Y)[-/]?(?P<n>J)", "R", _quarter),
    rule(r"d*(?P<n>J)/?(?P<y>N)(?=[,;!)]|$)", "R", lambda f: _quarter(f) if len(f.all("y")[0].raw) == 2 else None),
    rule(r"d*(?P<n>J)[,d]*(?P<y>r)U", "R", _quarter),
    rule(r"d*(?P<n>J)[/d,-]*i?d?(?P<y>Y)?", "R", _quarter),
    rule(r"d*(?P<n>[oN])!?(?P<u>[Uq])d*(?P<y>r)U", "R", lambda f: _nth_unit(f)),
    rule(r"d*(?P<n>[oN])!?(?P<u>[Uq])[di]*(?P<y>N)(?=[,;!)]|$)", "R", lambda f: _nth_unit(f) if len(f.all("y")[0].raw) == 2 else None),
    rule(r"d*(?P<n>[oN])!?(?P<u>[Uq])[di]*(?P<y>Y)?(?![.:])", "R", lambda f: _nth_unit(f)),
    rule(r"d*(?P<u>U)(?P<n>N)(?![.:hja])d?(?P<y>Y)?", "R", lambda f: _quarter(f) if f["u"] == "quarter" else None),
    rule(r"(?P<m>N)[./](?P<y>Y)(?![.:hj-])", "R", _month_number),
    rule(r"(?P<y>Y)[-./](?P<m>N)(?![.:hj/-]|N)", "R", _month_number),
    rule(r"(?P<m>[Mm])[!,.]?d?i?(?P<y>Y)(?![hj])", "R", lambda f: _month(f) if 1900 <= f["y"] <= 2100 else None),
    rule(r"(?P<m>[Mm])d?(?P<y>r)(?P<u>U)", "R", lambda f: _month(f) if f["u"] == "year" else None),
    rule(r"d*(?P<r>r)(?P<m>[Mm])(?![N:])", "R", _month),
    rule(r"(?P<m>M)(?!:N|N(?![$x]))!?", "R", lambda f: _month(f) if _stands_for_a_time(f) else None),
    rule(r"(?:(?<=e)|(?<=e-)|(?<=ed))(?P<m>m)(?![N:])", "R", _month),
    rule(r"(?:(?<=[idbze<>])|(?<=[idbze<>]d)|^|(?<=,))(?P<m>m)(?=[,;!)]*$|[-bc,;)<>@G])(?![N:])", "R", lambda f: _month(f) if f.before() is None or f.before().raw not in ("for", "the") else None),  # type: ignore[union-attr]
    rule(r"d*r(?P<q>q)", "R", lambda f: (shifted("quarter", f.context.today, 1 if f.whole()[-2].value == "coming" else f.whole()[-2].value),)),
    rule(r"(?<=e)d*(?P<q>q)", "R", lambda f: (period_of("quarter", f.context.today),)),
    rule(r"(?<=ed)(?P<q>q)", "R", lambda f: (period_of("quarter", f.context.today),)),
    rule(r"i?d?(?P<r>r)(?P<l>L)", "R", _several),
    rule(r"d*(?P<r>r)(?P<u>U)(?!>|[di]*R)", "*", _relative),
    rule(r"d*(?P<u>U)<(?P<r>r)", "R", lambda f: (shifted(f["u"], f.context.today, -2),) if f["r"] == -1 and f["u"] in ("week", "month", "year", "quarter") else None),
    rule(r"d*(?P<u>U)(?P<after>>)(?P<r>r)", "R", lambda f: (shifted(f["u"], f.context.today, 2),) if f["r"] == 1 and f["u"] in ("week", "month", "year", "quarter") else None),
    rule(r"d*U(?=\(?)(?<=U)(?![NG>])", "R", lambda f: _weekend(f) if f.whole()[-1].value == "weekend" else None),
    rule(r"(?P<s>S)d?(?P<y>Y)?", "R", lambda f: _season(f) if (b := f.before()) is None or b.kind in "dirbe<>" else None),
    rule(r"d?[rd](?P<s>S)d?(?P<y>Y)?", "R", _season),
    rule(r"(?:(?:(?<=i)|(?<=id)|(?<=d))U|(?<=i)|(?<=id)|(?<=[zbe])|(?<=ed))(?P<y>Y)(?![.:/hj$U-])", "R", _year),
    rule(r"^U?(?P<y>Y)$", "R", _year),
    rule(r"(?<=[<>])(?P<y>Y)(?![.:/hj$U-])", "R", lambda f: _year(f) if abs(f["y"] - f.context.today.year) < 12 else None),
    rule(r"(?<=d)(?P<y>Y)(?![.:/hj$UN-])", "R", lambda f: _year(f) if f.before().raw in ("for", "fur") else None),  # type: ignore[union-attr]
)  # fmt: skip


def _nth_unit(found: Found) -> tuple[Period, ...] | None:
    unit = found.get("u")
    assert unit is not None
    if unit.kind == "q" or unit.value in ("quarter", "halfyear"):
        name = "quarter" if unit.kind == "q" else unit.value
        return _part_of_year(found, name, int(found["n"]))
    return None


_WEEKDAY = "(?P<w>[Ww])"
COUNTED: Sequence[Rule] = (
    rule(rf"d*(?P<o>o|N!){_WEEKDAY}[dic]*(?P<r>R)", "G", _nth_weekday),
    rule(rf"d*(?P<o>o|N!){_WEEKDAY}[di]*(?P<again>U)", "G", lambda f: _nth_weekday(f) if f["again"] == "month" else None),
    rule(rf"d*(?P<x>r){_WEEKDAY}[di]*(?P<r>R)", "G", lambda f: _nth_weekday(f) if f["x"] == -1 and f["r"][0].grain != "week" else None),
    rule(rf"d*(?P<x>r){_WEEKDAY}[di]+(?P<again>U)", "G", lambda f: _nth_weekday(f) if f["x"] == -1 and f["again"] == "month" else None),
    rule(rf"d*(?P<o>o|N!){_WEEKDAY}>(?P<g>G)", "G", _nth_weekday_after),
    rule(r"d*(?P<o>o|N!)(?P<u>U)[di]*(?P<r>R)", "G", lambda f: _last_day_of(f) if f["u"] == "day" else None),
    rule(r"d*(?P<x>r)(?P<u>U)[di]*(?P<r>R)", "G", lambda f: _last_day_of(f) if f["x"] == -1 and f["u"] == "day" else None),
    rule(r"d*(?P<o>o|N!)(?P<u>U)[di]*(?P<r>R)", "R", lambda f: _nth_week(f) if f["u"] == "week" else None),
    rule(r"d*(?P<x>r)(?P<u>U)[di]*(?P<r>R)", "R", lambda f: _nth_week(f) if f["x"] == -1 and f["u"] == "week" else None),
    rule(r"(?P<e>e)[di-]*(?P<r>R)", "G", _edge),
    rule(r"(?P<r>R)(?P<e>e)(?!d?[URM])", "G", _edge),
    rule(r"(?P<u>U)-?(?P<e>e)", "G", lambda f: _edge(f) if f.context.language == "en" and f["u"] != "day" else None),
    rule(r"(?P<e>e)d*(?P<u>U)", "p", lambda f: _edge(f) if f["u"] == "day" else None),
    rule(r"(?P<e>e)d*(?P<u>U)", "G", lambda f: _edge(f) if f["u"] != "day" else None),
    rule(r"(?P<y>y)i?d*(?P<r>R)", "G", _early),
    rule(r"(?P<d>[No])!?d*(?P<r>R)", "G", _day_of_relative_month),
    rule(r"d*(?P<u>U)[dz]*(?P<g>G)", "R", lambda f: _week_of_day(f) if f["u"] == "week" else None),
    rule(r"(?P<g>G),?d?(?P<r>R)", "G", _day_and_year),
)  # fmt: skip
WEEKDAYS: Sequence[Rule] = (
    rule(r"(?P<r>R)[dz,]*(?P<a>[Ww])[!]?[-bc]d*(?P<b>[Ww])", "Z", _days_in_week),
    rule(r"z?(?P<a>[Ww])[-bc]d*(?P<b>[Ww])[,di]*(?P<r>R)", "Z", _days_in_week),
    rule(rf"{_WEEKDAY}[,(]*[di]*(?P<r>R)", "G", _day_in_week),
    rule(rf"(?P<r>R)[,(/]*d*{_WEEKDAY}", "G", _day_in_week),
    rule(r"(?P<r>R)[,(]*d*(?P<g>G)", "G", lambda f: _day_and_week(f) if f["r"] and f["r"][0].grain == "week" else None),
    rule(rf"(?P<n>[Nn])d?{_WEEKDAY}(?:l|zI)", "G", _nth_weekday_from_now),
    rule(rf"{_WEEKDAY}(?P<after>>)(?P<r>r)", "G", lambda f: _after_next(f) if f["r"] == 1 else None),
    rule(rf"d*{_WEEKDAY}(?P<way>[>v<])d?(?P<g>G)", "G", _weekday_beside),
    rule(r"z?d*(?P<r>r)(?P<a>[Ww])[-b]d*(?P<b>[Ww])(?![NG])", "Z", _weekdays),
    rule(r"z?(?P<a>[Ww])(?:[-b]|(?<=z.)c)[d]*(?P<b>[Ww])(?![NG])", "Z", _weekdays),
    rule(r"(?P<a>[Ww])[/c]d*(?P<b>[Ww])(?![NG])", "Z", _next_to_each_other),
    rule(r"(?P<a>[Ww])[/|]d*(?P<b>[Ww])(?![NG])", "G", _one_of_weekdays),
    rule(rf"(?P<l>L)(?:d|z|dz){_WEEKDAY}", "G", lambda f: _length_and_weekday(f)),
    rule(r"(?P<l>L)(?P<g>G)", "G", lambda f: _from_day(f) if f.context.language == "en" else None),
    rule(rf"d*(?P<r>r){_WEEKDAY}", "G", _weekday),
    rule(r"d*(?P<w>W)(?P<u>U)(?![NG])", "G", lambda f: _weekday_week(f)),
    rule(r"d*(?P<w>W)!?", "G", _weekday),
    rule(r"(?:(?<=d)|(?<=[bz<>])|^)(?P<w>w)(?=[GCTpN@~,;i<>!-]|$)!?", "G", _weekday),
    rule(r"(?P<w>w)(?=[CTp@]|N[-.:hj]|[bi][CTL])", "G", _weekday),
)  # fmt: skip


def _length_and_weekday(found: Found) -> Day | None:
    """ "a week on Tuesday", "two weeks from Friday"."""
    base = weekday_dates(found["w"], None, found.context)
    days = [moved(found.context, found["l"], 1, start) for start in base]
    options = tuple(d for one in days if isinstance(one, Day) for d in one.options)
    return Day(options=options) if options else None


def _weekday_week(found: Found) -> Day | None:
    """ "Tuesday week" is a week after Tuesday."""
    if found["u"] != "week" or found.context.language != "en":
        return None
    base = weekday_dates(found["w"], None, found.context)
    return Day(options=tuple(day + WEEK for day in base))


FROM_NOW: Sequence[Rule] = (
    rule(r"(?P<g>G),?i[d~]*(?P<l>L)", "G", _from_day),
    rule(r"(?:i)?(?P<l>L)[z>](?P<g>G)(?!b)", "G", _from_day),
    rule(r"(?P<l>L)(?P<back>[v<])d?(?P<g>G)", "G", _from_day),
    rule(r"(?P<g>G)(?P<back>v)[d~]*(?P<l>L)", "G", _from_day),
    rule(r"d?(?P<u>U)(?P<way>[>v<])d?(?P<g>G)", "*", _beside),
    rule(r"(?P<g>G)(?P<u>U)", "G", lambda f: _week_later(f)),
    rule(r"v[d~]*(?P<l>L)", "*", _ago),
    rule(r"(?P<l>L)(?P<back>g)(?P<g>G)", "G", _from_day),
    rule(r"(?P<l>L)g", "*", _ago),
    rule(r"[i]?~?(?P<l>L)(?:zI|l|Ul)", "*", _ahead),
    rule(r"i[d~]*(?P<l>L)U?", "*", _ahead),
    rule(r">d?(?P<l>L)", "*", lambda f: _ago(f) if f.whole()[0].raw in ("seit", "since") else _ahead(f)),
)  # fmt: skip
MONTH_SPANS: Sequence[Rule] = (rule(r"z?d*(?P<a>R)[,]?[-b]d*(?P<b>R)", "R", _month_span),)

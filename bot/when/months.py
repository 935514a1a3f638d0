"""Months, quarters, years and seasons, by name, by number and relative to now."""

from collections.abc import Sequence
from datetime import date

from bot.when.from_now import workdays
from bot.when.lengths import DAYS, MINUTES, VAGUE
from bot.when.periods import DAY, MONTHS, month_moved, period_of, shifted
from bot.when.rules import (
    YEARS,
    Found,
    Rule,
    follows,
    has_a_year,
    has_two_digits,
    is_,
    is_not,
    rule,
)
from bot.when.values import Day, Period
from bot.when.weeks import WEEKENDS, full_year, weekends

_LONG = ("week", "month", "quarter", "year")
_NEAR = 12
_MOST_PERIODS = 1000
"""Of "the last 3 weeks" and the like; more would lie beyond the calendar."""
_REACHED = range(YEARS.start - 2, YEARS.stop + 2)
"""Years that are spoken of, and those beside them."""


def _month(found: Found) -> tuple[Period, ...]:
    """ "Mai", "Mai 2027", "May next year", "next May"."""
    month = found["m"]
    year, which = found.get("y"), found.get("r")
    today = found.context.today
    if year is not None and year.kind == "Y":
        years = [year.value]
    elif year is not None:
        years = [today.year + (1 if year.value == "coming" else year.value)]
    else:
        years = _years_of(month, today, which.value if which else None, found.context.past)
    return tuple(period_of("month", date(y, month, 1)) for y in years if 1 <= y <= 9999)


def _years_of(month: int, today: date, which: int | str | None, past: bool | None) -> list[int]:
    """The years of the month meant, `which` counted from this one."""
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
    if before is not None and before.kind in "idbzey<>f~rcR-/":
        return True
    if before is not None and before.kind == "x" and after is not None and after.kind == ",":
        return False  # "Mona März, Tel. …"
    return after is None or after.kind in ",;!b-/cU(|" or (before is None and after.kind in "GRC")


def _month_number(found: Found) -> tuple[Period, ...] | None:
    """05.2016, 2016/05, 2/2013."""
    month, year = found["m"], found["y"]
    if not 1 <= month <= 12 or year not in YEARS:
        return None
    return (period_of("month", date(year, month, 1)),)


def _part_of_year(found: Found, unit: str, count: int) -> tuple[Period, ...] | None:
    """The nth quarter or half, of the year said, else the next one not yet over."""
    months = MONTHS[unit]
    if not 1 <= count <= 12 // months:
        return None
    year, today = found.get("y"), found.context.today
    years = [today.year + by for by in (-1, 0, 1)]
    if year is not None and year.kind in "YN":
        years = [full_year(year, today)]
    elif year is not None:
        years = [today.year + (1 if year.value == "coming" else year.value)]
    if any(one not in _REACHED for one in years):
        return None
    spans = [period_of(unit, date(one, (count - 1) * months + 1, 1)) for one in years]
    if year is not None:
        return tuple(spans)
    if found.context.past:
        return tuple([span for span in spans if span.start <= today][-1:])
    return tuple([span for span in spans if span.end >= today][:1])


def _quarter(found: Found) -> tuple[Period, ...] | None:
    """ "Q3 2027", "3. Quartal", "third quarter of 2018", "Quartal 1"."""
    unit = found.get("u")
    return _part_of_year(found, unit.value if unit else "quarter", int(found["n"]))


def _nth_unit(found: Found) -> tuple[Period, ...] | None:
    """ "3. Quartal", "second half of 2027"."""
    unit = found.token("u")
    if unit.kind == "q" or unit.value in ("quarter", "halfyear"):
        name = "quarter" if unit.kind == "q" else unit.value
        return _part_of_year(found, name, int(found["n"]))
    return None


def _year(found: Found) -> tuple[Period, ...] | None:
    year = found["y"]
    return (period_of("year", date(year, 1, 1)),) if year in YEARS else None


def _season(found: Found) -> tuple[Period, ...] | None:
    """Seasons begin with a month or with the sun; which is asked."""
    month = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}[found["s"]]
    today = found.context.today
    year = found.get("y")
    if year and year.value not in YEARS:
        return ()
    start = date(year.value if year else today.year, month, 1)
    if not year and month_moved(start, 3) <= today:
        start = month_moved(start, 12)
    return tuple(
        Period(first, month_moved(first, 3) - DAY, "month")
        for first in (start, start.replace(day=21))
    )


def _month_span(found: Found) -> tuple[Period, ...] | None:
    """ "April bis Juni", "Q1 bis Q2"."""
    one, other = found["a"], found["b"]
    if len(one) != 1 or len(other) != 1 or one[0].grain == "day":
        return None
    first, last = one[0], other[0]
    if last.end < first.start:
        last = Period(month_moved(last.start, 12), month_moved(last.end, 12), last.grain)
    return (Period(first.start, last.end, first.grain),) if first.start <= last.end else None


def _relative(found: Found) -> tuple[Period, ...] | Day | None:
    """ "nächste Woche", "this quarter", "letztes Jahr", "next weekend", "next day"."""
    which, unit = found["r"], found["u"]
    if unit == "weekend":
        return weekends(found, which)
    by = 1 if which == "coming" else which
    if unit == "workday" and by in (1, 2):
        days = workdays(found.context.today, by, 1)
        return Day(options=tuple(days))
    if unit in MINUTES or unit in VAGUE:
        return None
    period = shifted(unit, found.context.today, by)
    return Day(options=(period.start,)) if unit == "day" else (period,)


def _several(found: Found) -> tuple[Period, ...] | None:
    """ "die nächsten 3 Tage", "last 2 weeks": whole days, weeks or months beside this one."""
    which, length = found["r"], found["l"]
    today = found.context.today
    if which not in (1, -1, "coming") or length.minutes or length.is_vague:
        return None
    sign = -1 if which == -1 else 1
    if length.months:
        unit = "year" if length.months % 12 == 0 else "month"
        count = length.months // MONTHS[unit]
    else:
        unit = "week" if length.days % 7 == 0 else "day"
        count = length.days // DAYS[unit]
    if not 0 < count <= _MOST_PERIODS:
        return None
    near, far = shifted(unit, today, sign), shifted(unit, today, sign * count)
    first, last = (near, far) if sign > 0 else (far, near)
    return (Period(first.start, last.end, unit),)


def _this_quarter(found: Found) -> tuple[Period, ...]:
    """ "this quarter", "Ende Quartal"."""
    which = found.get("r")
    by = which.value if which else 0
    return (shifted("quarter", found.context.today, 1 if by == "coming" else by),)


def _after_next(found: Found) -> tuple[Period, ...]:
    """ "the week after next"."""
    return (shifted(found["u"], found.context.today, 2),)


def _before_last(found: Found) -> tuple[Period, ...]:
    """ "the week before last"."""
    return (shifted(found["u"], found.context.today, -2),)


def _is_near(found: Found) -> bool:
    return bool(abs(found["y"] - found.context.today.year) < _NEAR)


def _has_a_preposition(found: Found) -> bool:
    before = found.before()
    return before is None or before.kind in "dirbe<>"


RULES: Sequence[Rule] = (
    rule(r"(?P<y>Y)[-/]?(?P<n>J)", "R", _quarter),
    rule(r"d*(?P<n>J)/?(?P<y>N)(?=[,;!)]|$)", "R", _quarter, has_two_digits("y")),
    rule(r"d*(?P<n>J)[,d]*(?P<y>r)U", "R", _quarter),
    rule(r"d*(?P<n>J)[/d,-]*i?d?(?P<y>Y)?", "R", _quarter),
    rule(r"d*(?P<n>[oN])!?(?P<u>[Uq])d*(?P<y>r)U", "R", _nth_unit),
    rule(
        r"d*(?P<n>[oN])!?(?P<u>[Uq])[di]*(?P<y>N)(?=[,;!)]|$)", "R", _nth_unit, has_two_digits("y")
    ),
    rule(r"d*(?P<n>[oN])!?(?P<u>[Uq])[di]*(?P<y>Y)?(?![.:])", "R", _nth_unit),
    rule(r"d*(?P<u>U)(?P<n>N)(?![.:hja])d?(?P<y>Y)?", "R", _quarter, is_(u="quarter")),
    rule(r"(?P<m>N)[./](?P<y>Y)(?![.:hj-])", "R", _month_number),
    rule(r"(?P<y>Y)[-./](?P<m>N)(?![.:hj/-]|N)", "R", _month_number),
    rule(r"(?P<m>[Mm])[!,.]?d?i?(?P<y>Y)(?![hj])", "R", _month, has_a_year),
    rule(r"(?P<m>[Mm])d?(?P<y>r)(?P<u>U)", "R", _month, is_(u="year")),
    rule(r"d*(?P<r>r)(?P<m>[Mm])(?![N:])", "R", _month),
    rule(r"(?P<m>M)(?!:N|N(?![$x]))!?", "R", _month, _stands_for_a_time),
    rule(r"(?:(?<=[ey])|(?<=e-)|(?<=ed))(?P<m>m)(?![N:])", "R", _month),
    rule(
        r"(?:(?<=[idbze<>])|(?<=[idbze<>]d)|^|(?<=,))(?P<m>m)"
        r"(?=[,;!)]*$|[-bc,;)<>@G])(?![N:])",
        "R",
        _month,
        is_not(follows("for", "the")),
    ),
    rule(r"d*(?P<r>r)(?P<q>q)", "R", _this_quarter),
    rule(r"(?:(?<=e)|(?<=ed))d*(?P<q>q)", "R", _this_quarter),
    rule(r"i?d?(?P<r>r)(?P<l>L)", "R", _several),
    rule(r"d*(?P<r>r)(?P<u>U)(?!>|[di]*R|d+U)", "*", _relative),
    rule(r"d*(?P<u>U)<(?P<r>r)", "R", _before_last, is_(r=-1, u=_LONG)),
    rule(r"d*(?P<u>U)(?P<after>>)(?P<r>r)", "R", _after_next, is_(r=1, u=_LONG)),
    *WEEKENDS,
    rule(r"(?P<s>S)d?(?P<y>Y)?", "R", _season, _has_a_preposition),
    rule(
        r"(?:(?:(?<=i)|(?<=id)|(?<=d))U|(?<=i)|(?<=id)|(?<=[zbe])|(?<=ed))(?P<y>Y)"
        r"(?![.:/hj$U-])",
        "R",
        _year,
    ),
    rule(r"^U?(?P<y>Y)$", "R", _year),
    rule(r"(?<=[<>])(?P<y>Y)(?![.:/hj$U-])", "R", _year, _is_near),
    rule(r"(?<=d)(?P<y>Y)(?![.:/hj$UN-])", "R", _year, follows("for", "fur")),
)
SPANS: Sequence[Rule] = (rule(r"z?d*(?P<a>R)[,]?[-b]d*(?P<b>R)", "R", _month_span),)

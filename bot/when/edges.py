"""Anfang, Mitte and Ende of a period, and its counted days: "erster Dienstag im Oktober"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.when.calendar_days import dates_of
from bot.when.periods import DAY, WEEK, monday_of, period_of, shifted
from bot.when.rules import Found, Rule, is_, is_english, is_not, rule
from bot.when.values import Day, Part, Period
from bot.when.weeks import week_of_day


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
    today = found.context.today
    if unit is not None and days[0] < today and not found.context.past:
        next_one = _edge_of(shifted(unit.value, today, 1), found["e"])
        days = [next_one] if next_one else []
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


def _day_of_this(found: Found) -> Day | None:
    """ "last day of the month": of this one, or of the next if it is over."""
    unit, count, today = found["again"], found.get("o"), found.context.today
    if unit not in _UNITS:
        return None
    spans = [shifted(unit, today, by) for by in (0, 1)]
    days = [s.start + (int(count.value) - 1) * DAY if count else s.end for s in spans]
    coming = [day for day in days if day >= today or found.context.past]
    return Day(options=tuple(coming[:1]))


def _workday_of(found: Found) -> Day:
    """ "erster Werktag im Januar": whether Saturdays and holidays count is asked."""
    count, spans = found.get("o"), found.get("r")
    step = DAY if count else -DAY
    options = []
    for span in spans.value if spans else (period_of(found["again"], found.context.today),):
        day, left = (span.start if count else span.end), int(count.value) if count else 1
        while left := left - (day.weekday() < _SATURDAY):
            day += step
        options += [day, day + step]
    return Day(options=tuple(options))


def _nth_weekday(found: Found) -> Day | None:
    """ "erster Dienstag im Oktober", "last Monday of March", "letzter Freitag im Monat"."""
    count, weekday, today = found.get("o"), found["w"], found.context.today
    nth = int(count.value) if count else 0
    is_this_month = found.get("r") is None
    spans = (period_of("month", today),) if is_this_month else found["r"]
    if any(span.grain not in ("month", "quarter", "year") for span in spans):
        return None
    days = [_weekday_in(span, weekday, nth) for span in spans]
    if is_this_month and days[0] and days[0] < today and not found.context.past:
        days = [_weekday_in(shifted("month", today, 1), weekday, nth)]
    real = tuple(day for day in days if day)
    return Day(options=real) if real else None


def _weekday_in(span: Period, weekday: int, count: int) -> date | None:
    """The nth such weekday of the span; 0 is the last."""
    if count == 0:
        return span.end - (span.end.weekday() - weekday) % 7 * DAY
    day = span.start + (weekday - span.start.weekday()) % 7 * DAY + (count - 1) * WEEK
    return day if day <= span.end else None


def _nth_week(found: Found) -> tuple[Period, ...] | None:
    """ "erste Woche im Oktober": the first whole one, or that with the month's first day."""
    count = found.get("o")
    weeks = []
    for span in found["r"]:
        if span.grain != "month":
            return None
        if count is None:
            last = period_of("week", span.end)
            whole = last if last.end == span.end else period_of("week", span.end - WEEK)
            weeks += [whole, last]
            continue
        first = monday_of(span.start)
        firsts = [first] if first == span.start else [first + WEEK, first]
        weeks += [period_of("week", one + (int(count.value) - 1) * WEEK) for one in firsts]
    return tuple(dict.fromkeys(weeks))


def _nth_weekday_after(found: Found) -> Day | None:
    """ "dritter Dienstag nach Weihnachten"."""
    days = dates_of(found["g"], found.context)
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


def _day_in_month(found: Found) -> Day | None:
    """ "übernächsten Monat am 1."."""
    day: Day = found["g"]
    spans: tuple[Period, ...] = found["r"]
    if day.day is None or day.month is not None or any(span.grain != "month" for span in spans):
        return None
    days = [span.start + (day.day - 1) * DAY for span in spans]
    return Day(options=tuple(d for d, span in zip(days, spans, strict=True) if d <= span.end))


def _day_and_year(found: Found) -> Day | None:
    """ "am 3. Mai nächsten Jahres"."""
    day: Day = found["g"]
    spans: tuple[Period, ...] = found["r"]
    if len(spans) != 1 or spans[0].grain != "year" or day.options or day.year or not day.month:
        return None
    return replace(day, year=spans[0].start.year)


def _is_within_a_year(found: Found) -> bool:
    return bool(found["r"][0].grain != "week")


_UNITS = ("week", "month", "quarter", "year")
_SATURDAY = 5
_WEEKDAY = "(?P<w>[Ww])"
_COUNT = "(?P<o>o|N!)"
RULES: Sequence[Rule] = (
    rule(rf"d*{_COUNT}{_WEEKDAY}[dic]*(?P<r>R)", "G", _nth_weekday),
    rule(rf"d*{_COUNT}{_WEEKDAY}[di]*(?P<again>U)", "G", _nth_weekday, is_(again="month")),
    rule(rf"d*(?P<x>r){_WEEKDAY}[di]*(?P<r>R)", "G", _nth_weekday, is_(x=-1), _is_within_a_year),
    rule(rf"d*(?P<x>r){_WEEKDAY}[di]+(?P<again>U)", "G", _nth_weekday, is_(x=-1, again="month")),
    rule(rf"d*{_COUNT}{_WEEKDAY}>(?P<g>G)", "G", _nth_weekday_after),
    rule(rf"d*{_COUNT}(?P<u>U)[di]*(?P<r>R)", "G", _last_day_of, is_(u="day")),
    rule(r"d*(?P<x>r)(?P<u>U)[di]*(?P<r>R)", "G", _last_day_of, is_(x=-1, u="day")),
    rule(rf"d*(?:r|{_COUNT})(?P<u>U)[di]*(?P<r>R)", "G", _workday_of, is_(u="workday")),
    rule(
        rf"d*(?:r|{_COUNT})(?P<u>U)[di]+(?P<again>U)",
        "G",
        _workday_of,
        is_(u="workday", again=_UNITS),
    ),
    rule(rf"d*(?:r|{_COUNT})(?P<u>U)d+(?P<again>U)", "G", _day_of_this, is_(u="day")),
    rule(rf"d*{_COUNT}(?P<u>U)[di]*(?P<r>R)", "R", _nth_week, is_(u="week")),
    rule(r"d*(?P<x>r)(?P<u>U)[di]*(?P<r>R)", "R", _nth_week, is_(x=-1, u="week")),
    rule(r"(?P<e>e)[di-]*(?P<r>R)", "G", _edge),
    rule(r"(?P<r>R)(?P<e>e)(?!d?[URM])", "G", _edge),
    rule(r"(?P<u>U)-?(?P<e>e)", "G", _edge, is_english, is_not(is_(u="day"))),
    rule(r"(?P<e>e)d*(?P<u>U)", "*", _edge),
    rule(r"(?P<y>y)i?d*(?P<r>R)", "G", _early),
    rule(r"(?P<d>[No])!?d*(?P<r>R)", "G", _day_of_relative_month),
    rule(r"d*(?P<u>U)[dz]*(?P<g>G)", "R", week_of_day, is_(u="week")),
    rule(r"(?P<g>G),?d?(?P<r>R)", "G", _day_and_year),
    rule(r"(?P<r>R),?d*(?P<g>G)", "G", _day_in_month),
)

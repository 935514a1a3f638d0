"""Days in words, each kind by a rule of its own."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.domain.when.moments import Span
from bot.domain.when.vocabulary import NUMBERS, any_of, number, pattern, said, table

YEARS_AWAY = 20
_DAYS = table("vorgestern|gestern yesterday|heute today|morgen tomorrow|übermorgen", first=-2)
_WEEKDAYS = table(
    "montag monday|dienstag tuesday|mittwoch wednesday|donnerstag thursday|freitag friday"
    "|samstag sonnabend saturday|sonntag sunday"
)
_SHORT_WEEKDAYS = table("mo mon|di tue|mi wed|do thu|fr fri|sa sat|so sun")
_MONTHS = table(
    "jan januar january|feb februar february|mär mrz mar märz march|apr april|mai may"
    "|jun juni june|jul juli july|aug august|sep sept september|okt oct oktober october"
    "|nov november|dez dec dezember december",
    first=1,
)
_N = rf"(?P<n>\d{{1,3}}|{any_of(NUMBERS)})"
_UNIT = r"(?P<unit>minute|stunde|tag|woche|monat|jahr|hour|day|week|month|year)(?:en|n|e|s)?\b"
_LAST = r"(?:letzte|vergangene|vorige)[nrs]?|last"
_NEXT = r"(?:nächste|naechste)[nrs]?|next"
_COMING = rf"{_NEXT}|kommende[nrs]?|coming"
_WHICH = rf"(?P<which>{_LAST}|{_NEXT}|(?:kommende|diese)[nrs]?|coming|this)\s"
_ON = r"\b(?:(?:am|den|dem|on|the)\s){0,2}"
_WEEKDAY = rf"(?P<weekday>{any_of(_WEEKDAYS)})"
_SHORT = rf"(?P<short>{any_of(_SHORT_WEEKDAYS)})"
_NAMED = rf"(?:(?:{_WEEKDAY}|{_SHORT})\b[.,]{{0,2}}\s?(?:den\s|dem\s|the\s)?)?"
_DAY = r"(?<![\d.,:])(?P<day>\d{1,2})"
_MONTH = rf"(?P<month>{any_of(_MONTHS)})\b\.?"
_YEAR = r"(?:,?\s?(?P<year>20\d\d))?(?!\d)"
_SHORT_YEAR = r"(?:(?P<year>\d\d)(?!\d|[:.]\d|\s?(?:uhr|h\b)))"
_ALONE = r"\b(?!\W{1,2}(?:den |the )?(?:\d\d?(?:[./]\w|st|nd|rd|th|ter)|of (?!next)|der ))"
_TIMED = r"(?=\s(?:um|gegen|ab|ca|etwa|at|bis|vor|nach|spätestens|\d\d?[:.]\d\d|\d\d?\s?uhr))"
_WEEKS = rf"(?:in\s(?P<n>\d{{1,2}}|{any_of(NUMBERS)})\s(?:wochen?|weeks?)|"
_WEEKS += rf"(?P<next>(?:{_NEXT}) (?:woche|week)))"
_UNREAD = pattern(
    r"\b(übernächst\w*|jede\w*|every|each|ende|mitte|anfang|seit|since|guten|good|mid|from"
    r"|(end|beginning|start) of|half|halben|week|woche)\s(der |des |the )?$"
)


@dataclass(frozen=True, slots=True)
class Day:
    """Days that may be meant, or one instant; none at all when there is no such day."""

    days: list[date]
    instant: datetime | None
    span: Span


def first_day(text: str, now: datetime, past: bool | None) -> Day | None:
    """The leftmost day the rules find; at the same place by the rule that reads more."""
    found = [
        (match.start(), -match.end(), rank, match)
        for rank, (pattern, _) in enumerate(_RULES)
        if (match := next((m for m in pattern.finditer(text) if _readable(text, m)), None))
    ]
    if not found:
        return None
    _, _, rank, match = min(found)
    try:
        read = _RULES[rank][1](match, now, past)
    except (ValueError, OverflowError):  # 31 February, or beyond the calendar
        return Day([], None, match.span())
    if isinstance(read, datetime):
        return Day([], read, match.span())
    near = [day for day in read if abs(day.year - now.year) <= YEARS_AWAY]
    return Day(near, None, match.span())


def _readable(text: str, match: re.Match[str]) -> bool:
    return not _UNREAD.search(text[max(0, match.start() - 25) : match.start()])


def _iso(match: re.Match[str], now: datetime, past: bool | None) -> list[date]:
    return [date(int(match["year"]), int(match["month"]), int(match["day"]))]


def _dated(match: re.Match[str], now: datetime, past: bool | None) -> list[date]:
    """Without a year the next to come, or the last one; the weekday must agree, else both."""
    name, day = match["month"].lower(), int(match["day"])
    month = int(name) if name.isdigit() else _MONTHS[name]
    if year := said(match, "year"):
        days = [date(int(year) % 2000 + 2000, month, day)]
    else:
        last = {2: 29}.get(month, monthrange(2000, min(max(month, 1), 12))[1])
        if not (1 <= month <= 12 and 1 <= day <= last):
            raise ValueError(match[0])
        years = range(now.year - 8, now.year + 9)
        days = [date(y, month, day) for y in years if day <= monthrange(y, month)[1]]
        days = _nearest(days, now, past)
    weekday = _weekday_of(match)
    if weekday is None or days[0].weekday() == weekday:
        return days
    return [*days, _next_weekday(now, weekday)]


def _nearest(days: list[date], now: datetime, past: bool | None) -> list[date]:
    if past:
        return [max(day for day in days if day <= now.date())]
    return [min(day for day in days if day >= now.date())]


def _slashed(match: re.Match[str], now: datetime, past: bool | None) -> list[date]:
    """Day first or month first: both when both are possible."""
    one, other, year = int(match["day"]), int(match["month"]), int(match["year"])
    days = {date(year, m, d) for d, m in ((one, other), (other, one)) if m <= 12}
    return sorted(days, key=lambda each: each.day != one)


def _day_of_month(match: re.Match[str], now: datetime, past: bool | None) -> list[date]:
    """ "am 15.": the nearest month that has such a day."""
    months = [divmod(now.year * 12 + now.month - 1 + ahead, 12) for ahead in range(-3, 4)]
    day = int(match["day"])
    days = [date(y, m + 1, day) for y, m in months if 1 <= day <= monthrange(y, m + 1)[1]]
    return _nearest(days, now, past)


def _distant(match: re.Match[str], now: datetime, past: bool | None) -> list[date] | datetime:
    """ "in 2 Wochen", "vor drei Tagen", "2 days ago", "in an hour"."""
    count, unit = number(match["n"]), match["unit"].lower()
    if match["back"]:
        count = -count
    if unit in ("minute", "stunde", "hour"):
        step = timedelta(minutes=count) if unit == "minute" else timedelta(hours=count)
        return (now.astimezone(UTC) + step).astimezone(now.tzinfo)
    return [_moved(now.date(), count, unit)]


def _moved(day: date, count: int, unit: str) -> date:
    if unit in ("tag", "day"):
        return day + timedelta(days=count)
    if unit in ("woche", "week"):
        return day + timedelta(weeks=count)
    months = count if unit in ("monat", "month") else 12 * count
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _week(match: re.Match[str], now: datetime, past: bool | None) -> list[date]:
    """The Monday of next week, the first of next month; of last week any working day."""
    monday = now.date() - timedelta(days=now.weekday())
    if said(match, "last"):
        return [monday - timedelta(days=7 - ahead) for ahead in range(5)]
    if match["unit"].lower() in ("monat", "month"):
        return [_moved(now.date().replace(day=1), 1, "month")]
    return [monday + timedelta(weeks=1)]


def _weekday_of(match: re.Match[str]) -> int | None:
    if named := said(match, "weekday"):
        return _WEEKDAYS[named]
    return _SHORT_WEEKDAYS.get(said(match, "short"))


def _next_weekday(now: datetime, weekday: int) -> date:
    return now.date() + timedelta(days=(weekday - now.weekday()) % 7)


def _on_weekday(match: re.Match[str], now: datetime, past: bool | None) -> list[date]:
    weekday = _weekday_of(match) or 0
    coming = _next_weekday(now, weekday)
    today, week = coming == now.date(), timedelta(weeks=1)
    this_week = coming.isocalendar()[:2] == now.isocalendar()[:2]
    if weeks := said(match, "n"):
        return [coming + number(weeks) * week]
    if said(match, "next"):
        return [coming if not this_week else coming + week]
    which = said(match, "which")
    if re.match(_LAST, which, re.IGNORECASE):
        return [coming - week, coming - 2 * week] if not this_week else [coming - week]
    if re.match(_NEXT, which):
        return [coming + week] if today else [coming, coming + week] if this_week else [coming]
    if today and not which.startswith(("this", "diese")):
        return [coming + week] if which else [coming, coming - week if past else coming + week]
    return [coming - week] if past and not which and not today else [coming]


def _day_word(match: re.Match[str], now: datetime, past: bool | None) -> list[date]:
    count = _DAYS[match["word"].lower()]
    count += {"after": 1, "before": -1}.get((match["off"] or "").lower(), 0)
    day = now.date() + timedelta(days=count)
    return [_moved(day, number(match["n"]), match["unit"].lower()) if match["n"] else day]


_Rule = Callable[[re.Match[str], datetime, bool | None], list[date] | datetime]
_RULES: list[tuple[re.Pattern[str], _Rule]] = [
    (pattern(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)(?!\d)"), _iso),
    (pattern(rf"{_ON}{_NAMED}{_DAY}\.\s?(?P<month>\d\d?)\.{_YEAR}"), _dated),
    (pattern(rf"{_ON}{_NAMED}{_DAY}\.\s?(?P<month>\d\d?)\.{_SHORT_YEAR}"), _dated),
    (pattern(rf"\b(?:am|den|on)\s{_DAY}\.(?P<month>\d\d?)(?![\d.])"), _dated),
    (pattern(rf"{_ON}{_NAMED}{_DAY}\.(?P<month>\d\d?){_TIMED}"), _dated),
    (pattern(rf"{_ON}{_NAMED}{_DAY}(?:\.|st|nd|rd|th)?\s(?:of\s)?{_MONTH}{_YEAR}"), _dated),
    (pattern(rf"{_ON}{_NAMED}{_MONTH}\s(?P<day>\d\d?)(?:st|nd|rd|th)?\b{_YEAR}"), _dated),
    (pattern(rf"{_DAY}/(?P<month>\d\d?)/(?P<year>20\d\d)(?!\d)"), _slashed),
    (pattern(rf"\b(?:am|on the)\s{_DAY}(?:\.|st|nd|rd|th)(?!\w|\.?\d)"), _day_of_month),
    (pattern(rf"\b(?:in|(?P<back>vor))\s{_N}\s{_UNIT}"), _distant),
    (pattern(rf"\b{_N}\s{_UNIT}\s(?:(?P<back>ago)|from now)\b"), _distant),
    (pattern(rf"\b(?:in (?:der )?)?(?:{_COMING})\s(?P<unit>woche|monat|week|month)\b"), _week),
    (pattern(rf"\b(?:in der )?(?P<last>{_LAST})\s(?:woche|week)\b"), _week),
    (pattern(rf"{_ON}(?:{_WHICH})?{_WEEKDAY}{_ALONE}(?:\s(?:of\s)?{_WEEKS})?"), _on_weekday),
    (pattern(rf"\b{_WEEKS}\s{_ON}{_WEEKDAY}{_ALONE}"), _on_weekday),
    (pattern(rf"\b(?:am\s|on\s|{_WHICH}){_SHORT}{_ALONE}\.?"), _on_weekday),
    (
        pattern(
            rf"(?<!am )\b(?:(?:the )?day (?P<off>after|before) )?(?P<word>{any_of(_DAYS)})\b"
            rf"(?:\sin\s{_N}\s(?P<unit>tag|woche|monat|day|week|month)(?:en|n|e|s)?\b)?"
        ),
        _day_word,
    ),
]

"""So long from now or from a day: "in 2 Wochen", "vor drei Tagen", "a week from Tuesday"."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from bot.when.calendar_days import dates_of
from bot.when.periods import DAY, WEEK, month_moved, period_of
from bot.when.rules import Found, Rule, is_, is_english, rule
from bot.when.values import Context, Day, Length, Period

_MOST_WORKDAYS = 1000


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
            options = workdays(base, by.days, sign)
    except (ValueError, OverflowError):
        return Day(options=())
    return Day(options=tuple(options), weekday=None)


def workdays(base: date, count: int, sign: int) -> list[date]:
    """Counting Monday to Friday, and Monday to Saturday: which is meant is asked."""
    found = [_workday(base, min(count, _MOST_WORKDAYS), sign, week) for week in (5, 6)]
    return found if found[0] != found[1] else [found[0], found[0] + DAY]


def _workday(base: date, count: int, sign: int, week: int) -> date:
    """So many of the first days of the week on."""
    weeks = max(count - 1, 0) // week
    day, left = base + sign * weeks * WEEK, count - weeks * week
    while left:
        day += sign * DAY
        left -= day.weekday() < week
    return day


def _ahead(found: Found) -> Day | datetime | None:
    return moved(found.context, found["l"], 1)


def _ago(found: Found) -> Day | datetime | None:
    return moved(found.context, found["l"], -1)


def bases(found: Found, *, later: bool) -> tuple[date, ...]:
    """The days to count from: of a holiday its last day, backwards its first."""
    base = found["g"]
    if isinstance(base, Day):
        return dates_of(base, found.context)
    if any(span.grain != "day" for span in base):
        return ()
    return tuple(span.end if later else span.start for span in base)


def _from_day(found: Found) -> Day | None:
    """ "heute in 14 Tagen", "two days from today", "a week from Tuesday", "3 Tage nach Ostern"."""
    sign = -1 if found.get("back") else 1
    starts = bases(found, later=sign > 0)
    all_days = [moved(found.context, found["l"], sign, start) for start in starts]
    options = [day for one in all_days if isinstance(one, Day) for day in one.options]
    return Day(options=tuple(dict.fromkeys(options))) if options else None


def _beside(found: Found) -> Day | tuple[Period, ...] | None:
    """ "the day after Easter", "die Woche vor Weihnachten"."""
    sign = 1 if found.token("way").kind == ">" else -1
    days = bases(found, later=sign > 0)
    if found["u"] == "day":
        return Day(options=tuple(day + sign * DAY for day in days)) if days else None
    if found["u"] == "week":
        return tuple(period_of("week", day + sign * WEEK) for day in days) or None
    return None


def _week_later(found: Found) -> Day:
    """ "tomorrow week"."""
    days = dates_of(found["g"], found.context)
    return Day(options=tuple(day + WEEK for day in days))


def _after(found: Found) -> Day | datetime | None:
    since = found.whole()[0].raw in ("seit", "since")
    return _ago(found) if since else _ahead(found)


RULES: Sequence[Rule] = (
    rule(r"(?P<g>G),?i[d~]*(?P<l>L)", "G", _from_day),
    rule(r"(?:i)?(?P<l>L)[z>](?P<g>[GR])(?!b)", "G", _from_day),
    rule(r"(?P<l>L)(?P<back>[v<])d?(?P<g>[GR])", "G", _from_day),
    rule(r"(?P<g>G)(?P<back>v)[d~]*(?P<l>L)", "G", _from_day),
    rule(r"d?(?P<u>U)(?P<way>[>v<])d?(?P<g>[GR])", "*", _beside),
    rule(r"(?P<g>G)(?P<u>U)", "G", _week_later, is_(u="week"), is_english),
    rule(r"(?P<l>L)(?P<g>G)", "G", _from_day, is_english),
    rule(r"v[d~]*(?P<l>L)", "*", _ago),
    rule(r"(?P<l>L)(?P<back>g)(?P<g>G)", "G", _from_day),
    rule(r"(?P<l>L)g", "*", _ago),
    rule(r"[i]?~?(?P<l>L)(?:[z>]I|l|Ul)", "*", _ahead),
    rule(r"i[dz~]*(?P<l>L)U?", "*", _ahead),
    rule(r">d?(?P<l>L)", "*", _after),
)

"""Days written as dates: 3.12., 3. Dezember 2026, 2026-12-03, May 8th; or a clock there."""

from collections.abc import Sequence
from typing import Any

from bot.when.lexicon import lexicon
from bot.when.rules import Found, Rule, has_a_year, is_, is_english, is_german, is_not, rule
from bot.when.values import Clock, Day, Token

_CENTURY = 100
_NEAR_YEARS = 12
_OF = ("of", "the", "den", "der", "des", "vom", "im")


def year_of(token: Token | None, found: Found) -> int | None:
    """Four digits, or the two of a year not far from now."""
    if token is None:
        return None
    if token.kind == "Y":
        return int(token.value)
    this = found.context.today.year
    year = this - this % _CENTURY + int(token.value)
    return year if year - this < 50 else year - _CENTURY


def is_day(value: Any) -> bool:
    """Whether a number counts the days of a month."""
    return isinstance(value, int) and 1 <= value <= 31


def _iso(found: Found) -> Day | None:
    if found["y"] < 1000 or not (1 <= found["m"] <= 12 and is_day(found["d"])):
        return None
    return Day(found["d"], found["m"], found["y"])


def _numbers(found: Found) -> Day | None:
    """d.m.y; with slashes in English perhaps m/d; the thirteenth month is no date at all."""
    one, other = found["d"], found["m"]
    sign, year = found.get("sign"), found.get("y")
    if year is not None and year.kind == "N" and len(year.raw) != 2:
        return None
    slashed = sign is not None and sign.kind in "/-" and is_english(found)
    if year is None and sign is not None and sign.kind == "/" and _is_fraction(found):
        return None
    if slashed and other > 12 >= one:
        one, other = other, one
    elif slashed and one <= 12 and other <= 12 and one != other:
        return Day(one, other, year_of(year, found), swapped=True)
    if not (is_day(one) and 1 <= other <= 12):
        return None
    return Day(one, other, year_of(year, found))


def _is_fraction(found: Found) -> bool:
    """ "1/2 Zoll", "3/4 full", "24/7 hotline"."""
    before, after = found.before(), found.after()
    if (found["d"], found["m"]) == (24, 7) and after is not None and after.kind == "x":
        return True
    return _has_single_digits(found) and (
        (after is not None and after.kind in "x$U") or (before is not None and before.kind == "1")
    )


def _has_single_digits(found: Found) -> bool:
    """Whether day and month are single digits."""
    return all(len(token.raw) == 1 for token in (found.token("d"), found.token("m")))


def _wants_a_clock(found: Found) -> bool:
    """ "um 10.12", "gegen 8.30"."""
    before = found.before()
    return before is not None and before.kind in "@~" and len(found.token("m").raw) == 2


def _is_a_decimal(found: Found) -> bool:
    """ "etwa 2.5", "Maß 3.4": no word before it that goes with a day."""
    before = found.before()
    if before is None or len(found.token("m").raw) != 1:
        return False
    return before.kind not in "dWwGDbz><r,p" or (before.kind == "b" and is_english(found))


def _clock_instead(found: Found) -> Clock | None:
    """What cannot be a date, or stands after one: "Do 15.45", "6.9. 8.30"."""
    hour, minute = found.token("d"), found.token("m")
    if len(minute.raw) != 2 or hour.value > 23 or minute.value > 59:
        return None
    sure = is_german(found) or hour.raw.startswith("0") or hour.value > 12
    return Clock(hour.value, minute.value, sure)


def _named(found: Found) -> Day | None:
    """With the month's name; a two-digit year only if it is near."""
    day = found["d"]
    year = found.get("y")
    if not is_day(day) or any(t.kind == "d" and t.raw not in _OF for t in found.whole()[:-1]):
        return None
    return Day(day, found["m"], year_of(year, found))


def _named_two(found: Found) -> Day | None:
    year = found.token("y")
    full = year_of(year, found) or 0
    if len(year.raw) != 2 or abs(full - found.context.today.year) > _NEAR_YEARS:
        return None
    return _named(found)


def _ordinal_month(found: Found) -> Day | None:
    """ "am siebten vierten", "am 7. vierter"."""
    if not (is_day(found["d"]) and 1 <= found["m"] <= 12):
        return None
    return Day(found["d"], found["m"])


def _no_such_day(found: Found) -> Day:
    """ "am 31.13.": meant as a date, and none."""
    return Day()


def _goes_on_as_a_day(found: Found) -> bool:
    """ "Mai 12 bei Funk", not "Mai 12 Paletten"."""
    after = found.after()
    return (
        after is None
        or after.kind != "x"
        or is_english(found)
        or after.raw in lexicon("de").day_followers
    )


_MONTH, _YEAR = "(?P<m>[Mm])", "(?P<y>Y)"
_DAY = "(?P<d>[No])[!.]?"

ISO: Sequence[Rule] = (
    rule(r"(?<![NQYB][.:/-])(?P<y>Y)[-/.](?P<m>N)[-/.](?P<d>N)(?![-/.]N)", "G", _iso),
    rule(r"(?P<y>Y)(?P<m>N)(?P<d>N)(?![.:/hja])", "G", _iso),
    rule(rf"(?P<y>Y)[-/.]{_MONTH}[-/.](?P<d>N)", "G", _iso),
    rule(rf"(?P<d>N)[-/.]{_MONTH}[-/.]{_YEAR}", "G", _iso),
)
"""Years first, and years beside months with a name."""

RULES: Sequence[Rule] = (
    rule(r"(?P<d>N)(?P<sign>[.!/-])(?P<m>N)[.!/-](?P<y>Y)", "G", _numbers),
    rule(r"(?P<d>N)(?P<sign>[./-])(?P<m>N)[./-](?P<y>N)(?![.:hj]|/N(?![hj:]))", "G", _numbers),
    rule(r"(?P<d>N)(?P<sign>[./])(?P<m>N)!?(?P<y>Y)(?![.:hja])", "G", _numbers, has_a_year),
    rule(rf"(?P<d>N)[.!]{_MONTH}[.!]?{_YEAR}", "G", _named),
    rule(rf"{_DAY}[d(]?{_MONTH}[.!]?,?d?i?d?{_YEAR}", "G", _named, has_a_year),
    rule(rf"{_DAY}[d(]?{_MONTH}[.!]?(?P<y>N)(?![.:hja$!-]|,?N)", "G", _named_two),
    rule(rf"{_DAY}[d(]?{_MONTH}[.!]?", "G", _named),
    rule(rf"(?P<d>n)d?{_MONTH}[.!]?(?:,?{_YEAR})?", "G", _named),
    rule(rf"(?P<d>o)(?P<u>U)d{_MONTH}(?:,?{_YEAR})?", "G", _named, is_(u="day")),
    rule(rf"{_MONTH}[.!,]?d*(?P<d>[Non])[.!]?,?i?d?{_YEAR}", "G", _named, has_a_year),
    rule(
        rf"{_MONTH}[.!]?d*(?P<d>[Non])(?![.:hja$]|N|-[Non])[.!]?", "G", _named, _goes_on_as_a_day
    ),
    rule(rf"{_MONTH}[.!]?d*(?P<d>o)(?![.:hja]|N|-[Non])[.!]?", "G", _named),
    rule(r"(?P<d>N)(?P<sign>[.!])(?P<m>N)!", "G", _numbers),
    rule(r"(?<=d)(?P<d>N)[.](?P<m>N)!", "G", _no_such_day),
    rule(rf"(?P<d>N)!{_MONTH}", "G", _no_such_day),
    rule(r"(?<!o)(?P<d>o)(?P<m>o)$", "G", _ordinal_month),
    rule(r"(?<=d)(?P<d>[No])!?(?P<m>o)", "G", _ordinal_month),
    rule(r"(?<=d)(?P<d>o)(?P<m>N)!", "G", _ordinal_month),
    rule(r"(?<![.:/-])(?P<d>N)(?P<sign>/)(?P<m>N)(?!/|[hj])", "G", _numbers),
)

_DOTTED = r"(?P<d>N)[.](?P<m>N)(?![.:/$])"
SHORT: Sequence[Rule] = (
    rule(rf"(?<=G){_DOTTED}", "C", _clock_instead),
    rule(rf"(?<=G,){_DOTTED}", "C", _clock_instead),
    rule(
        r"(?<![.:])(?P<d>N)(?P<sign>[.])(?P<m>N)(?![.:/$%U])",
        "G",
        _numbers,
        is_not(_wants_a_clock),
        is_not(_is_a_decimal),
    ),
    rule(rf"(?<![N$]@)(?<=[GWDAp~@<>db]){_DOTTED}(?![%U])", "C", _clock_instead),
)
"""Two numbers and a dot: a date, or a clock where that stands beside a day."""

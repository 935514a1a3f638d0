"""How long: "2 Wochen", "anderthalb Stunden", "1 month 2 days", "1/4 h"."""

from collections.abc import Sequence

from bot.when.periods import MONTHS
from bot.when.rules import Found, Rule, is_, is_english, is_german, rule
from bot.when.values import Length

MINUTES = {"second": 1 / 60, "minute": 1, "hour": 60, "quarter_hour": 15, "three_quarter_hour": 45}
DAYS = {"day": 1, "week": 7, "fortnight": 14}
VAGUE = ("workday", "weekend")
_LETTERS = {
    "h": "hour",
    "m": "minute",
    "d": "day",
    "w": "week",
    "t": "day",
    "y": "year",
    "s": "second",
    "min": "minute",
}


def length_of(count: float, unit: str, *, is_word: bool = False) -> Length | None:
    """So many of a unit; fractions only where they are a whole number of something smaller."""
    if unit in MINUTES:
        return Length(minutes=count * MINUTES[unit])
    if unit in VAGUE:
        return Length(days=int(count), is_vague=True)
    if unit in DAYS:
        days = count * DAYS[unit]
        if days != int(days):
            return (
                Length(minutes=days * 24 * 60) if unit == "day" else Length(days=int(days + 0.5))
            )
        if unit == "day" and is_word and days == 8:
            return Length(days=7, other_days=8)
        return Length(days=int(days))
    months = count * MONTHS[unit]
    return Length(months=int(months)) if months == int(months) else None


def _length(found: Found) -> Length | None:
    count, unit = found.get("n"), found["u"]
    value = count.value if count else 1
    is_word = bool(count and count.kind == "n") and is_german(found)
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
    elif not one or not other or other.start != one.end + 1:  # "in 2, 3 Tagen"
        return None
    elif found.get("slash"):
        value = one.value / other.value if other.value else 0
    else:
        value = float(f"{one.raw}.{other.raw}")
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
    """ "1 month, 2 days and 3 hours"."""
    parts: list[Length] = [token.value for token in found.whole() if token.kind == "L"]
    return Length(
        sum(one.months for one in parts),
        sum(one.days for one in parts),
        sum(one.minutes for one in parts),
    )


def _letter(found: Found) -> Length | None:
    """ "1d", "29m", "2h"."""
    count, word = found.token("n"), found.token("x")
    if count.end != word.start or word.raw not in _LETTERS:
        return None
    return length_of(count.value, _LETTERS[word.raw])


def _wants_length(found: Found) -> bool:
    before, after = found.before(), found.after()
    return (before is not None and before.kind in "ivL,c") or (
        after is not None and after.kind in "gl,"
    )


def _hours(found: Found) -> Length | None:
    return length_of(found["n"], "hour")


def _and_a_half(found: Found) -> Length | None:
    return length_of(found["a"] + 0.5, found["u"])


def _quarters_of_an_hour(found: Found) -> Length:
    return Length(minutes=15 * found["n"])


def _minutes(found: Found) -> Length | None:
    """ "20'"."""
    return length_of(found["n"], "minute")


_N = "(?P<n>[NQYn1])"
FIRST: Sequence[Rule] = (
    rule(r"(?P<a>N)(?P<b>N)/(?P<c>N)(?P<u>[Uj])", "L", _mixed),
    rule(r"(?P<a>N)(?P<slash>/)(?P<b>N)d?1?(?P<u>[Uhj])", "L", _fraction),
    rule(r"(?P<a>N)[.,](?P<b>N)(?P<u>U)", "L", _fraction),
    rule(r"(?<=[iv])(?P<a>N)[.,](?P<b>N)(?P<u>[hj])", "L", _fraction),
    rule(rf"(?<=[iv]){_N}j", "L", _hours),
    rule(rf"(?<=[iv][d~]){_N}j", "L", _hours),
    rule(rf"{_N}j(?=g)", "L", _hours),
)
"""Before "2h" is taken for a time of day."""

RULES: Sequence[Rule] = (
    rule(r"(?P<a>[Nn1])(?P<u>U)(?:c1?)(?P<half>H)(?!U)", "L", _and_a_half),
    rule(r"(?P<a>[Nn])c?1?(?P<half>H)(?P<u>U)", "L", _fraction),
    rule(r"[1d]?(?P<half>H)[1d]*(?P<u>U)", "L", _fraction),
    rule(r"1?(?P<three>X)(?P<u>U)", "L", _fraction),
    rule(r"1?(?P<q>q)d?1?(?P<u>U)", "L", _fraction),
    rule(
        r"(?P<n>[Nn])-?(?P<q>U)d1?(?P<u>U)", "L", _quarters_of_an_hour, is_(q="quarter", u="hour")
    ),
    rule(rf"{_N}~?(?P<u>U)", "L", _length),
    rule(r"1?(?P<n>n)d(?P<u>U)", "L", _length),
    rule(r"(?P<u>U)(?=d[Ww]|[DG])", "L", _length, is_(u=("fortnight", "week")), is_english),
    rule(r"(?P<n>[NQ])(?P<x>[xj$])", "L", _letter, _wants_length),
    rule(r"(?P<n>[NQ])'", "L", _minutes),
    rule(r"L(?:,?c?L)+", "L", _sum),
)

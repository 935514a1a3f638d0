"""Several days at once: 12.-17.12., "vom 18. auf den 19.9.", July 13-15, "3. bis 5. Mai"."""

from collections.abc import Sequence
from dataclasses import replace

from bot.when.dates import is_day, year_of
from bot.when.rules import Found, Rule, is_german, rule, says
from bot.when.values import Day


def _two_days(found: Found) -> tuple[Day, Day] | None:
    """ "12.-17. Dezember", "vom 18. auf den 19.09.2017", "July 13-15", "vom 4. bis zum 23."."""
    one, other = found["a"], found["b"]
    month, year = found.get("m"), found.get("y")
    if not (is_day(one) and is_day(other) and one < other):
        return None
    if month is None:
        return Day(one), Day(other)
    if month.kind == "N" and not 1 <= month.value <= 12:
        return None
    if year is not None and year.kind == "N" and len(year.raw) != 2:
        return None
    last = Day(other, month.value, year_of(year, found))
    return replace(last, day=one), last


def _across(found: Found) -> tuple[Day, Day]:
    """Two named days; the month and year of the one hold for the other too."""
    one, other = found["a"], found["b"]
    if not one.options and not other.options:
        if one.month is None and other.month is not None and one.weekday is None:
            one = replace(one, month=other.month, year=other.year)
        elif one.year is None and other.year is not None:
            one = replace(one, year=other.year)
        elif other.year is None and one.year is not None:
            other = replace(other, year=one.year)
    return one, other


_A, _B = "(?P<a>[Non])[!.]?", "(?P<b>[Non])[!.]?"
_MONTH, _YEAR = "(?P<m>[Mm])", "(?P<y>Y)"
_TO_OR_AND = "(?:[-bf/]|c)-?"
_FIRST = rf"z?d*(?<!N[.!/-])(?<!N[:])(?P<a>[No])[!.]?d*{_TO_OR_AND}d*"
_LAST = "(?P<b>N)[.!/](?P<m>N)"
_NO_MONTH = "(?![MmN])"

WRITTEN: Sequence[Rule] = (
    rule(rf"{_FIRST}{_LAST}[.!/]{_YEAR}", "Z", _two_days),
    rule(rf"{_FIRST}{_LAST}[.](?P<y>N)(?![.:hj])", "Z", _two_days),
    rule(rf"{_FIRST}{_LAST}!?(?![.:hj])", "Z", _two_days),
    rule(rf"z?d*{_A}d*{_TO_OR_AND}d*{_B}d*{_MONTH}(?:[,d]*i?d?{_YEAR})?", "Z", _two_days),
    rule(
        rf"z?(?<![No])(?<![No]!){_MONTH}[!.]?d*z?d*{_A}d*[-bc]z?d*{_B}(?![.:hja])(?:,?d?{_YEAR})?(?!M)",
        "Z",
        _two_days,
    ),
    rule(r"(?:(?<=d)|z)d*(?P<a>N)!/(?P<b>N)!", "Z", _two_days),
    rule(rf"z?d*(?P<a>N)[!.]?b-?d*(?P<b>N)!{_NO_MONTH}", "Z", _two_days, is_german),
    rule(rf"zd*(?P<a>[No])!?[-bc]z?d*(?P<b>[No])!{_NO_MONTH}", "Z", _two_days),
    rule(r"z?d*(?P<a>o)[-b]z?d*(?P<b>o)(?!d?[Mm])", "Z", _two_days),
)
"""Before their ends are taken for dates of their own."""

NAMED: Sequence[Rule] = (
    rule(r"z[d<>~]*(?P<a>G)(?P<to>d)d?(?P<b>G)", "Z", _across, says("to", "zum")),
    rule(r"z?[d<>~]*(?P<a>G)[,]?(?:b-?|-|f|(?<=z.)c|(?<=z..)c)[d<]*(?P<b>G)", "Z", _across),
)
"""From one day to another, whatever they are named by."""

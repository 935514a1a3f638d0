"""Days written as dates: 3.12., 3. Dezember 2026, 2026-12-03, am 15., 12.-17.12., May 8th."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.when.lexicon import lexicon
from bot.when.rules import Found, Rule, rule
from bot.when.values import Clock, Day, Token

_CENTURY = 100
_NEAR_YEARS = 12
_OF = ("of", "the", "den", "der", "des", "vom", "im")
YEARS = range(1900, 2101)


def _year(token: Token | None, found: Found) -> int | None:
    """Four digits, or the two of a year not far from now."""
    if token is None:
        return None
    if token.kind == "Y":
        return int(token.value)
    this = found.context.today.year
    year = this - this % _CENTURY + int(token.value)
    return year if year - this < 50 else year - _CENTURY


def _is_day(value: Any) -> bool:
    return isinstance(value, int) and 1 <= value <= 31


def _iso(found: Found) -> Day | None:
    if found["y"] < 1000 or not (1 <= found["m"] <= 12 and _is_day(found["d"])):
        return None
    return Day(found["d"], found["m"], found["y"])


def _numbers(found: Found) -> Day | None:
    """d.m.y; with slashes in English perhaps m/d; the thirteenth month is no date at all."""
    one, other = found["d"], found["m"]
    sign, year = found.get("sign"), found.get("y")
    if year is not None and year.kind == "N" and len(year.raw) != 2:
        return None
    slashed = sign is not None and sign.kind in "/-" and found.context.language == "en"
    if year is None and sign is not None and sign.kind == "/" and _is_fraction(found):
        return None
    if slashed and other > 12 >= one:
        one, other = other, one
    elif slashed and one <= 12 and other <= 12 and one != other:
        return Day(one, other, _year(year, found), swapped=True)
    if not (_is_day(one) and 1 <= other <= 12):
        return None
    return Day(one, other, _year(year, found))


def _is_fraction(found: Found) -> bool:
    """ "1/2 Zoll", "3/4 full"."""
    before, after = found.before(), found.after()
    return one_digit(found) and (
        (after is not None and after.kind in "x$U") or (before is not None and before.kind == "1")
    )


def one_digit(found: Found) -> bool:
    """Whether day and month are single digits."""
    return all(len(token.raw) == 1 for token in (*found.all("d"), *found.all("m")))


def _short(found: Found) -> Day | Clock | None:
    """ "10.12" without more: a date if it can be one, unless a clock has to stand there."""
    hour, minute = found.get("d"), found.get("m")
    assert hour is not None and minute is not None
    before = found.before()
    if before is not None and before.kind in "@~" and len(minute.raw) == 2:
        return None
    if (
        len(minute.raw) == 1
        and before is not None
        and (
            before.kind not in "dWwGDbz><r,p"
            or (before.kind == "b" and found.context.language == "en")
        )
    ):
        return None
    return _numbers(found)


def _clock_instead(found: Found) -> Clock | None:
    """What cannot be a date, or stands after one: "Do 15.45", "6.9. 8.30"."""
    hour, minute = found.get("d"), found.get("m")
    assert hour is not None and minute is not None
    if len(minute.raw) != 2 or hour.value > 24 or minute.value > 59:
        return None
    sure = found.context.language == "de" or hour.raw.startswith("0") or hour.value > 12
    return Clock(hour.value, minute.value, sure)


def _named(found: Found) -> Day | None:
    """With the month's name; a two-digit year only if it is near."""
    day = found["d"]
    year = found.get("y")
    if not _is_day(day) or any(t.kind == "d" and t.raw not in _OF for t in found.whole()[:-1]):
        return None
    return Day(day, found["m"], _year(year, found))


def _named_two(found: Found) -> Day | None:
    year = found.get("y")
    assert year is not None
    full = _year(year, found) or 0
    if len(year.raw) != 2 or abs(full - found.context.today.year) > _NEAR_YEARS:
        return None
    return _named(found)


def _of_month(found: Found) -> Day | None:
    return Day(found["d"]) if _is_day(found["d"]) else None


def _ordinal_month(found: Found) -> Day | None:
    """ "am siebten vierten", "am 7. vierter"."""
    if not (_is_day(found["d"]) and 1 <= found["m"] <= 12):
        return None
    return Day(found["d"], found["m"])


def _two_days(found: Found) -> tuple[Day, Day] | None:
    """ "12.-17. Dezember", "vom 18. auf den 19.09.2017", "July 13-15", "vom 4. bis zum 23."."""
    one, other = found["a"], found["b"]
    month, year = found.get("m"), found.get("y")
    if not (_is_day(one) and _is_day(other) and one < other):
        return None
    if month is None:
        return Day(one), Day(other)
    if month.kind == "N" and not 1 <= month.value <= 12:
        return None
    if year is not None and year.kind == "N" and len(year.raw) != 2:
        return None
    last = Day(other, month.value, _year(year, found))
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


_M = "(?P<m>[Mm])"
_Y = "(?P<y>Y)"
_DAY = "(?P<d>[No])[!.]?"
_A, _B = "(?P<a>[Non])[!.]?", "(?P<b>[Non])[!.]?"
_TO = "(?:[-bf]|(?<=[z].)c|(?<=[z]..)c|(?<=[z]...)c|(?<=[z]....)c)"
_OR_AND = "(?:[-bf/]|c)"

LITERALS: Sequence[Rule] = (
    rule(r"(?<![NQYB][.:/-])(?P<y>Y)[-/.](?P<m>N)[-/.](?P<d>N)(?![-/.]N)", "G", _iso),
    rule(r"(?P<y>Y)(?P<m>N)(?P<d>N)(?![.:/hja])", "G", _iso),
    rule(rf"(?P<y>Y)[-/.]{_M}[-/.](?P<d>N)", "G", _iso),
    rule(rf"(?P<d>N)[-/.]{_M}[-/.]{_Y}", "G", _iso),
    # several days at once, before their ends are taken for dates of their own
    rule(rf"z?d*(?<!N[.!/-])(?<!N[:])(?P<a>[No])[!.]?d*{_OR_AND}-?d*(?P<b>N)[.!/](?P<m>N)[.!/](?P<y>Y)", "Z", _two_days),
    rule(rf"z?d*(?<!N[.!/-])(?<!N[:])(?P<a>[No])[!.]?d*{_OR_AND}-?d*(?P<b>N)[.!/](?P<m>N)[.](?P<y>N)(?![.:hj])", "Z", _two_days),
    rule(rf"z?d*(?<!N[.!/-])(?<!N[:])(?P<a>[No])[!.]?d*{_OR_AND}-?d*(?P<b>N)[.!/](?P<m>N)!?(?![.:hj])", "Z", _two_days),
    rule(rf"z?d*{_A}d*{_OR_AND}-?d*{_B}d*{_M}(?:[,d]*(?:i?d?){_Y})?", "Z", _two_days),
    rule(rf"z?{_M}[!.]?d*z?d*{_A}d*[-bc]z?d*{_B}(?![.:hja])(?:,?d?{_Y})?(?!M)", "Z", _two_days),
    rule(r"(?:(?<=d)|z)d*(?P<a>N)!/(?P<b>N)!", "Z", _two_days),
    rule(r"z?d*(?P<a>N)[!.]?b-?d*(?P<b>N)!(?![MmN])", "Z", lambda f: _two_days(f) if f.context.language == "de" else None),
    rule(r"zd*(?P<a>[No])!?[-bc]z?d*(?P<b>[No])!(?![MmN])", "Z", _two_days),
    rule(r"z?d*(?P<a>o)[-b]z?d*(?P<b>o)(?!d?[Mm])", "Z", _two_days),
    # one day
    rule(r"(?P<d>N)(?P<sign>[.!/-])(?P<m>N)(?:(?P=sign)|[.!/-])(?P<y>Y)", "G", _numbers),
    rule(r"(?P<d>N)(?P<sign>[./-])(?P<m>N)[./-](?P<y>N)(?![.:hj]|/N)", "G", _numbers),
    rule(r"(?P<d>N)(?P<sign>[./])(?P<m>N)!?(?P<y>Y)(?![.:hja])", "G", lambda f: _numbers(f) if f["y"] in YEARS else None),
    rule(rf"(?P<d>N)[.!]{_M}[.!]?(?P<y>Y)", "G", _named),
    rule(rf"{_DAY}[d(]?{_M}[.!]?,?d?i?d?{_Y}", "G", lambda f: _named(f) if f["y"] in YEARS else None),
    rule(rf"{_DAY}[d(]?{_M}[.!]?(?P<y>N)(?![.:hja$!-]|,?N)", "G", _named_two),
    rule(rf"{_DAY}[d(]?{_M}[.!]?", "G", _named),
    rule(rf"(?P<d>n)[d]?{_M}[.!]?(?:,?{_Y})?", "G", _named),
    rule(rf"(?P<d>o)(?P<u>U)d{_M}(?:,?{_Y})?", "G", lambda f: _named(f) if f["u"] == "day" else None),
    rule(rf"{_M}[.!,]?d*(?P<d>[Non])[.!]?,?i?d?{_Y}", "G", lambda f: _named(f) if f["y"] in YEARS else None),
    rule(rf"{_M}[.!]?d*(?P<d>[Non])(?![.:hja$]|N|-[Non])[.!]?", "G", lambda f: _named(f) if (a := f.after()) is None or a.kind != "x" or f.context.language == "en" or a.raw in lexicon("de").day_followers else None),
    rule(rf"{_M}[.!]?d*(?P<d>o)(?![.:hja]|N|-[Non])[.!]?", "G", _named),
    rule(r"(?P<d>N)(?P<sign>[.!])(?P<m>N)!", "G", _numbers),
    rule(r"(?<=d)(?P<d>N)[.](?P<m>N)!", "G", lambda f: Day()),
    rule(rf"(?P<d>N)!{_M}", "G", lambda f: Day()),
    rule(r"(?<![o])(?P<d>o)(?P<m>o)$", "G", _ordinal_month),
    rule(r"(?<=d)(?P<d>[No])!?(?P<m>o)", "G", _ordinal_month),
    rule(r"(?<=d)(?P<d>o)(?P<m>N)!", "G", _ordinal_month),
    rule(r"(?<![.:/-])(?P<d>N)(?P<sign>/)(?P<m>N)(?!/|[hj])", "G", _numbers),
)  # fmt: skip

SHORT: Sequence[Rule] = (
    rule(r"(?<=G)(?P<d>N)[.](?P<m>N)(?![.:/$])", "C", _clock_instead),
    rule(r"(?<=G,)(?P<d>N)[.](?P<m>N)(?![.:/$])", "C", _clock_instead),
    rule(r"(?<![.:])(?P<d>N)(?P<sign>[.])(?P<m>N)(?![.:/$%U])", "G", _short),
    rule(r"(?<![N$]@)(?<=[WDAp~@<>db])(?P<d>N)[.](?P<m>N)(?![.:/$%U])", "C", _clock_instead),
    rule(r"(?<=G)(?P<d>N)[.](?P<m>N)(?![.:/$])", "C", _clock_instead),
)


def _strong(found: Found) -> Day | None:
    """ "am 15.", "on the 22nd": the number stands after words that go with a day."""
    return _of_month(found)


def _weekday_number(found: Found) -> Day | None:
    """ "Friday 27", "Freitag, dem 27.", "Tuesday the 8th"."""
    return Day(found["d"], weekday=found["w"]) if _is_day(found["d"]) else None


def _number_or_hour(found: Found) -> Day | None:
    """ "Friday 27" is a day; "Freitag 10" may be an hour, which is left to be asked."""
    return _weekday_number(found) if found["d"] > 24 else None


def _with_weekday(found: Found) -> Day | None:
    day: Day = found["g"]
    if day.options or day.weekday is not None:
        return None
    return replace(day, weekday=found["w"])


def _ends_there(found: Found) -> bool:
    """ "am zwanzigsten bei Funk", not "the 3rd colour"."""
    after, before = found.after(), found.before()
    assert after is not None and before is not None
    return (
        after.kind != "x"
        or after.raw in lexicon(found.context.language).day_followers
        or (found["d"] > 12 and before.raw in ("am", "zum", "bis"))
    )


def _before_name(found: Found) -> bool:
    after = found.after()
    if after is not None and after.raw in lexicon(found.context.language).day_followers:
        return False
    return after is not None and after.kind in "x$U"


DAYS_OF_MONTH: Sequence[Rule] = (
    rule(r"(?P<w>[Ww])[!,(]*d*(?P<d>o)(?!d?[MmU])[!)]?", "G", _weekday_number),
    rule(r"(?P<w>[Ww])[!,(]*d*(?P<d>N)!", "G", _weekday_number),
    rule(r"(?P<w>[Ww])[!,]*d+(?P<d>[Nn])(?![.:/hja$])", "G", lambda f: _weekday_number(f) if any(t.raw in ("the", "den", "dem") for t in f.whole()) else None),
    rule(r"(?P<w>[Ww])(?P<d>N)(?![.:/hja$U-])", "G", _number_or_hour),
    rule(r"(?<=[dzb><])d*(?P<d>N)!(?![NMmoS]|[WwUKJ])", "G", lambda f: None if _before_name(f) and f.before().raw not in ("am", "zum", "vom", "the", "bis") else _strong(f) if f.context.language == "de" or f.before().kind != "b" else None),  # type: ignore[union-attr]
    rule(r"(?<=[dzb])(?P<d>o)(?=[,;)(!CpT<>@bc|-]|$|[~di]+[CNp@])", "G", _strong),
    rule(r"^d?(?P<d>o)(?=[,;)(!CpT]|[@~d]+[CNnO]|$)", "G", _strong),
    rule(r"^(?P<d>N)!(?=[@C~]|$)", "G", _strong),
    rule(r"(?<=d)(?P<d>o)(?=[xvi><@~])", "G", lambda f: _strong(f) if _ends_there(f) else None),
    rule(r"(?<=d)(?P<d>N)(?=[,;)]*$|[,;)]|z?T|zN[-b]|[@]?C)(?![.:/hja])", "G",
         lambda f: _strong(f) if f.before().raw in ("the", "den", "dem") else None),  # type: ignore[union-attr]
)  # fmt: skip

WITH_WEEKDAY: Sequence[Rule] = (
    rule(r"d*r?(?P<w>[Ww])[!,;(]*d*(?P<g>G)", "G", _with_weekday),
    rule(
        r"d*(?P<r>r)(?P<g>G)",
        "G",
        lambda f: f["g"] if f["r"] in (0, "coming") and not f["g"].options else None,
    ),
    rule(r"(?P<g>G)[,(]*d?(?P<w>[Ww])(?![GCN])\(?", "G", _with_weekday),
    rule(r"(?P<g>G)[,(]*d?(?P<w>W)(?=[C])\(?", "G", _with_weekday),
)

RANGES: Sequence[Rule] = (
    rule(
        r"z[d<>~]*(?P<a>G)(?P<to>d)d?(?P<b>G)",
        "Z",
        lambda f: _across(f) if f.all("to")[0].raw == "zum" else None,
    ),
    rule(r"z?[d<>~]*(?P<a>G)[,]?(?:b-?|-|f|(?<=z.)c|(?<=z..)c)[d<]*(?P<b>G)", "Z", _across),
)

"""Times of day: "halb drei", "15 Uhr 30", "quarter past nine", "zehn nach acht", 14:30, 1430."""

from collections.abc import Sequence
from dataclasses import replace

from bot.when.dial import clock, clock_of, turned
from bot.when.lexicon import lexicon
from bot.when.rules import (
    Found,
    Rule,
    follows,
    has_two_digits,
    is_,
    is_english,
    is_german,
    is_not,
    rule,
    says,
)
from bot.when.values import Clock

_WAYS = ("vor", "nach", "before", "after", "to", "past", "til", "till", "from")
_TWENTIES = (20, 25)
_ROUND = (5, 10, *_TWENTIES)
"""Minutes that are counted to an hour: "twenty to nine", not "twelve to nine"."""


def _digits(found: Found) -> Clock | None:
    """hh:mm, hh.mm Uhr: on the 24-hour dial in German, and wherever written with a zero."""
    hour, minute = found.token("h"), found.token("m")
    if len(minute.raw) != 2:
        return None
    sure = hour.raw.startswith("0") or hour.value > 12 or is_german(found)
    return clock(hour.value, minute.value, sure=sure, half=_half_of_day(found, hour.value))


def _compact(found: Found) -> Clock | None:
    """1430, 0600h, 1120pm, 730."""
    number = found.token("n")
    hour, minute = divmod(number.value, 100)
    half = found.get("a")
    sure = half is None and (number.raw.startswith("0") or hour > 12)
    return clock(hour, minute, sure=sure, half=half.value if half and hour <= 12 else None)


def _hour(found: Found) -> Clock | None:
    """ "8", "15 Uhr", "acht Uhr", "3 Uhr 15", "8 pm"."""
    named, minute = found.token("h"), found.get("m")
    if minute and len(minute.raw) == 1 and minute.kind == "N":
        return None
    sure = named.value > 12 or named.raw.startswith("0")
    minutes = minute.value if minute else 0
    return clock(named.value, minutes, sure=sure, half=_half_of_day(found, named.value))


def _half_of_day(found: Found, hour: float) -> int | None:
    half = found.get("a")
    return half.value if half and 1 <= hour <= 12 else None


def _words(found: Found) -> Clock | None:
    """ "seven thirty p.m.", "three twenty", "nine o nine"."""
    half = found.get("a")
    return clock(found["h"], found["m"], half=half.value if half else None)


def _half(found: Found) -> Clock | None:
    """ "halb drei" is 14:30; "half three" may be either side of three."""
    base = clock_of(found.token("h"))
    if base is None or base.minute:
        return None
    return turned(base, -30) if is_german(found) else turned(base, 30, -30)


def _half_past(found: Found) -> Clock | None:
    base = clock_of(found.token("h"))
    return turned(base, 30) if base else None


def _shifted(found: Found) -> Clock | None:
    """ "viertel vor acht", "zehn nach halb drei", "quarter past", "ten to", "20 minutes past"."""
    base, way, count = clock_of(found.token("h")), found.token("way"), found.get("n")
    minutes = count.value if count else 15
    if base is None or way.raw not in _WAYS or minutes != int(minutes) or not 0 < minutes < 60:
        return None
    if found.get("half"):
        base = turned(base, -30 if is_german(found) else 30)
    return turned(base, -int(minutes) if way.kind in "v<b" else int(minutes))


def _quarter_of(found: Found) -> Clock | None:
    """ "viertel zehn" is 9:15, "dreiviertel neun" 8:45."""
    base = clock_of(found.token("h"))
    if base is None or base.minute:
        return None
    return turned(base, -15 if found.get("three") else -45)


def _quarter_to(found: Found) -> Clock | None:
    """ "quarter of eight"."""
    base = clock_of(found.token("h"))
    return turned(base, -15) if base else None


def _same(found: Found) -> Clock:
    """ "viertel nach acht Uhr"."""
    named: Clock = found["c"]
    return named


def _in_half_of_day(found: Found) -> Clock | None:
    """ "8:30 Uhr pm"."""
    named: Clock = found["c"]
    if named.half is not None or named.hour > 12:
        return None
    return replace(named, half=found["a"])


def _named_and_numbered(found: Found) -> tuple[int, int] | None:
    """ "12 noon"."""
    named: tuple[int, int] = found["o"]
    return named if found["n"] == named[0] % 24 else None


def _named(found: Found) -> Clock | None:
    """ "noon", "Mitternacht"."""
    return clock_of(found.token("h"))


def _is_round(found: Found) -> bool:
    """ "ten thirty"."""
    return bool(found["m"] >= 10 and found["m"] % 5 == 0)


def _starts_with_zero(found: Found) -> bool:
    return found.whole()[0].raw.startswith("0")


def _is_no_small_number(found: Found) -> bool:
    return found["n"] not in range(100)


def _is_no_hour(found: Found) -> bool:
    return bool(found["m"] > 12)


def _has_more(found: Found) -> bool:
    return len(found.whole()) > 1


_NO_DOT_BEFORE = r"(?<![/.:])"
_SECONDS = r"(?::N)?"
_AM_PM = r"(?P<a>a)"
_OCLOCK = r"[hj]"
_HM = r"(?P<h>N)[.:](?P<m>N)"

MARKED: Sequence[Rule] = (
    rule(rf"{_NO_DOT_BEFORE}{_HM}{_SECONDS}{_OCLOCK}", "C", _digits),
    rule(rf"{_NO_DOT_BEFORE}{_HM}{_SECONDS}{_AM_PM}", "C", _digits),
    rule(rf"{_NO_DOT_BEFORE}(?P<h>N):(?P<m>N)(?::N(?:[.,][NQYB])?)?", "C", _digits),
    rule(rf"(?P<n>[QY]){_AM_PM}", "C", _compact),
    rule(rf"(?P<n>Y){_OCLOCK}", "C", _compact),
    rule(rf"(?P<h>n)(?P<m>n){_AM_PM}", "C", _words),
    rule(rf"(?P<h>n)0(?P<m>n){_AM_PM}?", "C", _words),
    rule(rf"{_NO_DOT_BEFORE}(?P<h>[Nn]){_AM_PM}", "C", _hour),
    rule(rf"{_NO_DOT_BEFORE}(?P<h>[Nn]){_OCLOCK}(?P<m>[Nn])(?![$.:/!hjU])", "C", _hour),
    rule(rf"(?<!:)(?<!N/)(?P<h>[Nn1]){_OCLOCK}(?!N)", "C", _hour),
    rule(rf"(?<!:)(?<!N/)(?P<h>[Nn]){_OCLOCK}", "C", _hour),
)
"""Clocks that say so, by a colon, "Uhr" or "pm"."""

_HOUR = r"(?P<h>[NnCO])"
_IS_NO_LENGTH = is_not(follows("for"))
_WAY = r"(?P<way>[v<b>s])"
_QUARTER = r"1?(?P<q>q)"
SPOKEN: Sequence[Rule] = (
    rule(r"(?P<c>C)h", "C", _same),
    rule(r"(?P<c>C)(?P<a>a)", "C", _in_half_of_day),
    rule(r"(?P<n>N)(?P<o>O)", "O", _named_and_numbered),
    rule(r"(?<!o)1?q(?P<way>d)(?P<h>[Nn])", "C", _quarter_to, says("way", "of")),
    rule(r"^(?P<h>n)(?P<m>n)$", "C", _words),
    rule(r"(?P<h>n)(?P<m>n)(?=d?[GDWA])", "C", _words, _is_round),
    rule(r"(?<=[DWAG])(?P<h>n)(?P<m>n)", "C", _words, _is_round),
    rule(r"(?P<n>Y)(?=d?[GDWw]|$)", "C", _compact, _starts_with_zero),
    rule(rf"{_QUARTER}{_WAY}(?P<half>H){_HOUR}h?", "C", _shifted),
    rule(rf"(?P<n>[Nn])U?{_WAY}(?P<half>H){_HOUR}h?", "C", _shifted),
    rule(rf"Hs{_HOUR}", "C", _half_past),
    rule(rf"{_QUARTER}{_WAY}d?{_HOUR}h?", "C", _shifted),
    rule(rf"(?P<three>X){_HOUR}h?", "C", _quarter_of, is_german),
    rule(rf"(?P<q>q){_HOUR}h?", "C", _quarter_of, is_german),
    rule(r"(?P<half>H)(?P<h>[NnC])h?(?!U)", "C", _half),
    rule(rf"(?P<n>[Nn])(?P<u>U){_WAY}{_HOUR}h?", "C", _shifted, is_(u="minute")),
    rule(rf"(?<!z)(?P<n>n)(?P<way>[v>s<]){_HOUR}h?", "C", _shifted),
    rule(rf"(?<!z)(?P<n>n)(?P<way>b){_HOUR}h?", "C", _shifted, is_(n=_ROUND)),
    rule(r"(?<![z.:/])(?P<n>N)(?P<way>[v>s])(?P<h>[NnCO])h?(?![U.:/])", "C", _shifted),
    rule(r"(?P<n>[Nn])(?P<u>U)(?P<way>z)(?P<h>C)", "C", _shifted, is_(u="minute"), _IS_NO_LENGTH),
    rule(r"(?<=@)(?P<h>N)(?P<m>N)(?![.:/$UM!hj])", "C", _hour, has_two_digits("m")),
    rule(r"(?<=G)(?P<n>Y)(?![$U.-])", "C", _compact),
    rule(r"(?<=[@~b])(?P<n>N)(?P<way>b)(?P<h>[NnCO])", "C", _shifted),
    rule(r"(?P<n>N)(?P<way>b)(?P<h>[NnCO])", "C", _shifted, is_(n=_TWENTIES), is_english),
    rule(r"(?<=[@~])(?P<h>n)(?P<m>n)", "C", _words),
    rule(r"(?P<h>n)(?P<m>n)(?=,?D?[pP])", "C", _words),
    rule(r"(?<![iv])(?P<n>Y)(?P<u>U)", "C", _compact, is_(u="hour"), _is_no_small_number),
    rule(r"(?<![N$]@)(?<=[@~])(?P<n>[QY])(?![$U])", "C", _compact),
    rule(r"(?P<n>Q)(?=d?r?[pP])", "C", _compact),
    rule(r"(?<![N$]@)(?<=@)(?P<h>[Nn])[.](?P<m>N)(?![U$])", "C", _digits),
    rule(r"^(?P<h>N)[.](?P<m>N)$", "C", _digits, _is_no_hour),
    rule(r"(?P<h>O)", "C", _named),
)
"""Clocks as they are spoken; quarters and halves before the hours they go with."""


def _counts_nothing(found: Found) -> bool:
    """ "tonight 7 with Kuhn", not "about 3 deliveries"."""
    after = found.after()
    followers = lexicon(found.context.language).day_followers
    return after is None or after.kind not in "xy" or after.raw in followers


_BARE_HOUR = r"(?P<h>[Nn])"
_NO_DATE_NOR_AMOUNT = r"(?![$U.:/!-])"
BARE: Sequence[Rule] = (
    rule(rf"(?<=[Gp][><~v]){_BARE_HOUR}{_NO_DATE_NOR_AMOUNT}", "C", _hour),
    rule(rf"(?<=[Gp][><~v][~@]){_BARE_HOUR}{_NO_DATE_NOR_AMOUNT}", "C", _hour),
    rule(rf"(?<=@)~?{_BARE_HOUR}(?![.:/$%U])", "C", _hour),
    rule(rf"(?<=[@~]){_BARE_HOUR}(?![.:/$%UMN!])", "C", _hour, _counts_nothing),
    rule(rf"(?<=p){_BARE_HOUR}(?![.:/$%UMN!-])", "C", _hour, _counts_nothing),
    rule(rf"{_BARE_HOUR}(?=[,d@]?i?d*r?p)", "C", _hour),
    rule(rf"^~?{_BARE_HOUR}~?h?$", "C", _hour, _has_more),
    rule(rf"{_BARE_HOUR}(?=,?Gp)", "C", _hour),
    rule(rf"(?<=[><bv]){_BARE_HOUR}(?=[,;()]|!?$|d?[GWD])", "C", _hour),
    rule(rf"(?<=[><b]~){_BARE_HOUR}(?=[,;()]|!?$)", "C", _hour),
)
"""Hours that only their place shows, when everything else has been read."""

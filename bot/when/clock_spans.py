"""From one clock to another: "von 9 bis 11", "2-4pm", "1300-1400", "from 2pm for 2 hours"."""

from collections.abc import Sequence

from bot.when.dial import clock, clock_of
from bot.when.rules import Found, Rule, is_german, rule, says
from bot.when.values import Clock

Clocks = tuple[Clock, Clock]
_DAY = 24 * 60


def _span(found: Found) -> Clocks | None:
    """ "von 9 bis 11", "9.30-11.15 Uhr"."""
    if found.get("one_minute") and found.get("other_minute") and _are_dates(found):
        return None
    one, other = _end(found, "one"), _end(found, "other")
    return (one, other) if one and other else None


def _end(found: Found, name: str) -> Clock | None:
    """One of both clocks, with its minutes if it has any."""
    hour, minute = found.token(name), found.get(f"{name}_minute")
    named = clock_of(hour)
    if minute is None or named is None:
        return named
    if len(minute.raw) != 2:
        return None
    sure = named.sure or hour.raw.startswith("0") or is_german(found)
    return clock(named.hour, minute.value, sure=sure)


def _are_dates(found: Found) -> bool:
    """ "von 18.9 bis 19.9": with dots, and each could be a day and a month."""
    dots = [token.kind for token in found.whole() if token.kind in ".:"]
    return dots == [".", "."] and all(
        1 <= month <= 12 for month in (found["one_minute"], found["other_minute"])
    )


def _compact_span(found: Found) -> Clocks | None:
    """ "thu 1300-1400"."""
    one, other = (clock(*divmod(found[name], 100), sure=True) for name in ("one", "other"))
    return (one, other) if one and other else None


def _lasting(found: Found) -> Clocks | None:
    """ "from 2pm for 2 hours"."""
    start, length = found["c"], found["l"]
    if not 0 < length.minutes < _DAY:
        return None
    hour, minute = divmod(start.hour * 60 + start.minute + round(length.minutes), 60)
    half = start.half
    if half is not None and hour >= 12 > start.hour:
        hour, half = hour - 12, 12 - half
    return start, Clock(hour % 24, minute, start.sure, half, start.part)


def _with_part(found: Found) -> Clock | None:
    """ "8 in the morning" at one end of a span."""
    base = clock_of(found.token("h"))
    if base is None or base.half is not None or base.part:
        return base
    return Clock(base.hour, base.minute, base.sure, None, found["p"].name, base.other)


_ONE = r"(?P<one>N)(?:[.:](?P<one_minute>N))?"
_OTHER = r"(?P<other>N)(?:[.:](?P<other_minute>N))?"
_DOTTED_ONE = r"(?P<one>N)(?:[.](?P<one_minute>N))?"
_DOTTED_OTHER = r"(?P<other>N)(?:[.](?P<other_minute>N))?"
_NO_DATE = r"(?![.!/N-][NM])"
_NO_DATE_NOR_AMOUNT = r"(?![.!/-]?[NMmo])(?![U$]|d(?![WwDGAp]))"
_TO = r"[-b]"
_TO_OR_AND = r"(?:[-b]|(?<=z.)c)"
_IS_FOR = says("for", "for", "fur")

RULES: Sequence[Rule] = (
    rule(rf"(?<=[WGDpz@,])(?P<one>Y){_TO}(?P<other>Y)(?![$U.])", "T", _compact_span),
    rule(r"(?P<h>C)[id]*(?P<p>p)(?=[-bc])", "C", _with_part),
    rule(r"(?<=z)(?P<h>[NC])[id]*(?P<p>p)(?=[-bc])", "C", _with_part),
    rule(r"(?<=[bc])(?P<h>[NC])[id]*(?P<p>p)", "C", _with_part),
    rule(rf"z?[@~<>]*(?<![NM][.!/])(?<!N/){_ONE}{_TO_OR_AND}[@~d]*(?P<other>C)", "T", _span),
    rule(rf"z?[@~<>]*(?P<one>[Nn]){_TO_OR_AND}[@~d]*(?P<other>C)", "T", _span),
    rule(r"z[@~d]*(?P<one>C)(?:b-?|-|c|z)[@~d<]*(?P<other>C)", "T", _span),
    rule(rf"z[@~d]*(?P<one>C)[-bc][@~d]*(?P<other>[Nn]){_NO_DATE}(?!U)", "T", _span),
    rule(rf"(?P<one>C){_TO}[@~d]*(?P<other>[Nn]){_NO_DATE}(?![UM$d])", "T", _span),
    rule(rf"(?P<one>C){_TO}[@~]*(?P<other>C)", "T", _span),
    rule(r"(?<![@~z.:/N-])(?P<one>[Nn])b(?P<other>[Nn])(?=!?$|,|d?[GWwDp])", "T", _span),
    rule(r"z?(?P<c>C)(?P<for>d)(?P<l>L)", "T", _lasting, _IS_FOR),
    rule(r"(?P<for>d)(?P<l>L)z?(?P<c>C)", "T", _lasting, _IS_FOR),
    rule(rf"z[@~]*{_ONE}[-bc][@~]*{_OTHER}{_NO_DATE_NOR_AMOUNT}(?!,?M)", "T", _span),
    rule(rf"z[@~]*(?P<one>n)[-bc][@~]*(?P<other>n){_NO_DATE_NOR_AMOUNT}", "T", _span),
)
AFTER_DAYS: Sequence[Rule] = (
    rule(r"(?<=[GpRD,])(?P<one>N)[-b](?P<other>C)", "T", _span),
    rule(
        rf"(?:(?<=[GWpRD])|(?<=[GWpRD],))-?{_DOTTED_ONE}{_TO}{_DOTTED_OTHER}(?![./$UM]|!.)",
        "T",
        _span,
    ),
    rule(rf"(?<![.:/N-]){_DOTTED_ONE}-{_DOTTED_OTHER}(?=,?d?[Gp])", "T", _span),
)
"""Bare numbers are clocks beside a day."""

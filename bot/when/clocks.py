"""Times of day: "halb drei", "15 Uhr 30", "quarter past nine", "von 9 bis 11", "8 in the evening"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from typing import Any

from bot.when.rules import Found, Rule, rule
from bot.when.values import Clock, Part, Token

HOURS = {"morning": 9, "forenoon": 10, "noon": 12, "afternoon": 15, "evening": 18, "night": 22}
"""When a part of the day begins, where it stands for a time."""
ENDS = {"morning": 12, "forenoon": 12, "noon": 14, "afternoon": 18, "evening": 22, "night": 23}
_MEALS = ("lunch", "dinner", "breakfast", "mittagessen", "abendessen")
_WAYS = ("vor", "nach", "before", "after", "to", "past", "til", "till", "from")


def clock(hour: int, minute: int = 0, **more: Any) -> Clock | None:
    """A clock, or None beyond the dial."""
    if not (0 <= hour <= 24 and 0 <= minute <= 59) or (hour == 24 and minute):
        return None
    return Clock(hour, minute, **more)


def _digits(found: Found) -> Clock | None:
    """hh:mm, hh.mm Uhr: on the 24-hour dial in German, and wherever written with a zero."""
    hour, minute = found.get("h"), found.get("m")
    assert hour is not None
    half = found.get("a")
    if minute is not None and len(minute.raw) != 2:
        return None
    if half is not None and not 1 <= hour.value <= 12:
        half = None
    return clock(
        hour.value,
        minute.value if minute else 0,
        sure=hour.raw.startswith("0")
        or hour.value > 12
        or (minute is not None and found.context.language == "de"),
        half=half.value if half else None,
    )


def _compact(found: Found) -> Clock | None:
    """1430, 0600h, 1120pm, 730."""
    number = found.get("n")
    assert number is not None
    hour, minute = divmod(number.value, 100)
    half = found.get("a")
    sure = half is None and (number.raw.startswith("0") or hour > 12)
    return clock(hour, minute, sure=sure, half=half.value if half and hour <= 12 else None)


def _hour(found: Found) -> Clock | None:
    """ "8", "15 Uhr", "acht Uhr", "3 Uhr 15", "8 pm"."""
    hour, minute, half = found.get("h"), found.get("m"), found.get("a")
    assert hour is not None
    if hour.value != int(hour.value) or (minute and len(minute.raw) == 1 and minute.kind == "N"):
        return None
    if half and not 1 <= hour.value <= 12:
        half = None
    return clock(
        int(hour.value),
        minute.value if minute else 0,
        sure=hour.value > 12 or hour.raw.startswith("0"),
        half=half.value if half else None,
    )


def _words(found: Found) -> Clock | None:
    """ "seven thirty p.m.", "three twenty", "nine o nine"."""
    half = found.get("a")
    return clock(found["h"], found["m"], half=half.value if half else None)


def _of(token: Token) -> Clock | None:
    """The clock that a token is, be it a bare number."""
    if isinstance(token.value, Clock):
        return token.value
    if token.kind == "O":
        return Clock(*token.value, sure=True)
    return clock(token.value, sure=token.value > 12) if isinstance(token.value, int) else None


def _moved(base: Clock, minutes: int, other: int | None = None) -> Clock:
    def at(by: int) -> tuple[int, int]:
        hour, minute = divmod((base.hour * 60 + base.minute + by) % 1440, 60)
        return (hour or 12, minute) if not base.sure else (hour, minute)

    hour, minute = at(minutes)
    return Clock(hour, minute, base.sure, base.half, base.part,
                 None if other is None else at(other))  # fmt: skip


def _half(found: Found) -> Clock | None:
    """ "halb drei" is 14:30; "half three" may be either side of three."""
    base = _of(found.all("h")[0])
    if base is None or base.minute:
        return None
    return _moved(base, -30) if found.context.language == "de" else _moved(base, 30, -30)


def _shifted(found: Found) -> Clock | None:
    """ "viertel vor acht", "zehn nach halb drei", "quarter past", "ten to", "20 minutes past"."""
    base = _of(found.all("h")[0])
    if base is None:
        return None
    if found.get("half"):
        base = _moved(base, -30 if found.context.language == "de" else 30)
    count = found.get("n")
    minutes = 15 if count is None else count.value
    if found.get("three"):
        minutes = 45
    if minutes != int(minutes) or not 0 < minutes < 60:
        return None
    sign = found.all("way")[0]
    if sign.raw not in _WAYS:
        return None
    back = sign.kind in "v<b"
    return _moved(base, -int(minutes) if back else int(minutes))


def _quarter_of(found: Found) -> Clock | None:
    """ "viertel zehn" is 9:15, "dreiviertel neun" 8:45."""
    base = _of(found.all("h")[0])
    if base is None or base.minute or found.context.language != "de":
        return None
    return _moved(base, -15 if found.get("three") else -45)


def _with_part(found: Found) -> Clock | None:
    base, part = _of(found.all("h")[0]), found["p"]
    if base is None or base.half is not None or base.part:
        return base
    return Clock(base.hour, base.minute, base.sure, base.half, part.name, base.other)


def _named(found: Found) -> Clock:
    hour, minute = found["h"]
    return Clock(hour, minute, sure=True)


def _span(found: Found) -> tuple[Clock, Clock] | None:
    one, other = _of(found.all("one")[0]), _of(found.all("other")[0])
    if one is None or other is None:
        return None
    first, second = found.get("one_minute"), found.get("other_minute")
    if first and second and _are_dates(found):
        return None
    if first:
        one = _minutes(one, found.all("one")[0], first, found.context.language)
    if second and other:
        other = _minutes(other, found.all("other")[0], second, found.context.language)
    return (one, other) if one and other else None


def _compact_span(found: Found) -> tuple[Clock, Clock] | None:
    """ "thu 1300-1400"."""
    both = [clock(*divmod(found[one], 100), sure=True) for one in ("one", "other")]
    return (both[0], both[1]) if both[0] and both[1] else None


def _lasting(found: Found) -> tuple[Clock, Clock] | None:
    """ "from 2pm for 2 hours"."""
    start, length = found["c"], found["l"]
    if found.all("for")[0].raw not in ("for", "fur") or not 0 < length.minutes < 24 * 60:
        return None
    hour, minute = divmod(start.hour * 60 + start.minute + round(length.minutes), 60)
    half = start.half
    if half is not None and hour >= 12 > start.hour:
        hour, half = hour - 12, 12 - half
    return start, Clock(hour % 24, minute, start.sure, half, start.part)


def _are_dates(found: Found) -> bool:
    """ "von 18.9 bis 19.9": with dots, and each could be a day and a month."""
    dots = [token.kind for token in found.whole() if token.kind in ".:"]
    numbers = [found[one] for one in ("one", "one_minute", "other", "other_minute")]
    return dots == [".", "."] and all(1 <= month <= 12 for month in numbers[1::2])


def _minutes(base: Clock, hour: Token, minute: Token, language: str) -> Clock | None:
    if len(minute.raw) != 2:
        return None
    sure = base.sure or hour.raw.startswith("0") or language == "de"
    return clock(base.hour, minute.value, sure=sure)


def _part(found: Found) -> Part | None:
    """A part of the day with what stands around it: "früh am Abend", "late afternoon"."""
    part, bias = found.get("p"), found.get("y")
    before = found.before()
    if (
        part is not None
        and part.raw in _MEALS
        and (before is None or before.kind not in "@<>~bGWDd")
    ):
        return None
    if (
        part is not None
        and before is not None
        and before.kind in "xc$U/"
        and (not part.raw.endswith("s") or found.context.language == "en")
    ):
        return None
    if part is None:
        return Part("morning" if (bias is None or bias.value < 0) else "evening")
    if part.kind == "A":
        return Part("morning", bias.value if bias else 0)
    name, own = part.value
    return Part(name, own or (bias.value if bias else 0))


PARTS: Sequence[Rule] = (
    rule(r"(?P<y>y)d*(?P<p>P)", "p", _part),
    rule(r"(?P<p>P)(?P<y>y)", "p", _part),
    rule(r"(?P<p>P)", "p", _part),
    rule(r"(?<=[WwDG!])(?P<p>A)", "p", _part),
    rule(r"(?<=d)(?P<p>A)", "p", lambda f: _part(f) if f.before().raw in ("am", "den") else None),  # type: ignore[union-attr]
    rule(r"(?P<y>y)d?(?P<p>A)", "p", _part),
    rule(r"(?<=[GWDAwt!,C])(?P<y>y)(?![PpRMUei])", "p", _part),
    rule(r"(?<=[GWwD])(?P<a>a)(?![NYn])", "p", lambda f: Part("afternoon" if f["a"] else "morning")),
    rule(r"(?<=^d)(?P<y>y)$|^(?P<y2>y)(?=[@~C])", "p", lambda f: Part("morning") if f.whole()[0].value < 0 else None),
)  # fmt: skip

MARKED: Sequence[Rule] = (
    rule(r"(?<![.:/])(?P<h>N)[.:](?P<m>N)(?::N)?[hj]", "C", _digits),
    rule(r"(?<![.:/])(?P<h>N)[.:](?P<m>N)(?::N)?(?P<a>a)", "C", _digits),
    rule(r"(?<![.:/])(?P<h>N):(?P<m>N)(?::N(?:[.,][NQYB])?)?", "C", _digits),
    rule(r"(?P<n>[QY])(?P<a>a)", "C", _compact),
    rule(r"(?P<n>Y)[hj]", "C", _compact),
    rule(r"(?P<h>n)(?P<m>n)(?P<a>a)", "C", _words),
    rule(r"(?P<h>n)0(?P<m>n)(?P<a>a)?", "C", _words),
    rule(r"(?<![/.:])(?P<h>[Nn])(?P<a>a)", "C", _hour),
    rule(r"(?<![/.:])(?P<h>[Nn])[hj](?P<m>[Nn])(?![$.:/!hjU])", "C", _hour),
    rule(r"(?<!:)(?<!N/)(?P<h>[Nn1])[hj](?!N)", "C", _hour),
    rule(r"(?<!:)(?<!N/)(?P<h>[Nn])[hj]", "C", _hour),
)
_HOUR = r"(?P<h>[NnCO])"
_MINUTES_TO = (20, 25)
_WAY = r"(?P<way>[v<b>s])"
SPOKEN: Sequence[Rule] = (
    rule(r"(?P<c>C)h", "C", lambda f: f["c"]),
    rule(r"(?P<c>C)(?P<a>a)", "C", lambda f: replace(f["c"], half=f["a"]) if f["c"].half is None and f["c"].hour <= 12 else None),
    rule(r"(?P<n>N)(?P<o>O)", "O", lambda f: f["o"] if f["n"] == f["o"][0] % 24 else None),
    rule(r"(?<!o)1?q(?P<way>d)(?P<h>[Nn])", "C", lambda f: _moved(base, -15) if f.all("way")[0].raw == "of" and (base := _of(f.all("h")[0])) else None),
    rule(r"^(?P<h>n)(?P<m>n)$", "C", _words),
    rule(r"(?P<n>Y)(?=d?[GDWw]|$)", "C", lambda f: _compact(f) if f.whole()[0].raw.startswith("0") else None),
    rule(rf"1?(?P<q>q){_WAY}(?P<half>H){_HOUR}h?", "C", _shifted),
    rule(rf"(?P<n>[Nn])(?:U?){_WAY}(?P<half>H){_HOUR}h?", "C", _shifted),
    rule(rf"H[s]{_HOUR}", "C", lambda f: _moved(base, 30) if (base := _of(f.all("h")[0])) else None),
    rule(rf"1?q{_WAY}d?{_HOUR}h?", "C", _shifted),
    rule(rf"(?P<three>X){_HOUR}h?", "C", _quarter_of),
    rule(rf"(?P<q>q){_HOUR}h?", "C", _quarter_of),
    rule(r"(?P<half>H)(?P<h>[NnC])h?(?!U)", "C", _half),
    rule(rf"(?P<n>[Nn])U{_WAY}{_HOUR}h?", "C", _shifted),
    rule(rf"(?<![z])(?P<n>n)(?P<way>[v>s<]){_HOUR}h?", "C", _shifted),
    rule(rf"(?<![z])(?P<n>n)(?P<way>b){_HOUR}h?", "C", lambda f: _shifted(f) if f["n"] in (5, 10, *_MINUTES_TO) else None),
    rule(r"(?<![z.:/])(?P<n>N)(?P<way>[v>s])(?P<h>[NnCO])h?(?![U.:/])", "C", _shifted),
    rule(r"(?P<n>[Nn])(?P<u>U)(?P<way>z)(?P<h>C)", "C", lambda f: _shifted(f) if f["u"] == "minute" and ((b := f.before()) is None or b.raw != "for") else None),
    rule(r"(?<=@)(?P<h>N)(?P<m>N)(?![.:/$UM!hj])", "C", lambda f: _hour(f) if len(f.all("m")[0].raw) == 2 else None),
    rule(r"(?<=G)(?P<n>Y)(?![$U.-])", "C", _compact),
    rule(r"(?<=[@~b])(?P<n>N)(?P<way>b)(?P<h>[NnCO])", "C", _shifted),
    rule(r"(?P<n>N)(?P<way>b)(?P<h>[NnCO])", "C", lambda f: _shifted(f) if f["n"] in _MINUTES_TO and f.context.language == "en" else None),
    rule(r"(?<=[@~])(?P<h>n)(?P<m>n)", "C", _words),
    rule(r"(?P<h>n)(?P<m>n)(?=,?D?[pP])", "C", _words),
    rule(r"(?P<n>Y)(?P<u>U)", "C", lambda f: _compact(f) if f["u"] == "hour" and f["n"] not in range(100) else None),
    rule(r"(?<![N$]@)(?<=[@~])(?P<n>[QY])(?![$U])", "C", _compact),
    rule(r"(?P<n>Q)(?=d?r?[pP])", "C", _compact),
    rule(r"(?<![N$]@)(?<=[@])(?P<h>[Nn])[.](?P<m>N)(?![U$])", "C", _digits),
    rule(r"^(?P<h>N)[.](?P<m>N)$", "C", lambda f: _digits(f) if f["m"] > 12 else None),
    rule(r"(?P<h>O)", "C", _named),
)  # fmt: skip
_ONE = r"(?P<one>N)(?:[.:](?P<one_minute>N))?"
SPANS: Sequence[Rule] = (
    rule(r"(?<=[WGDpz@,])(?P<one>Y)[-b](?P<other>Y)(?![$U.])", "T", _compact_span),
    rule(r"(?P<h>C)[id]*(?P<p>p)(?=[-bc])", "C", _with_part),
    rule(r"(?<=z)(?P<h>[NC])[id]*(?P<p>p)(?=[-bc])", "C", _with_part),
    rule(r"(?<=[bc])(?P<h>[NC])[id]*(?P<p>p)", "C", _with_part),
    rule(rf"z?[@~<>]*(?<![NM][.!/])(?<!N/){_ONE}(?:[-b]|(?<=z.)c)[@~d]*(?P<other>C)", "T", _span),
    rule(r"z?[@~<>]*(?P<one>[Nn])(?:[-b]|(?<=z.)c)[@~d]*(?P<other>C)", "T", _span),
    rule(r"z[@~d]*(?P<one>C)(?:b-?|-|c|z)[@~d<]*(?P<other>C)", "T", _span),
    rule(r"z[@~d]*(?P<one>C)[-bc][@~d]*(?P<other>[Nn])(?![.!/N-][NM])(?!U)", "T", _span),
    rule(r"(?P<one>C)[-b][@~d]*(?P<other>[Nn])(?![.!/N-][NM])(?![UM$d])", "T", _span),
    rule(r"(?P<one>C)[-b][@~]*(?P<other>C)", "T", _span),
    rule(r"(?<![@~z.:/N-])(?P<one>[Nn])b(?P<other>[Nn])(?=!?$|,|d?[GWwDp])", "T", _span),
    rule(r"z?(?P<c>C)(?P<for>d)(?P<l>L)", "T", _lasting),
    rule(r"(?P<for>d)(?P<l>L)z?(?P<c>C)", "T", _lasting),
    rule(rf"z[@~]*{_ONE}[-bc][@~]*(?P<other>N)(?:[.:](?P<other_minute>N))?(?![.!/-]?[NMmo])(?![U$]|d(?![WwDGAp])|,?M)",
         "T", _span),
    rule(r"z[@~]*(?P<one>n)[-bc][@~]*(?P<other>n)(?![.!/-]?[NMmo])(?![U$]|d(?![WwDGAp]))", "T", _span),
)  # fmt: skip
AFTER_DAYS: Sequence[Rule] = (
    rule(r"(?<=[GpRD,])(?P<one>N)[-b](?P<other>C)", "T", _span),
    rule(r"(?<=[GW,pRD])(?:(?<=[GWpRD])|(?<=[GWpRD],))-?(?P<one>N)(?:[.](?P<one_minute>N))?"
         r"[-b](?P<other>N)(?:[.](?P<other_minute>N))?(?![./$UM]|!.)", "T", _span),
)  # fmt: skip
BARE: Sequence[Rule] = (
    rule(r"(?<=[Gp][><~v])(?P<h>[Nn])(?![$U.:/!-])", "C", _hour),
    rule(r"(?<=[Gp][><~v][~@])(?P<h>[Nn])(?![$U.:/!-])", "C", _hour),
    rule(r"(?<![.:/N-])(?P<one>N)(?:[.](?P<one_minute>N))?-(?P<other>N)(?:[.](?P<other_minute>N))?(?=,?d?[Gp])", "T", _span),
    rule(r"(?<=@)~?(?P<h>[Nn])(?![.:/$%U])", "C", _hour),
    rule(r"(?<=[@~])(?P<h>[Nn])(?![.:/$%UMN!])", "C", _hour),
    rule(r"(?P<h>[Nn])(?=[,d@]?i?d*r?p)", "C", _hour),
    rule(r"^[~]?(?P<h>[Nn])~?h?$", "C", lambda f: _hour(f) if len(f.whole()) > 1 else None),
    rule(r"(?P<h>[Nn])(?=,?Gp)", "C", _hour),
    rule(r"(?<=[><b])(?P<h>[Nn])(?=[,;()]|!?$|d?[GWD])", "C", _hour),
    rule(r"(?<=[><b]~)(?P<h>[Nn])(?=[,;()]|!?$)", "C", _hour),
)  # fmt: skip


def times(named: Clock, part: str = "") -> list[time]:
    """The times of the 24-hour dial that a clock may mean, likeliest first."""
    part = named.part or part
    pairs = [(named.hour, named.minute), *([named.other] if named.other else [])]
    found = [
        time(hour % 24, minute) for at, minute in pairs for hour in _hours_of(at, named, part)
    ]
    return list(dict.fromkeys(found))


def _hours_of(hour: int, named: Clock, part: str) -> list[int]:
    if named.half is not None:
        return [hour % 12 + named.half]
    if hour > 12 or hour == 0:
        return [hour]
    if part in ("morning", "forenoon"):
        return [hour if hour != 12 else 12 if part == "forenoon" else 0]
    if part in ("afternoon", "evening"):
        return [hour if hour == 12 else hour + 12]
    if part == "noon":
        return [hour + 12 if hour < 5 else hour]
    if part in ("night", "tonight"):
        late = hour >= 6 or part == "tonight"
        return [hour % 12 + (12 if late and hour < 12 else 0)]
    if named.sure:
        return [hour]
    if hour in (6, 7):
        return [hour, hour + 12]
    return [hour if hour >= 8 else hour + 12]

"""Days of a month that is not named: "am 15.", "on the 22nd", "Freitag, dem 27."; and days with
the name of their weekday beside them."""

from collections.abc import Sequence
from dataclasses import replace

from bot.when.dates import is_day
from bot.when.lexicon import lexicon
from bot.when.rules import Found, Rule, follows, is_, is_german, is_not, rule
from bot.when.values import Day, Token

_HOURS = 24
_DOZEN = 12


def _of_month(found: Found) -> Day | None:
    return Day(found["d"]) if is_day(found["d"]) else None


def _weekday_number(found: Found) -> Day | None:
    """ "Friday 27", "Freitag, dem 27.", "Tuesday the 8th"."""
    return Day(found["d"], weekday=found["w"]) if is_day(found["d"]) else None


def _with_weekday(found: Found) -> Day | None:
    """ "Di 28.11.", "5 May (Tuesday)"."""
    day: Day = found["g"]
    if day.options or day.weekday is not None:
        return None
    return replace(day, weekday=found["w"])


def _same(found: Found) -> Day | None:
    """ "this 5 May", "kommenden 3.12."."""
    day: Day = found["g"]
    return None if day.options else day


def _is_no_hour(found: Found) -> bool:
    """ "Friday 27" is a day; "Freitag 10" may be an hour, which is left to be asked."""
    return bool(found["d"] > _HOURS)


def _has_an_article(found: Found) -> bool:
    return any(token.raw in ("the", "den", "dem") for token in found.whole())


def _ends_there(found: Found) -> bool:
    """ "am zwanzigsten bei Funk", not "the 3rd colour"."""
    after = found.after()
    if after is None or after.kind != "x" or _is_a_follower(found, after):
        return True
    return bool(found["d"] > _DOZEN) and _FOLLOWS_A_DAYS_PREPOSITION(found)


def _counts_things(found: Found) -> bool:
    """ "die 3. Palette", "der 2. Wagen"; "am 3. Müller" is a day."""
    after = found.after()
    if after is None or _is_a_follower(found, after) or after.kind not in "x$U":
        return False
    return not _FOLLOWS_A_DAYS_WORD(found)


def _is_a_follower(found: Found, after: Token) -> bool:
    return after.raw in lexicon(found.context.language).day_followers


def _is_no_english_until(found: Found) -> bool:
    before = found.before()
    return is_german(found) or before is None or before.kind != "b"


_FOLLOWS_A_DAYS_PREPOSITION = follows("am", "zum", "bis")
_FOLLOWS_A_DAYS_WORD = follows("am", "zum", "vom", "the", "bis")
_WEEKDAY = "(?P<w>[Ww])"
_NO_CLOCK = "(?![.:/hja])"

RULES: Sequence[Rule] = (
    rule(rf"{_WEEKDAY}[!,(]*d*(?P<d>o)(?!d?[MmU])[!)]?", "G", _weekday_number),
    rule(rf"{_WEEKDAY}[!,(]*d*(?P<d>N)!", "G", _weekday_number),
    rule(rf"{_WEEKDAY}[!,]*d+(?P<d>[Nn])(?![.:/hja$])", "G", _weekday_number, _has_an_article),
    rule(rf"{_WEEKDAY}(?P<d>N)(?![.:/hja$U-])", "G", _weekday_number, _is_no_hour),
    rule(
        r"(?<=[dzb><])d*(?P<d>N)!(?![NMmoS]|[WwUKJ])",
        "G",
        _of_month,
        is_not(_counts_things),
        _is_no_english_until,
    ),
    rule(r"(?<=[dzb])(?P<d>o)(?=[,;)(!CpT<>@bc|-]|$|[~di]+[CNp@])", "G", _of_month),
    rule(r"^d?(?P<d>o)(?=[,;)(!CpT]|[@~d]+[CNnO]|$)", "G", _of_month),
    rule(r"^(?P<d>N)!(?=[@C~]|$)", "G", _of_month),
    rule(r"(?<=d)(?P<d>o)(?=[xvi><@~])", "G", _of_month, _ends_there),
    rule(
        rf"(?<=d)(?P<d>N)(?=[,;)]*$|[,;)]|z?T|zN[-b]|@?C){_NO_CLOCK}",
        "G",
        _of_month,
        follows("the", "den", "dem"),
    ),
)

WITH_WEEKDAY: Sequence[Rule] = (
    rule(rf"d*r?{_WEEKDAY}[!,;(]*d*(?P<g>G)", "G", _with_weekday),
    rule(r"d*(?P<r>r)(?P<g>G)", "G", _same, is_(r=(0, "coming"))),
    rule(rf"(?P<g>G)[,(]*d?{_WEEKDAY}(?![GCN])\(?", "G", _with_weekday),
    rule(r"(?P<g>G)[,(]*d?(?P<w>W)(?=C)\(?", "G", _with_weekday),
)

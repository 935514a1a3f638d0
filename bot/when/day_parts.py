"""Parts of the day: "morgens", "früh am Abend", "late afternoon", "Freitag früh"."""

from collections.abc import Sequence

from bot.when.rules import Found, Rule, follows, is_, is_english, is_not, rule
from bot.when.values import Part

_MEALS = ("lunch", "dinner", "breakfast", "mittagessen", "abendessen")


def _part(found: Found) -> Part:
    name, own = found["p"]
    return Part(name, own or _bias(found))


def _morning(found: Found) -> Part:
    return Part("morning", _bias(found))


def _early_or_late(found: Found) -> Part:
    return Part("morning" if found["y"] < 0 else "evening")


def _half_of_day(found: Found) -> Part:
    """ "Friday pm"."""
    return Part("afternoon" if found["a"] else "morning")


def _bias(found: Found) -> int:
    bias = found.get("y")
    return bias.value if bias else 0


def _is_a_meal(found: Found) -> bool:
    """ "lunch" is a time only after a day or a preposition."""
    before = found.before()
    return found.token("p").raw in _MEALS and (before is None or before.kind not in "@<>~bGWDd")


def _is_a_thing(found: Found) -> bool:
    """ "Guten Abend", "10 Uhr und Abend": a noun, where it has no -s of a German adverb."""
    before = found.before()
    return (
        before is not None
        and before.kind in "xc$U/"
        and (not found.token("p").raw.endswith("s") or is_english(found))
    )


_IS_A_TIME = (is_not(_is_a_meal), is_not(_is_a_thing))
RULES: Sequence[Rule] = (
    rule(r"(?P<y>y)d*(?P<p>P)", "p", _part, *_IS_A_TIME),
    rule(r"(?P<p>P)(?P<y>y)", "p", _part, *_IS_A_TIME),
    rule(r"(?P<p>P)", "p", _part, *_IS_A_TIME),
    rule(r"(?<=[WwDG!])(?P<p>A)", "p", _morning),
    rule(r"(?<=d)(?P<p>A)", "p", _morning, follows("am", "den")),
    rule(r"(?P<y>y)d?(?P<p>A)", "p", _morning, is_not(_is_a_thing)),
    rule(r"(?<=[GWDAwt!,C])(?P<y>y)(?![PpRMUei])", "p", _early_or_late),
    rule(r"(?<=[GWwD])(?P<a>a)(?![NYn])", "p", _half_of_day),
    rule(r"(?<=^d)(?P<y>y)$", "p", _early_or_late, is_(y=-1)),
    rule(r"^(?P<y>y)(?=[@~C])", "p", _early_or_late, is_(y=-1)),
)

"""Numbers and words of time that nobody understood: then what is understood is asked."""

from collections.abc import Sequence

from bot.when.groups import Group
from bot.when.values import Token

_PASSED_BEFORE, _PASSED_AFTER = "d,(-@~!|", "d(-@~!"
_STRAY = "WMDKJ"
_DENIALS = ("nicht", "not", "auser", "except")  # folded


def strays(tokens: Sequence[Token], group: Group) -> bool:
    """Whether a number or a word of time beside the group was understood by nobody."""
    return (
        any(token.kind in "ha" and len(token.raw) != 2 for token in tokens)
        or _is_stray_before(tokens, group.first - 1)
        or _is_stray_after(tokens, group.last + 1)
    )


def is_denied(tokens: Sequence[Token], group: Group) -> bool:
    """ "nicht Freitag", "not on Monday"."""
    at = group.first - 1
    while at >= 0 and tokens[at].kind in "d@~":
        at -= 1
    return at >= 0 and tokens[at].raw in _DENIALS


def _is_stray_before(tokens: Sequence[Token], start: int) -> bool:
    at = start
    while at >= 0 and tokens[at].kind in _PASSED_BEFORE:
        at -= 1
    if at < 0:
        return False
    kind = tokens[at].kind
    if kind in "Nn":
        return not _is_in_a_number(tokens, at)
    return kind in _STRAY or kind == "E" or (kind == "r" and at == start)


def _is_stray_after(tokens: Sequence[Token], at: int) -> bool:
    wants_clock = False
    while at < len(tokens) and tokens[at].kind in _PASSED_AFTER:
        wants_clock = wants_clock or tokens[at].kind == "@"
        at += 1
    if at == len(tokens):
        return False
    kind = tokens[at].kind
    counted = tokens[at + 1].kind if at + 1 < len(tokens) else ""
    if wants_clock and kind in "NQYnL":
        return counted != "$"  # "um 10 Paletten erhöht"
    if kind == "," and at + 2 == len(tokens):  # "Fr, 10"
        return tokens[at + 1].kind in "Nn"
    if kind in "Nn":
        is_counting = bool(counted) and counted in "$xUL"
        return not is_counting and not _is_in_a_number(tokens, at)
    return kind in _STRAY


def _is_in_a_number(tokens: Sequence[Token], at: int) -> bool:
    beside = (*tokens[at - 1 : at], *tokens[at + 1 : at + 2])
    is_clock = len(tokens[at].raw) == 2 and any(one.kind == ":" for one in beside)
    return any(one.kind in ".:/-" for one in beside) and not is_clock  # "morgen 12:75" is asked

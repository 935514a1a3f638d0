"""Words of time that are none: people, firms, models, article numbers."""

from collections.abc import Sequence

from bot.when.lexicon import Lexicon
from bot.when.values import Token

_MAYBE_NAMES = frozenset("WwMmPSFA")
_CODE_SIGNS = "NQYB.:/-!;"
_MOST_DAYS = 31


def hide_codes(tokens: list[Token], words: Lexicon) -> None:
    """ "Art. 30.11.04", "Nr. 12.5": the numbers after such a word are no dates."""
    is_code = False
    for at, token in enumerate(tokens):
        if token.raw.rstrip(".") in words.numbered or token.raw.endswith(("nr", "nummer")):
            is_code = True
        elif is_code and (token.kind in _CODE_SIGNS or _is_model(tokens, at, words)):
            _hide(tokens, at)
        else:
            is_code = False


def hide_names(tokens: list[Token], text: str, words: Lexicon) -> None:
    """Herr Mai and Frau Freitag are people; "Do" with a capital within a sentence is Thursday."""
    for at, token in enumerate(tokens):
        if token.kind not in _MAYBE_NAMES:
            continue
        before = tokens[at - 1] if at else None
        if token.raw == "so" and _is_filler(tokens, at):
            tokens[at] = token._replace(kind="~")
        elif _is_name(tokens, at, words) or _is_no_day(tokens, at, text, words):
            _hide(tokens, at)
        elif token.kind == "w" and before and before.kind != ";" and text[token.start].isupper():
            tokens[at] = token._replace(kind="W")
        elif token.kind in "AP" and before and before.raw in words.never:
            _hide(tokens, at)


def _hide(tokens: list[Token], at: int) -> None:
    tokens[at] = tokens[at]._replace(kind="x")


def _is_filler(tokens: Sequence[Token], at: int) -> bool:
    """ "so um elf", "so gegen drei", but not "am So um elf"."""
    after, before = _after(tokens, at), tokens[at - 1] if at else None
    is_day = before is not None and before.kind in "dbz<>r"
    return after is not None and after.kind in "@~>" and not is_day


def _is_model(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    """ "Modell SA 37", "Modell Sonntag"."""
    token, after = tokens[at], _after(tokens, at)
    if at and tokens[at - 1].raw in words.models and token.kind in "WwMmS":
        return True
    if token.kind not in "Ww" or after is None or after.kind not in "NQ":
        return False
    return after.raw.isdigit() and int(after.raw) > _MOST_DAYS


def _is_name(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    kind = tokens[at].kind
    if kind in "WwMmSF" and at and _is_title(tokens, at - 1, words):
        return True
    return kind in "WwMm" and (
        _is_firm(tokens, at, words) or _is_edition(tokens, at) or _is_partner(tokens, at, words)
    )


def _is_title(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    """ "Herr", "Fa."."""
    if tokens[at].raw == "." and at:
        at -= 1
    return tokens[at].raw.rstrip(".") in words.titles


def _is_firm(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    """ "Dienstag GmbH"."""
    after = _after(tokens, at)
    return after is not None and after.raw in words.firms


def _is_partner(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    """ "Freitag & Söhne"."""
    rest = tokens[at + 1 : at + 3]
    return len(rest) == 2 and rest[0].kind == "c" and rest[1].raw in words.partners


def _is_edition(tokens: Sequence[Token], at: int) -> bool:
    """ "DO-15", "Mai-Edition"."""
    token, rest = tokens[at], tokens[at + 1 : at + 3]
    if len(rest) < 2 or rest[0].kind != "-" or rest[1].start != token.end + 1:
        return False
    if rest[1].kind in "NQYB":
        return len(token.raw) < 3
    return rest[1].kind == "x" and token.kind in "Mm"


def _is_no_day(tokens: Sequence[Token], at: int, text: str, words: Lexicon) -> bool:
    """Short words that are weekdays only in their place: "so, weiter", "do it", "Fr. Lang"."""
    token, after = tokens[at], _after(tokens, at)
    if after is None:
        return False
    if token.raw == "so":
        is_date = after.kind == "," and at + 2 < len(tokens) and tokens[at + 2].kind in "NM"
        return after.kind in ",x" and not is_date
    if token.raw == "do":
        return after.raw == "it"
    is_dotted = token.raw == "fr" and text[token.end - 1] == "."
    return is_dotted and after.kind == "x" and after.raw not in words.day_followers


def _after(tokens: Sequence[Token], at: int) -> Token | None:
    return tokens[at + 1] if at + 1 < len(tokens) else None

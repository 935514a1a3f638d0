"""One pass over a text: its words, numbers and signs, each with its kind."""

import re
from functools import cache

from bot.when.lexicon import FOLD, Lexicon, lexicon
from bot.when.values import Token

_SIGNS = {".": ".", ":": ":", ",": ",", "-": "-", "/": "/", "'": "'", "(": "(", ")": "(",
          "@": "@", "&": "c", "+": "c", "%": "$", "€": "$", "$": "$"}  # fmt: skip
_NUMBERS = {1: "N", 2: "N", 3: "Q", 4: "Y"}
_GLUED = frozenset("jhUaMmWwKyoP1kJ$")
"""Kinds that may stand against a number without a space: 14Uhr, 2h, 13AUG, kw48."""
_DOTTED = frozenset("WwMmU~hKPJ$<izr")
_NAMES = frozenset("WwMmPSFA")


def fold(text: str) -> str:
    """Lower case without umlauts, every character in its place."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    return lower.translate(FOLD)


def scan(text: str, folded: str, language: str, start: int, end: int) -> list[Token]:
    """The tokens of text[start:end]; `folded` is the whole text folded."""
    words = lexicon(language)
    tokens: list[Token] = []
    before = -1
    for match in _pattern(language).finditer(folded, start, end):
        at, stop, raw = match.start(), match.end(), match[0]
        kind = match.lastgroup
        glued = at == before
        before = stop
        if kind == "word":
            entries = words.kinds(raw)
            if raw in words.past_verbs and "ä" in text[at:stop].lower():
                raw += "*"  # wäre and hätte say nothing of the past
            if entries is None or (
                len(raw) == 1 and raw != "x" and not glued and entries[0][0] == "$"
            ):
                entries = (("x", raw),)
            if raw in words.skipped:
                continue
            if raw == "w" and folded[stop : stop + 1].isdigit():
                entries = (("K", raw),)
            for one, value in entries:
                tokens.append(Token(one, value, at, stop, raw))
            if glued and len(tokens) > len(entries):
                _part_of_a_code(tokens, len(tokens) - len(entries))
        elif kind == "number":
            tokens.append(_number(raw, at, stop))
            if glued and len(tokens) > 1 and tokens[-2].kind not in "jhKkMmWwJ.:,-/('@$":
                tokens[-1] = Token("x", raw, at, stop, raw)
        elif kind == "sign":
            if raw == "." and tokens and glued and _is_abbreviation(tokens[-1]):
                last = tokens[-1]
                tokens[-1] = last._replace(end=stop)
                continue
            if raw == ":" and not (glued and folded[stop : stop + 1].isdigit()):
                tokens.append(Token(";", None, at, stop, raw))
            elif raw == "/" and folded[at - 1 : at] == " " == folded[stop : stop + 1]:
                tokens.append(Token(",", None, at, stop, raw))
            elif raw == "." and not (folded[stop : stop + 1].isdigit() and glued):
                tokens.append(Token("!" if glued and tokens and tokens[-1].kind in "NQYon" else ";",
                                    None, at, stop, raw))  # fmt: skip
            else:
                tokens.append(Token(_SIGNS.get(raw, ";"), None, at, stop, raw))
        elif kind == "iso":
            before = -1
        else:
            tokens.append(_special(kind or "", raw, at, stop, words))
    return _names_hidden(_codes_hidden(tokens, words), text, words)


def _number(raw: str, at: int, stop: int) -> Token:
    kind = _NUMBERS.get(len(raw), "B") if raw.isdigit() else "B"
    return Token(kind, int(raw) if kind != "B" else 0, at, stop, raw)


def _special(kind: str, raw: str, at: int, stop: int, words: Lexicon) -> Token:
    if kind == "ordinal":
        return Token("o", int(re.sub(r"\D", "", raw)), at, stop, raw)
    if kind == "half":
        return Token("a", 12 if raw[0] == "p" else 0, at, stop, raw)
    if kind == "ish":
        return Token("j", raw, at, stop, raw)
    if kind == "quarter":
        return Token("J", int(raw[1]), at, stop, raw)
    if kind == "dashes":
        return Token("-", None, at, stop, raw)
    one, value = words.phrases[" ".join(raw.split())]
    return Token(one, value, at, stop, str(value) if one in "~<>@" else raw)


def _is_abbreviation(last: Token) -> bool:
    return last.kind in _DOTTED and not last.raw[0].isdigit() and len(last.raw) <= 6


def _part_of_a_code(tokens: list[Token], first: int) -> None:
    """ "4711b" or "x20": a number glued to a word that does not go with numbers is no time."""
    number, word = tokens[first - 1], tokens[first]
    if number.kind in "NQYB" and number.end == word.start and word.kind not in _GLUED:
        tokens[first - 1] = number._replace(kind="x")
        tokens[first] = word._replace(kind="x")


def _codes_hidden(tokens: list[Token], words: Lexicon) -> list[Token]:
    """ "Art. 30.11.04", "Nr. 12.5": the numbers after such a word are no dates."""
    is_code = False
    for at, token in enumerate(tokens):
        if token.raw.rstrip(".") in words.numbered or token.raw.endswith(("nr", "nummer")):
            is_code = True
        elif is_code and (token.kind in "NQYB.:/-!;" or _is_model(tokens, at, words)):
            tokens[at] = token._replace(kind="x")
        else:
            is_code = False
    return tokens


def _is_model(tokens: list[Token], at: int, words: Lexicon) -> bool:
    """ "Modell SA 37", "Modell Sonntag"."""
    token, after = tokens[at], tokens[at + 1 : at + 2]
    if at and tokens[at - 1].raw in words.models and token.kind in "WwMmS":
        return True
    return (
        token.kind in "Ww"
        and bool(after)
        and after[0].kind in "NQ"
        and (after[0].raw.isdigit() and int(after[0].raw) > 31)
    )


def _names_hidden(tokens: list[Token], text: str, words: Lexicon) -> list[Token]:
    """Herr Mai and Frau Freitag are people; "Do" with a capital within a sentence is Thursday."""
    for at, token in enumerate(tokens):
        kind = token.kind
        if kind not in _NAMES:
            continue
        if token.raw == "so" and len(tokens) > at + 1 and tokens[at + 1].kind in ",x":
            tokens[at] = token._replace(kind="x")
            continue
        before = tokens[at - 1] if at else None
        if (
            (before and kind in "WwMmSF" and _is_title(tokens, at - 1, words))
            or (kind in "WwMm" and _is_of_a_name(tokens, at, words))
            or (
                token.raw == "fr"
                and text[token.end - 1] == "."
                and _name_follows(tokens, at, words)
            )
        ):
            tokens[at] = token._replace(kind="x")
        elif kind == "w" and before and text[token.start].isupper() and before.kind not in ";":
            tokens[at] = token._replace(kind="W")
        elif kind in "AP" and before and before.raw in words.never:
            tokens[at] = token._replace(kind="x")
    return tokens


def _is_of_a_name(tokens: list[Token], at: int, words: Lexicon) -> bool:
    """ "Dienstag GmbH", "DO-15", "Mai-Edition", "do it"."""
    token, rest = tokens[at], tokens[at + 1 : at + 3]
    if len(rest) == 2 and rest[0].kind == "c" and rest[1].raw in words.partners:
        return True
    if (rest and rest[0].raw in words.firms) or (
        token.raw == "do" and rest and rest[0].raw == "it"
    ):
        return True
    if len(rest) < 2 or rest[0].kind != "-" or rest[1].start != token.end + 1:
        return False
    return (rest[1].kind in "NQYB" and len(token.raw) < 3) or (
        rest[1].kind == "x" and token.kind in "Mm"
    )


def _is_title(tokens: list[Token], at: int, words: Lexicon) -> bool:
    """ "Herr", "Fa."."""
    if tokens[at].raw == "." and at:
        at -= 1
    return tokens[at].raw.rstrip(".") in words.titles


def _name_follows(tokens: list[Token], at: int, words: Lexicon) -> bool:
    """ "Fr. Lang" is a woman, "Fr. bei Lang" a Friday."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is not None and after.kind == "x" and after.raw not in words.day_followers


@cache
def _pattern(language: str) -> re.Pattern[str]:
    phrases = sorted(lexicon(language).phrases, key=len, reverse=True)
    joined = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in phrases)
    half = (
        r"(?<=[\d\s])[ap]\.?\s?m\b\.?|(?<=\d)[ap]\b\.?(?!\w)"
        if language == "en"
        else r"(?<=[\d\s])(?:pm\b|[ap]\.m\.)"
    )
    return re.compile(
        rf"(?P<phrase>\b(?:{joined})\b)"
        rf"|(?P<half>{half})"
        r"|(?P<ordinal>\b\d{1,2}(?:st|nd|rd|th|ter|te|ten|tem|tes)\b)"
        r"|(?P<quarter>(?<![^\W\d_])q[1-4]\b)"
        r"|(?P<iso>(?<=\d)t(?=\d\d:))"
        r"|(?P<ish>(?<=\d)ish\b)"
        r"|(?P<number>\d{1,3}(?:[.,]\d{3})+(?![.,]?\d)|\d+)"
        r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
        r"|(?P<dashes>-{2,3})"
        r"|(?P<sign>\S)"
    )

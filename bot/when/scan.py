"""One pass over a text: its words, numbers and signs, each with its kind."""

import re
from functools import cache

from bot.when.lexicon import FOLD, Lexicon, lexicon
from bot.when.names_and_codes import hide_codes, hide_names
from bot.when.values import Token

_SIGNS = {
    ".": ".",
    ":": ":",
    ",": ",",
    "-": "-",
    "/": "/",
    "'": "'",
    "(": "(",
    ")": "(",
    "@": "@",
    "&": "c",
    "+": "c",
    "%": "$",
    "€": "$",
    "$": "$",
}
"""All others end a sentence, which is ";"."""
_NUMBERS = {1: "N", 2: "N", 3: "Q", 4: "Y"}
"""By the number of their digits."""
_GLUED = frozenset("jhUaMmWwKyoP1kJ$")
"""Kinds that may stand against a number without a space: 14Uhr, 2h, 13AUG, kw48."""
_BEFORE_NUMBERS = frozenset("jhKkMmWwJ.:,-/('@$")
"""Kinds that a number may stand against."""
_SPACED = re.compile(r"\d [.:] \d")  # "12 . 03 . 2026"
_DOTTED = frozenset("WwMmU~hKPJ$<izre")
"""Kinds of words that are abbreviated."""
_LONGEST_ABBREVIATION = 6
_RAW_BY_VALUE = frozenset("~<>@")
"""Kinds of phrases that go on as the one word they stand for."""


MOST_TOKENS = 300
"""Of a clause, so that no text takes long; what a person writes has a tenth of them."""


def fold(text: str) -> str:
    """Lower case without umlauts, every character in its place."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    return lower.translate(FOLD)


def scan(text: str, folded: str, language: str, start: int, end: int) -> list[Token]:
    """The first tokens of text[start:end]; `folded` is the whole text folded."""
    words = lexicon(language)
    scanning = _Scan(text, folded, words)
    for match in _pattern(language).finditer(folded, start, end):
        scanning.read(match)
        if len(scanning.tokens) >= MOST_TOKENS:
            break
    hide_codes(scanning.tokens, words)
    hide_names(scanning.tokens, text, words)
    return scanning.tokens


class _Scan:
    """Collects tokens; one method for each kind of match."""

    def __init__(self, text: str, folded: str, words: Lexicon) -> None:
        self.tokens: list[Token] = []
        self._text, self._folded, self._words = text, folded, words
        self._end = -1

    def read(self, match: re.Match[str]) -> None:
        """Add what was matched."""
        at, end, raw, kind = match.start(), match.end(), match[0], match.lastgroup
        is_glued = at == self._end
        self._end = end
        match kind:
            case "word":
                self._word(raw, at, end, is_glued)
            case "number":
                self._number(raw, at, end, is_glued)
            case "sign":
                self._sign(raw, at, end, is_glued)
            case "iso":  # the T of 2026-12-03T14:00
                self._end = -1
            case _:
                self.tokens.append(_special(kind or "", raw, at, end, self._words))

    def _word(self, raw: str, at: int, end: int, is_glued: bool) -> None:
        words = self._words
        if raw in words.skipped:
            return
        entries = words.kinds(raw)
        if entries is None or (
            len(raw) == 1 and raw != "x" and not is_glued and entries[0][0] == "$"
        ):
            entries = (("x", raw),)
        if raw == "w" and self._digit_follows(end):
            entries = (("K", raw),)
        if raw in words.past_verbs and set("äöü") & set(self._text[at:end].lower()):
            raw += "*"  # wäre and hätte say nothing of the past
        first = len(self.tokens)
        self.tokens += [Token(kind, value, at, end, raw) for kind, value in entries]
        if is_glued and first:
            self._hide_a_code(first)

    def _hide_a_code(self, first: int) -> None:
        """ "4711b" or "x20": a number glued to a word that does not go with numbers is no time."""
        number, word = self.tokens[first - 1], self.tokens[first]
        if number.kind in "NQYB" and number.end == word.start and word.kind not in _GLUED:
            self.tokens[first - 1] = number._replace(kind="x")
            self.tokens[first] = word._replace(kind="x")

    def _number(self, raw: str, at: int, end: int, is_glued: bool) -> None:
        kind = _NUMBERS.get(len(raw), "B") if raw.isdigit() else "B"
        if is_glued and self.tokens and self.tokens[-1].kind not in _BEFORE_NUMBERS:
            self.tokens.append(Token("x", raw, at, end, raw))
        else:
            self.tokens.append(Token(kind, int(raw) if kind != "B" else 0, at, end, raw))

    def _sign(self, raw: str, at: int, end: int, is_glued: bool) -> None:
        last = self.tokens[-1] if self.tokens and is_glued else None
        if raw == "." and last and _is_abbreviation(last):
            self.tokens[-1] = last._replace(end=end)
            return
        kind = _SIGNS.get(raw, ";")
        is_spaced = _SPACED.fullmatch(self._folded, max(at - 2, 0), end + 2) is not None
        stands_in_a_number = (is_glued and self._digit_follows(end)) or is_spaced
        if raw == ":" and not stands_in_a_number:
            kind = ";"
        elif raw == "/" and self._folded[at - 1 : at] == " " == self._folded[end : end + 1]:
            kind = ","
        elif raw == "." and not stands_in_a_number:
            kind = "!" if last and last.kind in "NQYon" else ";"
        self.tokens.append(Token(kind, None, at, end, raw))

    def _digit_follows(self, end: int) -> bool:
        return self._folded[end : end + 1].isdigit()


def _is_abbreviation(last: Token) -> bool:
    return (
        last.kind in _DOTTED
        and not last.raw[0].isdigit()
        and len(last.raw) <= _LONGEST_ABBREVIATION
    )


def _special(kind: str, raw: str, at: int, end: int, words: Lexicon) -> Token:
    match kind:
        case "ordinal":
            return Token("o", int(re.sub(r"\D", "", raw)), at, end, raw)
        case "half":
            return Token("a", 12 if raw[0] == "p" else 0, at, end, raw)
        case "ish":
            return Token("j", raw, at, end, raw)
        case "quarter":
            return Token("J", int(raw[1]), at, end, raw)
        case "dashes":
            return Token("-", None, at, end, raw)
    letter, value = words.phrases[" ".join(raw.split())]
    return Token(letter, value, at, end, str(value) if letter in _RAW_BY_VALUE else raw)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = lexicon(language)
    phrases = sorted(words.phrases, key=len, reverse=True)
    joined = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in phrases)
    return re.compile(
        rf"(?P<phrase>\b(?:{joined})\b)"
        rf"|(?P<half>{words.half_of_day})"
        r"|(?P<ordinal>\b\d{1,2}(?:st|nd|rd|th|ter|te|ten|tem|tes)\b)"
        r"|(?P<quarter>(?<![^\W\d_])q[1-4]\b)"
        r"|(?P<iso>(?<=\d)t(?=\d\d:))"
        r"|(?P<ish>(?<=\d)ish\b)"
        r"|(?P<number>\d{1,3}(?:[.,]\d{3})+(?![.,]?\d)|\d+)"
        r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
        r"|(?P<dashes>-{2,3})"
        r"|(?P<sign>\S)"
    )

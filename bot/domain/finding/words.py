"""Text into words that compare alike however they were spelled."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_BREAK = re.compile(r"[,;:!?\n()]|\.\s|\s[-–]\s")
_DIGRAPHS = str.maketrans({"ß": "ss", "æ": "a", "œ": "o", "ø": "o", "ł": "l", "đ": "d"})
_UMLAUTS = re.compile("([aou])e")


class Word(NamedTuple):
    """A folded word and where it stood, and whether punctuation parts it from the one before."""

    text: str
    start: int
    end: int
    after_break: bool


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """One spelling for Müller, Mueller, MULLER and muller; Weiß and Weiss."""
    plain = unicodedata.normalize("NFKD", word.lower().translate(_DIGRAPHS))
    return _UMLAUTS.sub(r"\1", "".join(c for c in plain if not unicodedata.combining(c)))


def words(text: str) -> list[str]:
    """The folded words in order."""
    return [fold(word) for word in _WORD.findall(text)]


def placed_words(text: str) -> list[Word]:
    """The folded words with their places in the text."""
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        apart = bool(_BREAK.search(text, end, match.start()))
        found.append(Word(fold(match[0]), match.start(), match.end(), apart))
        end = match.end()
    return found


def folded(listed: str) -> frozenset[str]:
    """A list of words, folded."""
    return frozenset(fold(word) for word in listed.split())


_LEGAL = folded("gmbh mbh ag kg kgaa co cie ohg ug gbr ek ev eg se ltd inc llc haftungsbeschränkt")
_SMALL = folded("""
    und and der die das den dem des the of in im am aus an auf bei beim at von vom zu zur zum für
    kunde kunden kundin customer firma fa company herr herrn frau hr fr mr mrs ms dr prof
    hallo hello danke bitte thanks please ja nein yes no ok okay hilfe help wer wo was ist who is
""")


def is_legal(word: str) -> bool:
    """Whether a word belongs to a legal form; so do the letters of "e.K."."""
    return word in _LEGAL or (len(word) == 1 and word.isalpha())


def is_light(word: str) -> bool:
    """Whether a word says next to nothing about which customer is meant."""
    return is_legal(word) or word in _SMALL

"""Words and their kinds, one letter each, for the rules of both languages to match.

Of words, with the values that they have:
N Q Y B  number of 1-2, 3, 4, more digits        n o 1  number word, ordinal, "a"/"ein"
W w  weekday, one that is also another word      M m    month, likewise
D A  heute, "morgen" (tomorrow or morning)       P y    part of the day, early/late
U  unit  r  next/last/this  e  Anfang/Mitte/Ende F K J  holiday, calendar week, Q1
h j a  Uhr, h, am/pm        H q X  half, quarter, three quarters     S  season
O t  noon, now   k 0  thousand, "o" in "nine o nine"   $  what is counted, not a time
@ ~ < > b z c f s v g l i d | E  prepositions and the like, see the languages
x  any other word       ! ;  a dot after a number, an end       . : , - / ' (  signs

Made by the rules: C T clock, two clocks   p part of the day   L length   I instant
G Z day, two days   R periods that may be meant: weeks, months, quarters, years
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Protocol

from bot.when import english, german

Entry = tuple[tuple[str, Any], ...]
"""Kinds and values: what a word may be, one token for each."""
Word = tuple[str, str, Any]
"""A word, its kind and its value."""
FOLD = str.maketrans(
    "äöüßéèêáàâ’‘´`–—‐‑−\u00a0\u202f",
    "aouseeeaaa''''-----  ",
)
_LONG_ENOUGH = 5
"""Letters of a word that may be misspelt."""
_LAST_DAY = 31
_TONIGHT = ("tonight", "tonite")
"""Said in both languages: a day and a part of it."""


class Language(Protocol):
    """The tables of a language, commented in `german` and `english`; all words are folded.

    Words stand between spaces; bars separate those that count up.
    """

    WEEKDAYS: str
    WEAK_WEEKDAYS: str
    MONTHS: str
    WEAK_MONTHS: str
    CARDINALS: str
    TENS: str
    COMPOUND_UNITS: str
    ORDINALS: str
    ORDINAL_TENS: str
    ENDINGS: tuple[str, ...]
    ARTICLES: str
    FRACTIONS: dict[str, float]
    UNITS: dict[str, str]
    DAYS: dict[int, str]
    PARTS: dict[str, str]
    BIASED_PARTS: dict[tuple[str, int], str]
    CLOCK_WORDS: dict[tuple[int, int], str]
    EARLY: str
    LATE: str
    RELATIVE: dict[int | str, str]
    RELATIVE_WORDS: dict[int | str, str]
    EDGES: dict[str, str]
    EDGE_COMPOUNDS: dict[str, str]
    EDGE_ENDINGS: dict[str, str]
    ENDS: dict[str, str]
    HOLIDAYS: dict[str, str]
    HOLIDAY_PHRASES: dict[str, str]
    SEASONS: dict[str, str]
    HALF_OF_DAY: str
    IS_COMPOUNDING: bool
    KINDS: dict[str, str]
    PHRASES: dict[str, tuple[str, object]]
    NOW_WORDS: str
    SKIPPED: str
    TITLES: str
    FIRMS: str
    PARTNERS: str
    MODELS: str
    NUMBERED: str
    NEVER: str
    DAY_FOLLOWERS: str
    SPLITTING: str
    PAST_VERBS: str
    STATE_OR_PAST: str
    AUXILIARIES: str
    PARTICIPLE: str
    NO_PAST: str
    MODALS: str
    FUTURE_WORDS: str
    SLIPS: str
    NO_SLIPS: str


_LANGUAGES: dict[str, Language] = {"de": german, "en": english}


class Lexicon:
    """One language's words: look them up folded, misspelt by one letter where that is safe."""

    def __init__(self, source: Language) -> None:
        self.words = _words_of(source)
        self.phrases: dict[str, tuple[str, Any]] = {
            phrase: ("F", name)
            for name, phrases in source.HOLIDAY_PHRASES.items()
            for phrase in phrases.split("|")
        } | source.PHRASES
        self.half_of_day = source.HALF_OF_DAY
        self.skipped = _set(source.SKIPPED)
        self.titles = _set(source.TITLES)
        self.firms = _set(source.FIRMS)
        self.partners = _set(source.PARTNERS)
        self.models = _set(source.MODELS)
        self.numbered = _set(source.NUMBERED)
        self.never = _set(source.NEVER)
        self.day_followers = _set(source.DAY_FOLLOWERS)
        self.splitting = _set(source.SPLITTING)
        self.past_verbs = _set(source.PAST_VERBS)
        self.state_or_past = _set(source.STATE_OR_PAST)
        self.auxiliaries = _set(source.AUXILIARIES)
        self.participle = re.compile(source.PARTICIPLE)
        self.no_past = _set(source.NO_PAST)
        self.modals = _set(source.MODALS)
        self.future_words = _set(source.FUTURE_WORDS)
        self._no_slips = _set(source.NO_SLIPS)
        self._near = _near(self.words, source.SLIPS.split())
        self._longest = 1 + max(map(len, self._near))

    def kinds(self, word: str) -> Entry | None:
        """What a folded word may be, or None; a compound is several."""
        if word.endswith("'s"):
            word = word[:-2] if word not in self.words else word
        found = self.words.get(word)
        if found or len(word) < 4:
            return found
        plain = word.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("sz", "s")
        return self.words.get(plain) or self._slip(plain)

    def _slip(self, word: str) -> Entry | None:
        if not _LONG_ENOUGH <= len(word) <= self._longest or word in self._no_slips:
            return None
        for each in (word, *_shorter(word)):
            for base in self._near.get(each, ()):
                if base[0] == word[0] and _one_slip(word, base):
                    return self.words[base]
        return None


@cache
def lexicon(language: str) -> Lexicon:
    """The words of "de" or "en", made at first use."""
    return Lexicon(_LANGUAGES.get(language, english))


# -- words that are misspelt


def _near(words: dict[str, Entry], more: list[str]) -> dict[str, list[str]]:
    """Words that may be meant, by what is left of them without one letter."""
    bases = {w for w, e in words.items() if e[0][0] in "WM" and len(w) > _LONG_ENOUGH}
    near: dict[str, list[str]] = {}
    for base in sorted(bases.union(more)):
        for each in (base, *_shorter(base)):
            near.setdefault(each, []).append(base)
    return near


def _shorter(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def _one_slip(word: str, base: str) -> bool:
    """One letter too many, missing, wrong, or two swapped."""
    start = 0
    while start < min(len(word), len(base)) and word[start] == base[start]:
        start += 1
    rest, wanted = word[start:], base[start:]
    return (
        rest[1:] == wanted[1:]
        or rest[1:] == wanted
        or rest == wanted[1:]
        or (rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:])
    )


# -- from the tables of a language to its words


def _words_of(source: Language) -> dict[str, Entry]:
    """All words; one that stands in several tables is what the first of them says."""
    made: dict[str, Entry] = {}
    for word, kind, value in (*_numbers(source), *_calendar(source), *_relations(source)):
        made.setdefault(word, ((kind, value),))
    for kind, listed in source.KINDS.items():
        for word in listed.split():
            made.setdefault(word, ((kind, word),))
    for word in _TONIGHT:
        made[word] = (("D", 0), ("P", ("tonight", 0)))
    for word, unit in source.ENDS.items():
        made[word] = (("e", "end"), ("U", unit))
    if source.IS_COMPOUNDING:
        made = dict(_compounds(source, made)) | made
    for word in source.PAST_VERBS.split():
        made.setdefault(word, (("x", word),))
    return made


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _counted(listed: str, first: int = 0, step: int = 1) -> Iterator[tuple[str, int]]:
    """Each word between bars with its number."""
    for at, words in enumerate(listed.split("|")):
        yield from ((word, first + step * at) for word in words.split())


def _keyed(kind: str, table: dict[Any, str]) -> Iterator[Word]:
    """Each word of a table with its key for a value."""
    for value, words in table.items():
        yield from ((word, kind, value) for word in words.split())


def _numbers(source: Language) -> Iterator[Word]:
    units = list(_counted(source.COMPOUND_UNITS, 1))
    tens, ordinal_tens = _counted(source.TENS, 20, 10), _counted(source.ORDINAL_TENS, 20, 10)
    cardinals = [*_counted(source.CARDINALS), *_with_units(units, tens)]
    ordinals = [*_counted(source.ORDINALS, 1), *_with_units(units, ordinal_tens)]
    yield from ((word, "n", number) for word, number in cardinals)
    yield from ((word, "n", number) for word, number in source.FRACTIONS.items())
    yield from ((word, "1", 1) for word in source.ARTICLES.split())
    for stem, number in ordinals:
        if number <= _LAST_DAY:
            yield from ((stem + ending, "o", number) for ending in source.ENDINGS)


def _with_units(
    units: list[tuple[str, int]], tens: Iterator[tuple[str, int]]
) -> Iterator[tuple[str, int]]:
    """Zwanzig, einundzwanzig, zweiundzwanzig and so on."""
    for ten, number in tens:
        yield ten, number
        yield from ((unit + ten, number + more) for unit, more in units)


def _calendar(source: Language) -> Iterator[Word]:
    weak, weak_months = source.WEAK_WEEKDAYS.split(), source.WEAK_MONTHS.split()
    for word, at in _counted(source.WEEKDAYS):
        yield word, "w" if word in weak else "W", at
    for word, at in _counted(source.MONTHS, 1):
        yield word, "m" if word in weak_months else "M", at
    yield from _keyed("U", source.UNITS)
    yield from _keyed("F", source.HOLIDAYS)
    yield from _keyed("S", source.SEASONS)
    yield from _keyed("D", source.DAYS)
    yield from _keyed("P", {(name, 0): words for name, words in source.PARTS.items()})
    yield from _keyed("P", source.BIASED_PARTS)
    yield from _keyed("O", source.CLOCK_WORDS)
    yield from _keyed("t", {None: source.NOW_WORDS})


def _relations(source: Language) -> Iterator[Word]:
    yield from _keyed("y", {-1: source.EARLY, 1: source.LATE})
    for stem, kind, value in _keyed("r", source.RELATIVE):
        yield from ((stem + ending, kind, value) for ending in source.ENDINGS)
    yield from _keyed("r", source.RELATIVE_WORDS)
    yield from _keyed("e", source.EDGES)


def _compounds(source: Language, words: dict[str, Entry]) -> Iterator[tuple[str, Entry]]:
    """Dienstagnachmittag, morgenfrüh, Monatsende."""
    days = [(w, e) for w, e in words.items() if e[0][0] in "WD" and len(w) > 4 and w[-1] != "s"]
    days.append(("morgen", (("D", 1),)))
    parts = [(w, e) for w, e in words.items() if e[0][0] == "P"]
    parts += [(word, (("P", ("morning", 0)),)) for word in ("morgen", "fruh")]
    yield from ((day + part, one + other) for day, one in days for part, other in parts)
    for prefix, unit in source.EDGE_COMPOUNDS.items():
        for ending, edge in source.EDGE_ENDINGS.items():
            for tail in ("", "s"):
                yield prefix + ending + tail, (("e", edge), ("U", unit))

"""Words and their kinds, one letter each, for the rules of both languages to match.

N Q Y B  number of 1-2, 3, 4, more digits        n o 1  number word, ordinal, "a"/"ein"
W w  weekday, one that is also another word      M m    month, likewise
D A  heute, "morgen" (tomorrow or morning)       P y    part of the day, early/late
U  unit  r  next/last/this  e  Anfang/Mitte/Ende F K J  holiday, calendar week, Q1
h j a  Uhr, h, am/pm        H q X  half, quarter, three quarters     S  season
@ ~ < > b z c f s v g l i d | E  prepositions and the like, see the languages
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from bot.when import english, german

Entry = tuple[tuple[str, Any], ...]
FOLD = str.maketrans("äöüßéèêáàâ’‘´`–—‐‑−\u00a0\u202f", "aouseeeaaa''''-----  ")
_LONG_ENOUGH = 5


class Lexicon:
    """One language's words: look them up folded, misspelt by one letter where that is safe."""

    def __init__(self, language: str) -> None:
        self.words: dict[str, Entry] = dict(_words(language))
        source = german if language == "de" else english
        self.titles = frozenset(source.TITLES.split())
        self.past_verbs = frozenset(source.PAST_VERBS.split())
        self.numbered = frozenset(source.NUMBERED.split())
        self.partners = frozenset(source.PARTNERS.split())
        self.state_or_past = frozenset(source.STATE_OR_PAST.split())
        self.firms = frozenset(source.FIRMS.split())
        self.models = frozenset(source.MODELS.split())
        self.modals = frozenset(source.MODALS.split())
        self.splitting = frozenset(source.SPLITTING.split())
        self.future_words = frozenset(source.FUTURE_WORDS.split())
        self.auxiliaries = frozenset(source.AUXILIARIES.split())
        self.participle = re.compile(source.PARTICIPLE)
        self.no_past = frozenset(source.NO_PAST.split())
        self.day_followers = frozenset(source.DAY_FOLLOWERS.split())
        self.skipped = frozenset(source.SKIPPED.split())
        self.never = frozenset(source.NEVER.split())
        self.phrases: dict[str, tuple[str, Any]] = {
            phrase: ("F", name) for phrase, name in source.HOLIDAY_PHRASES.items()
        } | source.PHRASES
        self._no_slips = frozenset(source.NO_SLIPS.split())
        self._slips = self._near(source)

    def kinds(self, word: str) -> Entry | None:
        """What a folded word may be, or None; a compound is several."""
        if word.endswith("'s"):
            word = word[:-2] if word not in self.words else word
        found = self.words.get(word)
        if found or len(word) < 4:
            return found
        plain = word.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("sz", "s")
        return self.words.get(plain) or self._slip(plain)

    def _near(self, source: Any) -> dict[str, list[str]]:
        bases = set(source.SLIPS.split())
        bases |= {w for w, e in self.words.items() if e[0][0] in "WM" and len(w) >= _LONG_ENOUGH}
        near: dict[str, list[str]] = {}
        for base in bases:
            for each in (base, *_shorter(base)):
                near.setdefault(each, []).append(base)
        return near

    def _slip(self, word: str) -> Entry | None:
        if len(word) < _LONG_ENOUGH or word in self._no_slips:
            return None
        for each in (word, *_shorter(word)):
            for base in self._slips.get(each, ()):
                if base[0] == word[0] and _one_slip(word, base):
                    return self.words[base]
        return None


@cache
def lexicon(language: str) -> Lexicon:
    """The language's words, made at first use."""
    return Lexicon(language)


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


def _words(language: str) -> Iterator[tuple[str, Entry]]:
    source: Any = german if language == "de" else english
    made: dict[str, Entry] = {}
    for word, kind, value in (*_numbers(language), *_calendar(source), *_relations(source)):
        made.setdefault(word, ((kind, value),))
    for kind, listed in source.KINDS.items():
        for word in listed.split():
            made.setdefault(word, ((kind, word),))
    else:
        for word in ("tonight", "tonite"):
            made[word] = (("D", 0), ("P", ("tonight", 0)))
    for word, unit in source.ENDS.items():
        made[word] = (("e", "end"), ("U", unit))
    if language == "de":
        made["morgen"] = (("A", "morgen"),)
        made |= {w: e for w, e in _compounds(made) if w not in made}
    for word in source.PAST_VERBS.split():
        made.setdefault(word, (("x", word),))
    return iter(made.items())


def _numbers(language: str) -> Iterator[tuple[str, str, Any]]:
    source: Any = german if language == "de" else english
    for listed, first in ((source.CARDINALS, 0), (source.TENS, None)):
        for at, words in enumerate(listed.split("|")):
            for word in words.split():
                yield word, "n", at if first == 0 else 20 + 10 * at
    for word, value in source.FRACTIONS.items():
        yield word, "n", value
    for word in source.ARTICLES.split():
        yield word, "1", 1
    if language == "en":
        yield from ((word, "o", at) for at, word in enumerate(source.ORDINALS.split("|"), 1))
        yield from ((w, "o", 20 + 10 * at) for at, w in enumerate(source.ORDINAL_TENS.split("|")))
        return
    stems = [(word, at) for at, words in enumerate(source.ORDINALS.split("|"), 1)
             for word in words.split()]  # fmt: skip
    tens = [(w, 20 + 10 * at) for at, ws in enumerate(source.TENS.split("|")) for w in ws.split()]
    units = [(w.split()[0], at) for at, w in enumerate(source.CARDINALS.split("|")[:10])]
    units[1] = ("ein", 1)
    both = [(f"{one}und{ten}", value + at) for ten, value in tens for one, at in units[1:]]
    yield from ((word, "n", value) for word, value in both)
    stems += [(f"{word}st", value) for word, value in (*tens, *both) if value <= 31]
    for stem, value in stems:
        yield from ((stem + ending, "o", value) for ending in source.ENDINGS.split())


def _calendar(source: Any) -> Iterator[tuple[str, str, Any]]:
    weak, weak_months = source.WEAK_WEEKDAYS.split(), source.WEAK_MONTHS.split()
    for at, words in enumerate(source.WEEKDAYS.split("|")):
        yield from ((word, "w" if word in weak else "W", at) for word in words.split())
    for at, words in enumerate(source.MONTHS.split("|"), 1):
        yield from ((word, "m" if word in weak_months else "M", at) for word in words.split())
    for kind, table in (("U", source.UNITS), ("F", source.HOLIDAYS), ("S", source.SEASONS)):
        for value, words in table.items():
            yield from ((word, kind, value) for word in words.split())
    yield from ((word, "D", at) for at, words in source.DAYS.items() for word in words.split())
    for name, words in source.PARTS.items():
        yield from ((word, "P", (name, 0)) for word in words.split())
    for (name, bias), words in source.BIASED_PARTS.items():
        yield from ((word, "P", (name, bias)) for word in words.split())
    for clock, words in source.CLOCK_WORDS.items():
        yield from ((word, "O", clock) for word in words.split())
    yield from ((word, "t", None) for word in source.NOW_WORDS.split())


def _relations(source: Any) -> Iterator[tuple[str, str, Any]]:
    yield from ((word, "y", -1) for word in source.EARLY.split())
    yield from ((word, "y", 1) for word in source.LATE.split())
    for value, stems in source.RELATIVE.items():
        for stem in stems.split():
            yield from ((stem + ending, "r", value) for ending in source.ENDINGS.split())
    for value, words in source.RELATIVE_WORDS.items():
        yield from ((word, "r", value) for word in words.split())
    for value, words in source.EDGES.items():
        yield from ((word, "e", value) for word in words.split())


def _compounds(words: dict[str, Entry]) -> Iterator[tuple[str, Entry]]:
    """Dienstagnachmittag, morgenfrüh, Monatsende."""
    days = [(w, e) for w, e in words.items() if e[0][0] in "WD" and len(w) > 4 and w[-1] != "s"]
    days.append(("morgen", (("D", 1),)))
    parts = [(w, e) for w, e in words.items() if e[0][0] == "P"]
    parts += [("morgen", (("P", ("morning", 0)),)), ("fruh", (("P", ("morning", 0)),))]
    yield from ((day + part, one + other) for day, one in days for part, other in parts)
    for prefix, unit in german.EDGE_COMPOUNDS.items():
        for ending, edge in german.EDGE_ENDINGS.items():
            for tail in ("", "s"):
                yield prefix + ending + tail, (("e", edge), ("U", unit))

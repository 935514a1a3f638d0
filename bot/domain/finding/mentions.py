"""Which customers a sentence names, and in which words."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, partial
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA

from bot.domain.finding.words import Word, folded, is_legal, is_light, placed_words, words

if TYPE_CHECKING:
    from bot.domain.finding.index import Index

_LONGEST_TEXT = 4096
_MOST_WORDS = 200
_LONGEST_NAME = 8
_NUMBER_LENGTH = 5  # shorter ones are quantities or years
_GUESSABLE = 4
_MARGIN = 0.12


_AT = folded("bei beim at firma fa company visited besuch besuche visit kunde kunden customer")
_WITH = folded("mit von vom with from zu zum zur to für for herr herrn frau mr mrs ms dr met")
_WHERE = folded("in aus nach near around")
_ARTICLES = folded("der die das den dem the")
_COMMON = folded("""
    war waren hatte hatten habe haben hat ich wir er sie es man ist sind wird werden will wollen
    möchte braucht soll sollen kann des ein eine einen einem einer kein keine keinen nicht
    nichts noch nur auch sehr gut schon dann aber oder doch dort da hier über um am im an auf
    als wie gegen ca bis ab vor seit wegen heute gestern vorgestern morgen übermorgen früh
    vormittag mittag nachmittag abend uhr halb viertel woche wochen monat monate monaten tag
    tage tagen stunde stunden montag dienstag mittwoch donnerstag freitag samstag sonntag
    nächste nächsten nächster letzte letzten letzter kommende eins zwei drei vier fünf sechs
    sieben acht neun zehn elf zwölf angebot angebote auftrag aufträge bestellung bestellt
    interesse bedarf problem reklamation termin besprochen besprechung gespräch gesprochen
    besucht getroffen angetroffen niemand wiedervorlage nachfassen nachhaken anrufen nochmal
    rückruf muster preis preise stück menge lieferung rechnung notiz was were had have has i we
    he she they it is are will would wants want needs need should can a an no not nothing very
    good then but or there here about today yesterday tomorrow morning noon afternoon evening
    week weeks month months day days hour hours monday tuesday wednesday thursday friday
    saturday sunday next last one two three four five six seven eight nine ten eleven twelve
    half past quarter quote offer order ordered interest interested meeting discussed talked
    visited nobody follow up call back again sample samples price prices pieces delivery invoice
    note on by before after
""")


class _Cue(IntEnum):
    """What leads to a name, the surer the higher."""

    PLACE, NONE, WITH, FIRST, AT, NUMBER = range(6)


_Bearing = Callable[[_Cue, str], dict[int, float]]


class _Named(NamedTuple):
    cue: _Cue
    places: dict[int, float]
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """A customer named in a text; score 0 to 1, span (start, end) in the text as given."""

    id: int
    score: float
    span: tuple[int, int]


def mentioned(index: "Index", text: str) -> list[Mention]:
    """Everyone whom the surest cue fits: "bei Müller" rather than "mit Huber"."""
    bearing = cache(partial(_bearing, index))
    runs = _runs(index, text)
    found = [named for cue, run in runs if (named := _read(index, bearing, cue, run))]
    if not found:
        return []
    top = max(named.cue for named in found)
    people = [named.places.keys() for named in found if named.cue is _Cue.WITH]
    mentions: dict[int, Mention] = {}
    for named in found:
        if named.cue is top:
            for at, score in _narrowed(named.places, people).items():
                mentions.setdefault(at, Mention(index.entries[at].id, score, named.span))
    return sorted(mentions.values(), key=lambda mention: -mention.score)


def _narrowed(places: dict[int, float], people: Sequence[AbstractSet[int]]) -> dict[int, float]:
    for them in people:
        if both := places.keys() & them:
            places = {at: places[at] for at in both}
    return places


def _runs(index: "Index", text: str) -> Iterator[tuple[_Cue, list[Word]]]:
    """The stretches of words that could be a name, with the cue before each."""
    run: list[Word] = []
    cue, first = _Cue.NONE, True
    all_words = placed_words(text[:_LONGEST_TEXT])[:_MOST_WORDS]
    for word, following in zip_longest(all_words, all_words[1:]):
        leads = _leads(word.text, within=bool(run))
        beside = run[-1] if run else following if cue is _Cue.AT else None
        if leads is _Cue.NONE and beside and _beside(index, beside.text, word.text):
            leads = None  # the "Drei" of "Gasthof Drei Linden"
        if run and (leads is not None or (word.after_break and not is_legal(word.text))):
            yield _Cue.FIRST if first and cue is _Cue.NONE else cue, run
            run, cue, first = [], _Cue.NONE, False
        if leads is not None:
            cue = max(cue, leads) if leads > _Cue.NONE else leads
        elif run or word.text not in _ARTICLES:
            run.append(word)
    if run:
        yield _Cue.FIRST if first and cue is _Cue.NONE else cue, run


def _beside(index: "Index", word: str, other: str) -> bool:
    return not index.places_of(word).keys().isdisjoint(index.places_of(other))


def _leads(word: str, within: bool) -> _Cue | None:
    """The cue this word gives to the next; None for a word that may be part of a name."""
    if word in _AT:
        return _Cue.AT
    if word in _WITH:
        return _Cue.WITH
    if word in _WHERE:
        return None if within else _Cue.PLACE
    if word in _COMMON or (word.isdigit() and len(word) < _NUMBER_LENGTH and not within):
        return _Cue.NONE
    return None


def _read(index: "Index", bearing: _Bearing, cue: _Cue, run: list[Word]) -> _Named | None:
    """The longest part of the run that some customer bears; equally long ones together."""
    for word in run:
        at = index.at_number(word.text) if len(word.text) >= _NUMBER_LENGTH else None
        if at is not None:
            return _Named(_Cue.NUMBER, {at: 1.0}, (word.start, word.end))
    parts = [
        part
        for start in range(len(run[:_LONGEST_NAME]))
        if (part := _part(index, bearing, cue, run[start:_LONGEST_NAME]))
    ]
    longest = max((length for length, _, _ in parts), default=0)
    if longest < (1 if cue >= _Cue.WITH else 2):
        return None
    best = [part for part in parts if part[0] == longest]
    places: dict[int, float] = {}
    for _, found, _ in sorted(best, key=lambda part: len(part[1])):  # the rarer word first
        places = found | places
    return _Named(cue, places, (best[0][2][0], best[-1][2][1]))


def _part(
    index: "Index", bearing: _Bearing, cue: _Cue, run: list[Word]
) -> tuple[int, dict[int, float], tuple[int, int]] | None:
    """From the first word on, as far as one customer bears them all: how many, who, where."""
    matched: list[Word] = []
    places: dict[int, float] = {}
    end = run[0].end
    for word in run:
        if matched and is_legal(word.text):
            end = word.end
        if is_light(word.text):
            continue
        found = bearing(cue, word.text)
        both = {
            at: q + places.get(at, 0) for at, q in found.items() if not matched or at in places
        }
        if not both:
            break
        matched, places, end = [*matched, word], both, word.end
    floor = max(places.values(), default=0) - _MARGIN
    names = [word.text for word in matched]
    named = {
        at: quality / len(matched)
        for at, quality in places.items()
        if quality >= floor and not _only_city(index, at, names)
    }
    return (len(matched), named, (matched[0].start, end)) if named else None


def _bearing(index: "Index", cue: _Cue, word: str) -> dict[int, float]:
    if cue >= _Cue.FIRST and len(word) >= _GUESSABLE:
        return index.places_like(word)
    return index.places_of(word) if cue > _Cue.PLACE else {}


def _only_city(index: "Index", at: int, named: list[str]) -> bool:
    city = words(index.entries[at].city)
    return all(
        any(part.startswith(word) or OSA.distance(word, part) <= 2 for part in city)
        and word not in index.names[at]
        for word in named
    )

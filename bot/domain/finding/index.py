"""An index over the customers: names with typos, places, contacts, phones, numbers."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import log

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.domain.finding import mentions
from bot.domain.finding.phones import Phones
from bot.domain.finding.words import is_light, words

SURE = 0.85
"""A lone hit that scores less deserves a button, not to be opened at once."""

_LONGEST_QUERY = 120
_LEAST = 0.6
_MARGIN = 0.12
_NAME, _PERSON, _PLACE = 1.0, 0.9, 0.89
_TYPO = (1.0, 0.84, 0.72)
_LIGHT = 0.1
_UNKNOWN = 2.0


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a customer for finding; phones in E.164, others are contacts and cities."""

    id: int
    number: str
    name: str
    city: str = ""
    others: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A customer found; score 0 to 1, `exact` when named by number."""

    id: int
    score: float
    exact: bool = False


class Index:
    """Built once from all entries, 10,000 in a fraction of a second; then kept up by `put`."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = list(entries)
        self._positions = {entry.id: at for at, entry in enumerate(self.entries)}
        self._by_number = {_plain_number(e.number): at for at, e in enumerate(self.entries)}
        self._phones = Phones((at, p) for at, e in enumerate(self.entries) for p in e.phones)
        self.names = [words(entry.name) for entry in self.entries]
        self._lengths = [len(_core(name).split()) for name in self.names]
        self._people = [[" ".join(words(o)) for o in entry.others] for entry in self.entries]
        self._where: dict[str, dict[int, float]] = defaultdict(dict)
        for at in range(len(self.entries)):
            self._post_all(at)
        self._sorted = sorted(self._where)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in self._sorted:
            self._by_length[len(word)].append(word)

    def put(self, entry: Entry) -> None:
        """Add a customer, or replace what was known of one; not while another thread finds."""
        at = self._positions.setdefault(entry.id, len(self.entries))
        if at == len(self.entries):
            self.entries.append(entry)
            self.names.append([])
            self._lengths.append(0)
            self._people.append([])
        else:
            self._forget(at)
        self.entries[at], self.names[at] = entry, words(entry.name)
        self._lengths[at] = len(_core(self.names[at]).split())
        self._people[at] = [" ".join(words(other)) for other in entry.others]
        self._by_number[_plain_number(entry.number)] = at
        self._phones.put(at, entry.phones)
        # asked word by word: a difference of sets would go through the whole vocabulary
        for word in [word for word in self._words_at(at) if word not in self._where]:
            insort(self._sorted, word)
            self._by_length[len(word)].append(word)
        self._post_all(at)

    def find(self, query: str, limit: int = 8, favoured: Collection[int] = ()) -> list[Hit]:
        """Who may be meant, likeliest first; `favoured` ids come first among equals."""
        if len(query) > _LONGEST_QUERY:
            return []
        if (at := self.at_number(query)) is not None:
            return [Hit(self.entries[at].id, 1.0, exact=True)]
        scores = self._phones.find(query) or self._by_words(words(query))
        return self._best(scores, limit, favoured)

    def mentioned(self, text: str) -> list[mentions.Mention]:
        """The customers whom a sentence names, each with the span of the words that name them."""
        return mentions.mentioned(self, text)

    def similar(self, name: str, city: str = "", limit: int = 5) -> list[Hit]:
        """Likely duplicates of a customer about to be created."""
        core, place = _core(words(name)), words(city)
        hits = []
        for at in self._by_words(words(name[:_LONGEST_QUERY])):
            other, there = _core(self.names[at]), words(self.entries[at].city)
            ratio = max(fuzz.ratio(core, other), fuzz.token_sort_ratio(core, other)) / 100
            score = ratio - 0.1 * bool(place and there and place != there)
            if score >= 0.8:
                hits.append(Hit(self.entries[at].id, score))
        return sorted(hits, key=lambda hit: -hit.score)[:limit]

    def at_number(self, number: str) -> int | None:
        """Position of the entry with this customer number."""
        return self._by_number.get(_plain_number(number)) if number.strip() else None

    def places_of(self, word: str) -> dict[int, float]:
        """Position → quality for entries that hold exactly this folded word."""
        return self._where.get(word, {})

    def places_like(self, word: str) -> dict[int, float]:
        """As `places_of`, and for words that begin so or are spelled much like it."""
        best: dict[int, float] = {}
        for like, quality in self._words_like(word).items():
            for at, field in self._where[like].items():
                if quality * field > best.get(at, 0):
                    best[at] = quality * field
        return best

    def _words_at(self, at: int) -> set[str]:
        people = " ".join(self._people[at]).split()
        return {*self.names[at], *people, *words(self.entries[at].city)}

    def _forget(self, at: int) -> None:
        if self._by_number.get(number := _plain_number(self.entries[at].number)) == at:
            del self._by_number[number]
        for word in self._words_at(at):
            del self._where[word][at]
            if not self._where[word]:
                del self._where[word]
                del self._sorted[bisect_left(self._sorted, word)]
                self._by_length[len(word)].remove(word)

    def _post_all(self, at: int) -> None:
        self._post(at, words(self.entries[at].city), _PLACE)
        self._post(at, " ".join(self._people[at]).split(), _PERSON)
        self._post(at, self.names[at], _NAME)

    def _post(self, at: int, found: Iterable[str], field: float) -> None:
        for word in found:
            self._where[word][at] = field

    def _words_like(self, word: str) -> dict[str, float]:
        like: dict[str, float] = {}
        typos = 0 if len(word) < 4 or word.isdigit() else 1 if len(word) < 7 else 2
        for length in range(len(word) - typos, len(word) + typos + 1) if typos else ():
            near = self._by_length.get(length, [])
            for found, distance, _ in process.extract(
                word, near, scorer=OSA.distance, score_cutoff=typos, limit=None
            ):
                like[found] = _TYPO[int(distance)] - 0.08 * (found[0] != word[0])
        if len(word) > 1:
            for found in self._sorted[bisect_left(self._sorted, word) :]:
                if not found.startswith(word):
                    break
                like[found] = max(like.get(found, 0), 0.6 + 0.3 * len(word) / len(found))
        if word in self._where:
            like[word] = 1.0
        return like

    def _by_words(self, query: list[str]) -> dict[int, float]:
        scores = self._covered(query)
        respelled = self._respelled(query)
        if respelled != query:
            for at, score in self._covered(respelled).items():
                scores[at] = max(score, scores.get(at, 0))
        return self._with_people(query, scores)

    def _with_people(self, query: list[str], scores: dict[int, float]) -> dict[int, float]:
        """A whole contact's name counts as much as a company's; its halves apart do not."""
        if len(query) < 2:
            return scores
        asked = " ".join(query)
        for at, score in scores.items():
            if score <= _PERSON and process.extractOne(
                asked, self._people[at], scorer=fuzz.token_sort_ratio, score_cutoff=80
            ):
                scores[at] = score / _PERSON
        return scores

    def _covered(self, query: list[str]) -> dict[int, float]:
        """How much of the query each entry accounts for, rare words counting more."""
        heavy = [word for word in dict.fromkeys(query) if not is_light(word)][:10]
        light = [word for word in dict.fromkeys(query) if is_light(word)][:10]
        sums: dict[int, float] = defaultdict(float)
        total = _LIGHT * len(light)
        for word in heavy:
            places = self.places_like(word)
            weight = 1 + 0.25 * log(1 + len(self.entries) / len(places)) if places else _UNKNOWN
            total += weight
            for at, quality in places.items():
                sums[at] += weight * quality
        for at in sums:
            sums[at] += _LIGHT * sum(at in self.places_of(word) for word in light)
        return {at: value / total for at, value in sums.items() if value >= _LEAST * total}

    def _respelled(self, query: list[str]) -> list[str]:
        """The query with compounds joined or parted as our names write them."""
        out: list[str] = []
        for word in query:
            if out and out[-1] + word in self._where:
                out[-1] += word
            elif word not in self._where and (parts := self._parted(word)):
                out += parts
            else:
                out.append(word)
        return out

    def _parted(self, word: str) -> list[str]:
        for cut in range(3, len(word) - 2):
            head, tail = word[:cut], word[cut:]
            if self.places_of(head).keys() & self.places_of(tail).keys():
                return [head, tail]
        return []

    def _best(self, scores: dict[int, float], limit: int, favoured: Collection[int]) -> list[Hit]:
        """Those within reach of the best; among equals the favoured, then the shorter names."""
        floor = max(scores.values(), default=0) - _MARGIN
        near = [at for at, score in scores.items() if score >= floor]

        def order(at: int) -> tuple[float, str]:
            liked = 0.05 * (self.entries[at].id in favoured) + 0.05 / (1 + self._lengths[at])
            return -scores[at] - liked, self.entries[at].name

        return [Hit(self.entries[at].id, scores[at]) for at in sorted(near, key=order)[:limit]]


def _plain_number(number: str) -> str:
    return "".join(number.split()).lower()


def _core(found: list[str]) -> str:
    return " ".join(word for word in found if not is_light(word))

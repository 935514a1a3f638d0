"""Who: salutation, names, language, and the class a customer is in."""

import re
from dataclasses import dataclass

from bot.domain.checks.refused import Refused, excerpt
from bot.domain.checks.text import fold, single_line

_SALUTATIONS: dict[str, str | None] = {
    **dict.fromkeys(("frau", "fr", "ms", "mrs", "miss", "w", "f", "weiblich", "female"), "ms"),
    **dict.fromkeys(("herr", "herrn", "hr", "mr", "m", "maennlich", "male"), "mr"),
    **dict.fromkeys(("", "divers", "d", "mx", "keine", "keineangabe", "none", "firma"), None),
}
_SPOKEN = {"frau", "fr", "ms", "mrs", "miss", "herr", "herrn", "hr", "mr"}
_TITLES = {"dr", "drs", "prof", "dipling", "diplkfm", "ing", "mag", "med", "jur", "phil", "habil"}
_PARTICLES = {"von", "van", "vom", "zu", "zum", "zur", "de", "del", "della", "den", "der", "di"}
_LANGUAGES = {
    **dict.fromkeys(("de", "deu", "ger", "deutsch", "german", "dede", "deat", "dech"), "de"),
    **dict.fromkeys(("en", "eng", "englisch", "english", "engb", "enus"), "en"),
}
_CLASS = re.compile(r"(?:klasse |class )?([abc])(?:[- ]?(?:kunde|customer))?", re.IGNORECASE)


@dataclass(frozen=True)
class PersonName:
    """A full name taken apart; what was not there is empty."""

    salutation: str | None
    title: str
    first_name: str
    last_name: str


def salutation(text: str) -> str | None:
    """ "ms", "mr", or None where none is wanted."""
    word = fold(text)
    if word not in _SALUTATIONS:
        raise Refused("check-salutation", text=excerpt(text))
    return _SALUTATIONS[word]


def language(text: str) -> str:
    """ "de" or "en"."""
    code = _LANGUAGES.get(fold(text))
    if code is None:
        raise Refused("check-language", text=excerpt(text))
    return code


def grade(text: str) -> str:
    """ "A", "B" or "C"."""
    found = _CLASS.fullmatch(text.strip())
    if not found:
        raise Refused("check-class", text=excerpt(text))
    return found[1].upper()


def person_name(text: str) -> PersonName:
    """ "Frau Dr. Anna von Huber" or "Huber, Anna": the last word, with its particles, is the
    last name."""
    words = single_line(text).split(" ")
    spoken = words.pop(0) if fold(words[0]) in _SPOKEN else ""
    titles = []
    while words and fold(words[0]) in _TITLES:
        titles.append(words.pop(0))
    first, last = _first_and_last(words)
    return PersonName(_SALUTATIONS[fold(spoken)], " ".join(titles), first, last)


def _first_and_last(words: list[str]) -> tuple[str, str]:
    last, comma, first = " ".join(words).partition(",")
    if comma:
        return first.strip(), last.strip()
    start = len(words) - 1
    while start > 0 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[max(start, 0) :])

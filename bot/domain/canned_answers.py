"""Canned answers: texts of the company's own, with placeholders that are filled in for a case."""

import html
import re
from collections.abc import Mapping

from bot.domain.checks import excerpt
from bot.domain.refusal import Refusal

PLACEHOLDERS: Mapping[str, Mapping[str, str]] = {
    "customer": {"de": "kunde", "en": "customer"},
    "contact": {"de": "ansprechpartner", "en": "contact"},
    "number": {"de": "nummer", "en": "number"},
    "name": {"de": "name", "en": "name"},
    "company": {"de": "firma", "en": "company"},
}
"""What may stand in a text, and how it is spelt; every language takes the words of both."""
LONGEST_MESSAGE = 2800
"""What goes out has to be shown whole in one message before: UTF-16 units, as HTML."""
_MEANT = {
    spelling: what for what, spellings in PLACEHOLDERS.items() for spelling in spellings.values()
}
_NAMED = re.compile(r"\{([^{}]*)\}")


def written(what: str, language: str) -> str:
    """A placeholder as it is written: "{kunde}"."""
    return f"{{{PLACEHOLDERS[what][language]}}}"


def fill(words: str, values: Mapping[str, str], language: str) -> str:
    """The text with the value of each placeholder in its place.

    Every placeholder needs a value that is not empty: who fills in has to have one for each, so
    that none goes out as it is written. Raises Refusal, in the words of the language, for an
    unknown placeholder, for a brace that belongs to none, and for what is too long to be shown.
    """
    if re.search("[{}]", _NAMED.sub("", words)):
        raise Refusal("canned-brace", known=_all(language))
    filled = _NAMED.sub(lambda found: values[_meant(found[1], language)], words)
    if len(html.escape(filled, quote=False).encode("utf-16-le")) // 2 > LONGEST_MESSAGE:
        raise Refusal("canned-too-long")
    return filled


def check(words: str, language: str) -> None:
    """Whether the text can be filled in; raises Refusal as `fill` does."""
    fill(words, {what: written(what, language) for what in PLACEHOLDERS}, language)


def _meant(name: str, language: str) -> str:
    what = _MEANT.get(name.strip().casefold())
    if what is None:
        raise Refusal("canned-placeholder", name=excerpt(f"{{{name}}}"), known=_all(language))
    return what


def _all(language: str) -> str:
    return ", ".join(written(what, language) for what in PLACEHOLDERS)

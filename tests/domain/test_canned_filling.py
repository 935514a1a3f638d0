"""Canned answers are filled in as they are meant, and what cannot be is refused in words."""

import pytest

from bot.domain.canned_answers import check, fill
from bot.domain.refusal import Refusal
from bot.texts.render import Renderer

VALUES = {"customer": "Huber {name} & Co.", "contact": "Anna Huber", "number": "R-2026-0001",
          "name": "Ada Klein", "company": "Nordlicht"}  # fmt: skip
FILLED = {
    "Ohne alles": "Ohne alles",
    "{kunde}": "Huber {name} & Co.",
    "Guten Tag {ansprechpartner},\n\nzu {nummer}": "Guten Tag Anna Huber,\n\nzu R-2026-0001",
    "{customer} {contact} {number} {name} {company}":
        "Huber {name} & Co. Anna Huber R-2026-0001 Ada Klein Nordlicht",
    "{Kunde}{ NAME }{firma}{firma}": "Huber {name} & Co.Ada KleinNordlichtNordlicht",
    "<b>{name}</b> %s $name \\1": "<b>Ada Klein</b> %s $name \\1",
}  # fmt: skip
REFUSED = {
    "{": "canned-brace", "}": "canned-brace", "a } b { c": "canned-brace",
    "{kunde": "canned-brace", "kunde}": "canned-brace", "{{kunde}}": "canned-brace",
    "{}": "canned-placeholder", "{ }": "canned-placeholder", "{0}": "canned-placeholder",
    "{kundenname}": "canned-placeholder", "{kunde.name}": "canned-placeholder",
    "{kunde} {antwort}": "canned-placeholder", "{kun\nde}": "canned-placeholder",
    "x" * 2801: "canned-too-long", "😀" * 1401: "canned-too-long", "&" * 600: "canned-too-long",
}  # fmt: skip


@pytest.mark.parametrize("words", FILLED)
def test_each_placeholder_of_both_languages_is_filled_in_once(words: str) -> None:
    check(words, "en")
    assert fill(words, VALUES, "de") == FILLED[words]


@pytest.mark.parametrize("words", REFUSED)
def test_what_cannot_be_filled_in_is_refused(words: str) -> None:
    for filling in (lambda: check(words, "de"), lambda: fill(words, VALUES, "de")):
        with pytest.raises(Refusal) as no:
            filling()
        assert no.value.text.key == REFUSED[words]


def test_values_can_make_a_text_too_long_to_be_shown() -> None:
    check("{kunde}" * 200, "de")
    with pytest.raises(Refusal, match="canned-too-long"):
        fill("{kunde}" * 200, VALUES, "de")


@pytest.mark.parametrize(
    ("language", "known"),
    [("de", "{kunde}, {ansprechpartner}, {nummer}, {name}, {firma}"),
     ("en", "{customer}, {contact}, {number}, {name}, {company}")],
)  # fmt: skip
def test_a_refusal_names_all_placeholders_in_the_language_of_who_writes(
    language: str, known: str
) -> None:
    for words in ("{", "{kundenname}"):
        with pytest.raises(Refusal) as no:
            check(words, language)
        told = Renderer(None).plain(no.value.text, language)  # type: ignore[arg-type]
        assert known in told
        assert words in told or words == "{"

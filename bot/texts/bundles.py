"""Loading the Fluent files; a missing key or variable is an error, never a gap."""

from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource, resolver

from bot.texts import LANGUAGES

FOLDER = Path(__file__).parent

# Fluent refuses values over 2,500 signs; ours are clipped before, but escaping lengthens them.
resolver.MAX_PART_LENGTH = 25_000


class MissingText(Exception):
    """A key or variable that the texts do not have."""


@cache
def bundle(language: str) -> FluentBundle:
    """All texts of one language."""
    made = FluentBundle([language], use_isolating=False)
    for file in sorted((FOLDER / language).glob("*.ftl")):
        made.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return made


def has(key: str) -> bool:
    """Whether there is such a text."""
    return bundle(LANGUAGES[0]).has_message(key)


def format_text(key: str, args: dict[str, Any], language: str) -> str:
    """The text with its values put in; raises MissingText for a wrong key or variable."""
    texts = bundle(language)
    if not texts.has_message(key):
        raise MissingText(f"{language}: no text {key}")
    pattern = texts.get_message(key).value
    if pattern is None:
        raise MissingText(f"{language}: {key} has no value")
    words, errors = texts.format_pattern(pattern, args)
    if errors:
        raise MissingText(f"{language}: {key}: {errors[0]}")
    return str(words)

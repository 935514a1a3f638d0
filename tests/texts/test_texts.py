"""Every word in both languages: nothing missing, nothing stale, no wrong variable."""

import re
from collections.abc import Iterator

import pytest

from bot.handlers.features import FEATURES
from bot.texts import LANGUAGES
from bot.texts.bundles import MissingText, format_text
from tests.texts.scanning import Call, code, texts

LONGEST_LABEL = 20
COMPLETED_LATER = {"table-unsafe"}
"""Refusals that are raised again with a value added."""
TAGS = re.compile(r"</?(\w+)>")
SAMPLES: list[str | int] = ["Müller", 0, 1, 2, 1234]


def computed() -> Iterator[tuple[str, str]]:
    """Keys that forms and commands make by themselves, with what makes them."""
    for feature in FEATURES:
        for command in feature.commands:
            if command.menu:
                yield f"command-{command.en}", f"/{command.en}"
        for form in feature.forms:
            yield f"{form.kind}-form", form.kind
            yield f"{form.kind}-save", form.kind
            for one in form.fields:
                if one.ask is None:
                    yield f"{form.kind}-{one.name}", form.kind
                if one.changeable:
                    yield f"{form.kind}-{one.name}-change", form.kind


def said(call: Call) -> list[str]:
    """The keys a call can say; of a family those that it gives all values for."""
    if call.pattern is None:
        return [call.key]
    return [
        key
        for key, message in texts("de").items()
        if call.pattern.fullmatch(key)
        and (call.values is None or message.variables <= call.values)
    ]


def test_both_languages_have_the_same_texts() -> None:
    assert texts("de").keys() == texts("en").keys()


def test_a_text_has_the_same_variables_in_both_languages() -> None:
    english = texts("en")
    other = [key for key, one in texts("de").items() if one.variables != english[key].variables]
    assert other == []


def test_everything_the_code_says_is_there() -> None:
    assert len(code().calls) > 100
    missing = [
        f"{call.place}: {call.key or call.pattern}"
        for call in code().calls
        if not any(key in texts("de") for key in said(call))
    ]
    assert missing == []


def test_everything_forms_and_commands_need_is_there() -> None:
    assert [pair for pair in computed() if pair[0] not in texts("de")] == []


def test_no_text_is_stale() -> None:
    made = {key for key, _ in computed()}
    inner = {key for one in texts("de").values() for key in one.messages}
    used = code().strings | made | inner | {key for call in code().calls for key in said(call)}
    stale = [
        key
        for key in texts("de")
        if key not in used and not any(one.fullmatch(key) for one in code().patterns)
    ]
    assert stale == []


def test_every_variable_is_given_where_a_text_is_said() -> None:
    wrong = [
        f"{call.place}: {key} needs {sorted(needed)}"
        for call in code().calls
        if call.values is not None
        for key in said(call)
        if key in texts("de") and key not in COMPLETED_LATER
        if (needed := texts("de")[key].variables - call.values)
    ]
    assert wrong == []


def test_no_value_is_given_that_a_text_does_not_tell() -> None:
    wrong = [
        f"{call.place}: {call.key} does not tell {sorted(idle)}"
        for call in code().calls
        if call.values is not None and call.key in texts("de") and call.function != "Refused"
        if (idle := call.values - texts("de")[call.key].variables)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_written_out(language: str) -> None:
    for key, message in texts(language).items():
        tried = [written_out(key, message.variables, one, language) for one in SAMPLES]
        written = [words for words in tried if words is not None]
        assert written, f"{language}: {key}"
        for words in written:
            tags = TAGS.findall(words)
            assert set(tags) <= {"b", "i", "code"}, f"{language}: {key}"
            assert all(tags.count(tag) % 2 == 0 for tag in tags), f"{language}: {key}"
            assert "{" not in words, f"{language}: {key}"


def written_out(key: str, variables: set[str], value: str | int, language: str) -> str | None:
    """The text with this value everywhere; None where it does not take such a value."""
    try:
        return format_text(key, dict.fromkeys(variables, value), language)
    except MissingText:
        return None


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_without_values_are_short(language: str) -> None:
    labels = {call.key for call in code().calls if call.function == "button"}
    labels |= {key for key, _ in computed() if key.endswith(("-save", "-change"))}
    long = [
        f"{key}: {words}"
        for key in sorted(labels)
        if key in texts(language) and not texts(language)[key].variables
        if len(words := format_text(key, {}, language)) > LONGEST_LABEL
    ]
    assert long == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_command_descriptions_fit_the_menu(language: str) -> None:
    for key in texts(language):
        if key.startswith("command-"):
            assert 3 <= len(format_text(key, {}, language)) <= 60

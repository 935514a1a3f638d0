"""The sentences that refuse an input, in both languages."""

import ast
from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

import bot
from bot.domain.checks import Refused, postal_code, vat_id

ROOT = Path(bot.__file__).parent
SOURCES = [
    *(ROOT / "domain" / "checks").glob("*.py"),
    *(ROOT / "services" / "tables").glob("*.py"),
    *(ROOT / "services" / "customer_columns").glob("*.py"),
]


class Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()
        self.messages: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802
        self.messages.add(node.id.name)


def source(language: str) -> str:
    return (ROOT / "texts" / language / "checks.ftl").read_text(encoding="utf-8")


def variables_of_texts(language: str) -> dict[str, set[str]]:
    """The variables of each message, its references to other messages followed."""
    found: dict[str, Variables] = {}
    for entry in FluentParser().parse(source(language)).body:
        assert not isinstance(entry, ftl.Junk), entry.content
        if isinstance(entry, ftl.Message):
            found[entry.id.name] = variables = Variables()
            variables.visit(entry)
    return {
        key: one.names.union(*(found[other].names for other in one.messages))
        for key, one in found.items()
    }


def refusals_in_code() -> dict[str, set[str]]:
    """Literal keys of `Refused(...)` with the names of their values."""
    calls = [
        node
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == "Refused" and isinstance(node.args[0], ast.Constant)
    ]
    return {call.args[0].value: {word.arg or "" for word in call.keywords} for call in calls}  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_refusal_has_a_sentence_that_uses_no_value_it_is_not_given(language: str) -> None:
    texts = variables_of_texts(language)
    refusals = refusals_in_code()
    assert len(refusals) > 30
    for key, values in refusals.items():
        assert texts[key] <= values, key


def test_every_sentence_is_one_that_the_code_says() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in SOURCES)
    for key in variables_of_texts("de"):
        assert f'"{key}"' in code or key in {"number-have", "number-need"}, key


def test_both_languages_have_the_same_sentences_with_the_same_values() -> None:
    assert variables_of_texts("de") == variables_of_texts("en")


@pytest.mark.parametrize(
    ("language", "postal_code_says", "vat_id_says"),
    [
        (
            "de",
            "Postleitzahl „8615“ hat vier Stellen, nötig sind fünf.",
            "USt-IdNr. „DE12345678“ hat acht Ziffern, nötig sind neun.",
        ),
        (
            "en",
            "Postal code “8615” has four digits, five are needed.",
            "VAT ID “DE12345678” has eight digits, nine are needed.",
        ),
    ],
)
def test_small_numbers_are_written_as_words(
    language: str, postal_code_says: str, vat_id_says: str
) -> None:
    texts = FluentBundle([language], use_isolating=False)
    texts.add_resource(FluentResource(source(language)))

    def say(refused: Refused) -> str:
        pattern = texts.get_message(refused.key).value
        assert pattern is not None
        words, errors = texts.format_pattern(pattern, refused.values)
        assert not errors
        return str(words)

    with pytest.raises(Refused) as short:
        postal_code("8615")
    with pytest.raises(Refused) as digits:
        vat_id("DE12345678")
    assert say(short.value) == postal_code_says
    assert say(digits.value) == vat_id_says

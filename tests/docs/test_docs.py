"""The documentation says what is so: links, commands, settings, buttons and words exist."""

import re

import pytest

from bot.cli.commands import program
from bot.config import Settings
from bot.handlers.features import FEATURES
from tests.docs.pages import (
    FOR_ROLES,
    LANGUAGES,
    PAIRS,
    ROOT,
    buttons_in,
    is_a_text,
    names,
    read,
    said_in,
    without_blocks,
)

COMMANDS = [command for feature in FEATURES for command in feature.commands]
NOT_OURS = {"newbot", "health"}
"""A command of @BotFather's, and a path that the program serves."""
SLASHED = re.compile(r"(?<![\w/.:}>-])/([a-z]+)(?![\w/.])")


@pytest.mark.parametrize("page", [*LANGUAGES, "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_link_within_the_repository_leads_somewhere(page: str) -> None:
    links = re.findall(r"\]\(([^)]+)\)", read(page))
    for link in links:
        if not link.startswith("https://"):
            assert ((ROOT / page).parent / link).exists(), link


@pytest.mark.parametrize("page", LANGUAGES)
def test_every_command_named_exists_in_the_language_of_the_page(page: str) -> None:
    known = {getattr(one, LANGUAGES[page]) for one in COMMANDS} | NOT_OURS
    assert set(SLASHED.findall(read(page))) <= known


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_command_is_explained_to_those_who_have_it(language: str) -> None:
    pages = "".join(read(page) for page in FOR_ROLES if LANGUAGES[page] == language)
    for command in COMMANDS:
        if command.menu:
            assert f"/{getattr(command, language)}" in pages


@pytest.mark.parametrize("page", ["docs/operate.md", "docs/de/betrieb.md"])
def test_the_table_of_settings_is_that_of_the_program(page: str) -> None:
    told = dict(re.findall(r"^\| `([A-Z_]+)` \| (?:`(.*?)`|–) \|", read(page), re.MULTILINE))
    defaults = {name.upper(): one.default for name, one in Settings.model_fields.items()}
    secret = {"BOT_TOKEN", "WEBHOOK_SECRET"}
    assert told == {name: "" if name in secret else one for name, one in defaults.items()}


@pytest.mark.parametrize("page", LANGUAGES)
def test_every_make_target_and_command_of_the_program_exists(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", read(page), re.MULTILINE)) <= targets
    assert set(re.findall(r"\binnendienst ([a-z]+)", read(page))) <= set(program().commands)


@pytest.mark.parametrize("page", ["README.md", "LIESMICH.md"])
def test_the_readme_names_the_two_commands(page: str) -> None:
    assert {"make demo", "make test"} <= set(read(page).splitlines())


@pytest.mark.parametrize("page", LANGUAGES)
def test_every_button_named_reads_like_that(page: str) -> None:
    for label in buttons_in(page):
        name = label.removeprefix("⏰ ").partition(",")[0]
        assert is_a_text(label, LANGUAGES[page]) or name in names(), label


@pytest.mark.parametrize("page", FOR_ROLES)
def test_every_line_of_an_example_is_one_that_the_bot_says(page: str) -> None:
    for line in said_in(page):
        given = line.startswith("https://") or line in names()
        assert given or is_a_text(line, LANGUAGES[page]), line


@pytest.mark.parametrize("english", PAIRS)
def test_a_page_has_the_same_sections_in_both_languages(english: str) -> None:
    german = PAIRS[english]
    one, other = (without_blocks(page).count("\n## ") for page in (english, german))
    assert one == other > 2


def test_every_page_leads_to_its_other_language() -> None:
    for english, german in PAIRS.items():
        for page, other in ((english, german), (german, english)):
            links = re.findall(r"\]\(([^)]+)\)", read(page).split("\n## ")[0])
            assert (ROOT / other) in [((ROOT / page).parent / one).resolve() for one in links]

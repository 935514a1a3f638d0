"""The pages of the documentation, and what the program says, to hold the one against the other."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

from bot.demo.company import CUSTOMERS

ROOT = Path(__file__).parents[2]
PAIRS = {
    "README.md": "LIESMICH.md",
    "docs/rep.md": "docs/de/aussendienst.md",
    "docs/admin.md": "docs/de/innendienst.md",
    "docs/customer.md": "docs/de/kunden.md",
    "docs/operate.md": "docs/de/betrieb.md",
}
"""Every English page with its German one."""
LANGUAGES = dict.fromkeys(PAIRS, "en") | dict.fromkeys(PAIRS.values(), "de")
FOR_ROLES = [page for page in LANGUAGES if page.startswith("docs/")
             and page not in ("docs/operate.md", "docs/de/betrieb.md")]  # fmt: skip
TAGS = re.compile(r"</?[bi]>")
FENCE = re.compile(r"^[ ]*```[a-z]*\n(.*?)^[ ]*```$", re.MULTILINE | re.DOTALL)


def read(page: str) -> str:
    """A page's text, by its path from the repository's root."""
    return (ROOT / page).read_text(encoding="utf-8")


def without_blocks(page: str) -> str:
    """A page's text without what is fenced off."""
    return FENCE.sub("", read(page))


def said_in(page: str) -> Iterator[str]:
    """Every line that a page says the bot says, without its buttons."""
    for block in FENCE.findall(read(page)):
        for line in block.splitlines():
            if line and line[0] not in "→[":
                yield line


def buttons_in(page: str) -> list[str]:
    """Every button that a page names: [like this], which is no link."""
    return re.findall(r"(?<![\w.!])\[([^\]\n]+)\](?!\()", re.sub(r"\[\]?\(.*?\)", "", read(page)))


def is_a_text(words: str, language: str) -> bool:
    """Whether some text of the language reads like this, whatever its values are."""
    return any(pattern.fullmatch(words) for pattern in _patterns(language))


@cache
def names() -> str:
    """Whatever may be somebody's name: customers and people of the demo company."""
    return CUSTOMERS.read_text(encoding="utf-8-sig") + "Anna Huber"


@cache
def _patterns(language: str) -> list[re.Pattern[str]]:
    """Each line of each text that says anything besides its values."""
    found = []
    for file in sorted((ROOT / "bot" / "texts" / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ftl.Message) and entry.value:
                found += [one for one in _written(entry.value).split("\n") if _says(one)]
    return [re.compile(one) for one in found]


def _written(pattern: ftl.Pattern) -> str:
    """A text as a regular expression."""
    return "".join(map(_part, pattern.elements))


def _part(element: ftl.TextElement | ftl.Placeable) -> str:
    if isinstance(element, ftl.TextElement):
        return "\n".join(re.escape(one) for one in TAGS.sub("", element.value).split("\n"))
    expression = element.expression
    if isinstance(expression, ftl.SelectExpression):
        return f"(?:{'|'.join(_written(one.value) for one in expression.variants)})"
    return re.escape(expression.value) if isinstance(expression, ftl.StringLiteral) else ".*"


def _says(pattern: str) -> bool:
    """Whether there is more to it than values, which could be anything, such as "~"."""
    symbols = (one for one in pattern if one.isalpha() or unicodedata.category(one) == "So")
    return any(symbols) and not re.fullmatch(pattern, "~")

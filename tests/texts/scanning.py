"""What the texts hold, and what the code says: both read as syntax, not as words."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

import bot

ROOT = Path(bot.__file__).parent
SAYING = {"text": 0, "say": 0, "button": 0, "words": 0, "Text": 0, "Refusal": 0, "Refused": 0,
          "Failure": 0, "word": 0}  # fmt: skip
"""Functions whose first argument is a text's key."""
NO_VALUES = {"button": {"style"}, "say": {"buttons", "to"}}
"""Keywords that are not values of the text."""


@dataclass
class Message:
    """A message of a Fluent file: the variables and other messages in it."""

    key: str
    variables: set[str] = field(default_factory=set)
    messages: set[str] = field(default_factory=set)


class _Reader(Visitor):
    def __init__(self, message: Message) -> None:
        self.message = message

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.message.variables.add(node.id.name)

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802
        self.message.messages.add(node.id.name)


@cache
def texts(language: str) -> dict[str, Message]:
    """All messages of a language; their variables include those of messages they refer to."""
    found: dict[str, Message] = {}
    for file in sorted((ROOT / "texts" / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{language}/{file.name}: {entry.content}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{language}: {entry.id.name} stands twice"
                found[entry.id.name] = message = Message(entry.id.name)
                _Reader(message).visit(entry)
    for message in found.values():
        for other in message.messages:
            message.variables |= found[other].variables
    return found


@dataclass(frozen=True)
class Call:
    """A place in the code that says something: its key, or the pattern of a key put together."""

    function: str
    key: str
    pattern: re.Pattern[str] | None
    values: frozenset[str] | None
    """None when they are not to be seen from the call."""
    place: str


@dataclass(frozen=True)
class Code:
    """What the code says, every string in it, and every pattern of a string put together."""

    calls: list[Call]
    strings: set[str]
    patterns: list[re.Pattern[str]]
    """Only those outside of calls: what a call can make is known better."""


@cache
def code() -> Code:
    """All of the program's code but the texts' own."""
    found = Code([], set(), [])
    for file in ROOT.rglob("*"):
        if file.suffix == ".py":
            tree = ast.parse(file.read_text(encoding="utf-8"))
            place = str(file.relative_to(ROOT.parent))
            if "storage" not in file.parts:  # there `text` is SQL
                found.calls.extend(_calls(tree, place))
            known = {call.pattern for call in found.calls}
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.strings.add(node.value)
                elif isinstance(node, ast.JoinedStr) and (pattern := _pattern(node)):
                    found.patterns.extend({pattern} - known)
        elif file.suffix in {".html", ".js"}:
            found.strings.update(re.findall(r"[a-z]+(?:-[a-z]+)+", file.read_text("utf-8")))
    return found


def _calls(tree: ast.Module, place: str) -> Iterator[Call]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        function = node.func.id
        if function not in SAYING or not node.args:
            continue
        where = f"{place}:{node.lineno}"
        for key in _keys(node.args[0]):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield Call(function, key.value, None, _values(function, node), where)
            elif isinstance(key, ast.JoinedStr) and (pattern := _pattern(key)):
                yield Call(function, "", pattern, _values(function, node), where)


def _keys(node: ast.expr) -> Iterator[ast.expr]:
    """The keys an argument may be: both branches of a choice."""
    if isinstance(node, ast.IfExp):
        yield from _keys(node.body)
        yield from _keys(node.orelse)
    else:
        yield node


def _values(function: str, node: ast.Call) -> frozenset[str] | None:
    names = [one.arg for one in node.keywords]
    if function == "Text" or None in names:
        return None
    return frozenset(name for name in names if name) - NO_VALUES.get(function, set())


def _pattern(node: ast.JoinedStr) -> re.Pattern[str] | None:
    """The keys an f-string can make; None when it begins with no word of a key."""
    parts = [one.value if isinstance(one, ast.Constant) else None for one in node.values]
    if not isinstance(parts[0], str) or not re.match(r"[a-z]+-", parts[0]):
        return None
    made = "".join(re.escape(one) if isinstance(one, str) else "[A-Za-z0-9_-]+" for one in parts)
    return re.compile(made)

"""How rules are written and run: patterns over the kinds of the tokens, tried in their order."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from bot.when.values import Clock, Context, Day, Length, Part, Token

_KINDS: dict[type, str] = {Day: "G", datetime: "I", Clock: "C", Part: "p", Length: "L", tuple: "R"}


class Found:
    """What a rule's pattern matched: tokens by the group's name."""

    __slots__ = ("_match", "_tokens", "context")

    def __init__(self, context: Context, match: re.Match[str], tokens: Sequence[Token]) -> None:
        self.context, self._match, self._tokens = context, match, tokens

    def get(self, name: str) -> Token | None:
        """The group's first token, or None where the pattern has or matched no such group."""
        if name not in self._match.re.groupindex:
            return None
        at = self._match.start(name)
        return self._tokens[at] if 0 <= at < self._match.end(name) else None

    def __getitem__(self, name: str) -> Any:
        """The value of the group's first token."""
        return self._tokens[self._match.start(name)].value

    def all(self, name: str) -> Sequence[Token]:
        """Every token of the group."""
        return self._tokens[self._match.start(name) : self._match.end(name)]

    def whole(self) -> Sequence[Token]:
        """Every token of the match."""
        return self._tokens[self._match.start() : self._match.end()]

    def before(self) -> Token | None:
        """The token before the match."""
        at = self._match.start()
        return self._tokens[at - 1] if at else None

    def after(self) -> Token | None:
        """The token after the match."""
        at = self._match.end()
        return self._tokens[at] if at < len(self._tokens) else None


class Rule(NamedTuple):
    """Tokens whose kinds match become one of `kind`, unless `make` returns None.

    Kind "*" is the one that goes with what was made.
    """

    pattern: re.Pattern[str]
    kind: str
    make: Callable[[Found], Any]


def rule(pattern: str, kind: str, make: Callable[[Found], Any]) -> Rule:
    """A rule of the table."""
    return Rule(re.compile(pattern), kind, make)


def rewrite(tokens: list[Token], rules: Sequence[Rule], context: Context) -> list[Token]:
    """Apply each rule everywhere, from left to right, before the next one is tried."""
    kinds = "".join([token.kind for token in tokens])
    for pattern, kind, make in rules:
        match = pattern.search(kinds)
        while match:
            start, end = match.span()
            value = make(Found(context, match, tokens))
            if value is None:
                match = pattern.search(kinds, start + 1)
                continue
            made = kind if kind != "*" else _KINDS[type(value)]
            first, last = tokens[start], tokens[end - 1]
            tokens[start:end] = [Token(made, value, first.start, last.end, "")]
            kinds = kinds[:start] + made + kinds[end:]
            match = pattern.search(kinds, start + 1)
    return tokens

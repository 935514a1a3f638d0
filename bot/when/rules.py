"""How rules are written and run: patterns over the kinds of the tokens, tried in their order."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from bot.when.values import Clock, Context, Day, Length, Part, Token

YEARS = range(1900, 2101)
Condition = Callable[["Found"], bool]
_KINDS: dict[type, str] = {Day: "G", datetime: "I", Clock: "C", Part: "p", Length: "L", tuple: "R"}


class Found:
    """What a rule's pattern matched: tokens by the group's name."""

    __slots__ = ("_match", "_tokens", "context")

    def __init__(self, context: Context, match: re.Match[str], tokens: Sequence[Token]) -> None:
        self._match, self._tokens = match, tokens
        self.context = context.at(tokens[match.start()].start)

    def get(self, name: str) -> Token | None:
        """The group's first token, or None where the pattern has or matched no such group."""
        if name not in self._match.re.groupindex:
            return None
        at = self._match.start(name)
        return self._tokens[at] if 0 <= at < self._match.end(name) else None

    def __getitem__(self, name: str) -> Any:
        """The value of the group's first token."""
        return self._tokens[self._match.start(name)].value

    def token(self, name: str) -> Token:
        """The first token of a group that every match has."""
        return self._tokens[self._match.start(name)]

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


class Rule:
    """Tokens whose kinds match become one of `kind`, unless `make` returns None.

    Kind "*" is the one that goes with what was made. A pattern is compiled when first the kinds
    it cannot do without have turned up, so that starting costs little.
    """

    __slots__ = ("_compiled", "_conditions", "_make", "_pattern", "kind", "needs")

    def __init__(
        self,
        pattern: str,
        kind: str,
        make: Callable[[Found], Any],
        *conditions: Condition,
    ) -> None:
        self._pattern, self.kind, self._make, self._conditions = pattern, kind, make, conditions
        self.needs = needed(pattern)
        self._compiled: re.Pattern[str] | None = None

    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        if self._compiled is None:
            self._compiled = re.compile(self._pattern)
        return self._compiled

    def make(self, found: Found) -> Any:
        """The value, or None where this is no such thing."""
        return self._make(found) if all(holds(found) for holds in self._conditions) else None


rule = Rule


def is_(**wanted: Any) -> Condition:
    """Whether the groups have these values, or one of them where several are given."""
    several = {
        name: value if isinstance(value, tuple) else (value,) for name, value in wanted.items()
    }
    return lambda found: all(found[name] in values for name, values in several.items())


def is_not(condition: Condition) -> Condition:
    """The opposite."""
    return lambda found: not condition(found)


def says(name: str, *words: str) -> Condition:
    """Whether a group that every match has is one of these folded words."""
    return lambda found: found.token(name).raw in words


def follows(*words: str) -> Condition:
    """Whether one of these folded words stands before the match."""
    return lambda found: (before := found.before()) is not None and before.raw in words


def has_two_digits(name: str) -> Condition:
    """Whether a group that every match has was written with two characters."""
    return lambda found: len(found.token(name).raw) == 2


def has_a_year(found: Found) -> bool:
    """Whether the number of the group "y" is a year that people talk of."""
    return found["y"] in YEARS


def is_english(found: Found) -> bool:
    """Whether the words are English ones."""
    return found.context.language == "en"


def is_german(found: Found) -> bool:
    """Whether the words are German ones."""
    return found.context.language == "de"


_LOOKS = re.compile(r"\(\?<?[=!](?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_CLASSES = re.compile(r"\[[^\]]*\][?*]?")
_MAYBE = re.compile(
    r"\((?:\?P<\w+>|\?:)?[^()]*\)[?*]|\((?:\?P<\w+>|\?:)?[^()]*\|[^()]*\)|\\?\w[?*]"
)
_GROUP = re.compile(r"\((?:\?P<\w+>|\?:)?([^()]*)\)")


def needed(pattern: str) -> frozenset[str]:
    """The letters without which a pattern cannot match."""
    left = _CLASSES.sub("", _LOOKS.sub("", pattern))
    while "(" in left:
        fewer = _GROUP.sub(r"\1", _MAYBE.sub("", left), count=1)
        if fewer == left:
            return frozenset()
        left = fewer
    if "|" in left or "\\" in left:
        return frozenset()
    return frozenset(filter(str.isalpha, _MAYBE.sub("", left)))


def rewrite(tokens: list[Token], rules: Sequence[Rule], context: Context) -> list[Token]:
    """Apply each rule everywhere, from left to right, before the next one is tried."""
    kinds = "".join([token.kind for token in tokens])
    present = set(kinds)
    for one in rules:
        if not one.needs <= present:
            continue
        pattern = one.pattern()
        match = pattern.search(kinds)
        while match:
            start, end = match.span()
            value = one.make(Found(context, match, tokens))
            if value is None:
                match = pattern.search(kinds, start + 1)
                continue
            made = one.kind if one.kind != "*" else _KINDS[type(value)]
            first, last = tokens[start], tokens[end - 1]
            tokens[start:end] = [Token(made, value, first.start, last.end, "")]
            kinds = kinds[:start] + made + kinds[end:]
            present.add(made)
            match = pattern.search(kinds, start + 1)
    return tokens

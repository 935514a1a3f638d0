"""The words that number days, months and hours."""

import re
from collections.abc import Iterable


def table(listed: str, first: int = 0) -> dict[str, int]:
    """Each word's number: words between two bars share one."""
    return {w: n for n, words in enumerate(listed.split("|"), first) for w in words.split()}


NUMBERS = table(
    "ein eins eine einer einem einen one a an|zwei zwo two|drei three|vier four|fünf five"
    "|sechs six|sieben seven|acht eight|neun nine|zehn ten|elf eleven|zwölf twelve"
    "|dreizehn thirteen|vierzehn fourteen",
    first=1,
)


def any_of(listed: Iterable[str]) -> str:
    return "|".join(sorted(listed, key=len, reverse=True))


def pattern(written: str) -> re.Pattern[str]:
    return re.compile(written, re.IGNORECASE)


def number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def said(match: re.Match[str], group: str) -> str:
    """What stood there, in lower case; empty too when the rule has no such place."""
    return (match.groupdict().get(group) or "").lower()

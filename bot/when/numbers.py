"""Numbers of several words: "twenty one", "two thousand and eighteen"."""

from collections.abc import Sequence

from bot.when.rules import Found, Rule, rule


def _tens(found: Found) -> int | None:
    tens, unit = found["t"], found["u"]
    return tens + unit if tens in range(20, 100, 10) and 1 <= unit <= 9 else None


def _thousand(found: Found) -> int | None:
    rest = found.get("r")
    if not 1 <= found["n"] <= 9:
        return None
    return int(found["n"] * 1000 + (rest.value if rest else 0))


RULES: Sequence[Rule] = (
    rule(r"(?P<t>n)-?(?P<u>n)", "n", _tens),
    rule(r"(?P<t>n)-?(?P<u>o)", "o", _tens),
    rule(r"(?P<n>n)k(?:c?(?P<r>n))?", "Y", _thousand),
)

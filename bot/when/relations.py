"""Words of relation that count together: "this coming Friday", "past week"."""

from collections.abc import Sequence

from bot.when.rules import Found, Rule, rule


def _second(found: Found) -> object:
    """ "this past weekend", "this coming Friday": the second word counts."""
    return found.whole()[1].value


RULES: Sequence[Rule] = (
    rule(r"r(?P<second>r)(?=[UWwMm])", "r", _second),
    rule(r"(?<![NnHqC1])r?s(?=[Ww])", "r", lambda _: "past"),
    rule(r"(?<![NnHqC1])r?s(?=[UL])", "r", lambda _: -1),
)

"""Words of relation that count together: "this coming Friday", "past week"."""

from collections.abc import Sequence

from bot.when.rules import Found, Rule, rule


def _second(found: Found) -> object:
    """ "this past weekend", "this coming Friday": the second word counts."""
    return found["second"]


def _past_day(found: Found) -> str:
    """ "past Friday" is the last one, even if that is today's weekday."""
    return "past"


def _last(found: Found) -> int:
    """ "past week", "this past weekend"."""
    return -1


_IS_NO_CLOCK = r"(?<![NnHqC1])"
RULES: Sequence[Rule] = (
    rule(r"r(?P<second>r)(?=[UWwMm])", "r", _second),
    rule(rf"{_IS_NO_CLOCK}r?s(?=[Ww])", "r", _past_day),
    rule(rf"{_IS_NO_CLOCK}r?s(?=[UL])", "r", _last),
)

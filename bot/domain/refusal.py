"""Saying no: one exception that carries the sentence to say."""

from bot.domain.say import Text, Value

DENIALS = frozenset({
    "may-not", "button-unknown", "canned-unknown", "case-unknown", "customer-unknown",
    "customer-not-yours", "team-gone", "team-not-yourself", "team-invitation-gone",
})  # fmt: skip
"""The refusals of what is forged, foreign or beyond somebody's role: they are noted."""


class Refusal(Exception):
    """What was asked cannot be done; `text` says why and what would be right.

    Raised inside a handler it rolls back what the handler did, and its text is the answer.
    """

    def __init__(self, key: str, /, **args: Value) -> None:
        super().__init__(key)
        self.text = Text(key, args)

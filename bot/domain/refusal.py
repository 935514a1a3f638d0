"""Saying no: one exception that carries the sentence to say."""

from bot.domain.say import Text, Value


class Refusal(Exception):
    """What was asked cannot be done; `text` says why and what would be right.

    Raised inside a handler it rolls back what the handler did, and its text is the answer.
    """

    def __init__(self, key: str, /, **args: Value) -> None:
        super().__init__(key)
        self.text = Text(key, args)

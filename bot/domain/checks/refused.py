"""Saying no to an input: which sentence, and how much of the input it may quote."""

import unicodedata

from bot.domain.refusal import Refusal

LONGEST_EXCERPT = 40


class Refused(Refusal):
    """A field, row or file cannot be taken: `key` names the sentence that says why, `values`
    fill it."""

    def __init__(self, key: str, /, **values: str | int) -> None:
        super().__init__(key, **values)
        self.key = key
        self.values = values


def excerpt(text: str) -> str:
    """What a sentence may quote of an input: one line, printable, at most 40 characters."""
    printable = (c if unicodedata.category(c) not in {"Cc", "Cs"} else " " for c in text[:500])
    line = " ".join("".join(printable).split())
    return line if len(line) <= LONGEST_EXCERPT else line[: LONGEST_EXCERPT - 1] + "…"

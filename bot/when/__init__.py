"""Times in words, German and English: text and now in, an understood time or a question out.

Pure, without a clock of its own. Rules of ours read first; what they do not know dateparser may
suggest, to be confirmed.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.when.grammar import looks_back, understood
from bot.when.moments import Moment, Unclear

__all__ = ["Moment", "Unclear", "find_all", "find_when", "looks_back", "read_when"]


def find_all(
    text: str, now: datetime, language: str, past: bool | None = None
) -> Sequence[Moment | Unclear]:
    """Every time named within a sentence, from left to right, by our own rules alone.

    Some people write both languages: the other one counts where it understands more of the text.
    `now` is aware, in the company's zone; `past` says on which side of it a time without a year
    or a day lies, None leaves that to the verbs.
    """
    found = understood(text, now, language, past)
    other = understood(text, now, "en" if language == "de" else "de", past)
    return other if _said(other) > _said(found) else found


def _said(found: Sequence[Moment | Unclear]) -> int:
    """How many characters of the text are understood."""
    return sum(end - start for one in found for start, end in one.spans)


def find_when(
    text: str, now: datetime, language: str, past: bool | None = None
) -> Moment | Unclear | None:
    """The first time named within a sentence."""
    found = find_all(text, now, language, past)
    return found[0] if found else None


def read_when(
    text: str, now: datetime, language: str, past: bool | None = None
) -> Moment | Unclear | None:
    """The time a text names: by our rules, or a guess to confirm if it is nothing but a time."""
    found = find_when(text, now, language, past)
    if found is not None:
        return found
    from bot.when.guess import guess

    return guess(text, now, language, past)

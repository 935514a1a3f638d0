"""Keeping text from acting as a formula in a CSV file, and taking the protection off again."""

import re

_RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def guard(text: str) -> str:
    """With an apostrophe in front if a spreadsheet program might calculate it."""
    return f"'{text}" if _RISKY.match(text) else text


def unguard(text: str) -> str:
    """What `guard` was given."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text

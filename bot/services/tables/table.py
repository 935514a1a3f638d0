"""A table as it was read: headings, rows, and where each row stood."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

IsHeading = Callable[[str], bool]
NumberedRows = Iterator[tuple[int, list[str]]]
"""Rows with their number as a spreadsheet program shows it; no trailing empty cells."""


@dataclass(frozen=True)
class Table:
    """All cells are text; a row may be shorter than the headings, or longer if it is broken.

    `numbers[i]` is the row number of `rows[i]` as a spreadsheet program shows it.
    """

    headings: list[str]
    rows: Sequence[list[str]]
    numbers: Sequence[int]

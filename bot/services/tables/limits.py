"""How much a table may hold."""

from bot.domain.checks import Refused
from bot.services.tables.table import NumberedRows

MEGABYTE = 1_000_000
LARGEST_FILE = 20 * MEGABYTE
MOST_COLUMNS = 200
MOST_ROWS = 200_000
LONGEST_CELL = 4096
MOST_TEXT = 64 * MEGABYTE
CELL_OVERHEAD = 3
"""What a cell costs besides its characters, so that empty ones are not free."""


def within_limits(rows: NumberedRows) -> NumberedRows:
    """The rows that hold anything, without trailing empty cells, as long as they are not too
    many."""
    kept = text = 0
    for number, cells in rows:
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            continue
        kept += 1
        text += sum(map(len, cells)) + CELL_OVERHEAD * len(cells)
        _check(number, cells, kept, text)
        yield number, cells


def _check(number: int, cells: list[str], kept: int, text: int) -> None:
    if len(cells) > MOST_COLUMNS:
        raise Refused("table-too-wide", row=number, most=MOST_COLUMNS)
    if max(map(len, cells)) > LONGEST_CELL:
        raise Refused("table-cell-long", row=number, most=LONGEST_CELL)
    if kept > MOST_ROWS:
        raise Refused("table-too-many-rows", most=MOST_ROWS)
    if text > MOST_TEXT:
        raise Refused("table-too-much-text")

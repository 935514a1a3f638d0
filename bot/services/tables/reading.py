"""Reading a table from a CSV or XLSX file of unknown origin."""

from itertools import chain, islice
from pathlib import PurePath

from bot.domain.checks import Refused, excerpt
from bot.services.tables.csv_file import HEADING_ROWS, csv_rows
from bot.services.tables.limits import LARGEST_FILE, MEGABYTE, within_limits
from bot.services.tables.table import IsHeading, NumberedRows, Table
from bot.services.tables.xlsx_file import xlsx_rows

FEWEST_HEADINGS = 2
_TEXT_ENDINGS = {".csv", ".txt", ".tsv"}
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def read_table(
    data: bytes, name: str, is_heading: IsHeading, *, largest: int = LARGEST_FILE
) -> Table:
    """The whole table at once; `is_heading` tells which headings are known.

    Raises Refused for whatever is not a table, or has over `largest` bytes. For files from
    outside use `read_table_in_child`.
    """
    check_size(data, name, largest)
    headings, numbered = open_table(data, name, is_heading)
    numbers, rows = [], []
    for number, cells in numbered:
        numbers.append(number)
        rows.append(cells)
    return Table(headings, rows, numbers)


def open_table(data: bytes, name: str, is_heading: IsHeading) -> tuple[list[str], NumberedRows]:
    """The headings, and the rows below them as they are read."""
    shown = excerpt(name)
    rows = within_limits(_rows(data, shown, PurePath(name).suffix.lower(), is_heading))
    top = list(islice(rows, HEADING_ROWS))
    if not top:
        raise Refused("table-empty", name=shown)
    for index, (_, cells) in enumerate(top):
        if sum(is_heading(heading) for heading in set(cells)) >= FEWEST_HEADINGS:
            return cells, chain(top[index + 1 :], rows)
    raise Refused("table-no-headings", rows=HEADING_ROWS)


def check_size(data: bytes, name: str, largest: int) -> None:
    """Raises Refused for a file that is empty or too big to look at."""
    if not data:
        raise Refused("table-empty", name=excerpt(name))
    if len(data) > largest:
        raise Refused("table-too-big", name=excerpt(name), most=largest // MEGABYTE)


def _rows(data: bytes, name: str, ending: str, is_heading: IsHeading) -> NumberedRows:
    if ending == ".xls" or data.startswith(_OLD_EXCEL):
        raise Refused("table-old-excel", name=name)
    if ending in _TEXT_ENDINGS:
        return csv_rows(data, name, is_heading)
    if ending != ".xlsx":
        raise Refused("table-kind", name=name)
    if not data.startswith(b"PK\x03\x04"):
        raise Refused("table-not-xlsx", name=name)
    return xlsx_rows(data, name)

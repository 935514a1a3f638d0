"""Writing tables: text stays text, numbers, dates and money stay what they are."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.services.tables.formula import guard

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_XLSX_CELL = 32_767
_WIDEST, _NARROWEST = 60, 8
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FORMATS = {
    "heading": {"bold": True},
    "date": {"num_format": "dd.mm.yyyy"},
    "moment": {"num_format": "dd.mm.yyyy hh:mm"},
    "money": {"num_format": "#,##0.00"},
}


@dataclass(frozen=True)
class Cents:
    """An amount of money, written as a number with two decimals."""

    amount: int


Cell = str | int | float | Decimal | date | datetime | Cents | None
"""A datetime is wall-clock time without a zone."""


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook; its title has at most 31 characters."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """A workbook whose headings stay in view and have filters."""
    import xlsxwriter  # 10 MiB that most processes never need

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, _OPTIONS) as workbook:
        formats = {name: workbook.add_format(look) for name, look in _FORMATS.items()}
        for sheet in sheets:
            _write_sheet(workbook.add_worksheet(sheet.title), sheet, formats)
    return target.getvalue()


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """As a German spreadsheet program opens it: semicolons, UTF-8 with byte order mark."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";")
    writer.writerow(map(guard, headings))
    writer.writerows(map(_csv_cell, row) for row in rows)
    return target.getvalue().encode("utf-8-sig")


def _write_sheet(worksheet: "Worksheet", sheet: Sheet, formats: "dict[str, Format]") -> None:
    widths = [_NARROWEST] * len(sheet.headings)
    last = 0
    for column, heading in enumerate(sheet.headings):
        worksheet.write_string(0, column, heading, formats["heading"])
        widths[column] = max(widths[column], len(heading) + 2)
    for last, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            _write_cell(worksheet, last, column, cell, formats)
            if column < len(widths):
                widths[column] = max(widths[column], _width(cell))
    for column, width in enumerate(widths):
        worksheet.set_column(column, column, min(width, _WIDEST))
    worksheet.freeze_panes(1, 0)
    if sheet.headings:
        worksheet.autofilter(0, 0, last, len(sheet.headings) - 1)


def _write_cell(
    worksheet: "Worksheet", row: int, column: int, cell: Cell, formats: "dict[str, Format]"
) -> None:
    match cell:
        case None | "":
            written = 0
        case str():
            written = worksheet.write_string(row, column, _fitting(cell))
        case Cents():
            written = worksheet.write_number(row, column, cell.amount / 100, formats["money"])
        case datetime():
            written = worksheet.write_datetime(row, column, cell, formats["moment"])
        case date():
            written = worksheet.write_datetime(row, column, cell, formats["date"])
        case _:
            written = worksheet.write_number(row, column, cell)
    if written:
        raise ValueError(f"a sheet has no row {row} or column {column}")


def _fitting(text: str) -> str:
    if len(text) <= LONGEST_XLSX_CELL:
        return text
    return text[: LONGEST_XLSX_CELL - 1] + "…"


def _width(cell: Cell) -> int:
    """In characters; money, dates and numbers need little more than they print as."""
    if isinstance(cell, str):
        return max(map(len, cell.split("\n"))) + 2
    return 18 if isinstance(cell, datetime) else 12


def _csv_cell(cell: Cell) -> str | int | float | Decimal:
    match cell:
        case None:
            return ""
        case str():
            return guard(cell)
        case Cents(amount):
            return f"{'-' if amount < 0 else ''}{abs(amount) // 100},{abs(amount) % 100:02}"
        case datetime():
            return cell.isoformat(" ", "minutes")
        case date():
            return cell.isoformat()
        case _:
            return cell

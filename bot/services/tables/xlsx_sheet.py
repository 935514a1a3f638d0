"""The rows of one XLSX worksheet, passed on while it is being parsed.

Written for speed: a table of 100,000 customers makes some twenty million of these calls.
"""

from typing import IO

from bot.domain.checks import Refused
from bot.services.tables.limits import LONGEST_CELL, MOST_COLUMNS
from bot.services.tables.table import NumberedRows
from bot.services.tables.xlsx_strings import Strings, unescape
from bot.services.tables.xlsx_styles import Styles
from bot.services.tables.xml_parts import LOCAL, Attributes, parse

MOST_SHEET_ROWS = 1_048_576


def sheet_rows(part: IO[bytes], strings: Strings, styles: Styles) -> NumberedRows:
    """Every row that has cells, with its number; raises Refused at a cell too far right."""
    sheet = _Sheet(strings, styles)
    for _ in parse(part, sheet.start, sheet.end, sheet.text):
        yield from sheet.rows
        sheet.rows.clear()


class _Columns(dict[str, int]):
    """The index of a column by its letters, worked out once: 0 for "A", 27 for "AB"."""

    def __missing__(self, letters: str) -> int:
        if not (1 <= len(letters) <= 3 and letters.isascii() and letters.isupper()):
            raise ValueError(letters)
        index = 0
        for letter in letters:
            index = index * 26 + ord(letter) - ord("A") + 1
        self[letters] = index - 1
        return index - 1


class _Sheet:
    """What the parser has told of a worksheet; complete rows wait in `rows`."""

    def __init__(self, strings: Strings, styles: Styles) -> None:
        self.rows: list[tuple[int, list[str]]] = []
        self._strings, self._styles = strings, styles
        self._columns = _Columns()
        self._number = 0
        self._cells: list[str] = []
        self._column = -1
        self._kind = "n"
        self._style: str | None = None
        self._value = ""
        self._in_value = self._phonetic = False

    def start(self, name: str, attributes: Attributes) -> None:
        name = LOCAL[name]
        if name == "c":
            where = attributes.get("r")
            self._column = (
                self._column + 1 if where is None else self._columns[where.rstrip("0123456789")]
            )
            self._kind = attributes.get("t", "n")
            self._style = attributes.get("s")
            self._value = ""
        elif name in {"v", "t"}:
            self._in_value = not self._phonetic
        elif name == "row":
            self._number = _row_number(attributes.get("r"), self._number)
            self._cells, self._column = [], -1
        elif name == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        name = LOCAL[name]
        if name == "c":
            if self._value:
                self._keep(self._text_of(self._value))
        elif name in {"v", "t"}:
            self._in_value = False
        elif name == "row":
            self.rows.append((self._number, self._cells))
        elif name == "rPh":
            self._phonetic = False

    def text(self, text: str) -> None:
        if self._in_value and len(self._value) <= LONGEST_CELL * 8:
            self._value += text

    def _keep(self, text: str) -> None:
        if not text:
            return
        if self._column >= MOST_COLUMNS:
            raise Refused("table-too-wide", row=self._number, most=MOST_COLUMNS)
        while len(self._cells) <= self._column:
            self._cells.append("")
        self._cells[self._column] = text

    def _text_of(self, value: str) -> str:
        match self._kind:
            case "s":
                return self._strings[int(value)]
            case "n":
                return self._styles.text(value, self._style)
            case "b":
                return "true" if value == "1" else "false"
            case "d":
                return value.removesuffix("T00:00:00").replace("T", " ")
            case _:
                return unescape(value)


def _row_number(given: str | None, before: int) -> int:
    number = before + 1 if given is None else int(given)
    if not 1 <= number <= MOST_SHEET_ROWS:
        raise ValueError(given)
    return number

"""CSV: which encoding, which separator, and the rows."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from bot.domain.checks import Refused
from bot.services.tables.formula import unguard
from bot.services.tables.limits import LONGEST_CELL, MOST_COLUMNS
from bot.services.tables.table import IsHeading, NumberedRows

SEPARATORS = ";,\t|"
HEADING_ROWS = 20
LONGEST_LINE = 1_000_000
_SAMPLE = 65_536
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF7 = re.compile(rb"\+A[A-P][A-Za-z0-9+/]+-")
_OTHER_KINDS = (
    b"%pdf",
    b"pk\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"<!doctype",
    b"<html",
    b"<?xml",
)


def csv_rows(data: bytes, name: str, is_heading: IsHeading) -> NumberedRows:
    """Every record, numbered from 1; raises Refused for what is not text."""
    if data.lstrip()[:9].lower().startswith(_OTHER_KINDS):
        raise Refused("table-not-csv", name=name)
    encoding = _encoding(data, name)
    try:
        separator = _separator(data, encoding, is_heading)
        for number, cells in _records(data, encoding, separator):
            yield number, [unguard(cell) for cell in cells]
    except UnicodeDecodeError:
        raise Refused("table-not-csv", name=name) from None


def _records(data: bytes, encoding: str, separator: str) -> NumberedRows:
    text = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")
    records = csv.reader(_lines(text), delimiter=separator)
    number = 0
    while True:
        number += 1
        try:
            yield number, next(records)
        except StopIteration:
            return
        except csv.Error:
            raise Refused("table-cell-long", row=number, most=LONGEST_CELL) from None


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    for row, line in enumerate(text, 1):
        if len(line) > LONGEST_LINE:
            raise Refused("table-too-wide", row=row, most=MOST_COLUMNS)
        yield line


def _separator(data: bytes, encoding: str, is_heading: IsHeading) -> str:
    """The one that makes most headings known."""

    def known(separator: str) -> int:
        records = islice(_records(data, encoding, separator), HEADING_ROWS)
        try:
            return max((sum(map(is_heading, set(cells))) for _, cells in records), default=0)
        except Refused:
            return 0

    return max(SEPARATORS, key=known)


def _encoding(data: bytes, name: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    if _is_utf7(data):
        raise Refused("table-utf7", name=name)
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 > len(sample) and min(even, odd) * 20 < max(even, odd):
        return "utf-16-be" if even > odd else "utf-16-le"
    if sum(byte < 32 and byte not in b"\t\n\r\f\x0b" for byte in sample) * 100 > len(sample):
        raise Refused("table-not-csv", name=name)
    return "utf-8" if _is_utf8(data) else "cp1252"


def _is_utf8(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _SAMPLE):
            decoder.decode(data[start : start + _SAMPLE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_utf7(data: bytes) -> bool:
    """Told by its byte order mark, or by umlauts and angle brackets written as +…-."""
    if data.startswith((b"+/v8", b"+/v9", b"+/v+", b"+/v/")):
        return True
    if not _UTF7.search(data) or not data.isascii():
        return False
    try:
        return any(c > "\x7f" or c in "<>" for c in data.decode("utf-7"))
    except UnicodeDecodeError:
        return False

"""XLSX: the archive is looked over before anything in it is parsed, then sheets are streamed.

Own code over the standard library, because python-calamine builds a whole sheet in memory: for
100,000 customers in 48 columns 316 MiB, here 34 MiB, and a cell at XFD1048576 costs nothing.
"""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from xml.parsers import expat

from bot.domain.checks import Refused
from bot.services.tables.limits import MEGABYTE, within_limits
from bot.services.tables.table import NumberedRows
from bot.services.tables.xlsx_sheet import sheet_rows
from bot.services.tables.xlsx_strings import Strings, read_strings
from bot.services.tables.xlsx_styles import Styles, read_styles
from bot.services.tables.xml_parts import elements

MOST_ENTRIES = 1000
LARGEST_UNPACKED = 400 * MEGABYTE
HIGHEST_RATIO = 200
_NESTED = (".zip", ".xlsx", ".xlsm", ".xlsb", ".docx", ".gz", ".bz2", ".xz", ".7z", ".rar", ".jar")
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENTRY = b"PK\x01\x02"
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)


def xlsx_rows(data: bytes, name: str) -> NumberedRows:
    """The rows of the first sheet that holds anything; raises Refused for a hostile file."""
    with _damage_refused(name):
        archive = _opened(data, name)
        workbook = _target(archive, "", "officeDocument")
        if workbook is None:
            raise Refused("table-not-xlsx", name=name)
        yield from _first_filled_sheet(archive, workbook)


@contextmanager
def _damage_refused(name: str) -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        if refused.key == "table-unsafe":
            raise Refused("table-unsafe", name=name) from None
        raise
    except _DAMAGE:
        raise Refused("table-broken", name=name) from None


def _opened(data: bytes, name: str) -> zipfile.ZipFile:
    if data.count(_ENTRY) > MOST_ENTRIES:
        raise Refused("table-unsafe", name=name)
    archive = zipfile.ZipFile(io.BytesIO(data))
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > LARGEST_UNPACKED or not all(map(_is_ordinary, entries)):
        raise Refused("table-unsafe", name=name)
    return archive


def _is_ordinary(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename.lower()
    return (
        entry.compress_type in _METHODS
        and not entry.flag_bits & 1
        and not name.endswith(_NESTED)
        and not name.startswith(("/", "\\"))
        and ".." not in name
        and entry.file_size <= max(entry.compress_size * HIGHEST_RATIO, MEGABYTE)
    )


def _first_filled_sheet(archive: zipfile.ZipFile, workbook: str) -> NumberedRows:
    sheets, epoch_1904 = _sheets(archive, workbook)
    strings, styles = _strings(archive, workbook), _styles(archive, workbook, epoch_1904)
    for sheet in sheets:
        with archive.open(sheet) as part:
            rows = within_limits(sheet_rows(part, strings, styles))
            for first in rows:
                yield from chain([first], rows)
                return


def _sheets(archive: zipfile.ZipFile, workbook: str) -> tuple[list[str], bool]:
    """The worksheets in the order of their tabs, and whether dates count from 1904."""
    ids, epoch_1904 = [], False
    with archive.open(workbook) as part:
        for name, attributes in elements(part):
            if name == "sheet":
                ids.append(attributes["id"])
            elif name == "workbookPr":
                epoch_1904 = attributes.get("date1904") in {"1", "true"}
    parts = {one: part for kind, one, part in _relations(archive, workbook) if kind == "worksheet"}
    return [parts[one] for one in ids if one in parts], epoch_1904


def _strings(archive: zipfile.ZipFile, workbook: str) -> Strings:
    name = _target(archive, workbook, "sharedStrings")
    if name is None:
        return Strings()
    with archive.open(name) as part:
        return read_strings(part)


def _styles(archive: zipfile.ZipFile, workbook: str, epoch_1904: bool) -> Styles:
    name = _target(archive, workbook, "styles")
    if name is None:
        return Styles((), epoch_1904)
    with archive.open(name) as part:
        return read_styles(part, epoch_1904)


def _target(archive: zipfile.ZipFile, source: str, wanted: str) -> str | None:
    return next((part for kind, _, part in _relations(archive, source) if kind == wanted), None)


def _relations(archive: zipfile.ZipFile, source: str) -> list[tuple[str, str, str]]:
    """Kind, id and part name of what a part refers to; the package itself is the source ""."""
    folder, file = posixpath.split(source)
    listing = posixpath.join(folder, "_rels", f"{file}.rels")
    if listing not in archive.namelist():
        return []
    with archive.open(listing) as part:
        return [
            (
                attributes["Type"].rpartition("/")[2],
                attributes["Id"],
                posixpath.normpath(posixpath.join("/", folder, attributes["Target"])).lstrip("/"),
            )
            for name, attributes in elements(part)
            if name == "Relationship"
        ]

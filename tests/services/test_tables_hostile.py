"""Files made to hurt: each is refused with a sentence, soon and in little memory."""

import io
import random
import resource
import struct
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.checks import Refused
from bot.services.tables import Sheet, Table, read_table, read_table_in_child, write_xlsx

SHEET = "xl/worksheets/sheet1.xml"
GOOD = write_xlsx([Sheet("Kunden", ["Nr", "Ort"], [["1", "Ulm"], ["2", "Bonn"]])])
DTD = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "{0}">]><x>&a;</x>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def is_heading(text: str) -> bool:
    return text in {"Nr", "Ort"}


def refusal(data: bytes, name: str = "k.xlsx") -> str:
    with pytest.raises(Refused) as raised:
        read_table(data, name, is_heading)
    return raised.value.key


def cells(*where: str) -> bytes:
    """A worksheet of text cells at these places, all in one row."""
    inner = "".join(f'<c r="{one}" t="inlineStr"><is><t>x</t></is></c>' for one in where)
    return f'<worksheet><sheetData><row r="1">{inner}</row></sheetData></worksheet>'.encode()


def with_part(name: str, content: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The good workbook with one part put in or replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(target, "w", method) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return target.getvalue()


@contextmanager
def within(seconds: float, mebibytes: int) -> Iterator[None]:
    """At most so much of the processor's time, whatever else it does, and of memory."""
    tracemalloc.start()
    start = time.process_time()
    try:
        yield
        assert time.process_time() - start < seconds
        assert tracemalloc.get_traced_memory()[1] < mebibytes << 20
    finally:
        tracemalloc.stop()


def test_the_workbook_that_the_hostile_ones_are_made_from_is_good() -> None:
    assert read_table(GOOD, "k.xlsx", is_heading).rows == [["1", "Ulm"], ["2", "Bonn"]]
    assert read_table(with_part("docProps/x.xml", b"<x/>"), "k.xlsx", is_heading).numbers == [2, 3]


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_part(SHEET, b" " * 300_000_000)
    with within(seconds=2, mebibytes=20):
        assert refusal(bomb) == "table-unsafe"


def test_an_archive_that_declares_more_than_it_may_unpack_is_refused() -> None:
    noise = random.Random(1).randbytes(2_200_000)
    archive = with_part("xl/media/picture.bin", noise, zipfile.ZIP_STORED)
    sizes = struct.pack("<LL", len(noise), len(noise))
    before, _, after = archive.rpartition(sizes)
    lying = before + struct.pack("<LL", len(noise), 410_000_000) + after
    assert refusal(lying) == "table-unsafe"


def test_an_archive_of_very_many_parts_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"{number}", b"")
    with within(seconds=1, mebibytes=10):
        assert refusal(target.getvalue()) == "table-unsafe"


@pytest.mark.parametrize(
    "name",
    ["inner.zip", "xl/embeddings/Book1.xlsx", "../../etc/passwd", "/etc/passwd", "a\\..\\b"],
)
def test_nested_archives_and_names_that_climb_out_are_refused(name: str) -> None:
    assert refusal(with_part(name, b"x")) == "table-unsafe"


def test_an_unusual_compression_is_refused() -> None:
    assert refusal(with_part("x.xml", b"<x/>", zipfile.ZIP_LZMA)) == "table-unsafe"


@pytest.mark.parametrize(
    "part",
    [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"],
)
@pytest.mark.parametrize(
    "xml",
    [
        DTD.format("x"),
        DTD.replace('"{0}"', 'SYSTEM "file:///etc/passwd"'),
        f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><x>&l9;</x>',
    ],
    ids=["entity", "external entity", "billion laughs"],
)
def test_a_workbook_with_a_dtd_is_refused(part: str, xml: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        with within(seconds=1, mebibytes=10):
            assert refusal(with_part(part, xml.encode(encoding))) == "table-unsafe"


def test_a_cell_in_the_last_corner_of_a_sheet_is_refused() -> None:
    with within(seconds=1, mebibytes=10):
        assert refusal(with_part(SHEET, cells("A1", "XFD1048576"))) == "table-too-wide"


def test_an_empty_cell_in_the_last_corner_of_a_sheet_does_no_harm() -> None:
    sheet = cells("A1").replace(b"</row>", b'</row><row r="1048576"><c r="XFD1048576"/></row>')
    with within(seconds=1, mebibytes=10):
        assert refusal(with_part(SHEET, sheet)) == "table-no-headings"


@pytest.mark.parametrize(
    "broken",
    [
        cells("ZZZZ1"),
        cells("1A"),
        cells("A1").replace(b'r="1"', b'r="0"'),
        cells("A1").replace(b'r="1"', b'r="1048577"'),
        cells("A1").replace(b'r="1"', b'r="x"'),
        cells("A1").replace(b"</row>", b'<c t="s"><v>99999</v></c></row>'),
        cells("A1").replace(b"</row>", b'<c t="s"><v>-1</v></c></row>'),
        cells("A1")[:-5],
        b"",
        b"<worksheet>" * 90_000,
        b'<?xml version="1.0" encoding="U-F-8"?><worksheet/>',
    ],
)
def test_a_damaged_sheet_is_refused(broken: bytes) -> None:
    with within(seconds=1, mebibytes=20):
        assert refusal(with_part(SHEET, broken)) == "table-broken"


def test_a_hundred_thousand_columns_are_refused() -> None:
    with within(seconds=1, mebibytes=60):
        assert refusal(b"Nr;Ort\n" + b"1;" * 100_000 + b"1", "k.csv") == "table-too-wide"
        assert refusal(b"1," * 5_000_000 + b"1", "k.csv") == "table-too-wide"
    row = "".join(f"<c><v>{number * 7919}</v></c>" for number in range(100_000))
    sheet = f"<worksheet><row>{row}</row></worksheet>".encode()
    with within(seconds=2, mebibytes=20):
        assert refusal(with_part(SHEET, sheet)) == "table-too-wide"


def test_cells_that_are_too_long_are_refused() -> None:
    assert refusal(b"Nr;Ort\n1;" + b"x" * 4097, "k.csv") == "table-cell-long"
    assert refusal(b'Nr;Ort\n1;"' + b"x\n" * 500_000, "k.csv") == "table-cell-long"
    for kind in (b'<c t="str"><v>%s</v></c>', b'<c t="inlineStr"><is><t>%s</t></is></c>'):
        sheet = cells("A1").replace(b"</row>", kind % (b"x" * 900_000) + b"</row>")
        with within(seconds=1, mebibytes=10):
            assert refusal(with_part(SHEET, sheet)) == "table-cell-long"


def test_more_rows_than_allowed_are_refused() -> None:
    assert refusal(b"Nr;Ort\n" + b"1;Ulm\n" * 200_001, "k.csv") == "table-too-many-rows"


def test_a_short_text_shared_by_very_many_cells_is_refused() -> None:
    strings = b"<sst><si><t>Nr</t></si><si><t>Ort</t></si><si><t>%s</t></si></sst>" % (b"x" * 4000)
    shared = write_xlsx([Sheet("a", ["Nr", "Ort"], [])])
    row = b"<row>%s</row>" % (b'<c t="s"><v>2</v></c>' * 100)
    head = b'<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
    rels = zipfile.ZipFile(io.BytesIO(shared)).read("xl/_rels/workbook.xml.rels")
    rels = rels.replace(
        b"</Relationships>",
        b'<Relationship Id="s" Type="x/sharedStrings" Target="s.xml"/></Relationships>',
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("_rels/.rels", "xl/workbook.xml", "xl/styles.xml"):
            archive.writestr(name, zipfile.ZipFile(io.BytesIO(shared)).read(name))
        archive.writestr("xl/_rels/workbook.xml.rels", rels)
        archive.writestr("xl/s.xml", strings)
        archive.writestr(SHEET, b"<worksheet>" + head + row * 400 + b"</worksheet>")
    assert refusal(target.getvalue()) == "table-too-much-text"


@pytest.mark.parametrize(
    "data", [b"+/v8-Nr;Ort\n1;Ulm\n", b"Nr;Ort\n1;M+APw-nchen\n", b"Nr;Ort\n1;+ADw-script+AD4-\n"]
)
def test_utf_7_is_refused(data: bytes) -> None:
    assert refusal(data, "k.csv") == "table-utf7"


def test_a_plus_sign_in_ordinary_text_is_not_utf_7() -> None:
    data = b"Nr;Ort\n+49 821 1-2;A+ABB-Technik\n"
    assert read_table(data, "k.csv", is_heading).rows == [["+49 821 1-2", "A+ABB-Technik"]]


def test_nul_characters_in_a_text_file_stay_in_their_cell() -> None:
    data = b"Nr;Ort\n" + b"1;Ulm\n" * 100 + b"2;U\x00lm\n"
    assert read_table(data, "k.csv", is_heading).rows[-1] == ["2", "U\x00lm"]


def test_a_program_named_as_a_text_file_is_refused() -> None:
    program = Path(sys.executable).read_bytes()[:1_000_000]
    assert refusal(program, "k.csv") == "table-not-csv"
    assert refusal(program, "k.xlsx") == "table-not-xlsx"
    assert refusal(program, "k.exe") == "table-kind"


def test_another_archive_named_as_a_workbook_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert refusal(target.getvalue()) == "table-not-xlsx"


def test_empty_and_oversized_files_are_refused_at_once() -> None:
    assert refusal(b"", "k.csv") == "table-empty"
    assert refusal(b"\n;;\n \n", "k.csv") == "table-empty"
    big = bytes(50_000_000)
    for name in ("k.csv", "k.xlsx"):
        with within(seconds=0.5, mebibytes=1):
            assert refusal(big, name) == "table-too-big"
            with pytest.raises(Refused, match="table-too-big"):
                read_table_in_child(big, name, is_heading)


@settings(deadline=2000)
@given(st.binary(max_size=5000), st.sampled_from(["k.csv", "k.txt", "k.xlsx", "k.xls", "k", ""]))
def test_random_bytes_are_a_table_or_refused(data: bytes, name: str) -> None:
    _table_or_refused(data, name)


@settings(deadline=2000, max_examples=300)
@given(
    st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=6),
    st.integers(0, len(GOOD)),
)
def test_a_workbook_with_bytes_changed_and_cut_off_is_a_table_or_refused(
    changes: list[tuple[int, int]], end: int
) -> None:
    data = bytearray(GOOD)
    for place, byte in changes:
        data[place] = byte
    _table_or_refused(bytes(data), "k.xlsx")
    _table_or_refused(bytes(data[:end]), "k.xlsx")


@settings(deadline=2000, max_examples=300)
@given(
    st.sampled_from([SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"]),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=3)), min_size=1, max_size=4),
)
def test_a_workbook_with_xml_changed_is_a_table_or_refused(
    part: str, changes: list[tuple[float, bytes]]
) -> None:
    xml = zipfile.ZipFile(io.BytesIO(GOOD)).read(part)
    for where, piece in changes:
        place = int(where * len(xml))
        xml = xml[:place] + piece + xml[place + len(piece) :]
    _table_or_refused(with_part(part, xml), "k.xlsx")


def _table_or_refused(data: bytes, name: str) -> None:
    quoted: list[str | int] = []
    try:
        assert isinstance(read_table(data, name, is_heading), Table)
    except Refused as refused:
        quoted = list(refused.values.values())
    assert all(len(one) <= 40 for one in quoted if isinstance(one, str))


def test_reading_leaves_the_limits_of_this_process_alone() -> None:
    before = resource.getrlimit(resource.RLIMIT_CPU)
    read_table_in_child(GOOD, "k.xlsx", is_heading)
    assert resource.getrlimit(resource.RLIMIT_CPU) == before


def test_the_operator_may_let_larger_files_in() -> None:
    data = b"Nr;Ort\n1;Ulm\n"
    assert read_table(data, "k.csv", is_heading, largest=14).rows == [["1", "Ulm"]]
    with pytest.raises(Refused, match="table-too-big"):
        read_table(data, "k.csv", is_heading, largest=12)

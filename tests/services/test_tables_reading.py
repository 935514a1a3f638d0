"""Reading tables as people's programs write them."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import pytest
import python_calamine
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.checks import Refused
from bot.services.tables import Table, read_table

TEXT = "Nr;Firma;Ort\n10234;Bäckerei Huber;Augsburg\n"
HUBER = ["10234", "Bäckerei Huber", "Augsburg"]


def is_heading(text: str) -> bool:
    return text in {"Nr", "Firma", "Ort", "PLZ", "Notiz"}


def read(data: bytes, name: str = "kunden.csv") -> Table:
    return read_table(data, name, is_heading)


def refusal(data: bytes, name: str = "kunden.csv") -> str:
    with pytest.raises(Refused) as raised:
        read(data, name)
    return raised.value.key


def xlsx(*sheets: Sequence[Sequence[Any]], formats: dict[int, str] | None = None) -> bytes:
    """A workbook as Excel would save it; `formats` are number formats by column."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False}) as workbook:
        looks = {
            column: workbook.add_format({"num_format": code})
            for column, code in (formats or {}).items()
        }
        for rows in sheets:
            sheet = workbook.add_worksheet()
            for number, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    sheet.write(number, column, cell, looks.get(column))
    return target.getvalue()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_a_csv_file_is_read_in_any_usual_encoding(encoding: str) -> None:
    assert read(TEXT.encode(encoding)).rows == [HUBER]


def test_a_big_endian_file_with_a_byte_order_mark_is_read() -> None:
    assert read(b"\xfe\xff" + TEXT.encode("utf-16-be")).rows == [HUBER]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_a_csv_file_is_read_with_any_usual_separator(separator: str) -> None:
    assert read(TEXT.replace(";", separator).encode()).rows == [HUBER]


def test_separators_quotes_and_line_breaks_inside_quotes_belong_to_the_cell() -> None:
    data = 'Nr,Firma,Notiz\r\n1,"Huber, ""Mehl""\r\nund Söhne","a;b;c;d;e;f"\r\n2,Weiß,\r\n'
    table = read(data.encode())
    assert table.rows == [["1", 'Huber, "Mehl"\r\nund Söhne', "a;b;c;d;e;f"], ["2", "Weiß"]]
    assert table.numbers == [2, 3]


def test_lines_that_end_as_on_an_old_mac_are_lines() -> None:
    assert read(TEXT.replace("\n", "\r").encode()).rows == [HUBER]


def test_title_lines_above_the_headings_are_passed_over() -> None:
    data = 'sep=;\n"EXTF";700;"Debitoren"\n\nStand: 23.11.2026\n' + TEXT
    table = read(data.encode())
    assert table.headings == ["Nr", "Firma", "Ort"]
    assert table.numbers == [6]


def test_a_title_line_with_one_known_word_is_not_the_headings() -> None:
    assert read(("Firma;Nordlicht Handel\n" + TEXT).encode()).headings == ["Nr", "Firma", "Ort"]


def test_headings_further_down_than_twenty_rows_are_not_found() -> None:
    assert read(("Titel\n" * 19 + TEXT).encode()).rows == [HUBER]
    assert refusal(("Titel\n" * 20 + TEXT).encode()) == "table-no-headings"


def test_empty_rows_are_left_out_and_the_others_keep_their_numbers() -> None:
    table = read(b"Nr;Ort\n;;;\n\n1;Ulm\n \n2;Bonn\n")
    assert list(zip(table.numbers, table.rows, strict=True)) == [
        (4, ["1", "Ulm"]),
        (6, ["2", "Bonn"]),
    ]


def test_a_row_longer_than_the_headings_keeps_its_length() -> None:
    assert read(b"Nr;Ort\n1;Huber; Soehne;Ulm\n").rows == [["1", "Huber", " Soehne", "Ulm"]]


def test_numbers_in_a_workbook_become_the_digits_people_see() -> None:
    rows: list[list[Any]] = [
        ["Nr", "Firma", "Notiz"],
        [10234.0, 0.1 + 0.2, -5],
        [1e9, 4.9821123456e10, True],
    ]
    assert read(xlsx(rows), "k.xlsx").rows == [
        ["10234", "0.3", "-5"],
        ["1000000000", "49821123456", "true"],
    ]


def test_leading_zeros_in_a_workbook_are_kept_as_text_and_as_number_format() -> None:
    rows: list[list[Any]] = [["Nr", "PLZ", "Ort"], ["0042", 1067, "0351 123456"]]
    table = read(xlsx(rows, formats={1: "00000"}), "k.xlsx")
    assert table.rows == [["0042", "01067", "0351 123456"]]


def test_dates_in_a_workbook_become_iso_dates() -> None:
    rows: list[list[Any]] = [
        ["Nr", "Firma", "Ort"],
        [date(2026, 11, 24), datetime.fromisoformat("2026-11-24T15:30"), time(7, 5)],
    ]
    data = xlsx(rows, formats={0: "dd.mm.yyyy", 1: "dd/mm/yy hh:mm", 2: "hh:mm"})
    assert read(data, "k.xlsx").rows == [["2026-11-24", "2026-11-24 15:30", "07:05"]]


def test_dates_of_a_workbook_that_counts_from_1904_are_read_right() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"date_1904": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["Nr", "Ort"])
        look = workbook.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_datetime(1, 0, date(2026, 11, 24), look)
    assert read(target.getvalue(), "k.xlsx").rows == [["2026-11-24"]]


def test_a_number_format_with_letters_in_quotes_is_not_a_date() -> None:
    rows: list[list[Any]] = [["Nr", "Ort"], [30, 1]]
    data = xlsx(rows, formats={0: '0" days"', 1: "[Red]0.00"})
    assert read(data, "k.xlsx").rows == [["30", "1"]]


def test_the_first_sheet_that_holds_anything_is_read() -> None:
    data = xlsx([], [["Nr", "Ort"], ["1", "Ulm"]], [["Nr", "Ort"], ["2", "Bonn"]])
    assert read(data, "k.xlsx").rows == [["1", "Ulm"]]


def test_a_workbook_without_any_cells_is_empty() -> None:
    assert refusal(xlsx([], []), "k.xlsx") == "table-empty"


def test_gaps_between_cells_and_rows_of_a_workbook_keep_their_places() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(3, 2, ["Nr", "Ort", "Firma"])
        sheet.write(7, 4, "Huber")
    table = read(target.getvalue(), "k.xlsx")
    assert table.headings == ["", "", "Nr", "Ort", "Firma"]
    assert table.rows == [["", "", "", "", "Huber"]]
    assert table.numbers == [8]


def test_text_in_several_fonts_is_read_as_one() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as workbook:
        sheet = workbook.add_worksheet()
        bold = workbook.add_format({"bold": True})
        sheet.write_row(0, 0, ["Nr", "Firma"])
        sheet.write_rich_string(1, 0, "1", bold, "0", "234")
        sheet.write_formula(1, 1, '="Hu"&"ber"', None, "Huber")
    assert read(target.getvalue(), "k.xlsx").rows == [["10234", "Huber"]]


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=8)
            | st.integers(-(10**14), 10**14)
            | st.dates(date(1901, 1, 1), date(2999, 12, 31)),
            min_size=1,
            max_size=4,
        ),
        max_size=5,
    )
)
def test_a_workbook_is_read_as_an_independent_reader_does(rows: list[list[object]]) -> None:
    data = xlsx([["Nr", "Ort"], *rows], formats={})
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    theirs = [[_as_ours(cell) for cell in row] for row in sheet.to_python()]
    ours = read(data, "k.xlsx").rows
    assert list(ours) == [trimmed for row in theirs[1:] if (trimmed := _trimmed(row))]


def _as_ours(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) else str(cell)


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def test_the_file_name_decides_and_the_content_must_agree() -> None:
    workbook = xlsx([["Nr", "Ort"]])
    assert refusal(workbook, "kunden.csv") == "table-not-csv"
    assert refusal(TEXT.encode(), "kunden.xlsx") == "table-not-xlsx"
    assert refusal(TEXT.encode(), "kunden.pdf") == "table-kind"
    assert refusal(TEXT.encode(), "kunden") == "table-kind"
    assert refusal(b"%PDF-1.7 ...", "kunden.csv") == "table-not-csv"
    assert refusal(b"<html><table>", "kunden.csv") == "table-not-csv"
    assert refusal(b"MZ\x90\x00\x03\x00\x00\x00" * 50, "kunden.csv") == "table-not-csv"


def test_old_excel_files_and_those_with_a_password_are_told_how_to_save() -> None:
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kunden.xls") == "table-old-excel"
    assert refusal(b"<html>", "kunden.xls") == "table-old-excel"
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kunden.xlsx") == "table-old-excel"

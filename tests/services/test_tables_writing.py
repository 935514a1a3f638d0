"""Writing tables that people open in a spreadsheet program."""

import csv
import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.tables import Cell, Cents, Sheet, read_table, write_csv, write_xlsx

CALCULATED = ["=1+1", "+49 821 123456", "-x", "@SUM(A1)", "＝1", "\t=1", "\r=1", "\n=1", "'=1"]
CELLS = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(CALCULATED)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5)


def is_heading(text: str) -> bool:
    return text in {"a", "b"}


def sheet_xml(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()


def filled(rows: list[list[str]]) -> list[list[str]]:
    """As a reader gives them: no empty cells at the end, no empty rows."""
    kept = []
    for row in rows:
        cells = list(row)
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            kept.append(cells)
    return kept


@pytest.mark.parametrize("text", CALCULATED)
def test_no_text_in_a_workbook_is_a_formula(text: str) -> None:
    data = write_xlsx([Sheet("Kunden", ["a", "b"], [[text, "x"]])])
    assert "<f>" not in sheet_xml(data)
    assert read_table(data, "k.xlsx", is_heading).rows == [[text, "x"]]


@pytest.mark.parametrize("text", CALCULATED)
def test_no_text_in_a_csv_file_is_a_formula(text: str) -> None:
    data = write_csv(["a", "b"], [[text, "x"]])
    first = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))[1][
        0
    ]
    assert first == f"'{text}"


def test_harmless_text_in_a_csv_file_is_left_alone() -> None:
    assert write_csv(["a"], [["Huber"], ["'s Wirtshaus"], ["0821-1"]]).decode("utf-8-sig") == (
        "a\r\nHuber\r\n's Wirtshaus\r\n0821-1\r\n"
    )


@given(ROWS)
def test_a_csv_file_is_read_back_as_it_was_written(rows: list[list[str]]) -> None:
    table = read_table(write_csv(["a", "b"], rows), "k.csv", is_heading)
    assert list(table.rows) == filled(rows)


@given(ROWS)
def test_a_workbook_is_read_back_as_it_was_written(rows: list[list[str]]) -> None:
    data = write_xlsx([Sheet("Kunden", ["a", "b"], rows)])
    assert list(read_table(data, "k.xlsx", is_heading).rows) == filled(rows)


def test_negative_numbers_stay_numbers() -> None:
    rows: list[list[Cell]] = [[-5, Cents(-123_450)], [Decimal("-0.5"), Cents(-5)]]
    assert write_csv(["a", "b"], rows).decode("utf-8-sig") == (
        "a;b\r\n-5;-1234,50\r\n-0.5;-0,05\r\n"
    )
    xml = sheet_xml(write_xlsx([Sheet("Kunden", ["a", "b"], rows)]))
    for number in ("-5", "-1234.5", "-0.5", "-0.05"):
        assert f"<v>{number}</v>" in xml


def test_dates_are_dates() -> None:
    rows: list[list[Cell]] = [[date(2026, 11, 24), datetime.fromisoformat("2026-11-24T15:30")]]
    data = write_xlsx([Sheet("Besuche", ["a", "b"], rows)])
    assert read_table(data, "k.xlsx", is_heading).rows == [["2026-11-24", "2026-11-24 15:30"]]
    assert b"2026-11-24;2026-11-24 15:30" in write_csv(["a", "b"], rows)


def test_headings_stay_in_view_and_have_filters() -> None:
    xml = sheet_xml(write_xlsx([Sheet("Kunden", ["a", "b"], [["1", "x" * 200], ["2", "y"]])]))
    assert 'state="frozen"' in xml
    assert '<autoFilter ref="A1:B3"/>' in xml
    assert '<col min="2" max="2" width="60.7109375"' in xml


def test_a_text_longer_than_a_cell_can_hold_ends_in_an_ellipsis() -> None:
    xml = sheet_xml(write_xlsx([Sheet("Notizen", ["a"], [["x" * 40_000]])]))
    assert "x" * 32_766 + "…" in xml
    assert "x" * 32_767 not in xml


def test_more_columns_than_a_sheet_has_are_an_error_not_a_loss() -> None:
    with pytest.raises(ValueError, match="16384"):
        write_xlsx([Sheet("Kunden", ["a"], [["x"] * 16_385])])


def test_several_sheets_go_into_one_workbook() -> None:
    data = write_xlsx([Sheet("Eins", ["a"], []), Sheet("Zwei", ["b"], [["1"]])])
    workbook = zipfile.ZipFile(io.BytesIO(data)).read("xl/workbook.xml").decode()
    assert 'name="Eins"' in workbook
    assert 'name="Zwei"' in workbook

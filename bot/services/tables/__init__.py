"""Tables in and out: CSV and XLSX, read with suspicion and written so that text stays text."""

from bot.services.tables.isolated import read_table_in_child
from bot.services.tables.reading import read_table
from bot.services.tables.table import Table
from bot.services.tables.writing import Cell, Cents, Sheet, write_csv, write_xlsx

__all__ = [
    "Cell",
    "Cents",
    "Sheet",
    "Table",
    "read_table",
    "read_table_in_child",
    "write_csv",
    "write_xlsx",
]

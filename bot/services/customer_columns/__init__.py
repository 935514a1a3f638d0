"""Customers as rows of a table: headings understood, rows read and written."""

from bot.services.customer_columns.mapping import ColumnMapping, map_headings
from bot.services.customer_columns.reading import problems, read_customer
from bot.services.customer_columns.record import AddressRecord, ContactRecord, CustomerRecord
from bot.services.customer_columns.vocabulary import heading, is_heading
from bot.services.customer_columns.writing import customer_headings, customer_row

__all__ = [
    "AddressRecord",
    "ColumnMapping",
    "ContactRecord",
    "CustomerRecord",
    "customer_headings",
    "customer_row",
    "heading",
    "is_heading",
    "map_headings",
    "problems",
    "read_customer",
]

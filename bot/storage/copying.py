"""All rows of one database put into another, whichever kind each is."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, LargeBinary, Table, delete, func, insert, select
from sqlalchemy.orm import Session

from bot.storage.base import storable
from bot.storage.tables import metadata

AT_ONCE = 500
"""Rows in memory at a time; of files, which may be large, one."""


def copy_all(source: Session, target: Connection) -> None:
    """Have the target hold what the source does, with the same ids; both have our tables."""
    is_postgresql = target.dialect.name == "postgresql"
    for table in reversed(metadata.sorted_tables):
        target.execute(delete(table))
    for table in metadata.sorted_tables:
        for rows in _pieces(source, table):
            target.execute(
                insert(table), [storable(row) for row in rows] if is_postgresql else rows
            )
        if is_postgresql:
            _go_on_counting(target, table)


def _pieces(source: Session, table: Table) -> Iterator[list[dict[str, Any]]]:
    is_large = any(isinstance(column.type, LargeBinary) for column in table.c)
    query = select(table).execution_options(yield_per=1 if is_large else AT_ONCE)
    for piece in source.execute(query).mappings().partitions():
        yield [dict(row) for row in piece]


def _go_on_counting(target: Connection, table: Table) -> None:
    """The next row gets an id after those that are there."""
    column = table.autoincrement_column
    last = None if column is None else target.scalar(select(func.max(column)))
    if column is not None and last is not None:
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        target.execute(select(func.setval(sequence, last)))

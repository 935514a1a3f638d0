"""Which column of a table is which field."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.checks import excerpt, fold
from bot.services.customer_columns.vocabulary import paths

REQUIRED = ("number", "name")


@dataclass(frozen=True)
class ColumnMapping:
    """`columns` leads from column index to field path. Left out, by heading: what is `unknown`,
    and `duplicates` of a field that an earlier column fills. `missing` are required paths."""

    columns: dict[int, str]
    width: int
    unknown: tuple[str, ...]
    duplicates: tuple[str, ...]
    missing: tuple[str, ...]


def map_headings(headings: Sequence[str]) -> ColumnMapping:
    """Known headings by their meaning; nothing is guessed."""
    columns: dict[int, str] = {}
    unknown, duplicates = [], []
    for index, heading in enumerate(headings):
        path = paths().get(fold(heading))
        if path is None:
            unknown.append(excerpt(heading))
        elif path in columns.values():
            duplicates.append(excerpt(heading))
        else:
            columns[index] = path
    missing = tuple(path for path in REQUIRED if path not in columns.values())
    named = tuple(heading for heading in unknown if heading)
    return ColumnMapping(columns, len(headings), named, tuple(duplicates), missing)

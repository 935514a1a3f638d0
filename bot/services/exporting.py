"""Customers written as a table that the import reads back as they are; refused rows likewise."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from bot.domain.say import Text, text
from bot.services.customer_columns import CustomerRecord, customer_headings, customer_row
from bot.services.importing.record import REFUSED_HEADINGS, whole
from bot.services.importing.telling import reason
from bot.services.tables import Sheet, write_csv, write_xlsx
from bot.storage import Session, customer_import, imports, people
from bot.storage.imports import Import, ImportRow

T = TypeVar("T")
Read = Callable[[Callable[[Session], T]], T]
"""Runs its argument in a transaction of its own; short ones, since a table can be long."""
Speak = Callable[[Text], str]

ENDINGS = (".xlsx", ".csv")
_AT_ONCE = 1000


def customers_file(
    read: Read[list[tuple[int, CustomerRecord]]], ending: str, speak: Speak, language: str
) -> tuple[int, bytes]:
    """How many customers there are, and all of them as one of `ENDINGS`."""
    headings, count = customer_headings(language), 0

    def rows() -> Iterator[list[str]]:
        nonlocal count
        for record in _customers(read):
            count += 1
            yield customer_row(record, language)

    if ending == ".csv":
        content = write_csv(headings, rows())
    else:
        content = write_xlsx([Sheet(speak(text("export-sheet")), headings, rows())])
    return count, content


def refused_file(read: Read[list[ImportRow]], one: Import, speak: Speak, language: str) -> bytes:
    """A workbook of the refused rows as they stood, the reasons and the line before each."""
    headings = [*REFUSED_HEADINGS[language], *one.columns.get("headings", [])]
    rows = (
        [" ".join(speak(reason(*why)) for why in row.reasons or []), row.line, *(row.cells or [])]
        for row in _refused(read, one.id)
    )
    return write_xlsx([Sheet(speak(text("import-refused-sheet")), headings, rows)])


def page(session: Session, after_id: int) -> list[tuple[int, CustomerRecord]]:
    """The next customers with their ids."""
    found = customer_import.page(session, after_id, _AT_ONCE)
    owners = people.names(session, [_owner_id(one) for one in found])
    records = []
    for one in found:
        owner = owners.get(_owner_id(one) or 0, "")
        fields = {**one.fields, "number": one.number, "owner": owner}
        records.append((one.id, whole(fields)))
    return records


def _owner_id(one: customer_import.Known) -> int | None:
    found = one.fields.get("owner_id")
    return found if isinstance(found, int) else None


def _customers(read: Read[list[tuple[int, CustomerRecord]]]) -> Iterator[CustomerRecord]:
    last = 0
    while found := read(lambda session: page(session, last)):  # noqa: B023 (called at once)
        yield from (record for _, record in found)
        last = found[-1][0]


def _refused(read: Read[list[ImportRow]], import_id: int) -> Iterator[ImportRow]:
    last = 0
    while found := read(
        lambda session: imports.refused_rows(session, import_id, _AT_ONCE, last)  # noqa: B023
    ):
        yield from found
        last = found[-1].line

"""How long 100,000 customers take from the file to the database, and how long others wait.

The measure is an import that makes and saves one object of the ORM a row, in the same run (a
tenth of the rows): `python benchmarks/import_customers.py [rows] [postgresql://…]`.
"""

import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from benchmarks.read_tables import customer
from bot.domain.desk import Desk
from bot.services.customer_columns import (
    customer_headings,
    customer_row,
    is_heading,
    map_headings,
    read_customer,
)
from bot.services.importing import applying, staging
from bot.services.importing.checking import Check
from bot.services.tables import Sheet, read_table, write_xlsx
from bot.storage import audit, customers, migrate
from bot.storage.customers import Address, Contact, Customer
from bot.storage.engine import Database

ROWS = 100_000
LARGEST = 100_000_000
DESK = Desk("Nordlicht Handel GmbH", ZoneInfo("Europe/Berlin"))


class Waits:
    """Seconds that each transaction took, which is what somebody else waits for it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.seconds: list[float] = []

    def transact(self, work: Callable[[Session], object]) -> object:
        """As the database's own."""
        start = time.perf_counter()
        result = self._database.transact(work)
        self.seconds.append(time.perf_counter() - start)
        return result

    def __str__(self) -> str:
        ordered = sorted(self.seconds)
        middle, high = ordered[len(ordered) // 2], ordered[len(ordered) * 99 // 100]
        return f"{middle * 1000:6.0f}{high * 1000:6.0f}{ordered[-1] * 1000:6.0f}"


@contextmanager
def opened(url: str):
    """A database with all tables."""
    database = Database(url)
    migrate.to_head(database)
    try:
        yield database
    finally:
        database.close()


def write_file(file: Path, rows: int) -> None:
    """Customers without owners, since nobody has access here."""
    cells = (customer_row(customer(number), "de") for number in range(rows))
    headings = customer_headings("de")
    owner = headings.index("Außendienst")
    without = ([*row[:owner], "", *row[owner + 1 :]] for row in cells)
    file.write_bytes(write_xlsx([Sheet("Kunden", headings, without)]))


def check(database: Database, file: Path) -> tuple[int, float, Waits]:
    """The import's id, seconds, waits."""
    waits, start = Waits(database), time.perf_counter()
    one = database.transact(lambda s: staging.start(s, DESK, file.name, None))
    with Check(file.read_bytes(), file.name, largest=LARGEST) as checked:
        while rows := checked.next_rows(staging.BATCH):
            waits.transact(partial(staging.stage, import_id=one.id, rows=rows))
    database.transact(lambda s: staging.finish(s, one.id, checked.columns))
    return one.id, time.perf_counter() - start, waits


def apply(database: Database, import_id: int) -> tuple[float, Waits]:
    """Seconds, waits."""
    waits, start = Waits(database), time.perf_counter()
    database.transact(lambda s: applying.begin(s, DESK, staging.imports.locked(s, import_id)))
    status = "applying"
    while status == "applying":
        one = waits.transact(lambda s: applying.apply(s, DESK, import_id))
        status = one.status  # type: ignore[attr-defined]
        time.sleep(applying.pause(database, waits.seconds[-1]))
    return time.perf_counter() - start, waits


def measured(url: str, file: Path, rows: int) -> None:
    """Print a line for the first import of a file, and one for the same file again."""
    with opened(url) as database:
        for name in ("first", "again"):
            import_id, checking, check_waits = check(database, file)
            seconds, apply_waits = apply(database, import_id)
            total = checking + seconds
            print(
                f"{name:8}{checking:8.1f}{seconds:8.1f}{total:8.1f}{rows / total:9.0f}"
                f"   {check_waits}   {apply_waits}",
                flush=True,
            )


def naive(url: str, file: Path) -> float:
    """Seconds a thousand rows take one by one."""
    start, count = time.perf_counter(), 0
    table = read_table(file.read_bytes(), file.name, is_heading, largest=LARGEST)
    mapping = map_headings(table.headings)
    with opened(url) as database:
        for row in table.rows:
            count += 1
            database.transact(partial(_save, read_customer(row, mapping)))
    return (time.perf_counter() - start) / count * 1000


def _save(record, session: Session) -> None:
    now = datetime.now(UTC)
    one = Customer(
        number=record.number, name=record.name, grade=record.grade, phone=record.phone,
        email=record.email, payment_terms=record.payment_terms, preferences=record.preferences,
        notes=record.notes, created_at=now, changed_at=now,
        addresses=[Address(**vars(address)) for address in record.addresses],
        contacts=[Contact(**vars(contact)) for contact in record.contacts],
    )  # fmt: skip
    session.add(one)
    session.flush()
    audit.note(session, now, None, "created", "customer", one.id)
    customers.touched(session, [one.id])


def main() -> None:
    """Print the table."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    urls = sys.argv[2:]
    alone = partial(ProcessPoolExecutor, 1, get_context("spawn"), max_tasks_per_child=1)
    with TemporaryDirectory() as name, alone() as pool:
        folder = Path(name)
        whole, tenth = folder / "kunden.xlsx", folder / "wenige.xlsx"
        pool.submit(write_file, whole, rows).result()
        pool.submit(write_file, tenth, rows // 10).result()
        print("        check s apply s   sum s   rows/s   ms a transaction: median, 99 %, most")
        for url in (f"sqlite:///{folder}/desk.db", *urls):
            print(url.partition(":")[0])
            pool.submit(measured, url, whole, rows).result()
        each = pool.submit(naive, f"sqlite:///{folder}/naive.db", tenth).result()
        print(f"one by one (sqlite){1000 / each:25.0f}")


if __name__ == "__main__":
    main()

"""How long 100,000 customer rows take to read in the child process, and its peak memory.

The measure is csv.reader over the same rows in the same run: `python benchmarks/read_tables.py`.
"""

import csv
import io
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.services.customer_columns import (
    AddressRecord,
    ContactRecord,
    CustomerRecord,
    customer_headings,
    customer_row,
    is_heading,
    map_headings,
    read_customer,
)
from bot.services.tables import Sheet, read_table_in_child, write_csv, write_xlsx

ROWS = 100_000
LARGEST = 100_000_000
MIB = 1 << 20
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


def customer(number: int) -> CustomerRecord:
    """The same customer for the same number, with about 25 of 55 cells filled."""
    return CustomerRecord(
        str(10_000 + number),
        f"Bäckerei Huber {number} GmbH",
        owner=f"Vertreter {number % 20}",
        grade="ABC"[number % 3],
        phone=f"+49821{100_000 + number}",
        email=f"info@kunde{number}.example",
        payment_terms=30,
        preferences="Bio-Mehl, Lieferung vor 6 Uhr",
        notes=f"Übernommen aus der Buchhaltung, Beleg {number}",
        addresses=(
            AddressRecord("billing", f"Hauptstr. {number}", "", "86150", "Augsburg", "DE"),
            AddressRecord("delivery", f"Werkstr. {number}", "Tor 2", "86150", "Augsburg", "DE"),
        ),
        contacts=(
            ContactRecord(1, "ms", "", "Anna", f"Huber{number}", "Einkauf", "+49821123456"),
            ContactRecord(2, "mr", "Dr.", "Jan", f"Weiß{number}", email=f"jan@k{number}.example"),
        ),
    )


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak(who: int) -> int:
    """Most resident memory so far, in MiB."""
    return resource.getrusage(who).ru_maxrss * MAXRSS_UNIT // MIB


def write_files(folder: Path) -> float:
    """Write the same rows in both formats; the seconds csv.reader takes for them."""
    headings = customer_headings("de")
    rows = [customer_row(customer(number), "de") for number in range(ROWS)]
    text = write_csv(headings, rows)
    (folder / "kunden.csv").write_bytes(text)
    (folder / "kunden.xlsx").write_bytes(write_xlsx([Sheet("Kunden", headings, rows)]))
    lines = io.StringIO(text.decode("utf-8-sig"), newline="")
    return timed(lambda: list(csv.reader(lines, delimiter=";")))


def read_file(file: Path) -> tuple[float, int, int, float]:
    """Seconds to read, MiB in the child and here, and seconds to check every row."""
    data = file.read_bytes()
    start = time.perf_counter()
    table = read_table_in_child(data, file.name, is_heading, largest=LARGEST)
    seconds = time.perf_counter() - start
    peaks = peak(resource.RUSAGE_CHILDREN), peak(resource.RUSAGE_SELF)
    mapping = map_headings(table.headings)
    checked = timed(lambda: [read_customer(row, mapping) for row in table.rows])
    return seconds, *peaks, checked


def main() -> None:
    """Print one line a format."""
    # every measurement in a fresh process: what forks inherits the peak of what it forks from
    alone = partial(ProcessPoolExecutor, 1, get_context("spawn"), max_tasks_per_child=1)
    print("              MB  read s  × csv.reader  child MiB  parent MiB  check s")
    with TemporaryDirectory() as name, alone() as pool:
        folder = Path(name)
        measure = pool.submit(write_files, folder).result()
        print(f"csv.reader        {measure:8.2f}{1:14.1f}")
        for file in sorted(folder.iterdir()):
            seconds, child, parent, checked = pool.submit(read_file, file).result()
            print(
                f"{file.name:11}{file.stat().st_size / 1e6:5.1f}{seconds:8.2f}"
                f"{seconds / measure:14.1f}{child:11}{parent:12}{checked:9.1f}"
            )


if __name__ == "__main__":
    main()

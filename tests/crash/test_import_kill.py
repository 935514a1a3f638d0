"""An import on the command line that is killed again and again ends as if nothing had been."""

import asyncio
import os
import random
import signal
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.services import exporting
from bot.services.customer_columns import (
    AddressRecord,
    CustomerRecord,
    customer_headings,
    customer_row,
)
from bot.services.tables import write_csv
from bot.storage.audit import AuditRow
from bot.storage.engine import Database
from bot.storage.imports import Import
from tests.cli.program import machine
from tests.crash.nursery import Child, born
from tests.databases import laid_out

pytestmark = pytest.mark.early

PROGRAM = """
import sys, zoneinfo
from pathlib import Path
from bot.cli_customers import import_customers
from bot.domain.desk import Desk
from bot.storage.engine import Database
desk = Desk("Nordlicht", zoneinfo.ZoneInfo("Europe/Berlin"))
sys.exit(import_customers(Database(sys.argv[1]), desk, Path(sys.argv[2]), False, print))
"""


async def start(url: str, file: Path) -> Child:
    """The import, in a process of its own."""
    return await born(machine(file.parent), Path(os.devnull), PROGRAM, (url, str(file)))


def write_file(file: Path, rows: int, name: str) -> None:
    """The same customers each time, under another name."""
    records = (
        CustomerRecord(
            str(number), f"{name} {number}", phone=f"+49821{100_000 + number}",
            addresses=(AddressRecord("billing", f"Hauptstr. {number}", city="Ulm"),),
        )
        for number in range(rows)
    )  # fmt: skip
    file.write_bytes(
        write_csv(customer_headings("de"), [customer_row(one, "de") for one in records])
    )


def customers_of(database: Database) -> list[CustomerRecord]:
    """Everybody, by number."""
    found, last = [], 0
    while page := database.transact(lambda s: exporting.page(s, last)):  # noqa: B023
        found += [record for _, record in page]
        last = page[-1][0]
    return sorted(found, key=lambda one: int(one.number))


def is_applying(database: Database) -> bool:
    """Whether the first row may have been written."""
    query = select(Import.id).where(Import.status == "applying")
    return database.transact(lambda s: s.scalar(query)) is not None


async def killed_while_applying(
    url: str, database: Database, file: Path, dice: random.Random
) -> bool:
    """Whether the process was killed in the midst; False when it came to its end before."""
    process = await start(url, file)
    ended = asyncio.create_task(process.wait())
    while not ended.done() and not is_applying(database):
        await asyncio.sleep(0.01)
    await asyncio.sleep(dice.uniform(0, 0.3))
    process.send(signal.SIGKILL)
    await ended
    return is_applying(database)


@pytest.mark.parametrize("rows", [1200])
async def test_killed_at_random_moments_it_loses_nothing_and_does_nothing_twice(
    sqlite_url: str, tmp_path: Path, rows: int
) -> None:
    file, dice, kills = tmp_path / "kunden.csv", random.Random(7), 0
    database = laid_out(sqlite_url)
    for name in ("Huber", "Weiß"):  # all new, then all changed
        write_file(file, rows, name)
        for _ in range(3):
            kills += await killed_while_applying(sqlite_url, database, file, dice)
        assert await (await start(sqlite_url, file)).wait() == 0
    assert kills
    untouched = laid_out(f"sqlite:///{tmp_path}/untouched.db")
    assert await (await start(str(untouched.engine.url), file)).wait() == 0
    assert customers_of(database) == customers_of(untouched)
    query = select(AuditRow.subject_id, AuditRow.deed).where(AuditRow.subject == "customer")
    deeds = Counter(
        database.transact(lambda s: [(one.subject_id, one.deed) for one in s.execute(query)])
    )
    assert Counter(deed for _, deed in deeds) == {"created": rows, "changed": rows}
    assert set(deeds.values()) == {1}
    for one in (database, untouched):
        one.close()

"""A campaign: the program under load from reps while it is killed, then all that is counted."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from bot.domain.clock import SystemClock
from bot.storage.engine import Database
from tests.crash.books import furnish
from tests.crash.figures import Figures, counted
from tests.crash.ledger import Ledger
from tests.crash.reps import Rep
from tests.crash.upheavals import Among, Upheavals, kill_one
from tests.postgresql import serving
from tests.replicas.several import Several, several

REPS = 5
REPLICAS = 3
SECONDS_EACH = 1.5
"""What an upheaval takes, beside the pause before it."""
AT_REST_WITHIN = 120.0
Pause = tuple[float, float]
PAUSE: Pause = (0.1, 2.5)


async def on_sqlite(count: int, folder: Path, pause: Pause = PAUSE) -> Figures:
    """One process that polls, on SQLite, killed `count` times."""
    url = f"sqlite:///{folder}/desk.db"
    async with several(folder, url, 1, webhook=False) as one:
        over = count * (sum(pause) / 2 + SECONDS_EACH / 2)
        return await under_load(
            one, lambda ledger: kill_one(one.processes[0], ledger, count, pause), over
        )


async def on_postgresql(count: int, folder: Path, pause: Pause = PAUSE) -> Figures:
    """Three processes behind one webhook, on PostgreSQL: some killed, some stopped for a while,
    the server restarted; `count` in all."""
    over = count * (sum(pause) / 2 + SECONDS_EACH)
    with serving() as server:
        async with several(folder, server.url, REPLICAS) as three:
            return await under_load(
                three,
                lambda told: Among(three.processes, server, three.database, told).go(count, pause),
                over,
            )


async def under_load(
    several: Several, upheave: Callable[[Ledger], Awaitable[Upheavals]], ringing_over: float
) -> Figures:
    """Start the processes, have reps work while they are upset, let all come to rest, count;
    follow-ups ring, one a second."""
    ledger, stop = Ledger(), asyncio.Event()
    await several.at_work()
    phones = [several.world.person(f"Rep {n}") for n in range(REPS)]
    numbers, dues = several.database.transact(
        lambda s: furnish(s, phones, int(ringing_over), ringing_over)
    )
    load = [asyncio.create_task(Rep(one, numbers[one.id], ledger).work(stop)) for one in phones]
    done = await upheave(ledger)
    stop.set()
    await asyncio.gather(*load)
    await _at_rest(several.database, max(dues.values()))
    for one in several.processes:
        await one.at_work()
    surprises = sum(code not in (-9, 0) for one in several.processes for code in one.codes)
    if not done.restarts:  # there was always a database to be found
        surprises += sum(one.failed_starts for one in several.processes)
    return several.database.transact(lambda s: counted(s, ledger, phones, dues, done, surprises))


async def _at_rest(database: Database, last: datetime) -> None:
    """Wait until nothing is left to do, up to the last that rings of those there were at first;
    one that a rep put off by an hour may wait."""
    waiting = text(
        "SELECT (SELECT count(*) FROM inbox WHERE status = 'open')"
        " + (SELECT count(*) FROM outbox WHERE status <> 'done')"
        " + (SELECT count(*) FROM jobs WHERE status IN ('queued', 'running'))"
        " + (SELECT count(*) FROM reminders WHERE status = 'waiting' AND kind = 'follow-up'"
        "    AND due_at < :soon)"
    )
    soon = max(last + timedelta(seconds=1), SystemClock().now()).replace(microsecond=0)
    end = time.monotonic() + AT_REST_WITHIN
    while await database.run(lambda s: s.scalar(waiting, {"soon": soon})):
        assert time.monotonic() < end, "the program does not come to rest"
        await asyncio.sleep(0.2)

"""Real kills: the program as a process under load from several reps, ended by `kill -9`.

`python -m tests.crash.kills --kills 100` prints what was lost, doubled or met with silence.
"""

import argparse
import asyncio
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select, text

from bot.domain.clock import SystemClock
from bot.playground.remote import RemotePerson, RemoteWorld, Seen
from bot.storage import Session, customers, migrate, people, reminders
from bot.storage.engine import Database
from bot.storage.follow_ups import FollowUp
from bot.storage.visits import Visit

TOKEN = "4242:test-token-of-nobody"
REPS = 5
DURING_START = 0.2
"""The share of kills that may hit a program which is not at work yet."""
START_UP = 1.5
ANSWER_WITHIN = 45.0
"""Seconds in which a rep must hear something, kills included."""
Z = SystemClock()


@dataclass
class Ledger:
    """What was asked for, and what came of it."""

    saved: list[str] = field(default_factory=list)
    silence: list[str] = field(default_factory=list)
    sent: int = 0
    longest_wait: float = 0.0


@dataclass
class Result:
    """The figures of a run."""

    kills: int
    updates: int
    visits: int
    lost: int
    twice: int
    silence: int
    doubled: int
    reminders: int
    reminders_lost: int
    reminders_early: int
    reminders_doubled: int
    longest_wait: float

    def __str__(self) -> str:
        return "\n".join(f"{name:18} {value}" for name, value in vars(self).items())


class Bot:
    """The program as a process, started anew after each kill."""

    def __init__(self, api_url: str, database_url: str, log: Path) -> None:
        self._env = os.environ | {
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": api_url,
            "DATABASE_URL": database_url,
        }
        self._log = log
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it; it is at work when Telegram sees it poll."""
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", env=self._env, stdout=log, stderr=log
            )

    async def kill(self, number: signal.Signals = signal.SIGKILL) -> int:
        """End it by a signal; its exit code."""
        assert self._process is not None
        assert self._process.returncode is None, "the program ended by itself"
        self._process.send_signal(number)
        return await self._process.wait()


async def _wait(person: RemotePerson, after: int, right: Callable[[Seen], bool]) -> Seen | None:
    """The newest of the bot's messages after `after` that is right; None after a long wait."""
    end = time.monotonic() + ANSWER_WITHIN
    while time.monotonic() < end:
        for one in reversed(await person.answers()):
            if right(one) and one.id > after:
                return one
        await asyncio.sleep(0.1)
    return None


async def _rep(
    person: RemotePerson, numbers: list[str], stop: asyncio.Event, seen: Ledger
) -> None:
    """One rep at work: look-ups, and visits logged in one message and saved by one press."""
    count = 0
    while not stop.is_set():
        count += 1
        marker = f"Probe{person.id}x{count}x"
        began = time.monotonic()
        if count % 3 == 0:
            await _ask(person, random.choice(numbers), seen)
        else:
            await _log_visit(
                person, f"/besuch {random.choice(numbers)} heute: {marker}", marker, seen
            )
        seen.longest_wait = max(seen.longest_wait, time.monotonic() - began)
        await asyncio.sleep(random.uniform(0.05, 0.4))


async def _ask(person: RemotePerson, number: str, seen: Ledger) -> None:
    message = await person.say(number)
    seen.sent += 1
    if await _wait(person, message.id, lambda one: number in one.text) is None:
        seen.silence.append(f"{person.name}: {number}")


async def _log_visit(person: RemotePerson, words: str, marker: str, seen: Ledger) -> None:
    message = await person.say(words)
    seen.sent += 1
    card = await _wait(person, message.id, lambda one: marker in one.text)
    if card is None:
        seen.silence.append(words)
        return
    await person.press("Besuch speichern", on=card.id)
    seen.sent += 1
    saved = await _wait(person, card.id - 1, lambda one: one.id == card.id and "✅" in one.text)
    if saved is None:
        seen.silence.append(f"save {marker}")
    else:
        seen.saved.append(marker)


def _furnish(session: Session, reps: list[RemotePerson], due_over: float) -> list[str]:
    """People, customers and follow-ups that will ring at random moments; customers' numbers."""
    now = Z.now()
    rows = [
        people.Person(name=one.name, role="rep", user_id=one.id, chat_id=one.id, language="de",
                      language_chosen=True, joined_at=now, menu_for="rep:de")
        for one in reps
    ]  # fmt: skip
    session.add_all(rows)
    session.flush()
    numbers = [str(20001 + n) for n in range(20)]
    for index, number in enumerate(numbers):
        session.add(
            customers.Customer(number=number, name=f"Kunde {'ABCDEFGHIJKLMNOPQRST'[index]}{number}",
                               owner_id=rows[index % len(rows)].id, created_at=now, changed_at=now)
        )  # fmt: skip
    session.flush()
    some = session.scalars(select(customers.Customer)).all()
    for index in range(int(due_over)):
        owner = rows[index % len(rows)]
        due = now + timedelta(seconds=random.uniform(5, max(due_over, 6)))
        follow_up = FollowUp(customer_id=some[index % len(some)].id, person_id=owner.id,
                             what=f"Ruf{index}ende", due_at=due, created_at=now)  # fmt: skip
        session.add(follow_up)
        session.flush()
        reminders.schedule(session, "follow-up", follow_up.id, owner.id, due, _zone())
    return numbers


def _zone():  # type: ignore[no-untyped-def]
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/Berlin")


async def run(kills: int, folder: Path, pause: tuple[float, float] = (0.1, 2.5)) -> Result:
    """Kill the program `kills` times under load, let it come to rest, and count."""
    url = f"sqlite:///{folder}/desk.db"
    database = Database(url)
    migrate.to_head(database)
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.playground", "--token", TOKEN, stdout=asyncio.subprocess.PIPE
    )
    assert server.stdout is not None
    api_url = (await server.stdout.readline()).decode().strip()
    try:
        async with RemoteWorld(api_url) as world:
            reps = [await world.person(f"Rep {n}") for n in range(REPS)]
            over = kills * (sum(pause) / 2 + START_UP)
            numbers = database.transact(lambda s: _furnish(s, reps, over))
            bot, seen, stop = Bot(api_url, url, folder / "bot.log"), Ledger(), asyncio.Event()
            await bot.start()
            load = [asyncio.create_task(_rep(one, numbers, stop, seen)) for one in reps]
            for _ in range(kills):
                if random.random() > DURING_START:
                    await _at_work(world)
                await asyncio.sleep(random.uniform(*pause))
                await bot.kill()
                await bot.start()
            stop.set()
            await asyncio.gather(*load)
            await _at_rest(database)
            assert await bot.kill(signal.SIGTERM) == 0
            answers = {one.id: await one.answers() for one in reps}
            return _count(database, kills, seen, answers)
    finally:
        server.terminate()
        await server.wait()
        database.close()


async def _at_work(world: RemoteWorld) -> None:
    """Wait until the program polls."""
    before = len(await world.calls())
    end = time.monotonic() + 30
    while not any(call["method"] == "getUpdates" for call in await world.calls(since=before)):
        assert time.monotonic() < end, "the program does not start"
        await asyncio.sleep(0.05)


async def _at_rest(database: Database) -> None:
    """Wait until nothing is left to do."""
    waiting = text(
        "SELECT (SELECT count(*) FROM inbox WHERE status = 'open')"
        " + (SELECT count(*) FROM outbox WHERE status <> 'done')"
        " + (SELECT count(*) FROM reminders WHERE status = 'waiting' AND kind = 'follow-up')"
    )
    end = time.monotonic() + 90
    while database.transact(lambda s: s.scalar(waiting)):
        assert time.monotonic() < end, "the program does not come to rest"
        await asyncio.sleep(0.2)


def _count(database: Database, kills: int, seen: Ledger, answers: dict[int, list[Seen]]) -> Result:
    notes = Counter(
        found
        for note in database.transact(lambda s: s.scalars(select(Visit.notes)).all())
        for found in re.findall(r"Probe\d+x\d+x", note)
    )
    texts = [one.text for list_ in answers.values() for one in list_]
    cards = Counter(found for one in texts for found in set(re.findall(r"Probe\d+x\d+x", one)))
    rung = Counter(found for one in texts for found in re.findall(r"Ruf\d+ende", one))
    rows = database.transact(
        lambda s: s.execute(
            text("SELECT due_at, queued_at FROM reminders WHERE kind = 'follow-up'")
        ).all()
    )
    return Result(
        kills=kills,
        updates=seen.sent,
        visits=sum(notes.values()),
        lost=sum(1 for marker in seen.saved if notes[marker] == 0),
        twice=sum(count - 1 for count in notes.values()),
        silence=len(seen.silence),
        doubled=sum(count - 1 for count in cards.values()),
        reminders=len(rows),
        reminders_lost=len(rows) - len(rung),
        reminders_early=sum(1 for due, queued in rows if queued < due),
        reminders_doubled=sum(count - 1 for count in rung.values()),
        longest_wait=round(seen.longest_wait, 1),
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    random.seed(options.seed)
    print(f"{'seed':18} {options.seed}")
    with tempfile.TemporaryDirectory() as folder:
        print(asyncio.run(run(options.kills, Path(folder))))


if __name__ == "__main__":
    main()

"""Two days at an office that nothing is spared: people at work, and misfortunes by the dice.

`python -m tests.simulated.days --seeds 1000` lives through as many; `--from N --seeds 1` again
through that of one seed, which happens exactly as before.
"""

import argparse
import asyncio
import hashlib
import logging
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

import structlog
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.playground.model import Message
from bot.playground.updates import Queued, Updates
from bot.services.tables import write_csv
from bot.storage import Session, inbox
from bot.storage.cases import CaseEntry
from bot.storage.checking import problems
from bot.storage.customers import Customer
from bot.storage.follow_ups import REMINDER, FollowUp
from bot.storage.reminders import Reminder
from bot.storage.visits import Visit
from tests.hand import Hand
from tests.simulated.life import SELDOM, Killed
from tests.simulated.office import CUSTOMERS, Office, office

HOUR = 3600.0
SPAN = 48 * HOUR
ANSWER_WITHIN = 1800.0
"""Seconds in which everybody must hear something, misfortunes included."""
PROMPT = timedelta(seconds=2)
"""The longest delay of a reminder that nothing has upset."""
AFTER = timedelta(seconds=10)
"""The longest after a restart, an outage of the database or a step of the clock."""
MARK = re.compile(r"Probe\d+x")
RANG = re.compile(r"(?:⏰ Nachfassen|✅ Erledigt|⏰ Verschoben|Abgesagt): .*?(Probe\d+x)")
"""The card of a follow-up that has rung, or what it became."""
NAMED_BY_CHANCE = {"callback_query_id", "file_id"}
"""What Telegram names anew in each life."""


@dataclass
class Ledger:
    """What was asked for and confirmed, and what befell the office."""

    asked: int = 0
    saved: list[str] = field(default_factory=list)
    taken_back: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    """What customers wrote to the desk, by its mark."""
    imported: list[str] = field(default_factory=list)
    likes: dict[str, str] = field(default_factory=dict)
    """What a customer likes, by number."""
    done: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    """Follow-ups that rang and were done, or put off, by their marks."""
    silence: list[str] = field(default_factory=list)
    befell: Counter[str] = field(default_factory=Counter)
    upset: list[tuple[datetime, datetime]] = field(default_factory=list)
    """By the clock, from when to when no reminder could ring: an instant, or what was skipped."""


@dataclass
class Figures:
    """How two days ended. All that is wrong is in `wrong`."""

    seed: int
    asked: int
    saved: int
    rung: int
    befell: Counter[str]
    wrong: list[str]
    calls: str
    """A digest of every call that was made, and when."""


@dataclass
class Someone:
    """One person at work in this office."""

    here: Office
    hand: Hand
    dice: random.Random
    ledger: Ledger

    async def says(self, words: str, right: Callable[[str], bool]) -> Message | None:
        """Write, and wait for the right answer."""
        self.here.life.stir()
        sent = await self.hand.person.say(words)
        return await self._answered(words, sent.id, right)

    async def presses(self, label: str, on: Message, right: Callable[[str], bool]) -> bool:
        """Press a button, and wait for what its card becomes, or for the message after it."""
        self.here.life.stir()
        await self.hand.person.press(label, on.id)
        return await self._answered(f"[{label}]", on.id - 1, right) is not None

    async def _answered(
        self, what: str, after: int, right: Callable[[str], bool],
        reaction_to: Message | None = None,
    ) -> Message | None:  # fmt: skip
        """The right message after this one, or, where that will do, the one reacted to."""
        self.ledger.asked += 1
        loop, pause = self.here.life.loop, 0.25
        until = loop.time() + ANSWER_WITHIN
        while loop.time() < until:
            if reaction_to and reaction_to.reaction:
                return reaction_to
            for one in reversed(self.hand.person.answers):
                if one.id > after and right(one.transcript):
                    return one
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, 20.0)
        self.ledger.silence.append(f"{self.hand.person.name}: {what!r}, sees {self.hand.screen!r}")
        return None

    def mark(self) -> str:
        """A word that is nowhere else."""
        return f"Probe{self.hand.person.id % 100}{self.ledger.asked:04}x"

    @property
    def number(self) -> str:
        """Some customer's number."""
        return self.dice.choice(CUSTOMERS)[0]


async def look_up(one: Someone) -> None:
    number = one.number
    await one.says(number, lambda text: number in text)


async def visit_in_one_message(one: Someone) -> None:
    mark = one.mark()
    follow_up = one.dice.choice(("", ", nachfassen in 2 Stunden", ", nachfassen in 20 Minuten"))
    card = await one.says(f"/besuch {one.number} heute: {mark}{follow_up}", lambda t: mark in t)
    if not card:
        return
    if await one.presses("Besuch speichern", card, lambda t: "✅" in t):
        one.ledger.saved.append(mark)
        if one.dice.random() < 0.2 and await one.presses(
            "Rückgängig", card, lambda t: "zurückgenommen" in t
        ):
            one.ledger.taken_back.append(mark)


async def visit_question_by_question(one: Someone) -> None:
    mark, number = one.mark(), one.number
    if not await one.says("/besuch", lambda t: "Bei wem waren Sie?" in t):
        return
    card = await one.says(number, lambda t: number in t and "Wie ging es aus?" in t)
    if not card or not await one.presses("Interesse", card, lambda t: "Notiz?" in t):
        return
    card = await one.says(mark, lambda t: mark in t)
    if card and await one.presses("Besuch speichern", card, lambda t: "✅" in t):
        one.ledger.saved.append(mark)


async def what_rings(one: Someone) -> None:
    """Answer the newest follow-up that has rung and was not answered."""
    card = next((card for card in reversed(one.hand.person.answers) if _rings(one, card)), None)
    if card is None:
        await look_up(one)
        return
    mark = MARK.findall(card.text)[0]
    label, says, noted = one.dice.choice((
        ("Erledigt", "✅ Erledigt", one.ledger.done),
        ("In 1 Stunde", "⏰ Verschoben", one.ledger.moved),
    ))  # fmt: skip
    if await one.presses(label, card, lambda text: text.startswith(says) and mark in text):
        noted.add(mark)


def _rings(one: Someone, card: Message) -> bool:
    """Whether it is one to be answered: of a message that came twice both look like that."""
    keys = {key.text for row in card.buttons for key in row}
    rang = RANG.match(card.text)
    return (
        card.text.startswith("⏰ Nachfassen")
        and "Erledigt" in keys
        and bool(rang and rang[1] not in one.ledger.done)
    )


async def change_a_customer(one: Someone) -> None:
    mark, number = one.mark(), one.dice.choice(("10234", "10235", "10237"))
    card = await one.says(number, lambda t: number in t)
    if not card or not any(key.text == "Bearbeiten" for row in card.buttons for key in row):
        return
    if (
        await one.presses("Bearbeiten", card, lambda t: "[Vorlieben]" in t)
        and await one.presses("Vorlieben", card, lambda t: "Vorlieben" in t)
        and await one.says(mark, lambda t: "✅" in t and mark in t)
    ):
        one.ledger.likes[number] = mark


async def write_to_the_desk(one: Someone) -> None:
    """It opens a case, or goes to the one that is open."""
    mark = one.mark()
    one.here.life.stir()
    sent = await one.hand.person.say(f"Guten Tag {mark}")
    if await one._answered(mark, sent.id, lambda t: t.startswith("Vorgang"), reaction_to=sent):
        one.ledger.told.append(mark)


async def import_a_table(one: Someone) -> None:
    mark = one.mark()
    rows = [[f"2{one.ledger.asked:05}", f"{mark} GmbH", "86150", "Augsburg"]]
    table = write_csv(["Kundennummer", "Name", "PLZ", "Ort"], rows)
    one.here.life.stir()
    sent = await one.hand.person.send_document("kunden.csv", table)
    card = await one._answered("kunden.csv", sent.id, lambda t: "1 neu" in t)
    if card and await one.presses(card.buttons[0][0].text, card, lambda t: "ist übernommen" in t):
        one.ledger.imported.append(mark)


REP = (look_up, visit_in_one_message, visit_in_one_message, visit_question_by_question,
       what_rings, what_rings, change_a_customer)  # fmt: skip
WORK = {"tom": REP, "eva": REP, "ada": (look_up, import_a_table), "max": (look_up,),
        "anna": (write_to_the_desk,), "jan": (write_to_the_desk,)}  # fmt: skip
BETWEEN = {"tom": 1.5, "eva": 1.5, "ada": 6.0, "max": 12.0, "anna": 9.0, "jan": 9.0}
"""Hours between two things that somebody does, on the average."""


async def at_work(one: Someone, name: str) -> None:
    """What somebody does in two days, and the nights between."""
    loop = one.here.life.loop
    while True:
        pause = one.dice.expovariate(1 / (BETWEEN[name] * HOUR)) + 5
        await asyncio.sleep(min(pause, max(SPAN - loop.time(), 0)))
        if loop.time() >= SPAN:
            return
        if 6 <= one.here.life.clock.now().hour < 20:
            await one.dice.choice(WORK[name])(one)


# -- misfortunes


def upset(here: Office, ledger: Ledger, step: timedelta = timedelta()) -> None:
    """Note that reminders are held up, and have the clock make this step."""
    before = here.life.clock.now()
    here.life.clock.advance(step)
    after = here.life.clock.now()
    ledger.upset.append((min(before, after), after))


def commit_fails(here: Office, dice: random.Random, ledger: Ledger) -> None:
    """The next commit that changes something finds the database away."""

    def once(name: str) -> None:
        if name.startswith("commit"):
            here.life.before = usual
            here.life.stir()
            upset(here, ledger)
            raise OperationalError("COMMIT", {}, Exception("database is locked"))

    usual, here.life.before = here.life.before, once


def killed_in_the_midst(here: Office, dice: random.Random, ledger: Ledger) -> None:
    """One of the next effects is the last thing that the process tries."""
    left = [dice.randrange(1, 12)]

    def later(name: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            here.life.before = usual
            upset(here, ledger)
            raise Killed

    usual, here.life.before = here.life.before, later


def killed(here: Office, dice: random.Random, ledger: Ledger) -> None:
    """The process ends at once."""
    upset(here, ledger)
    here.life.kill()


def telegram_says_no(here: Office, dice: random.Random, ledger: Ledger) -> None:
    """The next calls of some kind meet a fault."""
    method = dice.choice(
        ("sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates", "*")
    )
    what = dice.choice((
        {"status": 429, "retry_after": dice.choice((1, 5, 209))},
        {"status": 500}, {"status": 502, "times": dice.randrange(1, 6)}, {"drop": "before"},
        {"drop": "after"}, {"delay": dice.uniform(1, 60)}, {"body": b'{"ok":true,"resul'},
        {"status": 409, "description": "Conflict: terminated by other getUpdates request"},
    ))  # fmt: skip
    if method == "*" or what.get("status") != 409:
        here.life.world.faults.add(method, **what)
    else:
        here.life.world.faults.add("getUpdates", **what)


def delivered_again(here: Office, dice: random.Random, ledger: Ledger) -> None:
    """Telegram repeats an update that it has delivered before, or hands out two the other way."""
    updates = here.life.world.updates
    dice.shuffle(updates.waiting)
    for one in updates.waiting:
        here.life.loop.call_later(dice.uniform(0.1, 60), again, updates, one)


def again(updates: Updates, one: Queued) -> None:
    """Have it delivered once more."""
    updates.waiting.append(one)
    updates.changed.beat()


def machine_sleeps(here: Office, dice: random.Random, ledger: Ledger) -> None:
    """The clock jumps, as after a nap of the machine."""
    upset(here, ledger, timedelta(minutes=dice.choice((1, 30, 60))))


def clock_set_back(here: Office, dice: random.Random, ledger: Ledger) -> None:
    """Somebody sets the clock back a little."""
    upset(here, ledger, -timedelta(minutes=dice.choice((1, 10, 60))))


MISFORTUNES = (
    commit_fails, killed_in_the_midst, killed_in_the_midst, killed, telegram_says_no,
    telegram_says_no, telegram_says_no, delivered_again, machine_sleeps, clock_set_back,
)  # fmt: skip


async def fate(here: Office, dice: random.Random, ledger: Ledger) -> None:
    """One misfortune after the other, most of them while somebody is waiting for an answer."""
    while True:
        await asyncio.sleep(dice.expovariate(1 / (0.7 * HOUR)))
        world = here.life.world
        while not world.updates.waiting and await world.changed.wait(HOUR):
            pass
        await asyncio.sleep(dice.choice((0.0, dice.random())))
        what = dice.choice(MISFORTUNES)
        ledger.befell[what.__name__] += 1
        here.life.stir()
        what(here, dice, ledger)


# -- two days


def lived(seed: int) -> Figures:
    """Two days with this seed."""
    dice, ledger = random.Random(seed), Ledger()
    with office(seed) as here:
        here.life.run(_days(here, dice, ledger))
        return _figures(here, seed, ledger)


async def _days(here: Office, dice: random.Random, ledger: Ledger) -> None:
    hands = here.hands.items()
    work = [
        asyncio.create_task(
            at_work(Someone(here, hand, random.Random(dice.random()), ledger), name)
        )
        for name, hand in hands
    ]
    trouble = asyncio.create_task(fate(here, dice, ledger))
    resting = asyncio.create_task(_rest(here))
    await asyncio.gather(*work)
    for task in (trouble, resting):
        task.cancel()
    here.life.world.faults.clear()
    here.life.before = lambda name: None
    here.life.stir()
    await here.life.wait(3 * HOUR)


async def _rest(here: Office) -> None:
    """While nobody is waiting for anything the heart need not beat every second."""
    while True:
        here.life.rest(0.0 if here.life.world.updates.waiting else SELDOM)
        await asyncio.sleep(10)


def _figures(here: Office, seed: int, ledger: Ledger) -> Figures:
    texts = [one.text for hand in here.hands.values() for one in hand.person.answers]
    rang = Counter(found[1] for text in texts if (found := RANG.match(text)))
    wrong = [f"silence: {one}" for one in ledger.silence]
    for find in (
        partial(_lost, ledger), partial(_not_rung, ledger, rang, here.life.clock.now()),
        _left_over, problems,
    ):  # fmt: skip
        wrong += here.life.database.transact(lambda s: [str(one) for one in find(s)])  # noqa: B023
    calls = [
        (one.method, one.started, one.outcome,
         {name: value for name, value in one.params.items() if name not in NAMED_BY_CHANCE})
        for one in here.life.world.calls
    ]  # fmt: skip
    return Figures(
        seed, ledger.asked, len(ledger.saved), len(rang), ledger.befell, wrong,
        hashlib.sha256(repr(calls).encode()).hexdigest(),
    )  # fmt: skip


def _lost(ledger: Ledger, session: Session) -> Iterator[str]:
    """What is not there though it was confirmed, or otherwise, or twice."""
    visits = {mark: one for one in session.scalars(select(Visit)) for mark in _marks(one.notes)}
    customers = session.scalars(select(Customer)).all()
    likes = {one.number: one.preferences for one in customers}
    ended = {one.what: one.status for one in session.scalars(select(FollowUp))}
    count = Counter(
        mark
        for text in (
            *session.scalars(select(Visit.notes)),
            *(one.name for one in customers),
            *session.scalars(select(CaseEntry.words)),
        )
        for mark in _marks(text)
    )
    yield from (
        f"lost: {mark}"
        for mark in (*ledger.saved, *ledger.imported, *ledger.told)
        if not count[mark]
    )
    yield from (f"twice: {mark}" for mark in count if count[mark] > 1)
    for mark, one in visits.items():
        if (one.undone_at is not None) != (mark in ledger.taken_back):
            yield f"taken back or not: {mark}"
    for number, mark in ledger.likes.items():
        if likes[number] != mark:
            yield f"{number} likes {likes[number]}, not {mark}"
    yield from (f"not done: {mark}" for mark in ledger.done if ended.get(mark) != "done")


def _not_rung(
    ledger: Ledger, rang: Counter[str], now: datetime, session: Session
) -> Iterator[str]:
    """Follow-ups that did not ring on the phone, or not when they were due."""
    rows = select(Reminder, FollowUp).join(FollowUp, Reminder.subject_id == FollowUp.id)
    for one, about in session.execute(rows.where(Reminder.kind == REMINDER)):
        due = max(one.due_at, about.created_at)
        if one.queued_at is None:
            if due < now:
                yield f"not rung: {about.what}"
            continue
        if one.queued_at < one.due_at:
            yield f"early: {about.what}"
        if _is_late(due, one.queued_at, ledger):
            yield f"late: {about.what}, due {due}, rung {one.queued_at}"
        if rang[about.what] < 1 + (about.what in ledger.moved):
            yield f"on no phone: {about.what}"


def _is_late(due: datetime, queued: datetime, ledger: Ledger) -> bool:
    """Whether nothing disturbed a reminder for longer than it may take."""
    near = sorted(one for one in ledger.upset if one[1] > due - AFTER and one[0] < queued)
    quiet, since = timedelta(), due
    for start, end in near:
        quiet, since = max(quiet, start - since), max(since, end)
    return max(quiet, queued - since) > (AFTER if near else PROMPT)


def _marks(text: str) -> set[str]:
    return set(MARK.findall(text))


def _left_over(session: Session) -> list[str]:
    rows = session.scalars(select(inbox.InboxRow).where(inbox.InboxRow.status != "done"))
    return [f"left over: update {row.update_id}, {row.status} {row.error}" for row in rows]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--from", type=int, dest="first", default=random.randrange(10**6))
    options = parser.parse_args()
    if os.environ.get("PYTHONHASHSEED") != "0":  # so that sets are walked the same way again
        os.execve(sys.executable, [sys.executable, "-m", "tests.simulated.days", "--seeds",
                  str(options.seeds), "--from", str(options.first)],
                  os.environ | {"PYTHONHASHSEED": "0"})  # fmt: skip
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    total: Counter[str] = Counter()
    bad = 0
    with ProcessPoolExecutor(2) as pool:
        for one in pool.map(lived, range(options.first, options.first + options.seeds)):
            total += Counter(asked=one.asked, saved=one.saved, rung=one.rung)
            total += one.befell
            bad += bool(one.wrong)
            for line in one.wrong:
                print(f"seed {one.seed}: {line}")
    print(f"{'seeds':22} {options.first} to {options.first + options.seeds - 1}")
    for name, count in total.items():
        print(f"{name:22} {count}")
    print(f"{'seeds gone wrong':22} {bad}")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()

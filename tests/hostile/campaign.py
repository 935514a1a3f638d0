"""Mutated input at every place: `python -m tests.hostile.campaign --inputs 20000 [--seed N]`.

Every hundred inputs are a life of their own, made by the seed and their number alone; a failure
is played again by the command that it is printed with.
"""

import argparse
import asyncio
import random
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.handlers.features import FEATURES
from tests.hand import Hand
from tests.hostile.corpus import filled_in
from tests.hostile.delivery import Delivery
from tests.hostile.mutator import Mutator
from tests.hostile.places import NoWay, Place, Rooms, places
from tests.hostile.watch import Watch
from tests.logs.reading import written
from tests.simulated.office import Office, office

A_LIFE = 100
AT_A_PLACE = 10
"""Inputs in a row from one place on."""
MOST_MEMORY = 300
"""Mebibytes of the whole process at its peak (promise G12)."""
COMMANDS = sorted({name for one in FEATURES for c in one.commands for name in (c.de, c.en)})
SLOWEST_KEPT = 3


@dataclass
class Report:
    """What a campaign has seen."""

    inputs: int = 0
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By class of input and outcome."""
    places: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[int, str, str, list[str]]] = field(default_factory=list)
    """Number, place, input, and what went wrong."""
    slowest: tuple[float, int, str] = (0.0, 0, "")


@dataclass
class Round:
    """A life of a campaign: somebody is led to a place, and says ten things there."""

    here: Office
    rooms: Rooms
    dice: random.Random
    watch: Watch
    delivery: Delivery
    report: Report
    number: int = 0

    async def play(self, first: int, count: int) -> None:
        """`count` inputs, the first of which has the number `first`."""
        known = [*places(), *[None] * 12]
        for start in range(0, count, AT_A_PLACE):
            place = self.dice.choice(known)
            hand = await self._enter(place)
            for at in range(start, min(start + AT_A_PLACE, count)):
                self.number = first + at
                await self._one(hand, place)
        for hand in self.here.hands.values():
            await self._still_works(hand)

    async def _enter(self, place: Place | None) -> Hand:
        if place is None:
            hand = self.here.hands[self.dice.choice(sorted(self.here.hands))]
            await self._still_works(hand)
            return hand
        try:
            return await self.rooms.enter(place)
        except NoWay:
            return self.here.hands[place.door.who]

    async def _one(self, hand: Hand, place: Place | None) -> None:
        ways: list[Callable[[Hand, Mutator], Awaitable[tuple[str, str]]]] = [
            self._text, self._text, self._text, self._text, self._command, self._start,
            self._edit, self._file, self._contact, self._press, self._update,
        ]  # fmt: skip
        way = self.dice.choice(ways)
        self.watch.begin()
        kind, said = await way(hand, Mutator(self.dice))
        await self.watch.settled()
        answers = self.watch.answered(hand.person)
        found = self.watch.faults(said, unreadable=way == self._update)
        if not answers and way not in (self._edit, self._update):
            found.append("no answer")
        self._note(place, kind, said, answers[0] if answers else "nothing", found)

    def _note(
        self, place: Place | None, kind: str, said: str, outcome: str, found: list[str]
    ) -> None:
        where = place.name if place else "no form"
        self.report.inputs += 1
        self.report.seen[kind, outcome] += 1
        self.report.places[where] += 1
        if self.watch.seconds > self.report.slowest[0]:
            self.report.slowest = (self.watch.seconds, self.number, ascii(said)[:80])
        if found:
            self.report.failures.append(
                (self.number, where, f"{kind}: {ascii(said)[:200]}", found)
            )

    async def _still_works(self, hand: Hand) -> None:
        self.watch.begin()
        await hand.person.say("/hilfe")
        await self.watch.settled()
        if not self.watch.answered(hand.person):
            self.report.failures.append((self.number, "", "/hilfe", ["the dialogue is stuck"]))

    # -- ways in

    async def _text(self, hand: Hand, mutator: Mutator) -> tuple[str, str]:
        kind, said = mutator.text()
        self.delivery.write(hand.person, said)
        return kind, said

    async def _command(self, hand: Hand, mutator: Mutator) -> tuple[str, str]:
        kind, said = mutator.text(4000)
        said = f"/{self.dice.choice(COMMANDS)} {said}"
        self.delivery.write(hand.person, said)
        return f"command, {kind}", said

    async def _start(self, hand: Hand, mutator: Mutator) -> tuple[str, str]:
        kind, said = mutator.text(64)
        self.delivery.write(hand.person, f"/start {said}")
        return f"start, {kind}", said

    async def _edit(self, hand: Hand, mutator: Mutator) -> tuple[str, str]:
        kind, said = mutator.text()
        own = [one.id for one in hand.person.messages if not one.from_bot]
        self.delivery.edit(hand.person, self.dice.choice([*own[-6:], 10**9]), said)
        return f"edit, {kind}", said

    async def _file(self, hand: Hand, mutator: Mutator) -> tuple[str, str]:
        kind, said = mutator.text(1024)
        what = self.dice.choice(["photo", "document"])
        self.delivery.attach(hand.person, what, said, mutator.text(255)[1])
        return f"{what}, {kind}", said

    async def _contact(self, hand: Hand, mutator: Mutator) -> tuple[str, str]:
        kind, said = mutator.text(100)
        contact = {"phone_number": said, "first_name": mutator.entry(), "vcard": said}
        self.delivery.write(hand.person, "", contact=contact)
        return f"contact, {kind}", said

    async def _press(self, hand: Hand, mutator: Mutator) -> tuple[str, str]:
        kind, said = mutator.text(64)
        row = self.rooms.open_form(hand)
        if row:
            said = said.replace("{form}", str(row.id)).replace("{version}", str(row.version))
        if not hand.person.answers:
            await self._still_works(hand)
        self.delivery.press(hand.person, said)
        return f"press, {kind}", said

    async def _update(self, hand: Hand, mutator: Mutator) -> tuple[str, str]:
        kind, update = mutator.update()
        made = filled_in(update, self.delivery.parts(hand.person, 10**6 + self.number))
        made = made if isinstance(made, dict) else {"message": made}
        if self.dice.random() < 0.5:
            self.delivery.poll(made)
        elif (status := await self.delivery.push(made)) != 200:
            self.report.failures.append((self.number, "webhook", kind, [f"answered {status}"]))
        return kind, ""


def live(report: Report, seed: int, first: int, count: int) -> None:
    """The life whose first input has this number, through `count` inputs."""
    with written("INFO") as log, office(seed=first) as here:

        async def play() -> None:
            delivery, watch = Delivery(here.life), Watch(here.life, log)
            rooms = await Rooms.of(here)
            dice = random.Random(f"{seed}:{first}")
            await Round(here, rooms, dice, watch, delivery, report).play(first, count)

        try:
            here.life.run(play())
        except (AssertionError, LookupError, TimeoutError, asyncio.InvalidStateError) as error:
            frames = traceback.extract_tb(error.__traceback__)[-3:]
            at = ", ".join(f"{Path(one.filename).name}:{one.lineno}" for one in frames)
            found = f"{type(error).__name__}: {str(error)[:500]} at {at}"
            report.failures.append((first, "a life", "", [found]))


def campaign(seed: int, inputs: int, first: int = 0) -> Report:
    """So many inputs, from the life on that `first` is in; what was seen when interrupted."""
    report = Report()
    first -= first % A_LIFE
    with suppress(KeyboardInterrupt):
        for start in range(first, first + inputs, A_LIFE):
            known = len(report.failures)
            live(report, seed, start, min(A_LIFE, first + inputs - start))
            for failure in report.failures[known:]:
                print(f"failed: {failure}", file=sys.stderr, flush=True)
    return report


def peak_memory() -> float:
    """Mebibytes of this process at its peak; by Linux's own book, since what getrusage tells there
    goes back to the process that started this one."""
    status = Path("/proc/self/status")
    if status.exists():
        [line] = [one for one in status.read_text().splitlines() if one.startswith("VmHWM")]
        return int(line.split()[1]) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def tell(report: Report, seed: int) -> None:
    """Print what was seen."""
    print(f"seed {seed}: {report.inputs} inputs at {len(report.places)} places")
    for outcome, count in sorted(Counter(o for _, o in report.seen.elements()).items()):
        print(f"  {outcome:24} {count}")
    print("by class, with its outcomes:")
    for kind in sorted({kind for kind, _ in report.seen}):
        outcomes = ((o, n) for (k, o), n in sorted(report.seen.items()) if k == kind)
        print(f"  {kind:44} " + ", ".join(f"{o} {n}" for o, n in outcomes))
    seconds, number, said = report.slowest
    print(f"slowest: {seconds:.2f} s of processor time, input {number}: {said}")
    print(f"peak memory: {peak_memory():.0f} MiB")
    for number, place, said, found in report.failures:
        first = number - number % A_LIFE
        again = f"--seed {seed} --first {first} --inputs {number - first + 1}"
        print(f"FAILED input {number} at {place}: {said}\n  {found}\n  again: {again}")


def main() -> int:
    """Run a campaign; 1 when anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.campaign")
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    report = campaign(given.seed, given.inputs, given.first)
    tell(report, given.seed)
    if peak_memory() > MOST_MEMORY:
        print(f"FAILED: over {MOST_MEMORY} MiB")
        return 1
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())

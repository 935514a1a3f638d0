"""What people do in two simulated days, each waiting for the right answer."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.model import Message
from bot.services.tables import write_csv
from tests.hand import Hand
from tests.simulated.ledger import MARK, RANG, Ledger
from tests.simulated.office import CUSTOMERS, Office

HOUR = 3600.0
SPAN = 48 * HOUR
ANSWER_WITHIN = 1800.0
"""Seconds in which everybody must hear something, misfortunes included."""


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
    if "[Ohne Wiedervorlage]" in card.transcript:  # so soon, at night, is asked about
        await one.presses("Ohne Wiedervorlage", card, lambda t: "[Besuch speichern]" in t)
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

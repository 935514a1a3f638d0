"""Reps at work: every way to change something, each step answered before the next."""

import asyncio
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.playground import Message, Person
from tests.crash.ledger import Ledger, Told

ANSWER_WITHIN = 120.0
"""Seconds in which a rep must hear something, kills included."""
ASKED_WHO = "Bei wem waren Sie?"
ASKED_HOW = "Wie ging es aus?"
RINGS = re.compile(r"⏰ Nachfassen:.*?(Ruf\d+ende)")
Right = Callable[[Message], bool]


PUT_ASIDE = "konnte ich nicht verarbeiten"


class Silence(Exception):
    """Nothing that would be an answer came in time."""


class PutAside(Exception):
    """The update was at work in three ends of a process, and its sender was told so."""


@dataclass
class Rep:
    """One rep with a phone. Everything they do is counted, and its answer waited for."""

    person: Person
    own: list[str]
    """Numbers of their own customers."""
    ledger: Ledger
    handled: set[str] = field(default_factory=set)
    count: int = 0

    async def work(self, stop: asyncio.Event) -> None:
        """Do one thing after another until `stop` is set."""
        while not stop.is_set():
            what = random.choice(WORK)
            try:
                await what(self)
            except PutAside:
                await self._say("/abbrechen")
            except (Silence, LookupError) as error:
                self.ledger.silence.append(f"{self.person.name}, {what.__name__}: {error}")
                await self._say("/abbrechen")
            await asyncio.sleep(random.uniform(0.05, 0.4))

    # -- what they do

    async def look_up(self) -> None:
        """A number gives the customer."""
        number = self._customer()
        asked = await self._say(number)
        await self._answer(number, _is_card_of(number), asked.id)

    async def log_in_one_message(self) -> None:
        """A sentence and a tap."""
        await self._saved()

    async def log_and_undo(self) -> None:
        """What was saved is taken back."""
        _, card, marker = await self._saved()
        await self._press("Rückgängig", card, lambda one: "ist zurückgenommen" in one.text)
        self.ledger.visits[marker].undone = True

    async def log_and_edit(self) -> None:
        """The message that told of a visit is edited, and the visit follows."""
        message, card, marker = await self._saved()
        told = self.ledger.visits[marker]
        notes = f"{marker} genauer"
        await self.person.edit(message.id, message.text.replace(marker, notes))
        self.ledger.sent += 1
        await self._answer(
            "edit", lambda one: notes in one.text and "geändert" in one.text, card.id - 1
        )
        told.notes = notes

    async def log_guided(self) -> None:
        """One question at a time; a sticker where a button is due gets the question again."""
        number, marker = self._customer(), self._marker()
        begun = await self._say("/besuch")
        await self._answer("who", lambda one: ASKED_WHO in one.text, begun.id)
        said = await self._say(number)
        card = await self._answer(
            "how", lambda one: ASKED_HOW in one.text and number in one.text, said.id
        )
        self.ledger.sent += 1
        sticker = await self.person.send_sticker()
        card = await self._answer(
            "how again", lambda one: ASKED_HOW in one.text and number in one.text,
            max(sticker.id, card.id),
        )  # fmt: skip
        await self._press("Interesse", card, lambda one: "Notiz?" in one.text)
        said = await self._say(marker)
        card = await self._answer("note", lambda one: marker in one.text, said.id)
        await self._press("Weiter", card, lambda one: "Wiedervorlage?" in one.text)
        await self._press("Besuch speichern", card, _is_saved)
        self.ledger.visits[marker] = Told(number, "interested", marker)

    async def log_in_haste(self) -> None:
        """All answers at once, before any question has come: they count in their order."""
        number, marker = self._customer(), self._marker()
        for words in ("/besuch", number, "Auftrag"):
            await self._say(words)
        said = await self._say(marker)
        card = await self._answer(
            "all told", lambda one: marker in one.text and number in one.text, said.id
        )
        await self._press("Besuch speichern", card, _is_saved)
        self.ledger.visits[marker] = Told(number, "order", marker)

    async def edit_a_customer(self) -> None:
        """Card, field, value, card again."""
        number, marker = random.choice(self.own), self._marker()
        asked = await self._say(number)
        card = await self._answer(number, _is_card_of(number), asked.id)
        await self._press("Bearbeiten", card, lambda one: "Was ändern?" in one.text)
        await self._press("Vorlieben", card, lambda one: "Was mag der Kunde?" in one.text)
        said = await self._say(marker)
        card = await self._answer(
            "changed", lambda one: marker in one.text and "✅" in one.text, said.id
        )
        before = self.ledger.likes.get(number, "")
        self.ledger.likes[number] = marker
        if random.random() < 0.3:
            await self._press("Rückgängig", card, lambda one: "Zurückgenommen." in one.text)
            self.ledger.likes[number] = before

    async def take_up_what_rang(self) -> None:
        """A follow-up that has rung is done, or put off by an hour."""
        for message in self.person.answers:
            rings = RINGS.match(message.text)
            if rings and rings[1] not in self.handled:
                self.handled.add(rings[1])
                done = random.random() < 0.7
                label, answer = ("Erledigt", "✅") if done else ("In 1 Stunde", "Verschoben")
                await self._press(label, message, lambda one, says=answer: says in one.text)
                self.ledger.follow_ups[rings[1]] = "done" if done else "moved"
                return
        await self.look_up()

    # -- how

    def _marker(self) -> str:
        self.count += 1
        return f"Probe{self.person.id}x{self.count}x"

    def _customer(self) -> str:
        """A number other than the last one."""
        number = random.choice(self.own[1:])
        self.own.remove(number)
        self.own.insert(0, number)
        return number

    async def _saved(self) -> tuple[Message, Message, str]:
        """The message, the card and the marker of a visit told in one message and saved."""
        number, marker = self._customer(), self._marker()
        message = await self._say(f"/besuch {number} heute: {marker}")
        card = await self._answer("card", lambda one: marker in one.text, message.id)
        await self._press("Besuch speichern", card, _is_saved)
        self.ledger.visits[marker] = Told(number, "other", marker)
        return message, card, marker

    async def _say(self, words: str) -> Message:
        self.ledger.sent += 1
        return await self.person.say(words)

    async def _press(self, label: str, card: Message, right: Right) -> None:
        """Press a button; its message is what changes."""
        await self.person.press(label, on=card.id)
        self.ledger.sent += 1
        await self._answer(label, lambda one: one.id == card.id and right(one), card.id - 1)

    async def _answer(self, what: str, right: Right, after: int) -> Message:
        """The newest of the bot's messages after `after` that is right; raises Silence, PutAside."""
        asides = self._told_aside()
        began = time.monotonic()
        while time.monotonic() < began + ANSWER_WITHIN:
            for one in reversed(self.person.chat.messages.values()):
                if one.id <= after:
                    break
                if one.from_bot and right(one):
                    self.ledger.waits.append(time.monotonic() - began)
                    return one
            if self._told_aside() > asides:
                raise PutAside
            await self.person.world.changed.wait(0.5)
        raise Silence(what)

    def _told_aside(self) -> int:
        return sum(PUT_ASIDE in one.text for one in self.person.answers)


def _is_card_of(number: str) -> Right:
    return lambda one: number in one.text and "[Bearbeiten]" in one.transcript


def _is_saved(message: Message) -> bool:
    return "✅" in message.text and "gespeichert" in message.text


WORK = (
    Rep.look_up, Rep.log_in_one_message, Rep.log_and_undo, Rep.log_and_edit, Rep.log_guided,
    Rep.log_in_haste, Rep.edit_a_customer, Rep.take_up_what_rang, Rep.take_up_what_rang,
)  # fmt: skip

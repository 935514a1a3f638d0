"""The staff group of a stage, as those in it see it."""

import asyncio

from bot.playground import Group, Message
from tests.hand import Hand
from tests.simulated.life import Life
from tests.stage import Stage

A_BEAT = 1.1
"""Seconds after which titles and cards tell of what has changed."""
CHOICE = {
    "de": ("/teamgruppe", "Ja, nur Mitarbeiter"),
    "en": ("/staffgroup", "Yes, all are staff"),
}


class StaffGroup:
    """A supergroup with topics in which the bot may open some."""

    def __init__(self, stage: Stage | Life, *members: Hand, forum: bool = True) -> None:
        self.stage = stage
        phones = [one.person for one in members]
        self.group: Group = stage.world.group("Innendienst", phones, forum=forum)
        self._seen: set[int] = set()

    @classmethod
    async def chosen(
        cls, stage: Stage | Life, language: str, manager: Hand, *others: Hand
    ) -> "StaffGroup":
        """The group that the manager has made the staff group."""
        made = cls(stage, manager, *others)
        await manager.person.promote(made.group)
        command, yes = CHOICE[language]
        await made.write(manager, command, None)
        await made.press(manager, yes)
        return made

    @property
    def titles(self) -> list[str]:
        """The topics there are."""
        return [topic.name for topic in self.group.topics.values()]

    def topic(self, number: str) -> int:
        """The newest topic of this case."""
        return next(one.id for one in reversed(self.group.topics.values()) if number in one.name)

    async def write(self, hand: Hand, words: str, number: str | None) -> Message:
        """Write into the topic of a case; None: beside them."""
        thread = self.topic(number) if number else None
        message = await hand.person.say(words, chat=self.group, thread=thread)
        await self.settled()
        return message

    async def press(self, hand: Hand, label: str) -> None:
        """Press the newest button with this label."""
        await hand.person.press(label, chat=self.group)
        await self.settled()

    async def settled(self) -> None:
        """Until all is said, and the titles and cards are as they should be."""
        await self.stage.settled()
        await asyncio.sleep(A_BEAT)
        await self.stage.settled()

    def news(self, number: str) -> list[str]:
        """What has come into the newest topic of a case since this was last asked, or has changed."""
        written = [one for one in self.group.written(self.topic(number)) if one.transcript.strip("()")
                   not in ("forum_topic_created", "forum_topic_edited")]  # fmt: skip
        new = [one for one in written if hash((one.id, one.transcript)) not in self._seen]
        self._seen |= {hash((one.id, one.transcript)) for one in new}
        return [one.transcript for one in new if one.from_bot]

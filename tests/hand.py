"""A person's hand on the phone: every action is counted, and followed until the desk is done."""

from dataclasses import dataclass

from bot.domain.actor import Role
from bot.playground import Person
from tests.stage import Stage


@dataclass
class Hand:
    """One person's phone on a stage; `actions` counts what they did."""

    stage: Stage
    person: Person
    actions: int = 0

    @classmethod
    async def of(
        cls, stage: Stage, name: str, role: Role = Role.REP, language: str = "de"
    ) -> "Hand":
        """Somebody who has come in, with nothing done yet."""
        return cls(stage, await stage.join(name, role, language))

    @property
    def screen(self) -> str:
        """The newest message."""
        return self.person.screen

    async def say(self, words: str) -> int:
        """Write; the id of the message."""
        message = await self.person.say(words)
        await self._done()
        return message.id

    async def press(self, label: str, on: int | None = None) -> None:
        """Press the newest button with this label."""
        await self.person.press(label, on)
        await self._done()

    async def photo(self, caption: str | None = None) -> None:
        """Send a picture."""
        await self.person.send_photo(PICTURE, caption)
        await self._done()

    async def album(self, count: int, caption: str | None = None) -> None:
        """Send several pictures at once."""
        await self.person.send_album([PICTURE] * count, caption)
        await self._done()

    async def voice(self) -> None:
        """Send a voice message."""
        await self.person.send_voice(b"OggS")
        await self._done()

    async def sticker(self) -> None:
        """Send a sticker."""
        await self.person.send_sticker()
        await self._done()

    async def file(self, name: str) -> None:
        """Send a document."""
        await self.person.send_document(name, b"a;b\n1;2\n")
        await self._done()

    async def edit(self, message_id: int, words: str) -> None:
        """Change one's own message."""
        await self.person.edit(message_id, words)
        await self._done()

    @property
    def toast(self) -> str:
        """What the last press answered over the chat."""
        return self.person.toasts[-1].text if self.person.toasts else ""

    async def _done(self) -> None:
        self.actions += 1
        await self.stage.settled()


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63"
    "fccfc0f01f0005050201a5f645400000000049454e44ae426082"
)

"""A world in another process, with the verbs of World and Person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType
from typing import Any

import httpx

from bot.playground.control import packed
from bot.playground.person import Toast


@dataclass(frozen=True)
class Seen:
    """A message as a phone of the other process shows it; buttons by label."""

    id: int
    text: str
    html: str
    from_bot: bool
    date: int
    edited: bool
    reaction: str | None
    buttons: list[list[str]]
    file_name: str | None


class RemoteError(Exception):
    """The other process refused; its reason."""


class RemoteWorld:
    """Talks to `python -m bot.playground`; use as an async context manager."""

    def __init__(self, url: str) -> None:
        self._client = httpx.AsyncClient(base_url=url, trust_env=False, timeout=90)

    async def __aenter__(self) -> RemoteWorld:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        await self._client.aclose()

    async def ask(self, verb: str, /, **arguments: Any) -> Any:
        """Send one verb; raises RemoteError with the other side's reason."""
        answer = (await self._client.post(f"/control/{verb}", json=packed(arguments))).json()
        if "error" in answer:
            raise RemoteError(answer["error"])
        return answer["result"]

    async def person(self, name: str, language: str = "de", **more: str) -> RemotePerson:
        """A new Telegram user there."""
        number = await self.ask("person", name=name, language=language, **more)
        return RemotePerson(self, number, name)

    async def fault(self, method: str, **what: Any) -> None:
        """Arrange a Fault there."""
        await self.ask("fault", method=method, **what)

    async def clear_faults(self) -> None:
        """All is well from now on."""
        await self.ask("clear")

    async def advance(self, by: timedelta) -> None:
        """Move that process's clock; the bot's own stays where it is."""
        await self.ask("advance", seconds=by.total_seconds())

    async def calls(self, since: int = 0) -> list[dict[str, Any]]:
        """The bot's calls from number `since` on, as the fields of Call."""
        found: list[dict[str, Any]] = await self.ask("calls", since=since)
        return found

    async def unknown(self) -> list[str]:
        """Methods and parameters the Bot API does not know."""
        found: list[str] = await self.ask("unknown")
        return found

    async def settled(self, timeout: float = 10, quiet: float = 0.3) -> None:  # noqa: ASYNC109
        """Wait until the bot took everything and has been quiet for `quiet` seconds."""
        await self.ask("settled", timeout=timeout, quiet=quiet)


class RemotePerson:
    """A user in the other process; what they see is asked for with `await`."""

    def __init__(self, world: RemoteWorld, number: int, name: str) -> None:
        self.world = world
        self.id = number
        self.name = name

    async def _do(self, verb: str, *args: Any, **options: Any) -> Any:
        return await self.world.ask(
            "do", person=self.id, verb=verb, args=list(args), options=options
        )

    async def _see(self, what: str) -> Any:
        return await self.world.ask("see", person=self.id, what=what)

    async def say(self, text: str) -> Seen:
        """Write a text."""
        return Seen(**await self._do("say", text))

    async def start(self, code: str = "") -> Seen:
        """Press start, or follow a deep link with this code."""
        return Seen(**await self._do("start", code))

    async def press(self, label: str, on: int | None = None) -> str | None:
        """Press the newest button with this label; returns the callback query's id."""
        found: str | None = await self._do("press", label, on)
        return found

    async def edit(self, message_id: int, text: str) -> Seen:
        """Change one's own message."""
        return Seen(**await self._do("edit", message_id, text))

    async def send_photo(self, content: bytes, caption: str | None = None) -> Seen:
        """Send a picture."""
        return Seen(**await self._do("send_photo", content, caption))

    async def send_document(self, name: str, content: bytes, caption: str | None = None) -> Seen:
        """Send a file."""
        return Seen(**await self._do("send_document", name, content, caption))

    async def send_voice(self, content: bytes) -> Seen:
        """Send a voice message."""
        return Seen(**await self._do("send_voice", content))

    async def send_album(self, photos: list[bytes], caption: str | None = None) -> list[Seen]:
        """Send several pictures at once."""
        return [Seen(**one) for one in await self._do("send_album", photos, caption)]

    async def send_sticker(self) -> Seen:
        """Send a sticker."""
        return Seen(**await self._do("send_sticker"))

    async def send_contact(self, phone: str = "", name: str = "") -> Seen:
        """Share a contact."""
        return Seen(**await self._do("send_contact", phone, name))

    async def send_location(self, latitude: float = 48.137, longitude: float = 11.575) -> Seen:
        """Share a place."""
        return Seen(**await self._do("send_location", latitude, longitude))

    async def block(self) -> None:
        """Block the bot."""
        await self._do("block")

    async def unblock(self) -> None:
        """Let the bot write again."""
        await self._do("unblock")

    async def speak(self, language: str) -> None:
        """Change the language of the next updates."""
        await self.world.ask("speak", person=self.id, language=language)

    async def messages(self) -> list[Seen]:
        """The private chat as it stands."""
        return [Seen(**one) for one in await self._see("messages")]

    async def answers(self) -> list[Seen]:
        """What the bot wrote."""
        return [Seen(**one) for one in await self._see("answers")]

    async def screen(self) -> str:
        """The newest message of the bot with its buttons."""
        return str(await self._see("screen"))

    async def toasts(self) -> list[Toast]:
        """Answers to pressed buttons."""
        return [Toast(**one) for one in await self._see("toasts")]

    async def unanswered(self) -> list[str]:
        """Ids of presses the bot has not answered."""
        found: list[str] = await self._see("unanswered")
        return found

    async def settled(self, timeout: float = 10, quiet: float = 0.3) -> None:  # noqa: ASYNC109
        """Wait until the bot is done."""
        await self.world.settled(timeout, quiet)

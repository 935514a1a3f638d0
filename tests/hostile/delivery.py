"""Input as Telegram hands it over, not as a phone would let it be typed."""

import json
from dataclasses import dataclass, replace
from typing import Any

import httpx

from bot.intake.webhook import HEADER, Address, Webhook
from bot.playground import Person
from bot.playground.entities import with_detected
from bot.playground.model import Json
from tests.hand import PICTURE
from tests.simulated.life import Life
from tests.stage import SECRET

_FIRST_PUSHED = 10**9


@dataclass
class Delivery:
    """Brings input into a life, over the wire or by the webhook."""

    life: Life
    pushed: int = 0

    def __post_init__(self) -> None:
        self.life.program.pacing.rate = self.life.program.pacing.burst = 100
        self.life.glance = 0.2
        kept = self.life.world.store("document", PICTURE, "x.pdf")
        self.life.world.files["F"] = replace(kept, file_id="F")

    def write(self, person: Person, text: str, **content: Any) -> int:
        """A message with exactly this text; its id."""
        person.chat.known_to_bot = True
        message = self.life.world.write(person.chat, person.user, text=text)
        body = message.as_json()
        body |= {"text": text, "entities": with_detected(text, [])} | content
        self.life.world.updates.put("message", body, person.id)
        return message.id

    def attach(self, person: Person, kind: str, caption: str, name: str = "x.pdf") -> None:
        """A photo or document with exactly this caption and name."""
        stored = self.life.world.store("photo" if kind == "photo" else "document", PICTURE, name)
        message = self.life.world.write(person.chat, person.user, text="", file=stored)
        body = message.as_json() | {"caption": caption}
        if kind != "photo":
            body["document"] = {**body["document"], "file_name": name}
        self.life.world.updates.put("message", body, person.id)

    def edit(self, person: Person, message_id: int, text: str) -> None:
        """An earlier message of theirs, with another text."""
        about = {"message_id": message_id, "date": self._now, "edit_date": self._now}
        body = {**about, "chat": person.chat.as_json(), "from": person.user.as_json()}
        self.life.world.updates.put("edited_message", {**body, "text": text}, person.id)

    def press(self, person: Person, data: str) -> None:
        """A button that carries this, under their newest message."""
        self.life.world.ask(person, person.answers[-1], data)

    def poll(self, update: Json) -> None:
        """An update of this content, to be fetched."""
        queue = self.life.world.updates
        queue.put("message", {}, 0)
        one = queue.waiting[-1]
        one.body = {"update_id": one.id, **update}

    async def push(self, update: Json) -> int:
        """An update of this content to the webhook; the status it is answered with."""
        self.pushed += 1
        body = {"update_id": _FIRST_PUSHED + self.pushed, **update}
        return await self.push_raw(json.dumps(body).encode())

    async def push_raw(self, body: bytes) -> int:
        """A request of this body to the webhook; the status it is answered with."""
        program = self.life.program

        async def nobody_refuses() -> None:
            raise AssertionError

        webhook = Webhook(
            None, program.database, self.life.clock, 4242, nobody_refuses,  # type: ignore[arg-type]
            Address("http://desk.test/updates", SECRET),
        )  # fmt: skip
        transport = httpx.ASGITransport(webhook.app)
        async with httpx.AsyncClient(transport=transport) as client:
            url = "http://desk.test/updates"
            answer = await client.post(url, content=body, headers={HEADER: SECRET})
        return answer.status_code

    def parts(self, person: Person, number: int) -> dict[str, Any]:
        """What stands for "@chat" and the like in an update of this person's."""
        user = person.user.as_json()
        return {"@chat": person.chat.as_json(), "@user": user, "@number": number,
                "@user5": {**user, "language_code": 5}, "@date": self._now}  # fmt: skip

    @property
    def _now(self) -> int:
        return self.life.world.unix_time()

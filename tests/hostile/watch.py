"""What must never happen, whatever comes in."""

import asyncio
import json
import time
from typing import Any

from sqlalchemy import or_, select

from bot.playground import Person
from bot.playground.errors import ApiError
from bot.playground.markup import parse_html
from bot.storage import Session
from bot.storage.inbox import InboxRow
from tests.logs.reading import Written
from tests.simulated.life import Life

LONGEST_STALL = 1.0
"""Seconds of processor time for one update (promise G12)."""
PIECE = 12
"""So many characters of an input in a log line are a leak."""
MARKUP = {"bold", "italic"}
"""What our texts mark up; anything else is somebody's own."""
ANSWERS = {"sendMessage", "editMessageText", "answerCallbackQuery", "setMessageReaction",
           "sendDocument", "sendPhoto", "sendVoice", "sendVideo", "sendVideoNote", "sendAudio", "sendAnimation"}  # fmt: skip


class Watch:
    """Looks at a life from one input to the next."""

    def __init__(self, life: Life, written: Written) -> None:
        self._life = life
        self._written = written
        self.slowest = 0.0
        self.begin()

    def begin(self) -> None:
        """An input comes now."""
        self._calls = len(self._life.world.calls)
        self._lines = self._written.stream.tell()
        self._unhandled = len(self._life.unhandled)
        self._row = self._life.database.transact(
            lambda s: s.scalar(select(InboxRow.id).order_by(InboxRow.id.desc()).limit(1)) or 0
        )
        self._began = time.process_time()

    async def settled(self) -> None:
        """Until the program is done with the input."""
        await asyncio.sleep(self._life.glance)
        await self._life.settled()
        self.seconds = time.process_time() - self._began
        self.slowest = max(self.slowest, self.seconds)

    def answered(self, person: Person) -> list[str]:
        """The calls by which somebody was answered, in order."""
        queries = self._life.world.queries
        return [
            call.method
            for call in self._life.world.calls[self._calls :]
            if call.method in ANSWERS
            and (
                call.outcome == "ok"
                or "not modified" in call.outcome
                or call.params.get("callback_query_id") == "7"
            )
            and (
                str(call.params.get("chat_id")) == str(person.id)
                or call.params.get("callback_query_id") in {*queries, "7"}
            )
        ]

    def faults(self, said: str = "", *, unreadable: bool = False) -> list[str]:
        """What went wrong; `unreadable`: it may be put away as no update at all."""
        found = []
        if self.seconds >= LONGEST_STALL:
            found.append(f"took {self.seconds:.2f} s of processor time")
        found += [f"unhandled: {one}" for one in self._life.unhandled[self._unhandled :]]
        found += self._wrong_rows(unreadable)
        found += self._wrong_lines(said, unreadable)
        found += self._raw_markup()
        return found

    def _wrong_rows(self, unreadable: bool) -> list[str]:
        def read(session: Session) -> list[str]:
            rows = session.scalars(
                select(InboxRow).where(
                    InboxRow.id > self._row, or_(InboxRow.error != "", InboxRow.status == "dead")
                )
            )
            return [f"{one.status} after {one.attempts} attempts: {one.error}" for one in rows
                    if one.attempts or not unreadable]  # fmt: skip

        return self._life.database.transact(read)

    def _wrong_lines(self, said: str, unreadable: bool) -> list[str]:
        text = self._written.text[self._lines :]
        allowed = {"malformed update"} if unreadable else set()
        found = []
        for line in text.splitlines():
            event = json.loads(line)
            if event["level"] in ("error", "critical") and event["event"] not in allowed:
                found.append(f"logged: {line}")
        pieces = [said[at : at + PIECE] for at in range(0, min(len(said), 480), PIECE)]
        found += [f"leaked into the log: {one!r}" for one in pieces
                  if len(one.strip()) == PIECE and (one in text or json.dumps(one)[1:-1] in text)]  # fmt: skip
        return found

    def _raw_markup(self) -> list[str]:
        found = []
        for call in self._life.world.calls[self._calls :]:
            raw = _shown(call.params)
            if raw is None or call.method not in ANSWERS:
                continue
            try:
                kinds = {one["type"] for one in parse_html(raw)[1]}
            except ApiError as error:
                found.append(f"not well formed: {error}")
            else:
                found += [f"marked up by a user: {one}" for one in kinds - MARKUP]
        return found


def _shown(params: dict[str, Any]) -> str | None:
    return params.get("text") or params.get("caption") if "parse_mode" in params else None

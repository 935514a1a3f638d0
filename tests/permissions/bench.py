"""The program on a bench: each try is worked on as ever, long work and what is due with it, looked
at, and taken back."""

import io
import json
import re
import zipfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, event, func, select, update
from sqlalchemy.orm import Session

from bot.app import Program
from bot.botapi import Api
from bot.domain.refusal import DENIALS
from bot.domain.say import Text
from bot.intake.adapter import ROW
from bot.intake.incoming import parse
from bot.outgoing import long_work
from bot.outgoing.jobs import Worker
from bot.playground.model import Chat, User
from bot.reminders import kinds
from bot.reminders.tick import Tick
from bot.storage import files, inbox, jobs, outbox, people, reminders
from bot.storage.audit import AuditRow
from bot.storage.engine import Database
from bot.texts.render import METHODS, Renderer
from tests.hand import Hand
from tests.simulated.life import Life
from tests.simulated.wire import Wire

T = TypeVar("T")
WRITING = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)")
BOT = 1
BOOKS = {"inbox", "outbox", "chats", "audit"}
"""What is written whatever comes in."""


class Undone(Database):
    """A database of which every transaction is part of one that is taken back."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.connection: Connection = self.engine.connect()
        self.connection.begin()

    def transact(self, work: Callable[[Session], T]) -> T:
        """As ever, but for good only until the try ends."""
        with Session(
            self.connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        ) as session:
            result = work(session)
            session.commit()
            return result

    async def run(self, work: Callable[[Session], T]) -> T:
        """At once."""
        return self.transact(work)


@dataclass
class Said:
    """One call the program would make, and everything in it that can be read."""

    chat_id: int
    method: str
    params: dict[str, Any]
    inside: str = ""

    @property
    def words(self) -> str:
        """Text, buttons, data and what is in the file."""
        return json.dumps(self.params, ensure_ascii=False) + self.inside

    @property
    def text(self) -> str:
        """The sentence."""
        return str(self.params.get("text") or self.params.get("caption") or "")


@dataclass
class Outcome:
    """What came of a try: calls, tables written beside the books, denials noted."""

    said: list[Said] = field(default_factory=list)
    written: set[str] = field(default_factory=set)
    noted: int = 0

    @property
    def is_denial(self) -> bool:
        """One sentence that says no, which is noted; nothing written."""
        texts = [one.text for one in self.said]
        return len(texts) == 1 and texts[0] in NO and not self.written and self.noted == 1


NO = {Renderer(None).plain(Text(key), lang) for key in DENIALS for lang in ("de", "en")}  # type: ignore[arg-type]


class Bench:
    """The handlers of a furnished life whose program has been stopped."""

    def __init__(self, life: Life) -> None:
        self.life = life
        self.tries = 0
        self.database = Undone(life.settings.database_url)
        settings = life.settings

        def http(_pool: int) -> Wire:
            return Wire(life.world, life.dice, 0.0, lambda name: None)

        program = Program(settings, life.clock, self.database, http=http)
        self.application = program._application()
        api = Api(settings.bot_token.get_secret_value(), settings.telegram_api_url, http)
        self._worker = Worker(api, self.database, program.desk, program._render, "bench", BOT,
                              long_work.KINDS)  # fmt: skip
        self._tick = Tick(self.database, program.desk, program._render, kinds.KINDS)
        self.outcome = Outcome()
        self._number = 10_000
        last = select(func.max(AuditRow.id))
        self._deeds = self.database.transact(lambda s: s.scalar(last)) or 0
        newest = select(func.max(outbox.OutboxRow.id))
        self._calls = self.database.transact(lambda s: s.scalar(newest)) or 0
        event.listen(self.database.engine, "before_cursor_execute", self._watch)

    @classmethod
    async def of(cls, life: Life) -> "Bench":
        """A bench on what there is in this life now."""
        await life.stop()
        made = cls(life)
        await made.application.initialize()
        return made

    def close(self) -> None:
        """Take everything back."""
        event.remove(self.database.engine, "before_cursor_execute", self._watch)
        self.database.connection.close()
        self.database.close()

    async def press(self, user: User, chat: Chat, data: str) -> Outcome:
        """Press a button that carries `data`, in this chat."""
        return await self.work(self._pressed(user, chat, data))

    async def say(self, user: User, chat: Chat, *words: str) -> Outcome:
        """Write these, one after the other."""
        return await self.work(*[self.written(user, chat, one) for one in words])

    def written(self, user: User, chat: Chat, words: str, **more: Any) -> dict[str, Any]:
        """An update: a message."""
        return {"message": self._message(user, chat, words) | more}

    def _pressed(self, user: User, chat: Chat, data: str) -> dict[str, Any]:
        message = self._message(self.life.world.bot, chat, "x")
        query = {"id": "query", "from": user.as_json(), "message": message}
        return {"callback_query": query | {"chat_instance": "1", "data": data}}

    def _message(self, user: User, chat: Chat, words: str) -> dict[str, Any]:
        made = {"message_id": 5, "date": self.life.world.unix_time(), "from": user.as_json(),
                "chat": chat.as_json(), "text": words}  # fmt: skip
        if words.startswith("/"):
            length = len(words.split()[0])
            made["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return made

    async def work(self, *updates: dict[str, Any], attempts: int = 0) -> Outcome:
        """What comes of these updates, long work included; nothing of it stays. `attempts`: so
        many have been made already."""

        async def work_on() -> None:
            for one in updates:
                await self._one(one, attempts)

        return await self._tried(work_on)

    async def job(self, hand: Hand, kind: str, args: dict[str, Any]) -> Outcome:
        """What comes of long work that was begun in somebody's name."""

        def queue(session: Session) -> None:
            query = select(people.Person.id).where(people.Person.name == hand.person.name)
            one, now = session.scalars(query).one(), self.life.clock.now()
            job = jobs.add(session, kind, args, hand.person.id, one, now)
            job.attempts = jobs.MAX_ATTEMPTS - 1

        return await self._tried(lambda: self.database.run(queue))

    async def due(self, hand: Hand, kind: str, subject: int) -> Outcome:
        """What comes of a reminder of this thing, and no other."""

        def remind(session: Session) -> None:
            query = select(people.Person.id).where(people.Person.name == hand.person.name)
            desk = self.life.program.desk
            recipient = session.scalars(query).one()
            session.execute(update(reminders.Reminder).values(status="done"))
            stage = "solution-breach" if kind == "case-target" else ""
            reminders.schedule(session, kind, subject, recipient, desk.now(), desk.zone, stage)

        async def ring() -> None:
            self.database.transact(remind)
            await self.database.run(self._tick._queue_due)

        return await self._tried(ring)

    async def _tried(self, work_on: Callable[[], Awaitable[None]]) -> Outcome:
        self.tries += 1
        self.outcome = Outcome()
        point = self.database.connection.begin_nested()
        try:
            await work_on()
            if "jobs" in self.outcome.written:
                await self._long_work()
            self.database.transact(self._look)
        finally:
            point.rollback()
        return self.outcome

    async def _long_work(self) -> None:
        """All jobs that wait, and what they begin in turn; each one's result is worked on."""
        while job := self.database.transact(self._worker._claim):
            await self._worker._work(job)
            query = select(inbox.InboxRow).where(inbox.InboxRow.update_id == -job.id)
            if row := self.database.transact(lambda s, query=query: s.scalar(query)):
                await self._process(row.id, row.payload)

    async def _one(self, update: dict[str, Any], attempts: int) -> None:
        self._number += 1
        raw = {"update_id": self._number, **update}

        def store(session: Session) -> int:
            inbox.store(session, BOT, [raw], self.life.clock.now())
            query = select(inbox.InboxRow).where(inbox.InboxRow.update_id == self._number)
            row = session.scalars(query).one()
            row.attempts = attempts
            return row.id

        await self._process(self.database.transact(store), raw)

    async def _process(self, row_id: int, payload: dict[str, Any]) -> None:
        ROW.set(row_id)
        await self.application.process_update(parse(payload, self.application.bot))

    def _watch(self, _c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if (found := WRITING.match(statement)) and found[1] not in BOOKS:
            self.outcome.written.add(found[1])

    def _look(self, session: Session) -> None:
        outcome = self.outcome
        rows = session.scalars(select(outbox.OutboxRow).where(outbox.OutboxRow.id > self._calls))
        assert not session.scalars(
            select(inbox.InboxRow).where(inbox.InboxRow.status == "open")
        ).all()
        assert not session.scalars(select(jobs.Job).where(jobs.Job.status == "queued")).all()
        for row in rows:
            said = Said(row.chat_id, row.method, dict(row.params))
            said.inside = _inside(session, said.params)
            outcome.said.append(said)
        deeds = session.scalars(select(AuditRow.deed).where(AuditRow.id > self._deeds)).all()
        outcome.noted = deeds.count("refused")
        if len(deeds) > outcome.noted:
            outcome.written.add("audit")


def _inside(session: Session, params: dict[str, Any]) -> str:
    for kind in METHODS:
        wanted = params.get(kind)
        found = files.content(session, wanted["file"]) if isinstance(wanted, dict) else None
        if found:
            return f" {found[0].name} {readable(found[1] or b'')}"
    return ""


def readable(content: bytes) -> str:
    """What stands in a file, in an archive's members too."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return " ".join(
            f"{name} {archive.read(name).decode('utf-8', 'replace')}"
            for name in archive.namelist()
        )

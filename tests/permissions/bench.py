"""The program's handlers on a bench: each try is worked on as ever, looked at, and taken back."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, event, func, select
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
from bot.storage import files, inbox, jobs, outbox
from bot.storage.audit import AuditRow
from bot.storage.engine import Database
from bot.texts.render import Renderer
from tests.simulated.life import Life
from tests.simulated.wire import Wire
from tests.stage import TOKEN

T = TypeVar("T")
WRITING = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)")
MAKING_FILES = ("visits-table", "import-refused")
"""Kinds of long work that end in a file."""
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
        program = Program(life.settings, life.clock, self.database, http=lambda _pool: Wire(
            life.world, life.dice, 0.0, lambda name: None))  # fmt: skip
        self.application = program._application()
        api = Api(TOKEN, life.settings.telegram_api_url, program._http)
        self.worker = Worker(
            api, self.database, program.desk, program._render, "", 4242, long_work.KINDS
        )
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

    async def work(self, *updates: dict[str, Any]) -> Outcome:
        """What comes of these updates; nothing of it stays."""
        self.tries += 1
        self.outcome = Outcome()
        point = self.database.connection.begin_nested()
        try:
            for update in updates:
                await self._one(update)
            await self._work_off()
            self.database.transact(self._look)
        finally:
            point.rollback()
        return self.outcome

    async def _one(self, update: dict[str, Any]) -> None:
        self._number += 1
        raw = {"update_id": self._number, **update}

        def store(session: Session) -> int:
            inbox.store(session, 1, [raw], self.life.clock.now())
            query = select(inbox.InboxRow.id).where(inbox.InboxRow.update_id == self._number)
            return session.scalars(query).one()

        ROW.set(self.database.transact(store))
        await self.application.process_update(parse(raw, self.application.bot))

    async def _work_off(self) -> None:
        """Make the files that were asked for, and have them told."""
        asked = select(jobs.Job).where(
            jobs.Job.status == "queued", jobs.Job.kind.in_(MAKING_FILES)
        )
        for job in self.database.transact(lambda s: s.scalars(asked).all()):
            self.database.transact(self._take(job))
            await self.worker._work(job)
            told = select(inbox.InboxRow).where(inbox.InboxRow.update_id == -job.id)
            row = self.database.transact(lambda s, told=told: s.scalars(told).one_or_none())  # type: ignore[misc]
            if row:
                ROW.set(row.id)
                done = parse(row.payload, self.application.bot)
                await self.application.process_update(done)

    def _take(self, job: jobs.Job) -> Callable[[Session], None]:
        def work(session: Session) -> None:
            session.get_one(jobs.Job, job.id).status = "running"

        return work

    def _watch(self, _c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if (found := WRITING.match(statement)) and found[1] not in BOOKS:
            self.outcome.written.add(found[1])

    def _look(self, session: Session) -> None:
        outcome = self.outcome
        rows = session.scalars(select(outbox.OutboxRow).where(outbox.OutboxRow.id > self._calls))
        row_id = ROW.get()
        assert session.get_one(inbox.InboxRow, row_id).status == "done"
        for row in rows:
            said = Said(row.chat_id, row.method, dict(row.params))
            said.inside = _inside(session, said.params)
            outcome.said.append(said)
        deeds = session.scalars(select(AuditRow.deed).where(AuditRow.id > self._deeds)).all()
        outcome.noted = deeds.count("refused")
        if len(deeds) > outcome.noted:
            outcome.written.add("audit")


def _inside(session: Session, params: dict[str, Any]) -> str:
    for kind in ("document", "photo", "voice"):
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

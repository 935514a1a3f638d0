"""The sender: takes rows out of the outbox at an even pace and calls Telegram."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from telegram import InputFile
from telegram.error import InvalidToken, TelegramError

from bot.botapi import Api, is_no_method
from bot.domain.actor import OFFICE
from bot.domain.desk import Desk
from bot.domain.say import Say, text
from bot.outgoing import topics
from bot.outgoing.outcomes import Outcome, What, judge
from bot.outgoing.pacing import Pacing
from bot.services import unreachable
from bot.storage import Session, chats, files, outbox, people, staff_group
from bot.storage.engine import Database, Unavailable
from bot.storage.outbox import OutboxRow
from bot.texts.render import METHODS, Renderer

log = structlog.get_logger()
IN_FLIGHT = 8
PAUSE_AFTER_FAILURE = 1.0
WITHOUT_CHAT = ("answerCallbackQuery", "setMyCommands", "deleteMyCommands")
SAYING = ("sendMessage", "editMessageText", *METHODS.values())
HANGING = ("message_id", "message_thread_id", "reply_parameters")
"""Parameters that tie a message to something that may be gone."""
REFUSAL = "refusal"
"""The card that tells of a message that Telegram refuses."""


class Sender:
    """Sends until cancelled; what is in flight then is finished first."""

    def __init__(
        self, api: Api, database: Database, desk: Desk, render: Renderer, owner: str,
        refused: Callable[[], Awaitable[None]], pacing: Pacing,
    ) -> None:  # fmt: skip
        self._api = api
        self._database = database
        self._desk = desk
        self._render = render
        self._owner = owner
        self._refused = refused
        self._pacing = pacing
        self._wake = asyncio.Event()
        self._in_flight: dict[int, asyncio.Task[None]] = {}
        self._may_hold_more = False

    def wake(self) -> None:
        """There may be something to send."""
        self._wake.set()

    async def run(self) -> None:
        """Send until cancelled."""
        try:
            while True:
                self._wake.clear()
                await self._send_what_may_go()
                wait = self._pacing.next_free(time.monotonic())
                with suppress(TimeoutError):
                    async with asyncio.timeout(wait):  # wait_for of 3.11 may swallow a cancel
                        await self._wake.wait()
        finally:
            await asyncio.gather(*self._in_flight.values(), return_exceptions=True)

    async def _send_what_may_go(self) -> None:
        now = time.monotonic()
        room = min(self._pacing.room(now), IN_FLIGHT) - len(self._in_flight)
        if room <= 0:
            return
        busy = self._pacing.busy(now)
        try:
            rows = await self._database.run(lambda s: self._claim(s, busy, room))
            self._may_hold_more = False
        except Unavailable as error:
            self._may_hold_more = True
            log.warning("database away", kind=type(error).__name__)
            await asyncio.sleep(PAUSE_AFTER_FAILURE)
            return
        for row in rows:
            if row.lane != outbox.URGENT:
                self._pacing.took(row.chat_id, now)
            task = asyncio.create_task(self._send(row))
            self._in_flight[row.id] = task
            task.add_done_callback(partial(self._landed, row.id))

    def _claim(self, session: Session, busy: set[int], room: int) -> list[OutboxRow]:
        if self._may_hold_more:
            outbox.release_unknown(session, self._owner, list(self._in_flight))
        return outbox.claim(session, self._owner, self._desk.now(), busy, room)

    def _landed(self, row_id: int, _task: asyncio.Task[None]) -> None:
        """There is room, and what comes behind it in its chat may go."""
        del self._in_flight[row_id]
        self.wake()

    async def _send(self, row: OutboxRow) -> None:
        outcome, result, method = Outcome(What.AGAIN), None, row.method
        try:
            call = await self._database.run(lambda s: self._prepare(s, row))
            if call is None:
                return
            method, params, attached = call
            if not row.unknown or await self._is_there():
                result = await self._api.call(method, params, attached)
                outcome = Outcome(What.DONE)
        except InvalidToken as error:
            if is_no_method(error) and await self._is_there():
                outcome = Outcome(What.FAILED)
            else:
                await self._refused()
        except TelegramError as error:
            outcome = judge(error, method)
            log.info("telegram said no", method=method, what=outcome.what.value)
        except Unavailable as error:
            log.warning("database away", kind=type(error).__name__)
        except Exception:
            log.exception("cannot be sent", row=row.id, method=row.method)
            outcome = Outcome(What.FAILED)
        self._pace(row.chat_id, outcome)
        await self._confirm(row.id, outcome, result)

    async def _is_there(self) -> bool:
        """Whether Telegram takes our calls: asked before the only retry of one that may have
        arrived, so that an outage does not use it up."""
        try:
            await self._api.call("getMe", {})
        except TelegramError:
            return False
        return True

    def _pace(self, chat_id: int, outcome: Outcome) -> None:
        now = time.monotonic()
        if outcome.what is What.GATE:
            self._pacing.refused(chat_id, now, outcome.seconds)
        elif outcome.what is What.AGAIN:
            self._pacing.refused(chat_id, now, PAUSE_AFTER_FAILURE)
        elif outcome.what is not What.UNKNOWN:
            self._pacing.taken()

    def _prepare(
        self, session: Session, claimed: OutboxRow
    ) -> tuple[str, dict[str, Any], dict[str, InputFile] | None] | None:
        """The call as it stands now; None when it is not to be made any more."""
        row = outbox.mine(session, claimed.id, self._owner)
        if row is None or self._is_over(session, row):
            return None
        params = dict(row.params)
        if row.method not in WITHOUT_CHAT:
            params["chat_id"] = row.chat_id
        if row.method == "editForumTopic" and row.topic:
            topic = staff_group.topic_of(session, row.chat_id, row.topic)
            if topic is None or topic.thread_id is None:
                return "createForumTopic", params, None
            params["message_thread_id"] = topic.thread_id
            return row.method, params, None
        if row.method == "editMessageText" and "message_id" not in params:
            message_id = chats.message_of_card(session, row.chat_id, row.card)
            if message_id is None:
                row.method = "sendMessage"
            else:
                params["message_id"] = message_id
        if row.topic and row.method != "editMessageText":
            thread_id = topics.enter(session, self._desk, self._render, row)
            if thread_id is None:
                return None
            params["message_thread_id"] = thread_id
        return row.method, *_with_file(session, params)

    def _is_over(self, session: Session, row: OutboxRow) -> bool:
        """Whether it is not to be sent any more, which is noted then."""
        late = row.expires_at is not None and row.expires_at < self._desk.now()
        removed = row.person_id and people.by_id(session, row.person_id) is None
        if late or removed:
            outbox.finish(row, "late" if late else "removed")
        elif row.topic and row.chat_id != staff_group.chat_of(session):
            topics.leave(session, self._desk, self._render, row)
        return row.status == "done"

    async def _confirm(self, row_id: int, outcome: Outcome, result: Any) -> None:
        """Write down what became of the call, however often the database has to be asked."""
        while True:
            try:
                await self._database.run(partial(self._settle, row_id, outcome, result))
                return
            except Unavailable as error:
                log.warning("database away", kind=type(error).__name__)
            except Exception:  # else the row, and all behind it, would wait for ever
                log.exception("cannot be noted", row=row_id)
                done = outcome.what is What.DONE
                outcome, result = Outcome(What.DONE if done else What.FAILED), None
            await asyncio.sleep(PAUSE_AFTER_FAILURE)

    def _settle(self, row_id: int, outcome: Outcome, result: Any, session: Session) -> None:
        row = outbox.mine(session, row_id, self._owner)
        if row is None:
            return
        now = self._desk.now()
        soon = now + timedelta(seconds=PAUSE_AFTER_FAILURE)
        match outcome.what:
            case What.DONE:
                self._sent(session, row, result)
            case What.AGAIN:
                outbox.release(row, soon)
            case What.GATE:
                self._gate(session, row, now + timedelta(seconds=outcome.seconds))
            case What.NO_TOPIC if row.topic:
                topics.lose(session, self._desk, self._render, row)
            case What.AS_NEW | What.NO_TOPIC if _loosen(row):
                outbox.release(row)
            case What.MOVED if outcome.chat_id != row.chat_id:
                staff_group.move(session, row.chat_id, outcome.chat_id)
                row.chat_id = outcome.chat_id
                outbox.release(row, soon)
            case What.UNREACHABLE:
                self._mark_unreachable(session, row)
            case What.UNKNOWN:
                outbox.retry_unknown(row)
            case _:
                log.error("telegram refuses", row=row.id, method=row.method)
                self._tell_of_refusal(session, row)
                outbox.finish(row, "refused")

    def _gate(self, session: Session, row: OutboxRow, until: datetime) -> None:
        """A 429: the chat's messages wait; what is no message waits by itself, out of the way."""
        if row.method in WITHOUT_CHAT:
            row.lane = outbox.URGENT
        else:
            chats.gate(session, row.chat_id, until)
        outbox.release(row, until)

    def _sent(self, session: Session, row: OutboxRow, result: Any) -> None:
        """Note the message id; a card's earlier message loses its buttons, but for one in a topic:
        it is made anew there when it is gone."""
        if row.topic and row.method == "editForumTopic":
            self._opened(session, row, result)
            return
        message_id = _id(result, "message_id") or row.params.get("message_id")
        now = self._desk.now()
        if row.card and message_id:
            before = chats.message_of_card(session, row.chat_id, row.card)
            if before and before != message_id and not row.topic:
                outbox.strip_keyboard(session, row.chat_id, before, now)
            chats.remember_card(session, row.chat_id, row.card, message_id, now)
        row.message_id = message_id
        outbox.finish(row, "sent")

    def _opened(self, session: Session, row: OutboxRow, result: Any) -> None:
        """Note the id of a topic that was opened, not merely given a title."""
        topic = staff_group.topic_of(session, row.chat_id, row.topic or 0)
        outbox.finish(row, "sent")
        if topic and topic.thread_id is None:
            topic.thread_id = _id(result, "message_thread_id")
            if topic.thread_id is None:
                self._mark_unreachable(session, row)

    def _mark_unreachable(self, session: Session, row: OutboxRow) -> None:
        """The chat cannot be written to: note it, and tell those who need another way."""
        outbox.finish(row, "unreachable")
        is_news = chats.mark_unreachable(session, row.chat_id, row.created_at)
        if row.chat_id == staff_group.chat_of(session):
            topics.fall_back(session, self._desk, self._render, row, is_news=is_news)
        elif is_news:
            answers = unreachable.told(session, row.chat_id)
            outbox.post(session, answers, self._render, self._desk.now())

    def _tell_of_refusal(self, session: Session, row: OutboxRow) -> None:
        """Whom the message was for, and somebody at the desk, learn that it does not come."""
        if row.topic and row.method in SAYING:
            topics.tell_owner(session, self._desk, self._render, row)
        person = people.by_id(session, row.person_id) if row.person_id else None
        if person is None or row.method not in SAYING or row.card == REFUSAL:
            return
        answers = [Say((text("message-refused"),), to=person.id, card=REFUSAL)]
        office = people.with_roles(session, OFFICE)
        if admin := next((one for one in office if one.id != person.id and one.chat_id), None):
            told = text("message-refused-admin", who=person.name)
            answers.append(Say((told,), to=admin.id, card=REFUSAL))
        outbox.post(session, answers, self._render, self._desk.now())


def _loosen(row: OutboxRow) -> bool:
    """Make it a message that hangs on nothing; False when it is one already. A reaction that the
    group does not allow is said as an answer."""
    if row.method == "setMessageReaction":
        row.method = "sendMessage"
        row.params = {"text": row.params["reaction"][0]["emoji"],
                      "reply_parameters": {"message_id": row.params["message_id"]}}  # fmt: skip
        return True
    params = {name: value for name, value in row.params.items() if name not in HANGING}
    if row.method not in SAYING or (row.method != "editMessageText" and params == row.params):
        return False
    row.method = "sendMessage" if row.method == "editMessageText" else row.method
    row.params = params
    return True


def _id(result: Any, name: str) -> int | None:
    """The id of the message or topic, if the answer tells one that can be kept."""
    found = result.get(name) if isinstance(result, dict) else None
    good = isinstance(found, int) and not isinstance(found, bool) and 0 < found < 2**63
    return found if good else None


def _with_file(
    session: Session, params: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, InputFile] | None]:
    """Replace a stored file's id by Telegram's id of it, or by its bytes to upload."""
    for kind in METHODS:
        wanted = params.get(kind)
        if not isinstance(wanted, dict):
            continue
        found = files.content(session, wanted["file"])
        if found is None:
            continue
        file, content = found
        if file.telegram_id:
            return {**params, kind: file.telegram_id}, None
        rest = {name: value for name, value in params.items() if name != kind}
        return rest, {kind: InputFile(content or b"", filename=file.name)}
    return params, None

"""The adapter around every callback: one update, one transaction, in the worker thread."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from telegram import Update

from bot import access
from bot.domain.actor import EVERYONE, OFFICE, Actor, Role
from bot.domain.desk import Desk
from bot.domain.refusal import DENIALS, Refusal
from bot.domain.say import Answer, React, Say, Toast, say, text
from bot.intake.incoming import JobDone, origin_of, sender_of
from bot.storage import Session, audit, chats, inbox, jobs, outbox, people
from bot.storage.engine import BadGround, Database, Unavailable
from bot.storage.outbox import Origin, Render

log = structlog.get_logger()

ROW: ContextVar[int] = ContextVar("row")
"""The inbox row that this task is working on."""

PAUSE_WITHOUT_DATABASE = 1.0
PAUSE_WHEN_TAKEN = 0.05
STRANGER_AGAIN = timedelta(minutes=1)
"""A stranger who writes on within this time gets a reaction instead of the sentence again."""

Handler = Callable[[Session, Actor, Any], Sequence[Answer]]
Callback = Callable[[Any, Any], Coroutine[Any, Any, None]]


@dataclass(frozen=True)
class _Door:
    """A handler, and who may come in to it."""

    function: Handler
    roles: frozenset[Role]
    strangers: bool


@dataclass(frozen=True)
class _Here:
    """Who is there, and where an answer goes."""

    actor: Actor
    origin: Origin
    is_private: bool = True


@dataclass(frozen=True)
class Adapter:
    """Turns plain handlers into python-telegram-bot callbacks."""

    desk: Desk
    database: Database
    render: Render
    in_group: Handler
    """Takes whatever happens in a group."""

    def in_transaction(
        self, function: Handler, roles: frozenset[Role] = EVERYONE, *, strangers: bool = False
    ) -> Callback:
        """A callback that runs `function` for those who may, and ends the inbox row with it."""
        door = _Door(function, roles, strangers)

        async def callback(update: Update | JobDone, _context: Any) -> None:
            row_id = ROW.get()

            def work(session: Session) -> bool:
                return self._settle(session, row_id, update, door)

            try:
                if not await self.database.run(work):
                    await asyncio.sleep(PAUSE_WHEN_TAKEN)
            except Unavailable as error:
                log.warning("database away", kind=type(error).__name__)
                await asyncio.sleep(PAUSE_WITHOUT_DATABASE)
            except Exception as error:
                log.exception("transaction failed", row=row_id)
                kind = type(error).__name__
                await self.database.run(lambda s: self._count(s, row_id, kind))

        return callback

    def _count(self, session: Session, row_id: int, error: str) -> None:
        """Count an attempt of which nothing is left, so that it is not made for ever."""
        row = inbox.take(session, row_id)
        if row and inbox.fail(row, error, self.desk.now()):
            # Who a chat belongs to, as far as that is known without the update that fails.
            actor = access.actor_of(session, self.desk, access.Sender(row.chat_id, row.chat_id))
            origin = Origin(row.chat_id, actor.language, actor.person_id or None)
            self._tell_of_dead_letter(session, _Here(actor, origin))

    def _settle(
        self, session: Session, row_id: int, update: Update | JobDone, door: _Door
    ) -> bool:
        """Work on the row; False when it is not this process's to work on now."""
        row = inbox.take(session, row_id)
        if row is None:
            return False
        now = self.desk.now()
        here = self._who(session, row.chat_id, update)
        if here is None or inbox.bury_when_spent(row, now):
            if here:
                self._tell_of_dead_letter(session, here)
            if row.status == "open":
                inbox.finish(row, now)
            return True
        if isinstance(update, Update) and update.effective_message and here.is_private:
            chats.mark_reachable(session, row.chat_id)
        try:
            with session.begin_nested():
                again = here.is_private and self._is_sent_again(session, row)
                answers = [] if again else self._answers(session, here, update, door)
                outbox.post(session, answers, self.render, now, here.origin)
        except BadGround:
            raise
        except Refusal as no:
            self._refuse(session, here, no, update)
        except Exception as error:
            log.exception("handler failed", row=row_id, attempt=row.attempts + 1)
            if inbox.fail(row, type(error).__name__, now):
                self._tell_of_dead_letter(session, here)
            return True
        inbox.finish(row, now)
        return True

    def _is_sent_again(self, session: Session, row: inbox.InboxRow) -> bool:
        """Whether somebody who still waits for the answer says the same; in a group what waits may
        be others', and the same words may be for another topic."""
        return inbox.is_sent_again(session, row) and outbox.is_waiting(session, row.chat_id)

    def _refuse(
        self, session: Session, here: _Here, no: Refusal, update: Update | JobDone
    ) -> None:
        refusal = Toast(no.text, alert=True) if here.origin.callback_id else Say((no.text,))
        outbox.post(session, [refusal], self.render, self.desk.now(), here.origin)
        if no.text.key in DENIALS:
            self._note_denied(session, here.actor, no.text.key, update)

    def _who(self, session: Session, chat_id: int, update: Update | JobDone) -> _Here | None:
        if isinstance(update, JobDone):
            job = session.get(jobs.Job, update.job_id)
            person = people.by_id(session, job.person_id) if job and job.person_id else None
            if person is None:
                return None
            actor = access.actor_for(self.desk, person, chat_id)
            return _Here(actor, Origin(chat_id, actor.language, person.id))
        sender = sender_of(update)
        actor = access.actor_of(session, self.desk, sender)
        # What all in a group read is in the company's language.
        language = actor.language if sender.is_private else self.desk.language
        origin = origin_of(update, sender, actor.person_id, language)
        return _Here(actor, origin, sender.is_private)

    def _answers(
        self, session: Session, here: _Here, update: Update | JobDone, door: _Door
    ) -> Sequence[Answer]:
        actor = here.actor
        if _is_from_a_bot(update):
            return []
        if not here.is_private:
            return self.in_group(session, actor, update)
        if here.origin.callback_id and not _pressed(update):
            raise Refusal("button-unknown")  # the library hands it to whichever button comes first
        if actor.role in door.roles or (actor.role is None and door.strangers):
            return door.function(session, actor, update)
        if actor.role is None:
            return self._to_a_stranger(session, actor, update)
        raise Refusal("may-not")

    def _to_a_stranger(
        self, session: Session, actor: Actor, update: Update | JobDone
    ) -> Sequence[Answer]:
        if not isinstance(update, Update) or not (update.message or update.callback_query):
            return []
        if update.callback_query:
            self._note_denied(session, actor, "stranger", update)
        card = session.get(chats.Card, (actor.chat_id, "stranger"))
        if card and abs(self.desk.now() - card.shown_at) < STRANGER_AGAIN:
            return [React("👀")]
        return [Say((text("stranger", company=self.desk.company),), card="stranger", new=True)]

    def _note_denied(
        self, session: Session, actor: Actor, reason: str, update: Update | JobDone | None
    ) -> None:
        """Somebody reached for what is not theirs: it stands in the audit trail, with the data
        of the button if it was one."""
        if actor.user_id:
            tried, now = _pressed(update), self.desk.now()
            audit.deny(session, now, actor.person_id or None, actor.user_id, reason, tried=tried)

    def _tell_of_dead_letter(self, session: Session, here: _Here) -> None:
        """The sender, and somebody at the desk, learn that a message could not be worked on."""
        answers: list[Answer] = [Say((text("dead-letter"),), new=True)]
        office, actor = people.with_roles(session, OFFICE), here.actor
        admin = next((one for one in office if one.id != actor.person_id and one.chat_id), None)
        if admin:
            who = actor.name or str(actor.user_id)
            answers.append(say("dead-letter-admin", to=admin.id, who=who))
        outbox.post(session, answers, self.render, self.desk.now(), here.origin)


def _pressed(update: Update | JobDone | None) -> str:
    """The data of the pressed button; empty when it is something else."""
    query = update.callback_query if isinstance(update, Update) else None
    return (query.data or "") if query else ""


def _is_from_a_bot(update: Update | JobDone) -> bool:
    """Whether another bot wrote it; an anonymous admin of a group only seems to be one."""
    if not isinstance(update, Update) or update.my_chat_member:
        return False
    message, user = update.effective_message, update.effective_user
    return bool(user and user.is_bot and not (message and message.sender_chat))


def unknown_button(_session: Session, _actor: Actor, _update: Any) -> Sequence[Answer]:
    """The answer to a button that is none of ours."""
    raise Refusal("button-unknown")


def nothing(_session: Session, _actor: Actor, _update: Any) -> Sequence[Answer]:
    """The answer to what asks for none: service messages, unknown kinds of update."""
    return []

"""A case's topic in the staff group: what is written there goes to the customer, lines that begin
with // stay inside, and buttons do what needs no words."""

from collections.abc import Sequence
from typing import Any

from telegram import Message, Update
from telegram.ext import filters

from bot.domain.actor import Actor
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, say
from bot.handlers import case_words as words
from bot.handlers import case_writing, cases
from bot.handlers.feature import parts
from bot.services import case_steps
from bot.storage import Session, case_lists, staff_group
from bot.storage.cases import Case

PRESSED = ("open", "show", "take", "priority", "rank", "assign", "to", "merge", "into", "part",
           "waits", "solved", "canned", "fill", "send",
           "reopen")  # fmt: skip
"""What is done without words; whatever asks for some has its place in a private chat."""


def case_of(session: Session, actor: Actor) -> int:
    """The case in whose topic somebody acts; 0: in none."""
    return staff_group.case_of(session, actor.chat_id, actor.thread_id) if actor.thread_id else 0


def heard(session: Session, actor: Actor, update: Any) -> Sequence[Answer] | None:
    """What one of the staff does in the group; None when it is about no case."""
    if update.callback_query:
        return _pressed(session, actor, update)
    case_id = case_of(session, actor)
    if not case_id or filters.StatusUpdate.ALL.check_update(update):
        return [] if case_id else None
    case = case_lists.one(session, actor, case_id)
    if case is None:
        raise Refusal("may-not")
    if update.edited_message:
        return case_writing.edited(session, actor, update.edited_message) or []
    return _written(session, actor, case, update.message)


def _pressed(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    found = parts(update)
    if found[0] != "case" or len(found) < 3 or found[1] not in PRESSED:
        raise Refusal("button-unknown")
    return cases.press(session, actor, update)


def _written(session: Session, actor: Actor, case: Case, message: Message) -> Sequence[Answer]:
    case = case_steps.going_on(session, actor, case)
    if words.is_command(message.text or ""):
        return [say("staff-group-no-commands")]
    more = case_writing.continued(session, actor, message)
    if more is not None:
        return more
    is_note = not case_steps.may_work(actor) or words.replies_to_note(session, actor, message)
    return case_writing.written(session, actor, case, "note" if is_note else "answer", message)

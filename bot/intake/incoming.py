"""What comes out of the inbox: one of Telegram's updates, or a finished job."""

from dataclasses import dataclass
from typing import Any

from telegram import Bot, Message, Update

from bot.access import Sender
from bot.storage.outbox import Origin

PLAIN = ("message_id", "date", "chat", "from", "text", "caption", "entities")
"""What every message has; one with parts newer than the library is read as this alone."""


@dataclass(frozen=True)
class JobDone:
    """A job's result, back in the chat that asked for it."""

    job_id: int
    result: dict[str, Any]


def parse(payload: dict[str, Any], bot: Bot) -> Update | JobDone:
    """The stored payload as an object; raises whatever a malformed one raises.

    A message of which some part cannot be read is still somebody's, who waits for an answer.
    """
    if "job" in payload:
        return JobDone(payload["job"], payload["result"])
    try:
        return Update.de_json(payload, bot)
    except (TypeError, KeyError, ValueError):
        if "message" not in payload:
            raise
        plain = {name: payload["message"][name] for name in PLAIN if name in payload["message"]}
        return Update.de_json({"update_id": payload["update_id"], "message": plain}, bot)


def sender_of(update: Update) -> Sender:
    """Where the update comes from."""
    message = update.effective_message
    user, chat = update.effective_user, update.effective_chat
    is_own = chat is not None and user is not None and chat.id == user.id
    return Sender(
        chat_id=chat.id if chat else (user.id if user else 0),
        user_id=user.id if user else 0,
        language_code=(user.language_code or "") if user else "",
        thread_id=_topic(message),
        is_private=chat is None or (chat.type == "private" and is_own),
    )


def _topic(message: Message | None) -> int:
    is_topic = message is not None and message.is_topic_message
    return (message.message_thread_id or 0) if message and is_topic else 0


def origin_of(update: Update, sender: Sender, person_id: int, language: str) -> Origin:
    """Where an answer to the update goes."""
    query, message = update.callback_query, update.effective_message
    return Origin(
        chat_id=sender.chat_id,
        language=language,
        person_id=person_id or None,
        thread_id=sender.thread_id,
        callback_id=query.id if query else "",
        pressed_message_id=message.message_id if query and message else 0,
        message_id=message.message_id if message and not query else 0,
    )

"""What comes out of the inbox: one of Telegram's updates, or a finished job."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Message, Update

from bot.access import Sender
from bot.storage.outbox import Origin

PLAIN = ("message_id", "date", "chat", "from", "text", "caption", "entities")
"""What every message has; one with parts newer than the library is read as this alone."""
KINDS: Mapping[type, frozenset[str]] = {
    int: frozenset(("message_id", "date", "edit_date", "message_thread_id", "file_size", "offset",
                    "length", "width", "height", "duration", "migrate_to_chat_id")),
    str: frozenset(("text", "caption", "data", "type", "file_id", "file_unique_id", "file_name",
                    "mime_type", "media_group_id", "language_code", "first_name", "last_name",
                    "username", "status")),
    dict: frozenset(("message", "edited_message", "callback_query", "my_chat_member", "chat",
                     "from", "document", "voice", "video", "video_note", "audio", "animation",
                     "new_chat_member", "old_chat_member", "sender_chat", "reply_to_message")),
    list: frozenset(("photo", "entities", "caption_entities", "new_chat_members")),
}  # fmt: skip
"""What our handlers rely on: each of these names is of its kind, or is not there."""
ENTITY = frozenset(("type", "offset", "length"))
_KIND = {name: kind for kind, names in KINDS.items() for name in names}


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
    sound = _sound(payload)
    try:
        return _read(sound, bot)
    except (TypeError, KeyError, ValueError, AttributeError):
        if "message" not in sound:
            raise
        plain = {name: sound["message"][name] for name in PLAIN if name in sound["message"]}
        return _read({"update_id": sound["update_id"], "message": plain}, bot)


def _read(payload: dict[str, Any], bot: Bot) -> Update:
    update = Update.de_json(payload, bot)
    for owner in (update.effective_chat, update.effective_user):
        if owner and not isinstance(owner.id, int):
            raise TypeError("an id that is no number")
    if update.my_chat_member and not update.my_chat_member.new_chat_member:
        raise TypeError("a change to nothing")
    return update


def _sound(value: Any) -> Any:
    """The same without what is not of the kind that its name promises."""
    if isinstance(value, list):
        return [_sound(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {name: _sound(one) for name, one in value.items() if _is_sound(name, one)}
    for name in kept.keys() & {"entities", "caption_entities"}:
        kept[name] = [one for one in kept[name] if isinstance(one, dict) and one.keys() >= ENTITY]
    return kept


def _is_sound(name: str, value: Any) -> bool:
    if name == "id":
        return isinstance(value, str) or _is_number(value)
    kind = _KIND.get(name)
    return kind is None or (_is_number(value) if kind is int else isinstance(value, kind))


def _is_number(value: Any) -> bool:
    """Whether it is a whole number that the database can hold."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63


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

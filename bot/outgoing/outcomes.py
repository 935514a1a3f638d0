"""What an error of Telegram's means for the message that met it."""

from dataclasses import dataclass
from enum import StrEnum

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.botapi import is_server_fault, retry_seconds, surely_not_sent


class What(StrEnum):
    """What to do with the row."""

    DONE = "done"
    AGAIN = "again"
    """Not sent: put it back, safely."""
    GATE = "gate"
    """429: nothing to this chat for `seconds`."""
    UNREACHABLE = "unreachable"
    AS_NEW = "as new"
    """What it hangs on is not there, or takes none: an edit, a word in a topic, or a reaction
    becomes a new message."""
    NO_TOPIC = "no topic"
    """The topic is not there any more."""
    MOVED = "moved"
    UNKNOWN = "unknown"
    """It may have arrived."""
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome:
    """What, with the seconds of a 429 or the new id of a migrated chat."""

    what: What
    seconds: float = 0.0
    chat_id: int = 0


HARMLESS = ("message is not modified", "query is too old", "query id is invalid",
            "message to react not found", "topic_not_modified")  # fmt: skip
CANNOT_EDIT = ("message to edit not found", "message can't be edited", "no text in the message",
               "message_id_invalid")  # fmt: skip
NO_TOPIC = ("thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")
NO_PLACE = ("to be replied not found", "reply message not found", "reaction_invalid")
WHATEVER_IS_SAID = {"editMessageText": What.AS_NEW, "createForumTopic": What.UNREACHABLE}
"""Nothing goes into a group in which no topic can be opened."""
NO_CHAT = ("chat not found", "user is deactivated", "bot can't initiate", "peer_id_invalid",
           "peer id invalid", "not enough rights", "have no rights", "chat_write_forbidden",
           "chat_restricted")  # fmt: skip


def judge(error: TelegramError, method: str) -> Outcome:
    """The outcome that an error stands for."""
    words = error.message.lower()
    if isinstance(error, RetryAfter):
        return Outcome(What.GATE, seconds=retry_seconds(error))
    if isinstance(error, ChatMigrated):
        return Outcome(What.MOVED, chat_id=error.new_chat_id)
    if isinstance(error, Forbidden):
        return Outcome(What.UNREACHABLE)
    if isinstance(error, BadRequest):
        return Outcome(_refused(words, method))
    if surely_not_sent(error) or is_server_fault(error):
        return Outcome(What.AGAIN)
    return Outcome(What.UNKNOWN)


def _refused(words: str, method: str) -> What:
    """What a 400 says; of some methods it says enough that there is one."""
    meanings = [(HARMLESS, What.DONE), (NO_CHAT, What.UNREACHABLE), (NO_TOPIC, What.NO_TOPIC)]
    if method in WHATEVER_IS_SAID:
        meanings.append(((), WHATEVER_IS_SAID[method]))
    meanings += [(NO_PLACE, What.AS_NEW), (CANNOT_EDIT, What.DONE), ((), What.FAILED)]
    return next(
        what for signs, what in meanings if not signs or any(one in words for one in signs)
    )

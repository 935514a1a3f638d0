"""What each of Telegram's errors means."""

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.outgoing.outcomes import What, judge


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "method", "what"),
    [
        (BadRequest("Message is not modified: specified…"), "editMessageText", What.DONE),
        (BadRequest("Query is too old and response timeout expired"), "answerCallbackQuery", What.DONE),
        (BadRequest("Message to react not found"), "setMessageReaction", What.DONE),
        (BadRequest("Message to edit not found"), "editMessageText", What.AS_NEW),
        (BadRequest("Message can't be edited"), "editMessageReplyMarkup", What.DONE),
        (BadRequest("REACTION_INVALID"), "setMessageReaction", What.AS_NEW),
        (BadRequest("Chat not found"), "sendMessage", What.UNREACHABLE),
        (BadRequest("Can't parse entities"), "sendMessage", What.FAILED),
        (Forbidden("bot was blocked by the user"), "sendMessage", What.UNREACHABLE),
        (RetryAfter(7), "sendMessage", What.GATE),
        (ChatMigrated(-100), "sendMessage", What.MOVED),
        (NetworkError("Bad Gateway (502)"), "sendMessage", What.AGAIN),
        (Conflict("terminated by other"), "sendMessage", What.AGAIN),
        (caused(NetworkError("x"), httpx.ConnectError("refused")), "sendMessage", What.AGAIN),
        (caused(TimedOut(), httpx.PoolTimeout("full")), "sendMessage", What.AGAIN),
        (caused(TimedOut(), httpx.ReadTimeout("slow")), "sendMessage", What.UNKNOWN),
        (caused(NetworkError("x"), httpx.ReadError("cut")), "sendMessage", What.UNKNOWN),
        (TelegramError("Invalid server response"), "sendMessage", What.UNKNOWN),
    ],
)  # fmt: skip
def test_an_error_has_one_outcome(error: TelegramError, method: str, what: What) -> None:
    assert judge(error, method).what is what

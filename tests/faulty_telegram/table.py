"""Every misfortune of a message, as data: what Telegram does, and what becomes of the message."""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class End(StrEnum):
    """What becomes of the message."""

    ONCE = "it arrives once"
    ONCE_OR_TWICE = "it arrives, and twice at most"
    TWICE_AT_MOST = "nobody can know whether it arrived: it does twice at most"
    DONE = "nothing is left to do"
    TOLD = "it does not arrive, and those whom it concerns are told"
    UNREACHABLE = "nobody is there, and those who need another way are told"


@dataclass(frozen=True)
class Case:
    """What `method` meets `times` times, and the end of it."""

    method: str
    end: End
    fault: dict[str, Any] = field(default_factory=dict)
    times: int = 1
    name: str = ""

    def __str__(self) -> str:
        fault = self.name or " ".join(str(value) for value in self.fault.values())
        return f"{self.method}: {fault[:60]} x {self.times}"


def refused(status: int, words: str) -> dict[str, Any]:
    """Telegram's no."""
    return {"status": status, "description": words}


def bad(words: str) -> dict[str, Any]:
    """Telegram's 400."""
    return refused(400, f"Bad Request: {words}")


def answer(body: Any) -> dict[str, Any]:
    """An answer that says it is one."""
    return {"body": body if isinstance(body, bytes) else json.dumps(body).encode()}


SERVER_FAULTS = [refused(500, "Internal Server Error"), {"status": 500}, {"status": 502},
                 {"status": 503}, {"status": 504},
                 refused(409, "Conflict: terminated by other getUpdates request"),
                 refused(401, "Unauthorized"), {"status": 404, "body": b"<html>404</html>"},
                 {"status": 429, "retry_after": 1}, {"status": 429, "description": "Too Many"}]  # fmt: skip
UNREADABLE = [answer(b""), answer(b'{"ok":true,"result":{"mess'), answer(b"[]"), answer(b"null"),
              answer(b"\xff\xfe"), answer({"ok": True}), answer(b"[" * 100_000),
              {"status": 400, "body": b'"no"'}]  # fmt: skip
ODD_RESULTS = [True, "yes", [1], None, {"message_id": "7"}, {"message_id": 10**30},
               {"message_id": True}, {"message_id": -1}, {}]  # fmt: skip
REFUSED = ["can't parse entities: unsupported start tag \"Weiter\"", "message is too long",
           "BUTTON_DATA_INVALID", "message text is empty", "wrong file identifier specified",
           "TOPIC_CLOSED", "something nobody has heard of"]  # fmt: skip
NO_CHAT = [bad("chat not found"), bad("PEER_ID_INVALID"), bad("user is deactivated"),
           bad("not enough rights to send text messages to the chat"),
           refused(403, "Forbidden: bot was blocked by the user"),
           refused(403, "Forbidden: user is deactivated"),
           refused(403, "Forbidden: bot can't initiate conversation with a user"),
           refused(403, "Forbidden: bot was kicked from the supergroup chat")]  # fmt: skip
CANNOT_EDIT = ["message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID",
               "there is no text in the message to edit", "message is too old"]  # fmt: skip
LATE_PRESS = ["query is too old and response timeout expired or query ID is invalid",
              "query ID is invalid"]  # fmt: skip

CASES = [
    *(Case("sendMessage", End.ONCE, fault, 2) for fault in SERVER_FAULTS),
    Case("sendMessage", End.ONCE, {"status": 502}, 40, "an outage of 40 calls"),
    *(Case("sendMessage", End.TWICE_AT_MOST, fault, 5) for fault in UNREADABLE),
    Case("sendMessage", End.ONCE_OR_TWICE, {"drop": "before"}),
    Case("sendMessage", End.ONCE_OR_TWICE, {"drop": "after"}, 9, "the answer is lost"),
    Case("sendMessage", End.ONCE_OR_TWICE, {"delay": 60.0}, 9, "too slow"),
    *(Case("sendMessage", End.DONE, answer({"ok": True, "result": one})) for one in ODD_RESULTS),
    *(Case("sendMessage", End.TOLD, bad(words)) for words in REFUSED),
    Case("sendMessage", End.TOLD, refused(404, "Not Found"), name="no such method"),
    Case("sendMessage", End.TOLD, {"status": 400, "body": json.dumps(
        {"ok": False, "parameters": {"migrate_to_chat_id": 10**30}}).encode()},
        name="moved to where nothing can be"),
    *(Case("sendMessage", End.UNREACHABLE, fault, 9) for fault in NO_CHAT),
    *(Case("editMessageText", End.ONCE, bad(words)) for words in CANNOT_EDIT),
    Case("editMessageText", End.DONE, bad("message is not modified: exactly the same")),
    Case("editMessageText", End.ONCE, {"status": 502}, 3),
    *(Case("answerCallbackQuery", End.DONE, bad(words)) for words in LATE_PRESS),
    *(Case("answerCallbackQuery", End.DONE, fault) for fault in SERVER_FAULTS),
    *(Case("answerCallbackQuery", End.DONE, {"status": 429, "retry_after": seconds}, 9)
      for seconds in (1, 209, 10_000)),
    *(Case("editMessageReplyMarkup", End.DONE, bad(words)) for words in CANNOT_EDIT),
    Case("setMyCommands", End.DONE, bad("BOT_COMMAND_INVALID")),
    Case("setMyCommands", End.DONE, {"status": 429, "retry_after": 10_000}),
    Case("setMyCommands", End.DONE, refused(404, "Not Found"), 9),
]  # fmt: skip

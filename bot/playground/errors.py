"""How the Bot API says no: a status code and Telegram's own sentence."""

from typing import Any


class ApiError(Exception):
    """A refused call; `description` is the text Telegram sends."""

    def __init__(
        self,
        code: int,
        description: str,
        retry_after: int | None = None,
        migrate_to_chat_id: int | None = None,
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.migrate_to_chat_id = migrate_to_chat_id

    def as_json(self) -> dict[str, Any]:
        """The body of the answer."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        more = {
            "retry_after": self.retry_after,
            "migrate_to_chat_id": self.migrate_to_chat_id,
        }
        parameters = {key: value for key, value in more.items() if value is not None}
        return body | {"parameters": parameters} if parameters else body


def bad_request(reason: str) -> ApiError:
    """400, with Telegram's usual prefix."""
    return ApiError(400, f"Bad Request: {reason}")

"""Scripted misfortune: what the next matching call meets instead of a plain answer."""

from dataclasses import dataclass
from typing import Any, Literal

_TEXTS = {
    429: "Too Many Requests: retry after {retry_after}",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


@dataclass
class Fault:
    """One misfortune; `times` calls meet it, after that all is well again.

    `drop` closes the connection without an answer, before or after the call took effect, or in
    the midst of the answer; `body` answers 200 (or `status`) with exactly these bytes, `delay`
    waits that many seconds, `drip` as long after each byte of the answer.
    """

    method: str
    status: int | None = None
    retry_after: int | None = None
    times: int = 1
    chat_id: int | None = None
    description: str | None = None
    drop: Literal["before", "after", "midway"] | None = None
    delay: float = 0.0
    drip: float = 0.0
    body: bytes | None = None

    def text(self) -> str:
        """The description, Telegram's own where none was given."""
        words = self.description or _TEXTS.get(self.status or 0, "Bad Request")
        return words.format(retry_after=self.retry_after)


class Faults:
    """The misfortunes still to come, met in the order they were added."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, method: str, **what: Any) -> None:
        """Arrange a Fault; the keywords are its fields. `method="*"` means any."""
        self._waiting.append(Fault(method, **what))

    def clear(self) -> None:
        """All is well from now on."""
        self._waiting.clear()

    def take(self, method: str, chat_id: Any) -> Fault | None:
        """The fault this call meets, if any."""
        for fault in self._waiting:
            if fault.method.lower() not in {"*", method.lower()}:
                continue
            if fault.chat_id is not None and str(fault.chat_id) != str(chat_id):
                continue
            fault.times -= 1
            if fault.times <= 0:
                self._waiting.remove(fault)
            return fault
        return None

"""The queue between Telegram and the bot: kept a day, read by one poller or one webhook."""

import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.domain.clock import Clock
from bot.playground.errors import ApiError
from bot.playground.pulse import Pulse

KEPT = timedelta(hours=24)
_NEVER_UNASKED = {"chat_member", "message_reaction", "message_reaction_count"}
_MAX_BATCH = 100
_MAX_WAIT = 50
_OTHER_POLLER = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
_WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


@dataclass(frozen=True)
class Webhook:
    """Where updates are pushed to."""

    url: str
    secret_token: str | None = None
    max_connections: int = 40


@dataclass(eq=False)
class Queued:
    """An update on its way; `lane` is the chat (or sender) whose order it must keep."""

    id: int
    lane: int
    body: dict[str, Any]
    at: datetime


@dataclass
class Updates:
    """Waiting updates in order; `changed` beats whenever one comes or goes."""

    clock: Clock
    changed: Pulse
    first_id: int
    waiting: list[Queued] = field(default_factory=list)
    webhook: Webhook | None = None
    allowed: list[str] = field(default_factory=list)
    last_error: tuple[int, str] | None = None
    closed: bool = False
    _given: int = 0
    _poll: int = 0
    _ended_by: str = _OTHER_POLLER

    def put(self, kind: str, body: dict[str, Any], lane: int) -> None:
        """Queue an update, unless the bot asked not to get its kind."""
        unasked = kind not in self.allowed if self.allowed else kind in _NEVER_UNASKED
        if unasked:
            return
        update_id = self.first_id + self._given
        self._given += 1
        update = {"update_id": update_id, kind: body}
        self.waiting.append(Queued(update_id, lane, update, self.clock.now()))
        self.changed.beat()

    def pending(self) -> list[Queued]:
        """What is still to be delivered; what is older than a day is forgotten."""
        oldest = self.clock.now() - KEPT
        while self.waiting and self.waiting[0].at < oldest:
            del self.waiting[0]
        return list(self.waiting)

    def remove(self, queued: Queued) -> None:
        """It arrived."""
        if queued in self.waiting:
            self.waiting.remove(queued)
            self.changed.beat()

    def clear(self) -> None:
        """Drop everything that waits."""
        self.waiting.clear()
        self.changed.beat()

    def allow(self, kinds: list[str] | None) -> None:
        """Remember which kinds the bot wants; None keeps what was set before."""
        if kinds is not None:
            self.allowed = kinds

    def set_webhook(self, webhook: Webhook | None) -> None:
        """Switch between pushing and polling; a waiting poller is told."""
        self.webhook = webhook
        self.last_error = None
        if webhook:
            self._poll += 1
            self._ended_by = "Conflict: terminated by setWebhook request"
        self.changed.beat()

    def close(self) -> None:
        """Let waiting pollers go; the server is leaving."""
        self.closed = True
        self.changed.beat()

    def _confirm(self, offset: int) -> None:
        pending = self.pending()
        if offset < 0:
            keep = pending[offset:]
        else:
            keep = [queued for queued in pending if queued.id >= offset]
        if len(keep) < len(pending):
            self.waiting[:] = keep
            self.changed.beat()

    async def poll(self, offset: int, limit: int, seconds: int) -> list[dict[str, Any]]:
        """Confirm all below `offset`, then wait up to `seconds` for news.

        Raises ApiError 409 as soon as another poll or a webhook takes over.
        """
        if self.webhook:
            raise ApiError(409, _WEBHOOK_ACTIVE)
        self._poll += 1
        self._ended_by = _OTHER_POLLER
        mine = self._poll
        self._confirm(offset)
        self.changed.beat()
        until = time.monotonic() + min(seconds, _MAX_WAIT)
        while True:
            batch = self.pending()[: max(1, min(limit, _MAX_BATCH))]
            left = until - time.monotonic()
            if batch or left <= 0 or self.closed:
                return [queued.body for queued in batch]
            await self.changed.wait(left)
            if self._poll != mine:
                raise ApiError(409, self._ended_by)

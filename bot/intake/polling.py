"""Long polling: raw updates into the inbox, committed before Telegram is told."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.botapi import Api, retry_seconds
from bot.domain.clock import Clock
from bot.intake.registering import until_done
from bot.storage import inbox
from bot.storage.engine import Database, Unavailable

log = structlog.get_logger()
FAILURES: tuple[type[Exception], ...] = (TelegramError, ValueError, *Unavailable)
TIMEOUT = 25
BATCH = 100
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
LONGEST_PAUSE = 15.0


class Polling:
    """Fetches updates for ever; every failure ends in another try, after a growing pause.

    `refused` is called when Telegram does not know the token (any more).
    """

    def __init__(
        self,
        api: Api,
        database: Database,
        clock: Clock,
        bot_id: int,
        refused: Callable[[], Awaitable[None]],
    ) -> None:
        self._api = api
        self._database = database
        self._clock = clock
        self._bot_id = bot_id
        self._refused = refused
        self._failures = 0
        self.last_success: datetime | None = None

    async def run(self) -> None:
        """Poll until cancelled."""
        await self._without_webhook()
        offset = 0
        while True:
            try:
                offset = await self._once(offset)
                self._failures = 0
                self.last_success = self._clock.now()
            except InvalidToken:
                await self._refused()
                await asyncio.sleep(1)
            except FAILURES as error:
                await self._pause(error)
                if isinstance(error, Conflict) and "webhook" in error.message:
                    await self._without_webhook()

    async def _without_webhook(self) -> None:
        """Telegram gives nothing to who polls while a webhook is set; what waits is kept."""
        params = {"drop_pending_updates": False}
        await until_done(self._api, "deleteWebhook", params, self._refused)

    async def _once(self, offset: int) -> int:
        """Fetch, store, commit; the offset that confirms it, 0 once all is confirmed.

        The offset is forgotten after an empty answer: Telegram starts anew at a random, perhaps
        smaller, id after a week of silence, and an old offset would hide those for ever.
        """
        params = {"timeout": TIMEOUT, "limit": BATCH, "allowed_updates": ALLOWED}
        if offset:
            params |= {"offset": offset, "timeout": 0}
        found = await self._api.call("getUpdates", params, read_timeout=TIMEOUT + 10)
        if not isinstance(found, list):
            raise ValueError("getUpdates gave no list")
        updates = [one for one in found if isinstance(one, dict) and id_of(one) is not None]
        if found and not updates:
            raise ValueError("getUpdates gave no updates one could keep")
        if not updates:
            return 0
        updates.sort(key=lambda one: one["update_id"])
        await self._database.run(
            lambda s: inbox.store(s, self._bot_id, updates, self._clock.now())
        )
        return int(updates[-1]["update_id"]) + 1

    async def _pause(self, error: Exception) -> None:
        self._failures += 1
        seconds = min(0.5 * 2**self._failures, LONGEST_PAUSE)
        if isinstance(error, RetryAfter):
            seconds = min(retry_seconds(error), 60.0)
        elif isinstance(error, Conflict):
            seconds = 5.0
        log.warning("polling failed", kind=type(error).__name__, again_in=seconds)
        await asyncio.sleep(seconds)


def id_of(update: dict[str, Any]) -> int | None:
    """The update's number, if it is one that can be kept."""
    found = update.get("update_id")
    good = isinstance(found, int) and not isinstance(found, bool) and 0 <= found < 2**63
    return found if good else None

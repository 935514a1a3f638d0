"""Pushes updates to the bot's webhook: in order within a chat, chats side by side."""

import asyncio

import httpx

from bot.playground.updates import Queued, Webhook
from bot.playground.world import World

_LONGEST_PAUSE = 60.0
_LONGEST_RETRY_AFTER = 3600
_TIMEOUT = 30.0
_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Deliverer:
    """Delivers as long as it runs and a webhook is set; a refusal is tried again, later."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._updates = world.updates
        self._lanes: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Deliver until cancelled."""
        while not self._updates.webhook:
            await self._world.changed.wait(60)
        async with httpx.AsyncClient(trust_env=False, timeout=_TIMEOUT) as client:
            try:
                while True:
                    self._start_lanes(client)
                    await self._world.changed.wait(1)
            finally:
                for task in self._lanes.values():
                    task.cancel()
                await asyncio.gather(*self._lanes.values(), return_exceptions=True)

    def _start_lanes(self, client: httpx.AsyncClient) -> None:
        self._lanes = {lane: task for lane, task in self._lanes.items() if not task.done()}
        hook = self._updates.webhook
        if hook is None:
            return
        for queued in self._updates.pending():
            if len(self._lanes) >= hook.max_connections:
                return
            if queued.lane not in self._lanes:
                self._lanes[queued.lane] = asyncio.create_task(
                    self._deliver(client, hook, queued.lane)
                )

    def _next(self, hook: Webhook, lane: int) -> Queued | None:
        if self._updates.webhook is not hook:
            return None
        return next((q for q in self._updates.pending() if q.lane == lane), None)

    async def _deliver(self, client: httpx.AsyncClient, hook: Webhook, lane: int) -> None:
        pause = self._world.webhook_retry
        while queued := self._next(hook, lane):
            asked = await self._push(client, hook, queued)
            if asked is None:
                self._updates.remove(queued)
                pause = self._world.webhook_retry
            else:
                await asyncio.sleep(asked or pause)
                pause = min(pause * 2, _LONGEST_PAUSE)

    async def _push(self, client: httpx.AsyncClient, hook: Webhook, queued: Queued) -> int | None:
        """None when it was taken, else the pause that was asked for (0: none)."""
        headers = {_HEADER: hook.secret_token} if hook.secret_token else {}
        try:
            response = await client.post(hook.url, json=queued.body, headers=headers)
        except httpx.HTTPError as error:
            self._failed(str(error) or type(error).__name__)
            return 0
        if response.is_success:
            return None
        status = f"{response.status_code} {response.reason_phrase}"
        self._failed(f"Wrong response from the webhook: {status}")
        asked = response.headers.get("Retry-After", "")
        return min(int(asked), _LONGEST_RETRY_AFTER) if asked.isdigit() else 0

    def _failed(self, reason: str) -> None:
        self._updates.last_error = (self._world.unix_time(), reason)

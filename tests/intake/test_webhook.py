"""The webhook: registered, guarded, and answered only when the update is kept."""

import asyncio
import json
import time
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, text

from bot.domain.clock import MovableClock
from bot.intake.webhook import HEADER, LARGEST, Address
from bot.listening import CannotListen
from bot.playground import World, serve
from bot.storage.inbox import InboxRow
from tests.stage import (
    MONDAY,
    SECRET,
    Stage,
    eventually,
    free_port,
    program_of,
    running,
    settings_for,
)

UPDATE = {"update_id": 7, "message": {"chat": {"id": 5}, "from": {"id": 5}, "text": "hallo"}}


async def call(stage: Stage, body: bytes, secret: str = SECRET, **options: Any) -> httpx.Response:
    """POST to the webhook's own address."""
    async with httpx.AsyncClient(trust_env=False) as client:
        url = options.pop("url", stage.settings.webhook_url)
        method = options.pop("method", "POST")
        return await client.request(method, url, content=body, headers={HEADER: secret})


async def test_the_webhook_is_registered_as_it_was_set_and_nothing_is_dropped(
    sqlite_url: str,
) -> None:
    async with running(sqlite_url, webhook=True) as stage:
        await eventually(lambda: stage.world.updates.webhook is not None)
        calls = [one for one in stage.world.calls if one.method == "setWebhook"]
        assert calls[0].params["url"] == stage.settings.webhook_url
        assert calls[0].params["secret_token"] == SECRET
        assert json.loads(calls[0].params["allowed_updates"]) == [
            "message", "edited_message", "callback_query", "my_chat_member",
        ]  # fmt: skip
        assert str(calls[0].params["drop_pending_updates"]).lower() == "false"


async def test_only_updates_with_the_secret_are_taken_and_each_once(sqlite_url: str) -> None:
    async with running(sqlite_url, webhook=True) as stage:
        good = json.dumps(UPDATE).encode()
        assert (await call(stage, good, secret="guessed")).status_code == 403
        assert (await call(stage, good, secret="")).status_code == 403
        assert (await call(stage, good, method="GET")).status_code == 405
        elsewhere = stage.settings.webhook_url + "/else"
        assert (await call(stage, good, url=elsewhere)).status_code == 404
        for bad in (b"", b"{", b"[]", b'{"update_id": "7"}', b'{"update_id": true}', b"[" * 9999,
                    b'{"update_id": 1e400}', b'{"update_id": 99999999999999999999}'):  # fmt: skip
            assert (await call(stage, bad)).status_code == 400, bad
        assert (await call(stage, b" " * (LARGEST + 1))).status_code == 413
        assert (await call(stage, good)).status_code == 200
        assert (await call(stage, good)).status_code == 200
        kept = await stage.database.run(
            lambda s: s.scalar(select(func.count()).where(InboxRow.update_id == 7))
        )
        assert kept == 1


async def test_what_json_of_postgresql_does_not_take_is_kept_all_the_same(
    postgresql_url: str,
) -> None:
    async with running(postgresql_url, webhook=True) as stage:
        body = (
            b'{"update_id": 8, "message": {"chat": {"id": 99999999999999999999},'
            b' "from": {"id": 5}, "text": "a\\u0000b\\ud800", "x": NaN}}'
        )
        assert (await call(stage, body)).status_code == 200


async def test_without_the_database_telegram_is_asked_to_come_again(sqlite_url: str) -> None:
    async with running(sqlite_url, webhook=True) as stage:
        await stage.database.run(lambda s: s.execute(text("ALTER TABLE inbox RENAME TO away")))
        answer = await call(stage, json.dumps(UPDATE).encode())
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
        await stage.database.run(lambda s: s.execute(text("ALTER TABLE away RENAME TO inbox")))
        assert (await call(stage, json.dumps(UPDATE).encode())).status_code == 200


async def test_a_request_under_way_is_finished_when_the_program_stops(sqlite_url: str) -> None:
    async with running(sqlite_url, webhook=True) as stage:
        slow = asyncio.create_task(stage.database.run(lambda _: time.sleep(1)))
        under_way = asyncio.create_task(call(stage, json.dumps(UPDATE).encode()))
        await asyncio.sleep(0.3)
        stage.program.stop.set()
        assert (await under_way).status_code == 200
        await slow


async def test_a_429_to_the_registration_is_waited_out(sqlite_url: str) -> None:
    world = World(MovableClock(MONDAY), "nordlicht_bot", "4242:test-token-of-nobody")
    world.faults.add("setWebhook", status=429, retry_after=1)
    async with serve(world) as server:
        made = settings_for(server.url, sqlite_url, webhook=True)
        async with program_of(made, world, MovableClock(MONDAY)):
            await eventually(lambda: world.updates.webhook is not None, 10)
    assert [one.outcome for one in world.calls if one.method == "setWebhook"][-1] == "ok"


async def test_polling_removes_a_webhook_and_keeps_what_waits(sqlite_url: str) -> None:
    clock = MovableClock(MONDAY)
    world = World(clock, "nordlicht_bot", "4242:test-token-of-nobody")
    uwe = world.person("Uwe")
    await uwe.say("hallo")
    world.faults.add("deleteWebhook", status=500)
    async with serve(world) as server:
        made = settings_for(server.url, sqlite_url)
        async with program_of(made, world, clock) as stage:
            await stage.settled()
            assert "brauchen Sie eine Einladung" in uwe.screen


async def test_an_address_that_is_taken_ends_the_start_with_its_name(sqlite_url: str) -> None:
    port = free_port()
    world = World(MovableClock(MONDAY), "nordlicht_bot", "4242:test-token-of-nobody")
    async with serve(world, port=port) as server:
        taken = settings_for(server.url, sqlite_url, health_listen=f"127.0.0.1:{port}")
        with pytest.raises(CannotListen, match=str(port)):
            async with program_of(taken, world, MovableClock(MONDAY)):
                pass


@pytest.mark.parametrize(
    ("url", "path"),
    [("https://a.de", "/"), ("http://a.de/", "/"), ("https://a.de:88/x/y?z=1", "/x/y")],
)
def test_the_webhook_is_served_at_the_path_of_its_address(url: str, path: str) -> None:
    assert Address(url, "s").path == path

"""`innendienst run` as a process: started, stopped, refused, side by side."""

import asyncio
import signal
from pathlib import Path

import httpx
import pytest

from tests.cli.program import TOKEN, ended, machine, playground, stopped
from tests.stage import free_port

SHORT_PATIENCE = """
import sys
from bot import __main__
from bot.cli import running
running.run.__defaults__ = (2.0,)
sys.exit(__main__.command(["run"]))
"""
"""`innendienst run`, but refusals are lived through for two seconds only."""


async def answered(url: str, seconds: float = 15) -> httpx.Response:
    """The answer of an address that is about to be served."""
    async with httpx.AsyncClient(trust_env=False) as client:
        for _ in range(int(seconds / 0.1)):
            try:
                return await client.get(url)
            except httpx.HTTPError:
                await asyncio.sleep(0.1)
    raise TimeoutError(url)


async def test_the_first_admin_comes_in_and_a_stop_loses_nothing(tmp_path: Path) -> None:
    health = f"127.0.0.1:{free_port()}"
    async with playground() as (url, world):
        here = machine(tmp_path, BOT_TOKEN=TOKEN, TELEGRAM_API_URL=url, HEALTH_LISTEN=health)
        process = await here.start("run")
        assert (await answered(f"http://{health}/health")).status_code == 200
        second = await here.run("run", HEALTH_LISTEN="")
        assert second.code == 1
        assert second.err.strip().startswith("Auf dieser SQLite-Datei läuft schon")
        invited = await here.run("invite", "--role", "admin", "--name", "Anna Huber", BOT_TOKEN="")
        [link] = [line for line in invited.out.splitlines() if line.startswith("https")]
        assert link.startswith("https://t.me/nordlicht_bot?start=")
        anna = await world.person("Anna")
        await anna.start(link.partition("=")[2])
        await anna.settled()
        await anna.press("Einladung annehmen")
        await anna.settled()
        assert "Guten Tag, Anna Huber." in await anna.screen()
        for number in range(5):
            await anna.say(f"unbekannt {number}")
        end = await stopped(process)
        assert (end.code, end.out) == (0, "")
        assert TOKEN not in end.err
        assert "Anna Huber" not in end.err
        process = await here.start("run")
        for _ in range(150):
            if len(await anna.answers()) == 1 + 5:
                break
            await asyncio.sleep(0.2)
        await anna.settled(timeout=30)
        assert len(await anna.answers()) == 1 + 5
        assert (await stopped(process, signal.SIGINT)).code == 0


async def test_a_stop_comes_within_ten_seconds_though_telegram_hangs(tmp_path: Path) -> None:
    async with playground() as (url, world):
        here = machine(tmp_path, BOT_TOKEN=TOKEN, TELEGRAM_API_URL=url)
        uwe = await world.person("Uwe")
        await uwe.say("hallo")
        await world.fault("sendMessage", delay=60.0)
        process = await here.start("run")
        for _ in range(100):
            if any(one["method"] == "sendMessage" for one in await world.calls()):
                break
            await asyncio.sleep(0.1)
        process.terminate()
        assert (await ended(process, 10)).code == 0


async def test_a_token_that_telegram_refuses_ends_with_code_3_after_its_time(
    tmp_path: Path,
) -> None:
    async with playground() as (url, _):
        here = machine(tmp_path, BOT_TOKEN="1:other", TELEGRAM_API_URL=url)
        end = await ended(await here.python(SHORT_PATIENCE))
    assert end.code == 3
    assert "kennt das Token in BOT_TOKEN nicht" in end.err.splitlines()[-1]
    assert "1:other" not in end.err


@pytest.mark.long
async def test_a_401_that_passes_is_lived_through(tmp_path: Path) -> None:
    async with playground() as (url, world):
        here = machine(tmp_path, BOT_TOKEN=TOKEN, TELEGRAM_API_URL=url)
        await world.fault("getMe", status=401, description="Unauthorized")
        await world.fault("getUpdates", status=401, description="Unauthorized", times=2)
        process = await here.start("run")
        uwe = await world.person("Uwe")
        await uwe.say("hallo")
        await world.settled(timeout=30, quiet=1)
        assert "brauchen Sie eine Einladung" in await uwe.screen()
        assert (await stopped(process)).code == 0

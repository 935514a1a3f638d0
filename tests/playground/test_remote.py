"""The playground as a process of its own."""

import asyncio
import sys
from collections.abc import AsyncIterator

import httpx
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import RetryAfter
from telegram.request import HTTPXRequest

from bot.playground import RemoteError, RemoteWorld


@pytest.fixture
async def url() -> AsyncIterator[str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.playground", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    yield (await process.stdout.readline()).decode().strip()
    process.terminate()
    assert await asyncio.wait_for(process.wait(), 10) == 0


async def test_the_same_verbs_work_across_processes(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    request = HTTPXRequest(httpx_kwargs={"trust_env": False})
    async with (
        RemoteWorld(url) as world,
        Bot("123456:TEST", base_url=f"{url}/bot", request=request) as bot,
    ):
        rep = await world.person("Tom Berg", language="en")
        said = await rep.say("hallo")
        await rep.send_document("liste.csv", b"a;b", caption="bitte")
        updates = await bot.get_updates(timeout=2)
        assert updates[0].message is not None
        assert updates[0].message.text == said.text
        markup = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="ja")]])
        await bot.send_message(rep.id, "<b>Sicher?</b>", parse_mode="HTML", reply_markup=markup)
        assert await rep.screen() == "Sicher?\n[Ja]"
        query_id = await rep.press("Ja")
        assert await rep.unanswered() == [query_id]
        await bot.answer_callback_query(str(query_id), "gut")
        assert [toast.text for toast in await rep.toasts()] == ["gut"]
        assert (await rep.messages())[1].file_name == "liste.csv"
        with pytest.raises(RemoteError, match=r"no button 'Nein'; there are \['Ja'\]"):
            await rep.press("Nein")
        await world.fault("sendMessage", status=429, retry_after=1)
        with pytest.raises(RetryAfter):
            await bot.send_message(rep.id, "zu schnell")
        last = (await world.calls())[-1]
        assert last["outcome"] == "fault: Too Many Requests: retry after 1"
        assert await world.unknown() == []


async def test_a_browser_may_not_drive_it(url: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(f"{url}/control/person", headers={"Origin": url}, json={})
    assert answer.status_code == 403

"""Fetching files, updates and the start, while Telegram is away."""

import asyncio
import json
from typing import Any

import pytest

from bot.storage import jobs
from tests.faulty_telegram.desk import busiest_polling, pass_quietly, seen
from tests.simulated.office import office

OUTAGES: list[dict[str, Any]] = [
    {"status": 502, "times": 6},
    {"status": 429, "retry_after": 209, "times": 4},
    {"status": 401, "description": "Unauthorized", "times": 4},
]
BAD_ANSWERS = [b"", b"[]", b'{"ok":true}', b'{"ok":true,"result":"yes"}', b"[" * 100_000,
               b'{"ok":true,"result":[{"update_']  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("fault", OUTAGES, ids=lambda one: str(one["status"]))
def test_an_outage_delays_the_fetching_of_a_file_and_loses_none(fault: dict[str, Any]) -> None:
    with office() as here:

        async def play() -> None:
            here.life.world.faults.add("getFile", **fault)
            await here.tom.person.send_photo(b"picture", "War heute um 9 bei Weiß, Auftrag")
            await asyncio.sleep(30)
            await pass_quietly(here, 3600)
            await here.settled()
            rows = here.life.database.transact(lambda s: s.query(jobs.Job).all())
            assert [(one.status, one.attempts) for one in rows] == [("done", 1)]

        here.life.run(play())


def test_a_file_that_telegram_does_not_know_is_told_after_three_attempts() -> None:
    with office() as here:

        async def play() -> None:
            words = "Bad Request: wrong file_id or the file is temporarily unavailable"
            here.life.world.faults.add("getFile", status=400, description=words, times=9)
            await here.tom.photo("War heute um 9 bei Weiß, Auftrag")
            rows = here.life.database.transact(lambda s: s.query(jobs.Job).all())
            assert [(one.status, one.attempts) for one in rows] == [("dead", jobs.MAX_ATTEMPTS)]

        here.life.run(play())


@pytest.mark.long
def test_answers_to_polling_that_are_none_cost_no_update_and_no_haste() -> None:
    with office() as here:

        async def play() -> None:
            for body in BAD_ANSWERS:
                here.life.world.faults.add("getUpdates", body=body)
            await asyncio.sleep(120)
            await here.tom.person.say("/hilfe")
            await here.settled()
            assert len(seen(here.tom)) == 1
            assert busiest_polling(here) <= 12

        here.life.run(play())


def test_malformed_updates_among_others_hold_up_none_of_them() -> None:
    with office() as here:

        async def play() -> None:
            tom, updates = here.tom.person, here.life.world.updates
            for words in ("/hilfe", "/heute", "10234"):
                await tom.say(words)
            good = [one.body for one in updates.waiting]
            next_id = good[-1]["update_id"] + 1
            odd = [{"update_id": next_id, "message": {"chat": {"id": tom.id}}}, 7,
                   {"message": {}}, {"update_id": True}]  # fmt: skip
            body = {"ok": True, "result": [good[2], *odd, good[1], good[0], good[0]]}
            updates.waiting.clear()
            here.life.world.faults.add("getUpdates", body=json.dumps(body).encode())
            await asyncio.sleep(60)
            await here.settled()
            beginnings = zip(seen(here.tom), ("Hilfe", "Heute", "Bäckerei Huber"), strict=True)
            assert all(one.startswith(begin) for one, begin in beginnings)

        here.life.run(play())

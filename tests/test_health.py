"""/health: figures for who watches over the desk, and a status that says whether all is well."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import text

from bot.domain.actor import Role
from bot.storage import reminders
from tests.stage import Stage, eventually, free_port, running


@pytest.fixture
async def stage(sqlite_url: str) -> AsyncIterator[Stage]:
    """The program with /health."""
    async with running(sqlite_url, health_listen=f"127.0.0.1:{free_port()}") as made:
        yield made


async def health(stage: Stage) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(f"http://{stage.settings.health_listen}/health")


async def test_all_is_well(stage: Stage) -> None:
    await stage.join("Tom Berg", Role.REP)
    due = stage.clock.now() + timedelta(hours=3)
    await stage.database.run(
        lambda s: reminders.schedule(s, "follow-up", 1, 1, due, stage.program.desk.zone)
    )
    await eventually(lambda: stage.program.intake is not None)
    answer = await health(stage)
    assert answer.status_code == 200
    found = answer.json()
    assert found["database"] == "ok"
    assert found["last_poll"].startswith("2026-11-23T09:2")
    assert found["next_reminder"] == due.isoformat()
    assert (found["outbox_depth"], found["inbox_depth"]) == (0, 0)


async def test_a_desk_that_no_longer_hears_says_so(stage: Stage) -> None:
    stage.clock.advance(timedelta(minutes=5))
    assert (await health(stage)).status_code == 503


async def test_a_database_that_is_away_is_told(stage: Stage) -> None:
    await stage.database.run(lambda s: s.execute(text("ALTER TABLE outbox RENAME TO gone")))
    answer = await health(stage)
    await stage.database.run(lambda s: s.execute(text("ALTER TABLE gone RENAME TO outbox")))
    assert answer.status_code == 503
    assert answer.json()["database"] == "away"
    assert (await health(stage)).status_code == 200

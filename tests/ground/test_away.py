"""A database that cannot be used for a while: nothing lost, nothing twice, and on it goes."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import httpx
import pytest
import structlog
from sqlalchemy import func, select

from bot.storage import inbox
from bot.storage.visits import Visit
from tests.books import fill
from tests.ground.troubles import Trouble, busy, pool_empty, read_only
from tests.hand import Hand
from tests.stage import Stage, eventually, free_port, running

VISIT = "/besuch 10236 heute: Palette kaputt"


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[Stage]:
    """The program with /health."""
    async with running(database_url, health_listen=f"127.0.0.1:{free_port()}") as made:
        yield made


def signs(log: Sequence[Mapping[str, Any]]) -> int:
    """How often the log says that the database is away."""
    return sum(one["event"] in {"database away", "polling failed"} for one in log)


async def health(stage: Stage) -> int:
    async with httpx.AsyncClient(trust_env=False) as client:
        return (await client.get(f"http://{stage.settings.health_listen}/health")).status_code


@pytest.mark.parametrize("trouble", [busy, read_only, pool_empty])
async def test_it_is_told_lived_through_and_nothing_is_lost_or_done_twice(
    stage: Stage, trouble: Trouble
) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say(VISIT)
    answers = len(tom.person.answers)
    with structlog.testing.capture_logs() as log:
        async with trouble(stage):
            await tom.person.press("Besuch speichern")
            await eventually(lambda: signs(log) > 2)
            assert await health(stage) == 503
        await stage.settled()
    assert "Palette" not in str(log)
    assert "Tom Berg" not in str(log)
    assert await health(stage) == 200
    assert any(one.text.startswith("✅ Besuch 1001 gespeichert") for one in tom.person.answers)
    assert await stage.database.run(lambda s: s.scalar(select(func.count(Visit.id)))) == 1
    rows = await stage.database.run(lambda s: s.scalars(select(inbox.InboxRow)).all())
    assert {row.status for row in rows} == {"done"}
    assert len(tom.person.answers) == answers
    await tom.say("/hilfe")
    assert tom.screen.startswith("Hilfe")

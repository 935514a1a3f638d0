"""A new version is put in place under load, one process after another."""

import asyncio
from pathlib import Path

import pytest

from tests.crash.campaign import under_load
from tests.crash.process import Process
from tests.crash.upheavals import Upheavals
from tests.replicas.several import several

pytestmark = pytest.mark.early


@pytest.mark.timeout(240)
async def test_a_rolling_restart_loses_nothing_doubles_nothing_and_leaves_nobody_in_silence(
    tmp_path: Path, postgresql_url: str
) -> None:
    """Each update, message and reminder has one owner among the three."""
    async with several(tmp_path, postgresql_url, 3) as three:
        found = await under_load(three, lambda _: one_after_another(three.processes), 12)
    assert found.updates_sent >= 5
    assert found.applied == found.updates_sent
    assert (found.lost, found.applied_twice, found.applied_otherwise) == (0, 0, 0), str(found)
    assert (found.unanswered, found.doubled, found.never_sent) == (0, 0, 0), str(found)
    assert (found.reminders_lost, found.reminders_early) == (0, 0), str(found)
    assert found.reminders_doubled == 0, str(found)


async def one_after_another(processes: list[Process]) -> Upheavals:
    """Stop each in order, and start it again, while the others go on."""
    for one in processes:
        await asyncio.sleep(0.5)
        assert await one.end() == 0
        await one.start()
        await one.at_work()
    return Upheavals()

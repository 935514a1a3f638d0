"""The short form of the kill campaign; `make crash N=100` is the long one."""

import random
from pathlib import Path

import pytest

from tests.crash.kills import run


@pytest.mark.timeout(240)
async def test_kills_under_load_lose_nothing_double_nothing_and_leave_nobody_in_silence(
    tmp_path: Path,
) -> None:
    random.seed(4)
    result = await run(8, tmp_path)
    assert result.updates > 20
    assert (result.lost, result.twice, result.silence) == (0, 0, 0), str(result)
    assert (result.reminders_lost, result.reminders_early) == (0, 0), str(result)
    assert result.doubled + result.reminders_doubled <= 8 * result.kills

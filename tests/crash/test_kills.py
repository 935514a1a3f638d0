"""The short form of the kill campaigns; `make crash N=100` is the long one."""

import random
from pathlib import Path

import pytest

from tests.crash.campaign import on_postgresql, on_sqlite

pytestmark = pytest.mark.early


@pytest.mark.timeout(300)
async def test_kills_under_load_lose_nothing_apply_nothing_twice_and_leave_nobody_in_silence(
    tmp_path: Path,
) -> None:
    random.seed(4)
    found = await on_sqlite(12, tmp_path, (0.1, 1.0))
    assert found.kills == 12
    assert found.wrong == [], str(found)


@pytest.mark.timeout(300)
async def test_nor_do_kills_stops_and_restarts_of_the_server_among_three_on_postgresql(
    tmp_path: Path,
) -> None:
    random.seed(4)
    found = await on_postgresql(8, tmp_path, (0.1, 1.0))
    assert (found.kills, found.stops, found.server_restarts) == (6, 1, 1)
    assert found.wrong == [], str(found)

"""The short form of the kill campaigns; `make crash N=100` is the long one."""

import random
from pathlib import Path

import pytest

from bot.outgoing.sender import IN_FLIGHT
from tests.crash.campaign import on_postgresql, on_sqlite
from tests.crash.figures import Figures

PUT_ASIDE = 1
"""Where a machine is so busy that three kills in a row find the same update at work."""


@pytest.mark.timeout(300)
async def test_kills_under_load_lose_nothing_double_nothing_and_leave_nobody_in_silence(
    tmp_path: Path,
) -> None:
    random.seed(4)
    found = await on_sqlite(12, tmp_path, (0.1, 1.0))
    assert found.kills == 12
    assert_all_is_well(found)


@pytest.mark.timeout(300)
async def test_nor_do_kills_stops_and_restarts_of_the_server_among_three_on_postgresql(
    tmp_path: Path,
) -> None:
    random.seed(4)
    found = await on_postgresql(8, tmp_path, (0.1, 1.0))
    assert (found.kills, found.stops, found.server_restarts) == (6, 1, 1)
    assert_all_is_well(found)


def assert_all_is_well(found: Figures) -> None:
    """What is promised, but the times, which are no matter of correctness on a busy machine."""
    assert found.updates_sent > 20
    assert found.applied + found.put_aside == found.updates_sent, str(found)
    assert found.put_aside <= PUT_ASIDE, str(found)
    assert (found.lost, found.applied_twice, found.applied_otherwise) == (0, 0, 0), str(found)
    assert (found.unanswered, found.never_sent) == (0, 0), str(found)
    assert (found.reminders_lost, found.reminders_early) == (0, 0), str(found)
    assert found.doubled_most <= IN_FLIGHT, str(found)
    assert (found.ended_by_itself, found.broken_invariants) == (0, 0), str(found)

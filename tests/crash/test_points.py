"""A kill at any instant of any scenario leaves no trace; each feature has its scenarios.

Here every tenth instant is tried, of each scenario others; `make points` tries them all.
"""

from pathlib import Path

import pytest

from bot.handlers.features import FEATURES
from tests.crash.points import quiet, wrong
from tests.scenarios import SCENARIOS
from tests.scenarios.scenario import Scenario

STEP = 10
FIRSTS = 4
"""Each scenario has so many instants at least."""


def test_every_feature_has_scenarios() -> None:
    without = {one.name for one in FEATURES} - {one.feature for one in SCENARIOS}
    assert not without, f"tests/scenarios has nothing for {without}: add what people do with it"


@pytest.mark.parametrize(("number", "scenario"), list(enumerate(SCENARIOS)), ids=str)
def test_killed_at_any_instant_it_ends_as_if_nothing_had_been(
    number: int, scenario: Scenario, folder_of_run: Path
) -> None:
    lives = list(wrong(scenario, quiet(scenario, folder_of_run), number % FIRSTS + 1, STEP))
    assert lives
    assert [(killed, found) for killed, found in lives if found] == []

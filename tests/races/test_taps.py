"""Every button, tapped many times at once: one effect, and every tap is answered."""

from collections import Counter

import pytest

from tests.hand import Hand
from tests.races.taps import deeds, left_behind, tapping
from tests.scenarios import SCENARIOS
from tests.scenarios.scenario import Scenario
from tests.simulated.office import office

SEEN_ONLY = {"written to", "looked up", "looked at", "overdue in the morning", "another language"}
PRESSED = [one for one in SCENARIOS if one.name not in SEEN_ONLY]
QUICK = {"listed and as a table", "taken back"}
"""The rest is for the long run."""


def lived(scenario: Scenario) -> tuple[dict[str, int], Counter[tuple[str, str]]]:
    with office() as here:
        here.life.run(scenario.play(here))
        here.life.run(here.settled())
        queries = here.life.world.queries.values()
        silent = [one.data for one in queries if not one.answered]
        assert silent == []
        return left_behind(here), deeds(here)


@pytest.mark.parametrize("scenario", [
    pytest.param(one, marks=() if one.name in QUICK else pytest.mark.long) for one in PRESSED
], ids=str)  # fmt: skip
def test_a_button_tapped_five_times_at_once_has_one_effect(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = lived(scenario)
    monkeypatch.setattr(Hand, "press", tapping(5))
    assert lived(scenario) == once

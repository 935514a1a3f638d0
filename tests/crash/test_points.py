"""The program is killed before each commit, call and confirmation of every scenario in turn.

The instant after one is the instant before the next, so that both sides of each are tried.
"""

from dataclasses import dataclass, field

import pytest

from bot.handlers.features import FEATURES
from tests.scenarios import SCENARIOS
from tests.scenarios.scenario import Scenario
from tests.simulated.life import Killed
from tests.simulated.office import Office, office
from tests.simulated.state import messages_of, rows_of, screens_of

BEAT = "commit Heart._beat"
IN_FLIGHT = 8
NEVER = 0
A_FEW_BEATS = 5


@dataclass
class Killer:
    """Kills the program in each action of a scenario, before its effect number `at`."""

    at: int
    killed: list[str] = field(default_factory=list)
    _action: int = -1
    _count: int = 0
    _beaten: bool = False

    def before(self, here: Office, name: str) -> None:
        """Told each effect before it takes place."""
        if here.life.settlements != self._action:
            self._action, self._count, self._beaten = here.life.settlements, 0, False
        if name == BEAT and self._beaten:
            return  # one beat is as good as another
        self._beaten |= name == BEAT
        self._count += 1
        if self._count == self.at:
            self.killed.append(name)
            raise Killed


@dataclass
class Outcome:
    """How a life ended."""

    killed: list[str]
    rows: dict[str, list[str]]
    screens: dict[str, list[str]]
    messages: int


def lived(scenario: Scenario, at: int) -> Outcome:
    """The scenario from beginning to end, with a kill in each action."""
    killer = Killer(at)
    with office() as here:
        here.life.before = lambda name: killer.before(here, name)
        here.life.run(scenario.play(here))
        here.life.run(here.wait(A_FEW_BEATS))
        return Outcome(
            killer.killed, rows_of(here.life), screens_of(here.life), messages_of(here.life)
        )


def differences(quiet: dict[str, list[str]], life: dict[str, list[str]]) -> list[str]:
    """What one has and the other has not."""
    return [
        f"{name} {sign} {line}"
        for name in quiet
        for sign, had, has in (("-", quiet, life), ("+", life, quiet))
        for line in had[name]
        if line not in has[name]
    ]


def missing(quiet: dict[str, list[str]], life: dict[str, list[str]]) -> list[str]:
    """What somebody does not read, or not in its order; what came twice is no harm."""
    return [
        f"{name}: {quiet[name]} against {life[name]}"
        for name in quiet
        if [one for one in life[name] if one in quiet[name]] != quiet[name]
    ]


def test_every_feature_has_scenarios() -> None:
    without = {one.name for one in FEATURES} - {one.feature for one in SCENARIOS}
    assert not without, f"tests/scenarios has nothing for {without}: add what people do with it"


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_killed_at_any_instant_it_ends_as_if_nothing_had_been(scenario: Scenario) -> None:
    quiet, at = lived(scenario, NEVER), 1
    while (life := lived(scenario, at)).killed:
        where = f"killed before {life.killed} (number {at} of each action)"
        assert differences(quiet.rows, life.rows) == [], where
        assert not missing(quiet.screens, life.screens), where
        assert life.messages - quiet.messages <= IN_FLIGHT * len(life.killed), where
        at += 1
    assert at > 5

"""The program is killed before each commit, call and confirmation of every scenario in turn.

The instant after one is the instant before the next, so that both sides of each are tried.
`python -m tests.crash.points` tells how many instants these are, and of which kind.
"""

import fcntl
import json
import logging
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import structlog

from bot.storage.checking import problems
from tests.scenarios import SCENARIOS
from tests.scenarios.scenario import Scenario
from tests.simulated.life import Killed
from tests.simulated.office import Office, office
from tests.simulated.state import in_flight, keys, messages_of, rows_of, screens_of

BEAT = "commit Heart._beat"
NEVER = 0
A_FEW_BEATS = 5


@dataclass
class Killer:
    """Kills the program in each action of a scenario, before its effect number `at`."""

    at: int
    killed: list[str] = field(default_factory=list)
    in_flight: int = 0
    """Messages that had come, without the program having noted it, when it was killed."""
    _before: int = 0
    _action: int = -1
    _count: int = 0
    _beaten: bool = False

    def before(self, here: Office, name: str) -> None:
        """Told each effect before it takes place."""
        if here.life.settlements != self._action:
            self._action, self._count, self._beaten = here.life.settlements, 0, False
            self._before = in_flight(here.life)
        if name == BEAT and self._beaten:
            return  # one beat is as good as another
        self._beaten |= name == BEAT
        self._count += 1
        if self._count == self.at:
            self.killed.append(name)
            self.in_flight += in_flight(here.life) - self._before
            raise Killed


@dataclass
class Outcome:
    """How a life ended."""

    killed: list[str]
    in_flight: int
    rows: dict[str, list[str]]
    screens: dict[str, list[str]]
    messages: int
    problems: list[str]
    buttons: list[str]
    """The data of those that were shown."""


def lived(scenario: Scenario, at: int) -> Outcome:
    """The scenario from beginning to end, with a kill in each action."""
    killer = Killer(at)
    with office() as here:
        here.life.before = lambda name: killer.before(here, name)
        here.life.run(scenario.play(here))
        here.life.run(here.wait(A_FEW_BEATS))
        return Outcome(
            killer.killed,
            killer.in_flight,
            rows_of(here.life),
            screens_of(here.life),
            messages_of(here.life),
            [str(one) for one in here.life.database.transact(problems)],
            sorted(
                {
                    key["callback_data"]
                    for call in here.life.world.calls
                    for key in keys(call.params)
                }
            ),
        )


def quiet(scenario: Scenario, folder: Path) -> Outcome:
    """How it ends without a kill; the first to ask keeps that in the folder for others."""
    with (folder / f"{scenario}.json").open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        words = file.read()
        if not words:
            words = json.dumps(asdict(lived(scenario, NEVER)))
            file.write(words)
    return Outcome(**json.loads(words))


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


def wrong(
    scenario: Scenario, usual: Outcome, first: int = 1, step: int = 1
) -> Iterator[tuple[list[str], list[str]]]:
    """For each life of the scenario where it was killed, and what is wrong with its end.

    Killed before effect number `first` of each action, then `first` + `step`, and so on.
    """
    at = first
    while (life := lived(scenario, at)).killed:
        found = differences(usual.rows, life.rows) + missing(usual.screens, life.screens)
        if (twice := life.messages - usual.messages) > life.in_flight:
            found.append(f"{twice} messages came twice, {life.in_flight} were in flight")
        yield life.killed, found + life.problems
        at += step


def main() -> None:
    """The command."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    kinds: Counter[str] = Counter()
    bad = 0
    for scenario in SCENARIOS:
        for killed, found in wrong(scenario, lived(scenario, NEVER)):
            kinds.update(killed)
            bad += bool(found)
            for one in found:
                print(f"{scenario}, killed before {killed}: {one}")
    for name, count in kinds.most_common():
        print(f"{count:6} {name}")
    print(f"{kinds.total():6} instants of {len(SCENARIOS)} scenarios, {bad} lives ended wrong")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()

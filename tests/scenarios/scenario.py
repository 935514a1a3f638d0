"""A scenario: what people do with a feature, to be lived through with every misfortune."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.simulated.office import Office


@dataclass(frozen=True)
class Scenario:
    """A play in the furnished office, under the name of the feature that it shows."""

    feature: str
    name: str
    play: Callable[[Office], Awaitable[None]]

    def __str__(self) -> str:
        return f"{self.feature}: {self.name}"

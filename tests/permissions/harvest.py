"""Every button the program shows while all scenarios are played by those who may."""

from pathlib import Path

from tests.crash.points import quiet
from tests.permissions.who_may import BUTTONS, kind_of
from tests.scenarios import SCENARIOS

MOST_SHAPES = {"customer:field": 4, "customer:part": 2, "visits:list": 2}
"""So many sorts of these kinds of button are pressed, such as the fields of a customer."""

Shapes = dict[str, list[str]]


def shown(folder: Path) -> frozenset[str]:
    """The data of all buttons; what has been played in this run already is read in its folder."""
    return frozenset(one for scenario in SCENARIOS for one in quiet(scenario, folder).buttons)


def shape_of(data: str) -> str:
    """The data with `{}` for the thing it is about."""
    press = BUTTONS.get(kind_of(data))
    if press is None or not press.about:
        return data
    parts = data.split(":")
    at = 1 if parts[0] in ("f", "join") else 2
    return ":".join([*parts[:at], "{}", *parts[at + 1 :]])


def shapes(shown: frozenset[str]) -> Shapes:
    """By kind of button the data to press, `{}` standing for the thing it is about."""
    found: Shapes = {kind: list(press.examples) for kind, press in BUTTONS.items()}
    for data in sorted(shown):
        ones = found.setdefault(kind_of(data), [])
        if shape_of(data) not in ones:
            ones.append(shape_of(data))
    return {kind: ones[: MOST_SHAPES.get(kind, 1)] for kind, ones in found.items()}

"""Every button the program shows while all scenarios are played by those who may."""

import fcntl
import json
from pathlib import Path
from typing import Any

from tests.permissions.who_may import BUTTONS, kind_of
from tests.scenarios import SCENARIOS
from tests.simulated.office import office

MOST_SHAPES = {"customer:field": 4, "customer:part": 2, "visits:list": 2}
"""So many sorts of these kinds of button are pressed, such as the fields of a customer."""

Shapes = dict[str, list[str]]


def shown(kept: Path) -> frozenset[str]:
    """The data of all buttons, which the first to ask keeps in a file for the others of this run."""
    with kept.open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        words = file.read()
        if not words:
            words = json.dumps(sorted(_played()))
            file.write(words)
    return frozenset(json.loads(words))


def _played() -> set[str]:
    found: set[str] = set()
    for scenario in SCENARIOS:
        with office() as here:
            here.life.run(scenario.play(here))
            for call in here.life.world.calls:
                found |= {key["callback_data"] for key in keys(call.params)}
    return found


def keys(params: dict[str, Any]) -> list[dict[str, Any]]:
    """The inline buttons of a call that carry data."""
    markup = params.get("reply_markup") or {}
    markup = json.loads(markup) if isinstance(markup, str) else markup
    rows = markup.get("inline_keyboard", [])
    return [key for row in rows for key in row if "callback_data" in key]


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

"""The table of guards is about the program as it is; `make guards` takes each of them away."""

from pathlib import Path

import pytest

from tests.guards.guard import Guard
from tests.guards.table import GUARDS

ROOT = Path(__file__).parents[2]


def test_there_are_many_guards_of_different_names() -> None:
    assert len(GUARDS) >= 25
    assert len({one.name for one in GUARDS}) == len(GUARDS)


@pytest.mark.parametrize("guard", GUARDS, ids=lambda one: one.name)
def test_a_guard_stands_once_where_the_table_says(guard: Guard) -> None:
    assert (ROOT / "bot" / guard.file).read_text().count(guard.has) == 1
    for file in guard.test.partition(" -k ")[0].split():
        assert (ROOT / file.partition("::")[0]).exists()

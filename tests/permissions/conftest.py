"""What the program shows while all scenarios are played, found out once a run."""

from pathlib import Path

import pytest

from tests.permissions import harvest


@pytest.fixture(scope="session")
def shown(folder_of_run: Path) -> frozenset[str]:
    """The data of all buttons."""
    return harvest.shown(folder_of_run)


@pytest.fixture(scope="session")
def shapes(shown: frozenset[str]) -> harvest.Shapes:
    """The data to press."""
    return harvest.shapes(shown)

"""What the program shows while all scenarios are played, found out once a run."""

import os

import pytest

from tests.permissions import harvest


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The data of all buttons."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # the run's own, not this process's
    return harvest.shown(folder / "shown.json")


@pytest.fixture(scope="session")
def shapes(shown: frozenset[str]) -> harvest.Shapes:
    """The data to press."""
    return harvest.shapes(shown)

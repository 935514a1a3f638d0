"""Fixtures of the command line."""

from collections.abc import Iterator

import pytest

from tests.cli.program import STARTED


@pytest.fixture(autouse=True)
def none_left_behind() -> Iterator[None]:
    """A test that fails leaves no program running."""
    yield
    for process in STARTED:
        if process.returncode is None:
            process.kill()
    STARTED.clear()

"""Fixtures of conversations."""

from collections.abc import Iterator

import pytest

from tests.simulated.office import Office, office


@pytest.fixture
def here() -> Iterator[Office]:
    """A simulated office."""
    with office() as made:
        yield made

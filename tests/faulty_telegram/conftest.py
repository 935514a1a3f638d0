"""Every misfortune is lived through with the log at its most talkative, and read afterwards."""

from collections.abc import Iterator

import pytest

from tests.logs.reading import Written, written


@pytest.fixture(autouse=True)
def log_without_secrets() -> Iterator[Written]:
    """What is logged during the test, in which nothing personal or secret may stand."""
    with written() as found:
        yield found
    assert found.leaks() == []

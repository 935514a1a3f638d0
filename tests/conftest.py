"""Fixtures: both databases, and the stage."""

import asyncio
import gc
import itertools
import os
import random
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
import structlog

from bot.outgoing.pacing import Pacing
from tests.databases import empty_on_server, laid_out
from tests.simulated.life import fresh_database, living, one_thread
from tests.simulated.loop import VirtualLoop
from tests.stage import MONDAY, Stage, running
from tests.statements import compile_once

if TYPE_CHECKING:
    from tests.postgresql import Server

_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgresql() -> "Iterator[Server]":
    """A PostgreSQL server for this test process."""
    from tests.postgresql import serving

    with serving() as made:
        yield made


@pytest.fixture(scope="session")
def folder_of_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run share."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def postgresql_server(postgresql: "Server") -> str:
    """The address of this test process's PostgreSQL server, ending before the database."""
    return postgresql.url


@pytest.fixture
def postgresql_url(postgresql_server: str) -> str:
    """An empty PostgreSQL database."""
    return empty_on_server(postgresql_server, f"desk_{os.getpid()}_{next(_numbers)}")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """An empty SQLite database."""
    return f"sqlite:///{tmp_path}/desk.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database, of each kind in turn."""
    return str(request.getfixturevalue(f"{request.param}_url"))


def pytest_configure() -> None:
    """What every test would do for itself, done once or left out."""
    compile_once()
    # Always the same examples; how long one takes says how much else the machine has to do.
    hypothesis.settings.register_profile("desk", deadline=None, derandomize=True)
    hypothesis.settings.load_profile("desk")
    # An error drawn with the values of all its frames takes half a second.
    structlog.get_config()["processors"][-1]._exception_formatter = structlog.dev.plain_traceback


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long by itself begins first."""
    items.sort(key=lambda item: item.get_closest_marker("early") is None)


def pytest_collection_finish() -> None:
    """What all tests share is not looked through for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def pytest_asyncio_loop_factories(
    item: pytest.Item,
) -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """What plays on the stage in made-up time gets a loop of that time."""
    fixtures = getattr(item, "_fixtureinfo").name2fixturedefs  # noqa: B009
    ours = {name for name, found in fixtures.items() if found[-1].func.__module__ == __name__}
    start = _desk_of(item).get("start", MONDAY)
    if ours & {"stage", "any_stage"}:
        return {"virtual": lambda: VirtualLoop(start, random.Random(0))}
    return {"real": asyncio.new_event_loop}


def _desk_of(item: pytest.Item) -> dict[str, Any]:
    marker = item.get_closest_marker("desk")
    return dict(marker.kwargs) if marker else {}


@pytest.fixture
async def stage(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    """The program on SQLite, polling, in made-up time: for conversations.

    `@pytest.mark.desk(start=…, region=…)`: it begins then, with these settings.
    """
    async with _in_made_up_time(request, fresh_database()) as made:
        yield made


@asynccontextmanager
async def _in_made_up_time(request: pytest.FixtureRequest, url: str) -> AsyncIterator[Stage]:
    loop, settings = asyncio.get_running_loop(), _desk_of(request.node)
    settings.pop("start", None)
    assert isinstance(loop, VirtualLoop)
    with one_thread(), loop.in_its_time():
        pacing = Pacing(rate=100.0, burst=100)
        async with living(loop, random.Random(0), url, pacing=pacing, **settings) as made:
            yield made


@pytest.fixture
async def http_stage(sqlite_url: str) -> AsyncIterator[Stage]:
    """The program on SQLite, polling, in real time over HTTP: for what depends on that."""
    async with running(sqlite_url) as made:
        yield made


@pytest.fixture(params=["sqlite", "postgresql"])
async def any_stage(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    """As `stage`, on each database in turn: for what depends on it."""
    if request.param == "sqlite":
        url = fresh_database()
    else:
        url = request.getfixturevalue("postgresql_url")
        laid_out(url).close()
    async with _in_made_up_time(request, url) as made:
        yield made


@pytest.fixture
async def real_stage(database_url: str) -> AsyncIterator[Stage]:
    """The program on each database in turn, in real time over HTTP: for what depends on both."""
    async with running(database_url) as made:
        yield made


@pytest.fixture(params=["polling", "webhook"])
async def either_way(sqlite_url: str, request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    """The program on SQLite, its updates fetched and pushed in turn: for key conversations."""
    async with running(sqlite_url, webhook=request.param == "webhook") as made:
        yield made

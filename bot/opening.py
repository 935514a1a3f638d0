"""From settings to what works with them: the desk, and the database brought up to date."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.config import Settings
from bot.domain.business_hours import read_hours
from bot.domain.clock import Clock, SystemClock
from bot.domain.desk import Desk
from bot.domain.targets import read_targets
from bot.storage import migrate
from bot.storage.engine import Database


def desk_of(settings: Settings, clock: Clock | None = None) -> Desk:
    """The desk that the settings describe."""
    return Desk(
        company=settings.company_name,
        zone=settings.zone,
        region=settings.region,
        language=settings.default_language,
        currency=settings.currency,
        clock=clock or SystemClock(),
        windows=read_hours(settings.business_hours),
        targets=read_targets(settings.case_targets),
    )


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The database, migrated; let go of at the end of the block."""
    database = Database(settings.database_url)
    try:
        migrate.to_head(database)
        yield database
    finally:
        database.close()


@contextmanager
def left_alone(settings: Settings) -> Iterator[Database]:
    """The database to be read only, and left as it is; raises migrate.OlderDatabase."""
    database = Database(settings.database_url, only_read=True)
    try:
        migrate.check_at_head(database)
        yield database
    finally:
        database.close()

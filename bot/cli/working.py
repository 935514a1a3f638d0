"""What every command begins with: settings read, logs set up, the database open."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot import log
from bot.cli.words import Failure
from bot.config import Settings, read_settings

if TYPE_CHECKING:
    from bot.storage.engine import Database


def configured() -> Settings:
    """The settings, with the logs as they say; raises BadSettings."""
    settings = read_settings()
    secrets = settings.token, settings.webhook_secret.get_secret_value(), settings.database_url
    log.configure(settings.log_level, *secrets)
    return settings


@contextmanager
def database(settings: Settings) -> Iterator["Database"]:
    """The database, migrated; raises Failure when it cannot be used."""
    with database_trouble_told():
        from bot.opening import opened

        with opened(settings) as found:
            yield found


@contextmanager
def existing_database(settings: Settings) -> Iterator["Database"]:
    """As `database`; raises Failure for an SQLite file that is not there, since in a wrong folder
    an empty desk would look as if all were well."""
    file = Path(settings.database_url.removeprefix("sqlite:///"))
    if settings.database_url.startswith("sqlite:///") and not file.exists():
        raise Failure("cli-database-missing", name=str(file.absolute()))
    with database(settings) as found:
        yield found


@contextmanager
def database_trouble_told() -> Iterator[None]:
    """Turns a database that cannot be used into a sentence."""
    from bot.storage.engine import BadGround, DriverMissing, WrongAddress
    from bot.storage.migrate import NewerDatabase

    try:
        yield
    except DriverMissing:
        raise Failure("cli-database-driver") from None
    except WrongAddress:
        raise Failure("setting-database", name="DATABASE_URL") from None
    except NewerDatabase:
        raise Failure("cli-database-newer") from None
    except BadGround:
        raise Failure("cli-database-away") from None
    except OSError:
        raise Failure("cli-database-away") from None

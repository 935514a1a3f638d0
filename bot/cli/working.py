"""What every command begins with: settings read, logs set up, the database open."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot import log
from bot.cli.reasons import why_unusable
from bot.cli.words import Failure, words
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
    with database_trouble_told(settings):
        from bot.opening import opened

        with opened(settings) as found:
            yield found


@contextmanager
def existing_database(settings: Settings, *, only_read: bool = False) -> Iterator["Database"]:
    """As `database`, or only to be read and left as it is; raises Failure for an SQLite file that
    is not there, since in a wrong folder an empty desk would look as if all were well."""
    with database_trouble_told(settings):
        from bot.opening import left_alone, opened

        name = _name(settings)
        if settings.database_url.startswith("sqlite:///") and not Path(name).exists():
            raise Failure("cli-database-missing", name=name)
        with (left_alone if only_read else opened)(settings) as found:
            yield found


@contextmanager
def database_trouble_told(settings: Settings) -> Iterator[None]:
    """Turns a database that cannot be used into a sentence."""
    from bot.storage.engine import BadGround, DriverMissing, WrongAddress
    from bot.storage.migrate import NewerDatabase, OlderDatabase

    unusable: tuple[type[Exception], ...] = (*BadGround, OSError)
    try:
        yield
    except DriverMissing:
        raise Failure("cli-database-driver") from None
    except WrongAddress:
        raise Failure("setting-database", name="DATABASE_URL") from None
    except NewerDatabase:
        raise Failure("cli-database-newer", name=_name(settings)) from None
    except OlderDatabase:
        raise Failure("cli-database-older", name=_name(settings)) from None
    except unusable as error:
        why = words(why_unusable(error, settings.database_url))
        raise Failure("cli-database-unusable", name=_name(settings), why=why) from None


def _name(settings: Settings) -> str:
    """What to call the database: its file, or the setting, which holds a password."""
    kind, _, file = settings.database_url.partition(":///")
    return str(Path(file).absolute()) if kind == "sqlite" else "DATABASE_URL"

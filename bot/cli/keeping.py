"""`innendienst check`, `backup` and `restore`: nothing is lost, and it can be seen."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.reasons import why
from bot.cli.words import Failure, words
from bot.cli.working import database_trouble_told, existing_database
from bot.config import Settings
from bot.locking import AlreadyRunning, only_run
from bot.storage import backup as storing
from bot.storage import restore as restoring
from bot.storage.checking import Problem, Result, results
from bot.storage.migrate import NewerDatabase

SHOWN = 5
"""Rows named of those that are wrong."""


def check(settings: Settings) -> int:
    """Say of everything that always holds whether it does; 0 when all is well, else 1. Changes
    nothing. Raises Failure."""
    with existing_database(settings, only_read=True) as opened:
        found = opened.read(lambda s: [_told(result) for result in results(s)])
    click.echo(words("sound-well" if all(found) else "sound-ill"))
    return 0 if all(found) else 1


def backup(settings: Settings, file: Path, force: bool) -> int:
    """Write a backup; 0 when all is well with it. Raises Failure."""
    with existing_database(settings) as opened:
        try:
            wrong = storing.write(opened, file, replace=force)
        except FileExistsError:
            raise Failure("backup-exists", name=str(file)) from None
        except storing.NoBackup:
            raise Failure("backup-no-backup", name=str(file)) from None
        except storing.InUse:
            raise Failure("backup-in-use", name=str(file)) from None
        except storing.BeingWritten:
            raise Failure("backup-being-written", name=str(file)) from None
        except OSError as error:
            raise Failure("backup-unwritable", name=str(file), why=words(why(error))) from None
    click.echo(words("backup-done", name=str(file), size=-(-file.stat().st_size // 2**20)))
    return _judged(wrong)


def restore(settings: Settings, file: Path) -> int:
    """Put a backup back; 0 when all is well with it. Raises Failure."""
    try:
        restoring.check_readable(file)
        with database_trouble_told(settings), only_run(settings.database_url):
            wrong = _restored(settings, file)
    except (AlreadyRunning, restoring.AtWork):
        raise Failure("restore-at-work") from None
    except restoring.NotEmpty:
        raise Failure("restore-not-empty") from None
    except storing.NoBackup:
        raise Failure("restore-no-backup", name=str(file)) from None
    except restoring.Unreadable as error:
        raise Failure("restore-unreadable", name=str(file), why=words(why(error.reason))) from None
    click.echo(words("restore-done", name=str(file)))
    return _judged(wrong)


def _restored(settings: Settings, file: Path) -> list[Problem]:
    try:
        return restoring.restore(file, settings.database_url, datetime.now(UTC))
    except NewerDatabase:
        raise Failure("restore-newer") from None
    except OSError as error:
        where = str(error.filename or file)
        raise Failure("backup-unwritable", name=where, why=words(why(error))) from None


def _judged(wrong: Sequence[Problem]) -> int:
    """Say what the checks found; the exit code."""
    for name in dict.fromkeys(one.check for one in wrong):
        _told(Result(name, 0, [one for one in wrong if one.check == name]))
    click.echo(words("sound-ill" if wrong else "sound-well"))
    return 1 if wrong else 0


def _told(result: Result) -> bool:
    """Print what was found; whether it is well."""
    sentence = words(f"sound-{result.name}")
    if not result.problems:
        click.echo("✓ " + words("sound-rows", sentence=sentence, count=result.rows))
        return True
    named = ", ".join(f"{one.subject} {one.id}" for one in result.problems[:SHOWN])
    more = "…" if len(result.problems) > SHOWN else ""
    count = len(result.problems)
    click.echo("✗ " + words("sound-wrong", sentence=sentence, count=count, rows=f"{named}{more}"))
    return False

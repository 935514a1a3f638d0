"""`innendienst doctor`: everything that has to be right, and in plain words what is not."""

import asyncio

import click

from bot.cli.words import Failure, language, words
from bot.cli.working import database
from bot.config import Settings
from bot.doctor import Finding, examine_database, examine_machine, examine_telegram
from bot.domain.say import text
from bot.opening import desk_of
from bot.texts.render import Renderer


def examine(settings: Settings) -> int:
    """Print every finding; 0 when all is well, else 1."""
    findings = asyncio.run(examine_telegram(settings))
    findings += _database(settings)
    findings += examine_machine(settings, desk_of(settings))
    plain = Renderer(settings.zone).plain
    for one in findings:
        click.echo(f"{'✓' if one.well else '✗'} {plain(one.text, language())}")
    well = all(one.well for one in findings)
    click.echo(words("doctor-well" if well else "doctor-ill"))
    return 0 if well else 1


def _database(settings: Settings) -> list[Finding]:
    try:
        with database(settings) as opened:
            return [examine_database(opened)]
    except Failure as failure:
        return [Finding(False, text(failure.key, **failure.values))]

"""The commands: what each takes, and what it calls; the work is imported where it is done."""

from pathlib import Path

import click

from bot.cli.frame import Command, Group, Option
from bot.cli.words import Failure, words
from bot.cli.working import configured, database, existing_database
from bot.texts import LANGUAGES

ROLES = ("admin", "manager", "rep", "customer")


def program() -> Group:
    """The whole command line, in the present language."""
    return Group(
        "innendienst",
        "cli-about",
        [
            Command("run", "innendienst run", callback=_run),
            Command("demo", "innendienst demo", callback=_demo),
            Command("migrate", "innendienst migrate", callback=_migrate),
            _invite_command(),
            Group("import", "cli-about-import", [_import_command()]),
            Group("export", "cli-about-export", [_export_command()]),
            Command("check", "innendienst check", callback=_check),
            _backup_command(),
            _restore_command(),
            Command("doctor", "innendienst doctor", callback=_doctor),
            _when_command(),
        ],
    )


def _invite_command() -> Command:
    return Command(
        "invite",
        'innendienst invite --role admin --name "Anna Huber"',
        callback=_invite,
        params=[
            Option(["--role"], type=click.Choice(ROLES), required=True,
                   help=words("cli-invite-role")),
            Option(["--name"], metavar=words("cli-name-mark"), required=True,
                   help=words("cli-invite-name")),
            Option(["--customer"], metavar=words("cli-number-mark"), default="",
                   help=words("cli-invite-customer")),
        ],
    )  # fmt: skip


def _import_command() -> Command:
    return Command(
        "import-customers",
        "innendienst import customers kunden.xlsx --dry-run",
        callback=_import_customers,
        params=[
            click.Argument(["file"], metavar=words("cli-file-mark")),
            Option(["--dry-run"], is_flag=True, help=words("cli-dry-run")),
        ],
    )


def _export_command() -> Command:
    return Command(
        "export-customers",
        "innendienst export customers kunden.xlsx",
        callback=_export_customers,
        params=[click.Argument(["file"], metavar=words("cli-file-mark"))],
    )


def _backup_command() -> Command:
    return Command(
        "backup",
        "innendienst backup innendienst-2026-11-24.db",
        callback=_backup,
        params=[
            click.Argument(["file"], metavar=words("cli-file-mark")),
            Option(["--force"], is_flag=True, help=words("cli-backup-force")),
        ],
    )


def _restore_command() -> Command:
    return Command(
        "restore",
        "innendienst restore innendienst-2026-11-24.db",
        callback=_restore,
        params=[click.Argument(["file"], metavar=words("cli-file-mark"))],
    )


def _when_command() -> Command:
    return Command(
        "when",
        'innendienst when "nächsten Dienstag um halb drei" --now 2026-11-24T10:20',
        callback=_when,
        params=[
            click.Argument(["text"], metavar=words("cli-text-mark"), default=""),
            Option(["--lang"], type=click.Choice(LANGUAGES), help=words("cli-when-lang")),
            Option(["--now"], metavar=words("cli-iso-mark"), help=words("cli-when-now")),
            Option(["--tz"], metavar=words("cli-zone-mark"), help=words("cli-when-tz")),
            Option(["--jsonl"], is_flag=True, help=words("cli-when-jsonl")),
        ],
    )  # fmt: skip


def _run() -> int:
    from bot.cli.running import run

    return run(configured())


def _demo() -> int:
    from bot.demo import main

    return main()


def _migrate() -> None:
    with database(configured()):
        click.echo(words("cli-migrated"))


def _invite(role: str, name: str, customer: str) -> None:
    from bot.cli.inviting import invite

    invite(configured(), role, name, customer)


def _import_customers(file: str, dry_run: bool) -> int:
    from bot.cli_customers import import_customers
    from bot.opening import desk_of

    settings = configured()
    with database(settings) as opened:
        return import_customers(opened, desk_of(settings), Path(file), dry_run, click.echo)


def _export_customers(file: str) -> int:
    from bot.cli_customers import export_customers
    from bot.opening import desk_of

    settings = configured()
    with existing_database(settings) as opened:
        return export_customers(opened, desk_of(settings), Path(file), click.echo)


def _check() -> int:
    from bot.cli.keeping import check

    return check(configured())


def _backup(file: str, force: bool) -> int:
    from bot.cli.keeping import backup

    return backup(configured(), Path(file), force)


def _restore(file: str) -> int:
    from bot.cli.keeping import restore

    return restore(configured(), Path(file))


def _doctor() -> int:
    from bot.cli.examining import examine

    return examine(configured())


def _when(text: str, lang: str | None, now: str | None, tz: str | None, jsonl: bool) -> None:
    if jsonl:
        from bot.when.lines import filter_lines

        return filter_lines()
    from bot.cli.reading import read

    if not text:
        raise Failure("when-needs-text", 2)
    return read(text, lang, now, tz)

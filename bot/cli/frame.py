"""click in two languages: headings, usage and errors come from our texts."""

from collections.abc import Sequence
from typing import Any

import click

from bot.cli.words import words


class Formatter(click.HelpFormatter):
    """Writes help with our headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or f"{words('cli-usage')} ")

    def write_heading(self, heading: str) -> None:
        ours = {"Options": "cli-options", "Commands": "cli-commands"}.get(heading)
        super().write_heading(words(ours) if ours else heading)


class Context(click.Context):
    """A context whose help is ours."""

    formatter_class = Formatter


class Option(click.Option):
    """An option; that it is needed stands in the usage line."""

    def get_help_extra(self, ctx: click.Context) -> Any:
        return {}


def help_option() -> click.Option:
    """--help, in our words."""

    def show(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value:
            click.echo(ctx.get_help())
            ctx.exit()

    return Option(
        ["--help"], is_flag=True, is_eager=True, expose_value=False, callback=show,
        help=words("cli-help"),
    )  # fmt: skip


class Command(click.Command):
    """A command whose help is the text `cli-about-<key>`, with an example below."""

    context_class = Context

    def __init__(self, key: str, example: str, **given: Any) -> None:
        given["params"] = [*given.get("params", ()), help_option()]
        super().__init__(
            key.rpartition("-")[2] if key.startswith(("import-", "export-")) else key,
            help=words(f"cli-about-{key}"),
            short_help=words(f"cli-about-{key}").partition(".")[0],
            epilog=f"{words('cli-example')} {example}",
            options_metavar=words("cli-options-mark"),
            add_help_option=False,
            **given,
        )
        self.example = example

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        needed = [
            f"{one.opts[0]} {one.make_metavar(ctx)}"
            for one in self.params
            if isinstance(one, click.Option) and one.required
        ]
        return [*needed, *super().collect_usage_pieces(ctx)]


class Group(click.Group):
    """A group of commands."""

    context_class = Context

    def __init__(self, name: str | None, key: str, commands: Sequence[click.Command]) -> None:
        super().__init__(
            name,
            {one.name or "": one for one in commands},
            help=words(key),
            params=[help_option()],
            options_metavar=words("cli-options-mark"),
            subcommand_metavar=words("cli-command-mark"),
            add_help_option=False,
        )


def usage_sentence(error: click.UsageError) -> str:
    """What is wrong with the command line, and how to learn what would be right."""
    path = error.ctx.command_path if error.ctx else "innendienst"
    return f"{_what_is_wrong(error)} {words('cli-see-help', command=f'{path} --help')}"


def _what_is_wrong(error: click.UsageError) -> str:
    match error:
        case click.MissingParameter(param=click.Parameter() as param):
            return words("cli-missing", what=_name(param))
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice) as param):
            return words("cli-choice", what=_name(param), choices=", ".join(choice.choices))
        case click.NoSuchOption():
            return words("cli-no-such-option", what=error.option_name)
        case click.exceptions.NoSuchCommand():
            return words("cli-no-such-command", what=error.command_name)
    return words("cli-wrong")


def _name(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name

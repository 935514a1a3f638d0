"""The program: `innendienst`, or `python -m bot`."""

import sys

USAGE = 2
INTERRUPTED = 130


def main() -> None:
    """Do what the command line says; results on stdout, everything else on stderr."""
    given = sys.argv[1:]
    if given == ["when", "--jsonl"]:  # answers at once: nothing else is loaded
        from bot.when.lines import filter_lines

        return filter_lines()
    sys.exit(command(given))


def command(given: list[str]) -> int:
    """Run one command; its exit code."""
    import click

    from bot.cli.commands import program
    from bot.cli.frame import usage_sentence
    from bot.cli.words import Failure, words
    from bot.config import BadSettings

    try:
        result = program().main(given, prog_name="innendienst", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return USAGE
    except click.UsageError as error:
        click.echo(usage_sentence(error), err=True)
        return USAGE
    except click.Abort:
        return INTERRUPTED
    except BadSettings as error:
        for problem in error.problems:
            click.echo(words(problem.key, **problem.values), err=True)
        return 1
    except Failure as failure:
        click.echo(words(failure.key, **failure.values), err=True)
        return failure.code
    return result if isinstance(result, int) else 0


if __name__ == "__main__":
    main()

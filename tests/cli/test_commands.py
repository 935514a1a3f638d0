"""Every command: its help and documentation in both languages, its results, its refusals."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bot import __main__ as entry
from bot.cli.commands import program
from bot.config import Settings
from tests.cli.program import ROOT, TOKEN, machine, playground

OPERATE = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
LANGUAGES = ("de", "en")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and no setting from outside."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return tmp_path


def commands(group: click.Group, path: str = "innendienst") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with the words that call it."""
    for name, one in group.commands.items():
        if isinstance(one, click.Group):
            yield from commands(one, f"{path} {name}")
        else:
            yield f"{path} {name}", one


PATHS = [path for path, _ in commands(program())]


def test_these_are_the_commands() -> None:
    assert [path.removeprefix("innendienst ") for path in PATHS] == [
        "run", "demo", "migrate", "invite", "import customers", "export customers", "check",
        "backup", "restore", "doctor", "when",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_each_command_has_help_and_an_example_in_both_languages(
    path: str, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DEFAULT_LANGUAGE", language)
    assert entry.command([*path.split()[1:], "--help"]) == 0
    shown = capsys.readouterr().out
    assert {"de": "Aufruf:", "en": "Usage:"}[language] in shown
    assert {"de": "Beispiel:", "en": "Example:"}[language] in shown
    assert {"de": "Diese Hilfe zeigen.", "en": "Show this help."}[language] in shown
    [command] = [one for name, one in commands(program()) if name == path]
    assert command.help
    assert all(param.help for param in command.params if isinstance(param, click.Option))


@pytest.mark.parametrize("path", PATHS)
def test_each_command_is_documented_with_an_example(path: str) -> None:
    examples = re.findall(r"^innendienst .*$", OPERATE, re.MULTILINE)
    assert any(line.startswith(path) for line in examples), path
    [command] = [one for name, one in commands(program()) if name == path]
    for param in command.params:
        if isinstance(param, click.Option) and param.opts[0] != "--help":
            assert f"`{param.opts[0]}" in OPERATE, (path, param.opts)


def test_every_setting_is_documented() -> None:
    for name in Settings.model_fields:
        assert f"`{name.upper()}`" in OPERATE, name


@pytest.mark.parametrize(
    ("given", "de", "en"),
    [
        (["invite", "--name", "x"], "--role fehlt", "--role is missing"),
        (["invite", "--role", "boss", "--name", "x"], "--role kann sein: admin", "can be: admin"),
        (["frobnicate"], "Den Befehl frobnicate gibt es nicht", "no command frobnicate"),
        (["run", "--fast"], "Die Option --fast gibt es nicht", "no option --fast"),
        (["run", "now"], "So lässt sich der Befehl nicht aufrufen", "cannot be called like"),
        (["export", "customers"], "DATEI fehlt", "FILE is missing"),
    ],
)
def test_a_wrong_call_is_told_in_a_sentence(
    given: list[str], de: str, en: str, here: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    for language, sentence in (("de", de), ("en", en)):
        monkeypatch.setenv("DEFAULT_LANGUAGE", language)
        assert entry.command(given) == 2
        told = capsys.readouterr()
        assert sentence in told.err
        assert "--help" in told.err
        assert told.out == ""
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (["run"], "BOT_TOKEN fehlt"),
        (["invite", "--role", "customer", "--name", "x", "--customer", "1"], "gibt es nicht"),
        (["invite", "--role", "rep", "--name", " "], "Ich brauche den Namen"),
        (["invite", "--role", "rep", "--name", "n" * 81], "80"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    given: list[str], sentence: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert entry.command(given) == 1
    told = capsys.readouterr()
    assert sentence in told.err
    assert told.out == ""


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (["--role", "customer"], "gehört --customer"),
        (["--role", "rep", "--customer", "1"], "nur zur Rolle customer"),
    ],
)
def test_options_that_do_not_go_together_are_a_wrong_call(
    given: list[str], sentence: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert entry.command(["invite", "--name", "x", *given]) == 2
    assert sentence in capsys.readouterr().err
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("command", ["migrate", "run", "invite", "doctor"])
def test_a_wrong_setting_stops_every_command(
    command: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / ".env").write_text("TIMEZONE=Mars\nDEFAULT_LANGUAGE=en\n")
    more = ["--role", "admin", "--name", "x"] if command == "invite" else []
    assert entry.command([command, *more]) == 1
    assert capsys.readouterr().err == "TIMEZONE is no time zone; one is Europe/Berlin.\n"


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql://nobody@127.0.0.1:1/desk", "DATABASE_URL ist nicht zu benutzen: der Server"),
        ("postgresql://host:port/desk", "DATABASE_URL muss"),
        ("sqlite:////proc/no/desk.db", "/proc/no/desk.db ist nicht zu benutzen: die Datei oder"),
        ("sqlite:///notes.txt", "notes.txt ist nicht zu benutzen: das ist keine Datenbank"),
        ("sqlite:///folder", "folder ist nicht zu benutzen: das ist ein Ordner"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_in_a_sentence(
    url: str, sentence: str, here: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (here / "folder").mkdir()
    (here / "notes.txt").write_text("This is no database, only a text of some length. " * 50)
    monkeypatch.setenv("DATABASE_URL", url)
    assert entry.command(["migrate"]) == 1
    assert sentence in capsys.readouterr().err


def test_migrating_works_again_and_again(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert entry.command(["migrate"]) == 0
        assert "auf dem Stand dieser Fassung" in capsys.readouterr().out
    assert (here / "var" / "innendienst.db").is_file()


def test_an_invitation_without_the_bots_name_is_a_line_to_send(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert entry.command(["invite", "--role", "admin", "--name", "Anna"]) == 0
    told = capsys.readouterr()
    assert re.search(r"^/start [\w-]{22}$", told.out, re.MULTILINE)
    assert "Name des Bots" in told.err


async def test_invite_asks_telegram_for_the_name_and_draws_a_code(tmp_path: Path) -> None:
    async with playground() as (url, _):
        here = machine(tmp_path, TELEGRAM_API_URL=url)
        asked = await here.run("invite", "--role", "admin", "--name", "Ann", BOT_TOKEN=TOKEN)
        known = await here.run("invite", "--role", "rep", "--name", "Tom")
        well = await here.run("doctor", BOT_TOKEN=TOKEN)
        ill = await here.run("doctor", BOT_TOKEN="1:wrong", DEFAULT_LANGUAGE="en")
    for one in (asked, known):
        assert one.code == 0
        assert re.search(r"^https://t\.me/nordlicht_bot\?start=[\w-]{22}$", one.out, re.MULTILINE)
        assert "█" in one.out
    assert well.code == 0, well.out
    assert "@nordlicht_bot" in well.out
    assert well.out.strip().endswith("Alles in Ordnung.")
    assert ill.code == 1
    assert "✗ Token: Telegram does not know the token" in ill.out


def test_help_and_invite_start_without_the_slow_modules() -> None:
    script = (
        "import sys; import bot.cli.commands, bot.cli.inviting, bot.__main__;"
        "bot.cli.commands.program();"
        "print([one for one in ('telegram', 'dateparser', 'httpx', 'starlette', 'holidays', 'typst')"
        " if one in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "[]"

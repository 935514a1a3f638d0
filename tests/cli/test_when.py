"""`innendienst when`: a reading in words, and readings as a filter."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot import __main__ as entry
from tests.cli.program import ROOT, Machine, ended, machine

NOW = "2026-11-24T10:20"
SLOW = ("click", "pydantic", "sqlalchemy", "telegram", "babel", "dateparser")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, without a language from outside."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DEFAULT_LANGUAGE", raising=False)
    return tmp_path


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("de", "Mittwoch um drei", "Mi, 25.11.2026, 15:00\n"),
        ("en", "Wednesday at 3", "Wed, 25 Nov 2026, 15:00\n"),
        ("de", "Freitag", "Fr, 27.11.2026\n"),
        ("de", "Fr 10-12 Uhr", "Fr, 27.11.2026, 10:00 bis Fr, 27.11.2026, 12:00\n"),
        ("en", "next week", "Mon, 30 Nov 2026 to Sun, 6 Dec 2026\n"),
        ("de", "nächsten Freitag",
         "Mehrere Lesarten, der Bot fragt nach:\n– Fr, 27.11.2026\n– Fr, 04.12.2026\n"),
        ("en", "3/12/2026",
         "Several readings, so the bot asks:\n– Thu, 3 Dec 2026\n– Thu, 12 Mar 2026\n"),
        ("de", "31.02.",
         "Diese Zeit gibt es nicht, oder sie ist nicht eindeutig. Der Bot fragt nach.\n"),
        ("en", "31/02/2026", "There is no such time, or it is not clear which. The bot asks.\n"),
        ("de", "500 Paletten", "Keine Zeit erkannt.\n"),
        ("en", "500 pallets", "No time found.\n"),
    ],
)  # fmt: skip
def test_a_text_is_told_as_it_is_understood(
    language: str, text: str, told: str, here: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("DEFAULT_LANGUAGE", language)
    assert entry.command(["when", text, "--now", NOW]) == 0
    assert capsys.readouterr() == (told, "")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--now", "2026-11-24T23:30+00:00"], "Mi, 25.11.2026, 09:00\n"),
        (["--now", "2026-11-24T23:30+00:00", "--tz", "UTC"], "Di, 24.11.2026, 09:00\n"),
        (["--now", NOW, "--lang", "en"], "Tue, 24 Nov 2026, 09:00\n"),
    ],
)
def test_now_zone_and_language_can_be_told(
    options: list[str], told: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "today at 9am" if "en" in options else "heute um 9:00"
    entry.command(["when", text, *options])
    assert told.strip() in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "de", "en"),
    [
        ([], "Es fehlt der Text", "The text is missing"),
        ([""], "Es fehlt der Text", "The text is missing"),
        (["morgen", "--tz", "Mars/Phobos"], "Die Zeitzone „Mars/Phobos“ gibt es nicht",
         'There is no time zone "Mars/Phobos"'),
        (["morgen", "--tz", "../etc"], "Die Zeitzone „../etc“ gibt es nicht",
         'There is no time zone "../etc"'),
        (["morgen", "--now", "bald"], "„bald“ ist kein Zeitpunkt", '"bald" is no instant'),
        (["morgen", "--lang", "fr"], "--lang kann sein: de", "--lang can be: de"),
        (["morgen", "früh"], "So lässt sich der Befehl nicht aufrufen", "cannot be called like"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_told_in_a_sentence(
    given: list[str], de: str, en: str, here: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    for language, sentence in (("de", de), ("en", en)):
        monkeypatch.setenv("DEFAULT_LANGUAGE", language)
        assert entry.command(["when", *given]) == 2
        told = capsys.readouterr()
        assert sentence in told.err
        assert told.out == ""


def line(text: Any, **more: Any) -> bytes:
    asked = {"id": "1", "text": text, "now": NOW, "lang": "de", **more}
    return json.dumps(asked).encode() + b"\n"


async def start(here: Machine) -> asyncio.subprocess.Process:
    """The filter, running, with its input in our hands."""
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "when", "--jsonl",
        cwd=here.folder, env=here.environment,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def filtered(here: Machine, *lines: bytes) -> list[Any]:
    """What the filter answers, as a process that must end well."""
    process = await start(here)
    out, err = await asyncio.wait_for(process.communicate(b"".join(lines)), 30)
    assert (process.returncode, err.decode()) == (0, "")
    return [json.loads(one) for one in out.decode().splitlines()]


async def test_each_line_is_answered_before_the_next_is_given(tmp_path: Path) -> None:
    process = await start(machine(tmp_path))
    assert process.stdin is not None
    assert process.stdout is not None
    for number, day in (("a", 25), ("b", 26), ("c", 27)):
        process.stdin.write(line(f"am {day}. um 9:30", id=number))
        await process.stdin.drain()
        answer = await asyncio.wait_for(process.stdout.readline(), 10)
        assert json.loads(answer) == {
            "id": number, "start": f"2026-11-{day}T09:30", "end": None, "grain": "minute"
        }  # fmt: skip
    process.stdin.close()
    end = await ended(process)
    assert (end.code, end.out, end.err) == (0, "", "")


async def test_answers_come_in_the_order_of_the_lines(tmp_path: Path) -> None:
    assert await filtered(
        machine(tmp_path),
        line("letzte Woche", id=3), line("nächsten Freitag", id="x"), line("500 Paletten", id=2),
        line("tomorrow", id=None, lang="en"),
    ) == [
        {"id": 3, "start": "2026-11-16", "end": "2026-11-22", "grain": "week"},
        {"id": "x", "ask": True},
        None,
        {"id": None, "start": "2026-11-25", "end": None, "grain": "day"},
    ]  # fmt: skip


GARBAGE = [
    b"\n", b"hallo\n", b"{\n", b"[]\n", b"null\n", b"{}\n", b"\x00\n", b"[" * 5000 + b"\n",
    b"\xff\xfe\n", line(5), line("morgen", now="bald"), line("morgen", tz="Mars"),
]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8:surrogateescape", "utf-8:strict"])
async def test_a_line_that_asks_nothing_is_null_and_the_next_is_answered(
    encoding: str, tmp_path: Path
) -> None:
    asked = [one for garbage in GARBAGE for one in (garbage, line("morgen"))]
    answers = await filtered(machine(tmp_path, PYTHONIOENCODING=encoding), *asked)
    good = {"id": "1", "start": "2026-11-25", "end": None, "grain": "day"}
    assert answers == [None, good] * len(GARBAGE)


async def test_half_a_letter_upsets_nobody(tmp_path: Path) -> None:
    [one, other] = await filtered(
        machine(tmp_path), line("morgen \ud83d", id="\ud83d"), line("morgen")
    )
    assert one["start"] == other["start"] == "2026-11-25"


async def test_now_may_be_a_wall_clock_or_carry_an_offset(tmp_path: Path) -> None:
    evening = "2026-11-24T23:30:00+00:00"
    answers = await filtered(
        machine(tmp_path),
        line("morgen", now="2026-11-24T23:30:00"),
        line("morgen", now=evening),
        line("morgen", now=evening, tz="Europe/Berlin"),
        line("morgen", now=evening, tz="America/New_York"),
        line("in 2 Stunden", now="2027-03-28T01:30:00+01:00", tz="Europe/Berlin"),
    )
    assert [one["start"] for one in answers] == [
        "2026-11-25", "2026-11-26", "2026-11-26", "2026-11-25", "2027-03-28T04:30"
    ]  # fmt: skip


def test_the_filter_starts_without_the_slow_modules(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bot", "when", "--jsonl"],
        input=line("morgen um halb drei"), capture_output=True, cwd=ROOT, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout)["start"] == "2026-11-25T14:30"
    imported = {
        one.rpartition("|")[2].strip().partition(".")[0]
        for one in done.stderr.decode().splitlines()
    }
    assert "bot" in imported
    assert imported.isdisjoint(SLOW)

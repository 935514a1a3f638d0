"""Reading a table in a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.checks import Refused
from bot.services.tables import Sheet, read_table, read_table_in_child, write_csv, write_xlsx

HEADINGS = ["Nr", "Ort"]
ROWS = [["1", "Ulm"], ["2", "=Bonn"], ["", "Köln\nDeutz"]]


def is_heading(text: str) -> bool:
    return text in HEADINGS


def hangs(text: str) -> bool:
    time.sleep(60)
    return True


def turns_for_ever(text: str) -> bool:
    while True:
        pass


def eats_memory(text: str) -> bool:
    return bool(bytearray(1 << 30))


def dies(text: str) -> bool:
    os.abort()


def tells_a_secret(text: str) -> bool:
    raise Refused("table-broken", name=os.environ.get("BOT_TOKEN", "no secret"))


def fails(text: str) -> bool:
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (write_csv(HEADINGS, ROWS), "k.csv"),
        (write_xlsx([Sheet("Kunden", HEADINGS, ROWS)]), "k.xlsx"),
    ],
    ids=["csv", "xlsx"],
)
def test_the_child_reads_what_this_process_would_read(data: bytes, name: str) -> None:
    here = read_table(data, name, is_heading)
    there = read_table_in_child(data, name, is_heading)
    assert there.headings == here.headings == HEADINGS
    assert list(there.rows) == list(here.rows) == ROWS
    assert list(there.numbers) == list(here.numbers) == [2, 3, 4]


def test_rows_from_the_child_can_be_taken_by_index_and_by_slice() -> None:
    rows = read_table_in_child(write_csv(HEADINGS, ROWS), "k.csv", is_heading).rows
    assert len(rows) == 3
    assert rows[-1] == ROWS[2]
    assert list(rows[1:]) == ROWS[1:]


def test_a_refusal_in_the_child_is_the_same_refusal_here() -> None:
    with pytest.raises(Refused) as raised:
        read_table_in_child(b"Nr;Ort\n1;" + b"x" * 5000, "k.csv", is_heading)
    assert raised.value.key == "table-cell-long"
    assert raised.value.values == {"row": 2, "most": 4096}


@pytest.mark.parametrize("trouble", [dies, fails, eats_memory])
def test_a_file_that_takes_the_child_down_is_refused(trouble: Callable[[str], bool]) -> None:
    with pytest.raises(Refused, match="table-too-hard"):
        read_table_in_child(b"Nr;Ort\n", "k.csv", trouble)


@pytest.mark.parametrize("trouble", [hangs, turns_for_ever])
def test_a_file_that_takes_too_long_is_refused_and_the_child_is_gone(
    trouble: Callable[[str], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    start = time.monotonic()
    with pytest.raises(Refused, match="table-too-hard"):
        read_table_in_child(b"Nr;Ort\n", "k.csv", trouble, seconds=1)
    assert time.monotonic() - start < 3
    assert [child.returncode for child in started] == [-signal.SIGKILL]


def test_a_child_that_nobody_watches_ends_by_the_processor_time_it_took() -> None:
    order = {"name": "k.csv", "seconds": 1, "memory_mib": 300,
             "is_heading": f"{__name__}:{turns_for_ever.__name__}"}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "bot.services.tables.child"],
        input=json.dumps(order).encode() + b"\nNr;Ort\n", timeout=60, stdout=subprocess.DEVNULL,
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert done.returncode in (-signal.SIGKILL, -signal.SIGXCPU)


def test_the_child_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "123:secret")
    with pytest.raises(Refused) as raised:
        read_table_in_child(b"Nr;Ort\n", "k.csv", tells_a_secret)
    assert raised.value.values == {"name": "no secret"}


def test_a_file_name_of_any_characters_reaches_the_child() -> None:
    name = "--\n\x00\udc80 „Kunden“ 🥐.csv"
    assert list(read_table_in_child(write_csv(HEADINGS, ROWS), name, is_heading).rows) == ROWS


def test_a_hundred_thousand_rows_need_little_memory_here_and_there() -> None:
    rows = ([str(number), f"Straße {number}", *["Augsburg"] * 8] for number in range(100_000))
    data = write_csv(["Nr", "Ort", *"abcdefgh"], rows)
    tracemalloc.start()
    try:
        table = read_table_in_child(data, "k.csv", is_heading, memory_mib=150)
        assert len(table.rows) == 100_000
        assert tracemalloc.get_traced_memory()[1] < 40 << 20
    finally:
        tracemalloc.stop()

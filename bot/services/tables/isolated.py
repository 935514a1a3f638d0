"""Reading a table in a process of its own, which can be killed and has little memory."""

import json
import os
import subprocess
import sys
import threading
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO, overload

from bot.domain.checks import Refused, excerpt
from bot.services.tables.limits import LARGEST_FILE
from bot.services.tables.reading import check_size
from bot.services.tables.table import IsHeading, Table

_MOST_OUTPUT = 256 << 20


class PackedRows(Sequence[list[str]]):
    """Rows as the JSON lines they came as, a fifth of the memory; each access unpacks anew."""

    def __init__(self, lines: list[bytes]) -> None:
        self._lines = lines

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, index: int) -> list[str]: ...
    @overload
    def __getitem__(self, index: slice) -> "PackedRows": ...
    def __getitem__(self, index: int | slice) -> "list[str] | PackedRows":
        if isinstance(index, slice):
            return PackedRows(self._lines[index])
        return [str(cell) for cell in json.loads(self._lines[index])]


def read_table_in_child(
    data: bytes,
    name: str,
    is_heading: IsHeading,
    *,
    largest: int = LARGEST_FILE,
    seconds: int = 30,
    memory_mib: int = 300,
) -> Table:
    """As `read_table`; a file that takes the child's time, memory or life is Refused too.

    `is_heading` is a function of a module, since the child imports it. Blocks up to `seconds`.
    """
    check_size(data, name, largest)
    order = {
        "name": name,
        "seconds": seconds,
        "memory_mib": memory_mib,
        "is_heading": f"{is_heading.__module__}:{is_heading.__qualname__}",
    }
    with child_process("bot.services.tables.child", seconds) as process:
        assert process.stdin
        assert process.stdout
        with suppress(BrokenPipeError):
            process.stdin.write(json.dumps(order).encode() + b"\n")
            process.stdin.write(data)
            process.stdin.close()
        table = _table(process.stdout)
    if table is None:
        raise Refused("table-too-hard", name=excerpt(name))
    return table


@contextmanager
def child_process(module: str, seconds: int) -> Iterator[subprocess.Popen[bytes]]:
    """`module`, running; it is gone when the block is left, and at the latest after `seconds`."""
    process = subprocess.Popen(  # noqa: S603 (a module of ours)
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # nothing else of the environment: no secrets where a foreign file is parsed
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    try:
        yield process
    finally:
        timer.cancel()
        process.kill()
        with suppress(BrokenPipeError), process:
            pass  # closes the pipes and waits


def _table(output: IO[bytes]) -> Table | None:
    """What the child answers; None if it broke off."""
    headings: list[str] = []
    lines: list[bytes] = []
    numbers = array("I")
    size = 0
    for line in output:
        mark, _, content = line.partition(b" ")
        size += len(line)
        if size > _MOST_OUTPUT:
            return None
        if mark == b"#":
            headings = json.loads(content)
        elif mark == b"!":
            key, values = json.loads(content)
            raise Refused(key, **values)
        elif mark == b".":
            return Table(headings, PackedRows(lines), numbers)
        elif mark.isdigit() and line.endswith(b"\n"):
            numbers.append(int(mark))
            lines.append(content)
    return None

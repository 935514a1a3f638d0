"""A file being read and checked in child processes, taken from them row by row."""

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from itertools import islice
from subprocess import Popen
from typing import Any

from bot.domain.checks import Refused, excerpt
from bot.services.importing.child import CHUNK
from bot.services.importing.record import Fields
from bot.services.tables.isolated import child_process
from bot.services.tables.limits import LARGEST_FILE, MEGABYTE
from bot.services.tables.reading import check_size

_MODULE = "bot.services.importing.child"
_LONGEST = 1800
"""Seconds; the child waits while rows are staged, so what counts is its processor time."""
_MEMORY_MIB = 400
_MOST_CHILDREN = min(2, os.cpu_count() or 1)
_WORTH_TWO = 500_000
"""Bytes of a file from which on a second child pays for its start."""

Reasons = list[tuple[str, dict[str, str | int]]]
"""Text keys with their values."""


@dataclass(frozen=True)
class CheckedRow:
    """A row of the file: its record, or the reasons why it has none; `cells` as they stood."""

    line: int
    record: Fields | None
    reasons: Reasons
    cells: list[str]


class Check:
    """One file's check. Use as a context manager; `close` may come from another thread."""

    def __init__(self, data: bytes, name: str, *, largest: int = LARGEST_FILE) -> None:
        """Raises Refused for a file that is empty or too big to look at."""
        check_size(data, name, largest)
        self.columns: dict[str, Any] = {}
        self._name = name
        self._stack = ExitStack()
        shares = _MOST_CHILDREN if len(data) > _WORTH_TWO else 1
        self._children = [
            self._stack.enter_context(child_process(_MODULE, _LONGEST)) for _ in range(shares)
        ]
        self._rows = self._read(data)

    def __enter__(self) -> "Check":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the children, and with them whoever waits for a row."""
        for child in self._children:
            child.kill()
        self._stack.close()

    def next_rows(self, most: int) -> list[CheckedRow]:
        """The next rows, none at the end; blocks. `columns` is filled by then.

        Raises Refused for a file that cannot be taken as a whole, at any row.
        """
        return list(islice(self._rows, most))

    def _read(self, data: bytes) -> Iterator[CheckedRow]:
        """Each child's chunk in turn, until all have come to the end."""
        for number, child in enumerate(self._children):
            _order(child, data, self._name, number, len(self._children))
        shares = [self._share(child) for child in self._children]
        going = True
        while going:
            going = False
            for share in shares:
                for row in islice(share, CHUNK):
                    going = True
                    yield row

    def _share(self, child: Popen[bytes]) -> Iterator[CheckedRow]:
        assert child.stdout
        for line in child.stdout:
            mark, _, content = line.partition(b" ")
            if mark == b"#":
                self.columns = json.loads(content)
            elif mark == b"!":
                key, values = json.loads(content)
                raise Refused(key, **values)
            elif mark == b".":
                return
            elif line.endswith(b"\n"):
                record, reasons, cells = json.loads(content)
                yield CheckedRow(int(mark), record, reasons or [], cells)
        raise Refused("table-too-hard", name=excerpt(self._name))


def _order(child: Popen[bytes], data: bytes, name: str, share: int, shares: int) -> None:
    """Tell the child what to do. A larger file may take longer."""
    assert child.stdin
    seconds = 20 + 15 * (len(data) // MEGABYTE)
    order = {"name": name, "seconds": seconds, "memory_mib": _MEMORY_MIB,
             "share": share, "shares": shares}  # fmt: skip
    with suppress(BrokenPipeError):
        child.stdin.write(json.dumps(order).encode() + b"\n")
        child.stdin.write(data)
        child.stdin.close()

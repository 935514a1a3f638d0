"""The child process that reads one table: `python -m bot.services.tables.child`.

Standard input is a line of JSON (name, limits, where to find the heading test) and then the
file. Standard output is lines: `#` headings, then `number cells` a row, then `.`; or `!` a
refusal. Anything else, or no `.`, means that the file was too hard.
"""

import importlib
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

from bot.domain.checks import Refused
from bot.services.tables.reading import open_table


def main() -> None:
    """Read what standard input holds and answer on standard output."""
    order = json.loads(sys.stdin.buffer.readline())
    limit(order["seconds"], order["memory_mib"])
    data = sys.stdin.buffer.read()
    for mark, content in _answer(data, order):
        line = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        sys.stdout.buffer.write(f"{mark} {line}\n".encode())


def _answer(data: bytes, order: dict[str, Any]) -> Iterator[tuple[str, object]]:
    module, _, function = order["is_heading"].partition(":")
    is_heading = getattr(importlib.import_module(module), function)
    try:
        headings, rows = open_table(data, order["name"], is_heading)
        yield "#", headings
        for number, cells in rows:
            yield str(number), cells
        yield ".", None
    except Refused as refused:
        yield "!", [refused.key, refused.values]


def limit(seconds: int, memory_mib: int) -> None:
    """Let this process have so much processor time and memory, and leave no core file."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    if sys.platform != "darwin":  # macOS refuses a limit on address space
        resource.setrlimit(resource.RLIMIT_AS, (memory_mib << 20, memory_mib << 20))


if __name__ == "__main__":
    main()

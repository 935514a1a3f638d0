"""The child process that reads and checks a file: `python -m bot.services.importing.child`.

Standard input is a line of JSON (name, limits, share) and then the file. Standard output is lines:
`#` what the columns are, then `line [record, reasons, cells]` a row, then `.`; or `!` a refusal.
Checking takes longer than reading, so several children may read the whole file, each checking its
share: of every CHUNK rows the first, the second …
"""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import islice

from bot.domain.checks import Refused, excerpt, fold
from bot.services.customer_columns import (
    ColumnMapping,
    is_heading,
    map_headings,
    problems,
    read_customer,
)
from bot.services.importing.record import REFUSED_HEADINGS, flat
from bot.services.tables.child import limit
from bot.services.tables.reading import open_table

_OWN = {fold(heading) for headings in REFUSED_HEADINGS.values() for heading in headings}
CHUNK = 500
_NICENESS = 10


def main() -> None:
    """Read and check what standard input holds; answer on standard output."""
    order = json.loads(sys.stdin.buffer.readline())
    os.nice(_NICENESS)  # whoever writes to the bot comes first
    limit(order["seconds"], order["memory_mib"])
    data = sys.stdin.buffer.read()
    lines = map(_line, answer(data, order["name"], order["share"], order["shares"]))
    sys.stdout.buffer.write(next(lines))
    # a whole chunk at once, or the pipe would have the children take turns
    while chunk := b"".join(islice(lines, CHUNK)):
        sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()


def _line(answered: tuple[str, object]) -> bytes:
    mark, content = answered
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"{mark} {text}\n".encode()


def answer(
    data: bytes, name: str, share: int = 0, shares: int = 1
) -> Iterator[tuple[str, object]]:
    """The lines of the answer, as mark and content."""
    try:
        headings, rows = open_table(data, name, is_heading)
        mapping = map_headings(headings)
        if mapping.missing:
            raise Refused(f"import-missing-{mapping.missing[0]}", name=excerpt(name))
        yield "#", _columns(headings, mapping)
        seen: dict[str, int] = {}
        for count, (line, cells) in enumerate(rows):
            number, first = _first_seen(line, cells, mapping, seen)
            if count // CHUNK % shares == share:
                twice = number if first != line else ""
                yield str(line), [*_checked(cells, mapping, twice, first), cells]
        if not seen:
            raise Refused("import-no-rows", name=excerpt(name))
        yield ".", None
    except Refused as refused:
        yield "!", [refused.key, refused.values]


def _columns(headings: Sequence[str], mapping: ColumnMapping) -> dict[str, Sequence[str]]:
    return {
        "headings": headings,
        "unknown": [one for one in mapping.unknown if fold(one) not in _OWN],
        "duplicates": mapping.duplicates,
    }


def _first_seen(
    line: int, cells: Sequence[str], mapping: ColumnMapping, seen: dict[str, int]
) -> tuple[str, int]:
    """The row's customer number, and the line where it stood first."""
    index = next(index for index, path in mapping.columns.items() if path == "number")
    number = cells[index].strip() if index < len(cells) else ""
    return number, seen.setdefault(number or f"\n{line}", line)


def _checked(
    cells: Sequence[str], mapping: ColumnMapping, twice: str, first: int
) -> tuple[object, object]:
    """The row's record, or else the reasons why there is none."""
    if twice:
        refused = Refused("import-number-twice", number=excerpt(twice), line=str(first))
        return None, [(refused.key, refused.values)]
    try:
        return flat(read_customer(cells, mapping)), None
    except Refused:
        return None, [(one.key, one.values) for one in problems(cells, mapping)]


if __name__ == "__main__":
    main()

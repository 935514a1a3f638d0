"""Reading the XML inside an XLSX file: as a stream, without DTDs, so in little memory."""

from collections.abc import Callable, Iterator
from typing import IO
from xml.parsers import expat

from bot.domain.checks import Refused

_CHUNK = 65_536
_MOST_NAMES = 1000

Attributes = dict[str, str]
OnStart = Callable[[str, Attributes], None]
OnEnd = Callable[[str], None]
OnText = Callable[[str], None]


class _Local(dict[str, str]):
    """Names without their namespace prefix: "c" for "x:c"."""

    def __missing__(self, name: str) -> str:
        local = name.rpartition(":")[2]
        if len(self) < _MOST_NAMES:
            self[name] = local
        return local


LOCAL = _Local()


def parse(part: IO[bytes], start: OnStart, end: OnEnd, text: OnText) -> Iterator[None]:
    """Feed a part to the handlers, pausing after each chunk so that rows can be passed on."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_dtd
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    while chunk := part.read(_CHUNK):
        parser.Parse(chunk, False)
        yield
    parser.Parse(b"", True)
    yield


def elements(part: IO[bytes]) -> Iterator[tuple[str, Attributes]]:
    """Every element of a part without its namespace prefix, in order."""
    met: list[tuple[str, Attributes]] = []

    def start(name: str, attributes: Attributes) -> None:
        met.append((LOCAL[name], {LOCAL[key]: value for key, value in attributes.items()}))

    for _ in parse(part, start, lambda name: None, lambda text: None):
        yield from met
        met.clear()


def _refuse_dtd(*doctype: object) -> None:
    raise Refused("table-unsafe")

"""The texts that the cells of an XLSX file share."""

import re
from array import array
from typing import IO

from bot.services.tables.limits import LONGEST_CELL
from bot.services.tables.xml_parts import LOCAL, Attributes, parse

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Strings:
    """Many texts in one block of bytes: a fifth of what a list of strings takes."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("Q", [0])

    def add(self, text: str) -> None:
        """Put one at the end; of an overlong one only as much as shows that it is."""
        self._bytes += text[: LONGEST_CELL + 1].encode()
        self._ends.append(len(self._bytes))

    def __getitem__(self, index: int) -> str:
        if not 0 <= index < len(self._ends) - 1:
            raise IndexError(index)
        return self._bytes[self._ends[index] : self._ends[index + 1]].decode()


class _Items:
    """Gathers the <t> elements of each <si>, but not phonetic ones (<rPh>)."""

    def __init__(self) -> None:
        self.strings = Strings()
        self._text = ""
        self._in_text = self._phonetic = False

    def start(self, name: str, attributes: Attributes) -> None:
        name = LOCAL[name]
        if name == "t":
            self._in_text = not self._phonetic
        elif name == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        name = LOCAL[name]
        if name == "t":
            self._in_text = False
        elif name == "si":
            self.strings.add(unescape(self._text))
            self._text = ""
        elif name == "rPh":
            self._phonetic = False

    def text(self, text: str) -> None:
        if self._in_text and len(self._text) <= LONGEST_CELL * 8:
            self._text += text


def read_strings(part: IO[bytes]) -> Strings:
    """The shared strings in order."""
    items = _Items()
    for _ in parse(part, items.start, items.end, items.text):
        pass
    return items.strings


def unescape(text: str) -> str:
    """ "_x000D_" is how XLSX writes a character that XML cannot hold."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return "" if 0xD800 <= code <= 0xDFFF else chr(code)

"""Phone numbers by a fragment, however it is written."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate

SHORTEST = 4
_NOBODY = -1
_WRITTEN = re.compile(r"[+(\d][\d\s+/().–-]*")
_COUNTRY = re.compile(
    r"(?>[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})"  # ITU E.164 zones
)


class Phones:
    """Every number once as +49821… and once as 0821…, in one string that is searched."""

    def __init__(self, numbers: Iterable[tuple[int, str]]) -> None:
        """Takes (position, E.164 number) pairs."""
        self._at: list[int] = []
        self._lines_of: dict[int, list[int]] = defaultdict(list)
        lines: list[str] = []
        for position, number in numbers:
            self._lines_of[position].append(len(lines))
            lines.append(_line(number))
            self._at.append(position)
        self._text = "".join(lines)
        self._new: list[str] = []
        self._starts = [0, *accumulate(len(line) for line in lines)]

    def put(self, position: int, numbers: Iterable[str]) -> None:
        """From now on these are the numbers at `position`; lines of earlier ones lie idle."""
        for line in self._lines_of.pop(position, ()):
            self._at[line] = _NOBODY
        for number in numbers:
            self._lines_of[position].append(len(self._at))
            written = _line(number)
            self._new.append(written)
            self._at.append(position)
            self._starts.append(self._starts[-1] + len(written))

    def find(self, written: str) -> dict[int, float]:
        """Position → 1.0 for a whole number, 0.9 for its beginning, 0.8 for a piece of it."""
        digits = read_digits(written)
        if digits is None:
            return {}
        begins = [digits] if digits.startswith("+") else [digits, "+" + digits]
        for needles, score in (
            ([f"|{start}|" for start in begins], 1.0),
            ([f"|{start}" for start in begins], 0.9),
            ([digits], 0.8),
        ):
            found = {self._at[line]: score for line in self._lines_with(needles)}
            found.pop(_NOBODY, None)
            if found:
                return found
        return {}

    def _lines_with(self, needles: list[str]) -> Iterator[int]:
        if self._new:  # the whole text is copied once for all of them
            self._text += "".join(self._new)
            self._new.clear()
        for needle in needles:
            offset = self._text.find(needle)
            while offset >= 0:
                line = bisect_right(self._starts, offset) - 1
                yield line
                offset = self._text.find(needle, self._starts[line + 1])


def _line(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return f"|+{digits}|{_COUNTRY.sub('0', digits, count=1)}|\n"


def read_digits(written: str) -> str | None:
    """The digits of something that is essentially a phone fragment ("0171 23" → "017123")."""
    written = written.strip()
    if not _WRITTEN.fullmatch(written):
        return None
    digits = re.sub(r"\D", "", written.replace("(0)", ""))
    if len(digits) < SHORTEST:
        return None
    if written.startswith("+") or digits.startswith("00"):
        return "+" + digits.removeprefix("00")
    return digits

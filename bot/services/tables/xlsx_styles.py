"""What a number in an XLSX cell stands for: a count, a date, or digits with leading zeros."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import IO

from bot.services.tables.xml_parts import elements

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DATE_IDS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_EXACT = 10**15
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_DAY = 86_400
_DATE, _PLAIN = -1, 0


@dataclass(frozen=True)
class Styles:
    """`formats[style]` is −1 for a date, else the digits to fill up to with leading zeros."""

    formats: Sequence[int]
    epoch_1904: bool

    def text(self, value: str, style: str | None) -> str:
        """A cell's number as text: "10234", "0.5", "01067", "2026-11-24", "2026-11-24 15:00"."""
        if not _NUMBER.fullmatch(value):
            return value
        index = int(style or 0)
        kind = self.formats[index] if 0 <= index < len(self.formats) else _PLAIN
        number = float(value)
        if kind == _DATE and 0 <= number < 2_958_466:
            return self._date(number)
        if number.is_integer() and abs(number) < _EXACT:
            return str(int(number)).zfill(max(kind, 0))
        return format(number, ".15g")

    def _date(self, days: float) -> str:
        whole_days, seconds = divmod(round(days * _DAY), _DAY)
        minutes, seconds = divmod(seconds, 60)
        clock = f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
        if days < 1:
            return clock
        day = (_EPOCH_1904 if self.epoch_1904 else _EPOCH) + timedelta(whole_days)
        return f"{day} {clock}" if minutes or seconds else f"{day}"


def read_styles(part: IO[bytes], epoch_1904: bool) -> Styles:
    """The number format of every cell style, in order."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    in_cell_styles = False
    for name, attributes in elements(part):
        if name == "numFmt":
            codes[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            in_cell_styles = name == "cellXfs"
        elif name == "xf" and in_cell_styles:
            number_format = int(attributes.get("numFmtId", 0))
            formats.append(_kind(number_format, codes.get(number_format, "")))
    return Styles(formats, epoch_1904)


def _kind(number_format: int, code: str) -> int:
    bare = _LITERALS.sub("", code).split(";")[0]
    if number_format in _DATE_IDS or re.search("[dmyhsDMYHS]", bare):
        return _DATE
    return len(bare) if re.fullmatch("0{2,15}", bare) else _PLAIN

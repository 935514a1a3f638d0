"""Plain text: what is kept of it, and how two spellings are compared."""

import re
import unicodedata

from bot.domain.checks.refused import Refused, excerpt

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_FILLERS = "\u115f\u1160\u3164\uffa0"
"""Letters by their category, and blank."""
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def single_line(text: str, most: int = 200) -> str:
    """Without control characters, every run of white space one blank."""
    line = _CONTROL.sub("", " ".join(text.split()))
    return _short_enough(" ".join(line.split()), most)


def name(text: str, most: int = 200) -> str:
    """A single line with a letter or digit in it; without one it is no name, but ""."""
    line = single_line(text, most)
    return line if any(c.isalnum() and c not in _FILLERS for c in line) else ""


def multi_line(text: str, most: int = 4000) -> str:
    """Without control characters; line breaks stay."""
    return _short_enough(_CONTROL.sub("", _LINE_ENDS.sub("\n", text)).strip(), most)


def customer_number(text: str) -> str:
    """Trimmed, at most 32 characters; an invisible one would make two numbers look alike."""
    number = text.strip()
    if any(unicodedata.category(c)[0] == "C" for c in number):
        raise Refused("check-number-invisible", text=excerpt(number))
    return _short_enough(number, 32)


def compact(text: str) -> str:
    """Without blanks and invisible characters, which people copy along with numbers."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


def fold(text: str) -> str:
    """For comparing: lower case, umlauts written out, letters and digits only."""
    written_out = unicodedata.normalize("NFC", text).lower().translate(_GERMAN)
    return "".join(c for c in unicodedata.normalize("NFKD", written_out) if c.isalnum())


def _short_enough(text: str, most: int) -> str:
    if len(text) > most:
        raise Refused("check-text-long", text=excerpt(text), have=len(text), most=most)
    return text

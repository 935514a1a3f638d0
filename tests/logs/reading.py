"""Reading the log as somebody would who looks for what must not stand in it."""

import io
import logging
import sys
import threading
import urllib.parse
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import structlog

from bot import log
from tests.simulated.office import CUSTOMERS, PEOPLE
from tests.stage import TOKEN

DATABASE = "postgresql://desk:kennwort-der-datenbank@localhost/desk"
SECRET = TOKEN.partition(":")[2]
KNOWN = (
    TOKEN, SECRET, SECRET[: len(SECRET) // 2], SECRET[len(SECRET) // 2 :],
    urllib.parse.quote(TOKEN, safe=""), "s3cret-of-nobody", "kennwort-der-datenbank",
    *(part for name, _ in PEOPLE.values() for part in name.split()),
    *(name for _, name, _, _ in CUSTOMERS),
    "Augsburg", "München", "4989987654", "+49155", "Zurück", "Weiter", "Bäckerei",
)  # fmt: skip
"""What no line may hold: token whole and in halves, webhook secret, people, customers, words."""


@dataclass
class Written:
    """What stood on stderr; `secrets` are more words that must not."""

    stream: io.StringIO = field(default_factory=io.StringIO)
    secrets: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of it."""
        return self.stream.getvalue()

    def leaks(self, more: Sequence[str] = ()) -> list[str]:
        """The lines that hold one of the secrets."""
        wanted = [one for one in (*KNOWN, *self.secrets, *more) if one]
        return [
            line for line in self.text.splitlines()
            if any(one in line or ascii(one)[1:-1] in line for one in wanted)
        ]  # fmt: skip


@contextmanager
def written(level: str = "DEBUG") -> Iterator[Written]:
    """The log of the block, from `level` on; all is as before afterwards."""
    found = Written()
    root, usual = logging.getLogger(), sys.stderr
    handlers, before, warned = root.handlers, root.level, warnings.showwarning
    raising = logging.raiseExceptions
    hooks = sys.excepthook, sys.unraisablehook, threading.excepthook
    sys.stderr = found.stream
    try:
        log.configure(level, TOKEN, "s3cret-of-nobody", DATABASE)
        yield found
    finally:
        sys.stderr = usual
        root.handlers, root.level, logging.raiseExceptions = handlers, before, raising
        sys.excepthook, sys.unraisablehook, threading.excepthook = hooks
        warnings.showwarning = warned
        structlog.reset_defaults()

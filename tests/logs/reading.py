"""Reading the log as somebody would who looks for what must not stand in it."""

import io
import logging
import re
import sys
import threading
import urllib.parse
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import structlog

from bot import log
from bot.playground import World
from tests.simulated.office import CUSTOMERS, PEOPLE
from tests.stage import SECRET, TOKEN

DATABASE = "postgresql://desk:kennwort-der-datenbank@localhost/desk"
KEY = TOKEN.partition(":")[2]
KNOWN = (
    TOKEN, KEY, KEY[: len(KEY) // 2], KEY[len(KEY) // 2 :],
    urllib.parse.quote(TOKEN, safe=""), SECRET, "kennwort-der-datenbank",
    *(part for name, _ in PEOPLE.values() for part in name.split()),
    *(name for _, name, _, _ in CUSTOMERS),
    "Augsburg", "München", "4989987654", "+49155", "Zurück", "Weiter", "Bäckerei",
)  # fmt: skip
"""What no line may hold: token whole and in halves, webhook secret, people, customers, words."""
WORD = re.compile(r"[^\W\d]\w{4,}")
"""Numbers alone are left out: they may stand in an instant by chance."""


def words_of_people(world: World) -> list[str]:
    """What people wrote, as words of five signs and more: texts, contacts, files and their names.
    None is a word of the log's own."""
    said = [
        f"{one.text} {[*(one.contact or {}).values()]} {file.name if (file := one.file) else ''} "
        f"{file.content.decode(errors='ignore') if file else ''}"
        for person in world.people.values()
        for one in person.messages if not one.from_bot
    ]  # fmt: skip
    return sorted(set(WORD.findall(" ".join(said))))


def leaks(log: str, more: Sequence[str] = ()) -> list[str]:
    """The lines of a log that hold what must not stand there."""
    return [
        line for line in log.splitlines()
        if any(one in line or ascii(one)[1:-1] in line for one in (*KNOWN, *more))
    ]  # fmt: skip


@dataclass
class Written:
    """What stood on stderr."""

    stream: io.StringIO = field(default_factory=io.StringIO)

    @property
    def text(self) -> str:
        """All of it."""
        return self.stream.getvalue()

    def leaks(self, more: Sequence[str] = ()) -> list[str]:
        """The lines that hold what must not stand there."""
        return leaks(self.text, more)


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
        log.configure(level, TOKEN, SECRET, DATABASE)
        yield found
    finally:
        sys.stderr = usual
        root.handlers, root.level, logging.raiseExceptions = handlers, before, raising
        sys.excepthook, sys.unraisablehook, threading.excepthook = hooks
        warnings.showwarning = warned
        structlog.reset_defaults()

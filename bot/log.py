"""Logs on stderr: key=value for a person at a terminal, else JSON; nothing secret in them."""

import logging
import re
import sys
import threading
import traceback
import warnings
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote, unquote, urlsplit

import structlog
from structlog.types import Processor

Event = MutableMapping[str, Any]

PERSONAL = frozenset(
    ("text", "caption", "name", "username", "phone", "mobile", "email", "mail", "words", "address",
     "street", "city", "iban", "message", "payload", "update", "params", "args", "values", "body",
     "data", "url", "content", "query", "code", "secret", "token", "password", "filename",
     "callback", "notes", "contact")
)  # fmt: skip
"""Words of a field's name by which it is never written down, whatever stands in it."""
PART = re.compile(r"[^a-z]+")
TOKEN = re.compile(r"\d{3,}(?::|%3A)[A-Za-z0-9_-]{8,}", re.IGNORECASE)
PHONE = re.compile(r"(?<![\w.])(?:[+＋]|00|0)(?!0)\d[\d\s()/.\u2010-\u2015-]{5,}\d")
EMAIL = re.compile(r"[^\s@<>\"',;:]+@[^\s@<>\"',;:]+\.\w+")
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?\b")
SHORTEST_HALF = 8
HIDDEN = "[hidden]"
QUIET = ("httpx", "httpcore", "telegram", "uvicorn", "apscheduler", "alembic", "asyncio")
FRAMES = 6
PACKAGE = Path(__file__).parent


def configure(level: str, *secrets: str) -> None:
    """Send every log line, ours and the libraries', to stderr from `level` on, and what Python
    itself would print there: warnings, and errors that nobody takes.

    `secrets` never stand in them; of a database's address that is its password.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        locate_errors,
        Redaction(*secrets),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer()],
            keep_exc_info=False,
        )
    )
    handler.addFilter(only_what_was_written)
    logging.raiseExceptions = False  # its complaints would print the very message
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    warnings.showwarning = _warned  # type: ignore[assignment]
    sys.excepthook = _last_words
    sys.unraisablehook = lambda it: _last_words(it.exc_type, it.exc_value, it.exc_traceback)
    threading.excepthook = lambda it: _last_words(it.exc_type, it.exc_value, it.exc_traceback)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _warned(
    _message: Warning | str, category: type[Warning], filename: str, lineno: int,
    _file: TextIO | None = None, _line: str | None = None,
) -> None:  # fmt: skip
    """A warning as its kind and place; its words may quote somebody."""
    place = f"{_short(filename)}:{lineno}"
    logging.getLogger("python").warning(f"{category.__name__} at {place}")


def _last_words(kind: Any, error: Any, trace: Any) -> None:
    """An error that nobody took; Python's own words for it would quote it."""
    if kind and issubclass(kind, KeyboardInterrupt):
        return
    error = error if error is not None else kind()
    logging.getLogger("python").error("nobody took an error", exc_info=(kind, error, trace))


def _renderer() -> Processor:
    if not sys.stderr.isatty():
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.processors.KeyValueRenderer(
        key_order=["timestamp", "level", "event"], repr_native_str=False
    )


def only_what_was_written(record: logging.LogRecord) -> bool:
    """Of a library's line only its template is kept: the values in it may be anybody's."""
    if not hasattr(record, "_from_structlog") and not isinstance(record.msg, dict):
        harmless = record.args if _are_numbers(record.args) else None
        words = str(record.msg).partition("\n")[0]
        record.msg, record.args = (words, harmless) if harmless else (words, None)
    return True


def _are_numbers(args: Any) -> bool:
    return bool(args) and isinstance(args, tuple) and all(isinstance(one, int) for one in args)


def locate_errors(_logger: Any, _method: str, event: Event) -> Event:
    """An exception as its kind and where it was raised; its words may quote somebody."""
    found = event.pop("exc_info", None)
    event.pop("stack_info", None)
    if found:
        error = found if isinstance(found, BaseException) else _current(found)
        if error is not None:
            event["error"] = " < ".join(_kinds(error))
            event["at"] = _places(error)
    return event


def _current(found: Any) -> BaseException | None:
    error = found[1] if isinstance(found, tuple) else sys.exc_info()[1]
    return error if isinstance(error, BaseException) else None


def _kinds(error: BaseException | None) -> list[str]:
    kinds: list[str] = []
    while error is not None and len(kinds) < FRAMES:
        kinds.append(type(error).__name__)
        error = error.__cause__
    return kinds


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(PACKAGE.parent):
        return str(path.relative_to(PACKAGE.parent))
    return "/".join(path.parts[-2:])


class Redaction:
    """Hides secrets, whole, in halves and as in an address; anything that looks like a token, a
    phone number, an e-mail address or an IBAN; personal fields."""

    def __init__(self, *secrets: str) -> None:
        forms = {form for one in secrets for form in _forms(one)}
        self._secrets = sorted(forms, key=len, reverse=True)

    def __call__(self, _logger: Any, _method: str, event: Event) -> Event:
        return {name: self._of(name, value) for name, value in event.items()}

    def _of(self, name: str, value: Any) -> Any:
        if name.startswith("_"):
            return value
        if not PERSONAL.isdisjoint(PART.split(name.lower())):
            return HIDDEN
        if isinstance(value, str):
            return self._hide(value)
        if isinstance(value, dict):
            return {self._hide(str(key)): self._of(str(key), one) for key, one in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self._of("", one) for one in value]
        if value is None or isinstance(value, bool | int | float):
            return value
        return type(value).__name__

    def _hide(self, words: str) -> str:
        for one in self._secrets:
            words = words.replace(one, HIDDEN)
        for pattern in (TOKEN, EMAIL, IBAN, PHONE):
            words = pattern.sub(HIDDEN, words)
        return words


def _forms(secret: str) -> set[str]:
    """All that a secret may be written as; a token's number alone is the bot's public id."""
    if "://" in secret:
        try:
            secret = urlsplit(secret).password or ""
        except ValueError:
            return set()
    key = secret.rpartition(":")[2]
    half = len(key) // 2
    parts = {key[:half], key[half:]} if half >= SHORTEST_HALF else set()
    forms = {secret, key, *parts} - {""}
    return forms | {quote(one, safe="") for one in forms} | set(map(unquote, forms))

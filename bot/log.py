"""Logs on stderr: key=value for a person at a terminal, else JSON; nothing secret in them."""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import structlog
from structlog.types import Processor

Event = MutableMapping[str, Any]

PERSONAL = frozenset(
    ("text", "caption", "name", "first_name", "last_name", "username", "phone", "email", "words",
     "message", "payload", "update", "params", "args", "values", "body", "data", "url", "content")
)  # fmt: skip
"""What is never written down, whatever stands in it."""
TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{8,}")
PHONE = re.compile(r"(?<![\w.])(?:\+|00|0)[1-9][\d ()/.-]{5,}\d")
HIDDEN = "[hidden]"
QUIET = ("httpx", "httpcore", "telegram", "uvicorn", "apscheduler", "alembic", "asyncio")
FRAMES = 6
PACKAGE = Path(__file__).parent


def configure(level: str, token: str = "") -> None:
    """Send every log line, ours and the libraries', to stderr from `level` on."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        locate_errors,
        Redaction(token),
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
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


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
    """Hides the bot's token, anything that looks like one, phone numbers, personal fields."""

    def __init__(self, token: str = "") -> None:
        self._token = token

    def __call__(self, _logger: Any, _method: str, event: Event) -> Event:
        return {name: self._of(name, value) for name, value in event.items()}

    def _of(self, name: str, value: Any) -> Any:
        if name.startswith("_"):
            return value
        if name in PERSONAL:
            return HIDDEN
        if isinstance(value, str):
            return self._hide(value)
        if isinstance(value, dict):
            return {key: self._of(str(key), one) for key, one in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self._of("", one) for one in value]
        if value is None or isinstance(value, bool | int | float):
            return value
        return type(value).__name__

    def _hide(self, words: str) -> str:
        if self._token:
            words = words.replace(self._token, HIDDEN)
        return PHONE.sub(HIDDEN, TOKEN.sub(HIDDEN, words))

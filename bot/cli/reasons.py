"""Why a file or a database cannot be used, in words of ours."""

import errno
import sqlite3
from pathlib import Path
from tempfile import TemporaryFile

SYSTEM = {
    errno.ENOENT: "why-missing",
    errno.ENOTDIR: "why-missing",
    errno.EEXIST: "why-missing",
    errno.EACCES: "why-forbidden",
    errno.EPERM: "why-forbidden",
    errno.EISDIR: "why-folder",
    errno.ENOSPC: "why-full",
    errno.EDQUOT: "why-full",
    errno.EROFS: "why-read-only",
}
SQLITE = {
    sqlite3.SQLITE_BUSY: "why-locked",
    sqlite3.SQLITE_LOCKED: "why-locked",
    sqlite3.SQLITE_FULL: "why-full",
}
POSTGRESQL = {
    "25006": "why-read-only",
    "42501": "why-forbidden",
    "53100": "why-full",
    "55P03": "why-locked",
}
REFUSAL = "FATAL"
"""Stands in the driver's message when the server was reached; it gives no code for that."""


def why(error: OSError) -> str:
    """The key of the text that says why the system refuses a file."""
    return SYSTEM.get(error.errno or 0, "why-else")


def why_unusable(error: Exception, url: str) -> str:
    """The key of the text that says why a database cannot be used."""
    from bot.storage.engine import Damaged

    if isinstance(error, Damaged):
        return "why-no-database"
    if isinstance(error, OSError):
        return why(error)
    original = getattr(error, "orig", None)
    if url.startswith("sqlite:///"):
        code = getattr(original, "sqlite_errorcode", 0) & 0xFF
        return SQLITE.get(code) or _why_not_opened(Path(url.removeprefix("sqlite:///")))
    away = "why-refused" if REFUSAL in str(original) else "why-away"
    return POSTGRESQL.get(getattr(original, "sqlstate", None) or "", away)


def _why_not_opened(file: Path) -> str:
    """SQLite does not say it, so what it does is tried: to write the file, and beside it."""
    try:
        if file.exists():
            file.open("r+b").close()
        TemporaryFile(dir=file.parent).close()
    except OSError as error:
        return why(error)
    return "why-else"

"""What the command line says, in the language of DEFAULT_LANGUAGE, else of the terminal."""

import os
import re

from bot.config import ENV_FILE
from bot.texts import LANGUAGES
from bot.texts.bundles import format_text

SET = re.compile(r"""^\s*(?:export\s+)?default_language\s*=\s*["']?(\w*)""", re.I | re.M)


def language() -> str:
    """The language to use; known before the settings are, since they may be wrong."""
    wanted = [os.environ.get("DEFAULT_LANGUAGE", ""), _in_env_file()]
    spoken = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    for one in (*wanted, spoken[:2]):
        if one.lower() in LANGUAGES:
            return one.lower()
    return LANGUAGES[0]


def _in_env_file() -> str:
    try:
        found = SET.search(ENV_FILE.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return ""
    return found[1] if found else ""


def words(key: str, /, **values: str | int) -> str:
    """The text."""
    return format_text(key, values, language())


class Failure(Exception):
    """A command cannot do what it was told; the text `key` says why, `code` is the exit code."""

    def __init__(self, key: str, code: int = 1, /, **values: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.code = code
        self.values = values

"""Hostile input, as data: small files by kind of input, each by class or by what it must get.

STORE: kept as it is, shown escaped. REFUSE: a sentence, and the question stays. ASK: buttons.
DENY: a sentence, and nothing changes. NOTHING: no answer. An entry [text, n] is repeated n times.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "corpus"
DEEP = 900
"""Levels: as deep as the reader of JSON and its writer go together."""


@cache
def _read(name: str) -> Any:
    return _spelled_out(json.loads((_FOLDER / f"{name}.json").read_text()))


def _spelled_out(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _spelled_out(one) for key, one in value.items()}
    if isinstance(value, list):
        match value:
            case [str() as text, int() as times]:
                return text * times
        return [_spelled_out(one) for one in value]
    return value


def texts() -> dict[str, list[str]]:
    """What is written, by class."""
    return dict(_read("texts"))


def fields() -> dict[str, dict[str, list[str]]]:
    """Answers to one question, by "form:field" and outcome."""
    return dict(_read("fields"))


def buttons() -> list[str]:
    """Forged callback data; {form} and {version} stand for those of the open form."""
    return list(_read("buttons"))


def starts() -> list[str]:
    """Payloads of deep links."""
    return list(_read("starts"))


def names() -> list[str]:
    """File names."""
    return list(_read("names"))


def updates() -> dict[str, dict[str, Any]]:
    """Whole updates without their number, by outcome and name."""
    return dict(_read("updates"))


def filled_in(update: Any, parts: dict[str, Any]) -> Any:
    """The update with "@chat" and the like replaced by the parts of that name."""
    match update:
        case {"@deep": kind}:
            return _deep(kind, parts)
        case dict():
            return {key: filled_in(one, parts) for key, one in update.items()}
        case list():
            return [filled_in(one, parts) for one in update]
        case str() if update in parts:
            return parts[update]
    return update


def _deep(kind: str, parts: dict[str, Any]) -> dict[str, Any]:
    about = {"message_id": parts["@number"], "date": parts["@date"], "chat": parts["@chat"]}
    inner: Any = "x"
    for _ in range(DEEP):
        inner = [inner] if kind == "list" else {**about, "reply_to_message": inner}
    return {"unheard_of": inner} if kind == "list" else {"edited_message": inner}

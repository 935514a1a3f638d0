"""Text as Telegram keeps it: plain characters, entities in UTF-16 units, and finding them."""

import re
from typing import Any

Entity = dict[str, Any]

_CONTROL = re.compile(r"[\x00-\x08\x09\x0b\x0c\x0e-\x1f]")
_DETECTED = (
    ("url", r"(?:https?://|tg://)[^\s<>\"]+|(?<![\w@.])(?:t\.me|www\.[\w-]+\.\w+)/?[^\s<>\"]*"),
    ("email", r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    ("bot_command", r"(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])"),
    ("mention", r"(?<![\w.@/])@[A-Za-z]\w{3,31}"),
    ("phone_number", r"(?<![\w+])\+\d[\d ()/-]{5,18}\d"),
)
_FINDERS = tuple((kind, re.compile(pattern)) for kind, pattern in _DETECTED)


def units(text: str) -> int:
    """Length in UTF-16 code units, which is how Telegram counts."""
    return len(text) + sum(character > "\uffff" for character in text)


def clean(text: str) -> str:
    """What Telegram does to any incoming text: no carriage returns, controls become spaces."""
    return _CONTROL.sub(" ", text.replace("\r", ""))


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without white space at both ends, entities moved along; those left empty vanish."""
    cut = units(text) - units(text.lstrip())
    text = text.strip()
    end = units(text)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        stop = min(entity["offset"] - cut + entity["length"], end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return text, kept


def with_detected(text: str, entities: list[Entity]) -> list[Entity]:
    """Add the links, commands, mentions, addresses and phone numbers nobody marked up."""
    taken = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in entities
        if entity["type"] in {"code", "pre", "text_link", "text_mention"}
    ]
    found = list(entities)
    for kind, pattern in _FINDERS:
        for match in pattern.finditer(text):
            word = match.group().rstrip(".,;:!?)»“”'") if kind == "url" else match.group()
            start = units(text[: match.start()])
            stop = start + units(word)
            if all(stop <= low or start >= high for low, high in taken):
                taken.append((start, stop))
                found.append({"type": kind, "offset": start, "length": stop - start})
    return sorted(found, key=lambda entity: (entity["offset"], -entity["length"]))


def part(text: str, entity: Entity) -> str:
    """The characters an entity covers."""
    raw = text.encode("utf-16-le")
    start = entity["offset"] * 2
    return raw[start : start + entity["length"] * 2].decode("utf-16-le", "replace")

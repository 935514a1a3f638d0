"""A message's text as safe HTML for the page."""

import itertools
import re
from collections.abc import Callable
from html import escape

from bot.playground.entities import Entity, part
from bot.playground.person import start_code

_BLOCKS = {"pre", "blockquote", "expandable_blockquote"}
_TAGS = {
    "bold": "<b>{}</b>",
    "italic": "<i>{}</i>",
    "underline": "<u>{}</u>",
    "strikethrough": "<s>{}</s>",
    "code": "<code>{}</code>",
    "spoiler": '<span class="spoiler" tabindex="0">{}</span>',
}
_PRE = "<pre>{}</pre>"
_QUOTE = "<blockquote>{}</blockquote>"
_COMMAND = '<a href="#" data-say="{}">{}</a>'
_START = '<a href="{0}" data-link="{0}">{1}</a>'
_OUTSIDE = '<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>'
_SAFE = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)


class Rich:
    """Renders text for the page of one bot, whose start links stay inside the phone.

    Pieces and addresses are escaped before they are put into a tag.
    """

    def __init__(self, bot_username: str) -> None:
        self._bot = bot_username

    def render(self, text: str, entities: list[Entity]) -> str:
        """Blocks first, then what runs inside the lines."""
        html, at = "", 0
        end = len(text.encode("utf-16-le")) // 2
        for block in (entity for entity in entities if entity["type"] in _BLOCKS):
            start, stop = block["offset"], block["offset"] + block["length"]
            if start < at:
                continue
            wrap = _PRE if block["type"] == "pre" else _QUOTE
            html += self._inline(text, entities, at, start)
            inner = self._inline(text, entities, start, stop)
            html += wrap.format(inner)
            # The line break after a block is the block's own end.
            at = stop + (part(text, {"offset": stop, "length": 1}) == "\n")
        return html + self._inline(text, entities, at, end)

    def _inline(self, text: str, entities: list[Entity], start: int, stop: int) -> str:
        cuts = {start, stop}
        for entity in entities:
            edges = (entity["offset"], entity["offset"] + entity["length"])
            cuts |= {edge for edge in edges if start < edge < stop}
        html, marks = "", sorted(cuts)
        for low, high in itertools.pairwise(marks):
            piece: str = escape(part(text, {"offset": low, "length": high - low}))
            for entity in reversed(entities):
                if entity["offset"] <= low and high <= entity["offset"] + entity["length"]:
                    piece = self._wrapped(piece, entity, part(text, entity))
            html += piece
        return html

    def _wrapped(self, piece: str, entity: Entity, whole: str) -> str:
        kind = entity["type"]
        if kind in _TAGS:
            return _TAGS[kind].format(piece)
        if kind == "bot_command":
            return _COMMAND.format(escape(whole.partition("@")[0]), piece)
        target = _TARGETS.get(kind)
        return self._link(piece, target(entity, whole)) if target else piece

    def _link(self, piece: str, url: str) -> str:
        if not _SAFE.match(url):
            return piece
        if start_code(url, self._bot) is not None:
            return _START.format(escape(url), piece)
        return _OUTSIDE.format(escape(url), piece)


def _address(entity: Entity, whole: str) -> str:
    return whole if "://" in whole else f"https://{whole}"


_TARGETS: dict[str, Callable[[Entity, str], str]] = {
    "text_link": lambda entity, whole: str(entity["url"]),
    "url": _address,
    "email": lambda entity, whole: f"mailto:{whole}",
    "phone_number": lambda entity, whole: "tel:" + re.sub(r"[^+\d]", "", whole),
}

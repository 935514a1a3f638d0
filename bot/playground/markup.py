"""Telegram's HTML: parsed into text and entities with Telegram's errors, and written again."""

import html
import re
from collections.abc import Iterator

from bot.playground.entities import Entity, units
from bot.playground.errors import ApiError, bad_request

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
}
_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}
_CHARACTER = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));?")
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_PIECE = re.compile(r"<[^>]*>?|[^<]+")


def _decoded(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        name, decimal, hexadecimal = match.groups()
        if name:
            return {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}[name]
        code = int(decimal) if decimal else int(hexadecimal, 16)
        valid = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
        return chr(code) if valid else match.group()

    return _CHARACTER.sub(character, text)


def _refuse(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")


class _Parser:
    def __init__(self) -> None:
        self.text = ""
        self.entities: list[Entity] = []
        self.open: list[tuple[str, Entity]] = []

    def feed(self, source: str) -> None:
        at = 0
        for match in _PIECE.finditer(source):
            piece = match.group()
            if not piece.startswith("<"):
                self.text += _decoded(piece)
            elif piece.startswith("</"):
                self._close(piece, at)
            else:
                self._start(piece, at)
            at += len(piece.encode())
        if self.open:
            name = self.open[-1][0]
            raise _refuse(f'Can\'t find end tag corresponding to start tag "{name}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))

    def _start(self, piece: str, at: int) -> None:
        if not piece.endswith(">"):
            raise _refuse(f"Unclosed start tag at byte offset {at}")
        name, _, rest = piece[1:-1].partition(" ")
        name = name.strip().lower()
        if name not in _KINDS:
            raise _refuse(f'Unsupported start tag "{name}" at byte offset {at}')
        attributes = {
            match[1].lower(): _decoded(match[2] or match[3] or match[4] or "")
            for match in _ATTRIBUTE.finditer(rest)
        }
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
        entity: Entity = {"type": _KINDS[name], "offset": units(self.text)}
        if name == "a":
            entity["url"] = attributes.get("href", "")
        if name == "blockquote" and "expandable" in attributes:
            entity["type"] = "expandable_blockquote"
        if name == "tg-emoji":
            entity["custom_emoji_id"] = attributes.get("emoji-id", "")
        language = attributes.get("class", "")
        if name == "code" and language.startswith("language-"):
            entity["language"] = language.removeprefix("language-")
        self.open.append((name, entity))

    def _close(self, piece: str, at: int) -> None:
        name = piece[2:].rstrip(">").strip().lower()
        if not piece.endswith(">"):
            raise _refuse(f"Unclosed end tag at byte offset {at}")
        if not self.open:
            raise _refuse(f"Unexpected end tag at byte offset {at}")
        expected, entity = self.open.pop()
        if name and name != expected:
            raise _refuse(
                f"Unmatched end tag at byte offset {at}, "
                f'expected "</{expected}>", found "</{name}>"'
            )
        entity["length"] = units(self.text) - entity["offset"]
        if entity["length"] and self._is_link(entity):
            self._keep(entity)

    def _is_link(self, entity: Entity) -> bool:
        if entity["type"] != "text_link":
            return True
        start = entity["offset"] * 2
        entity["url"] = entity["url"] or self.text.encode("utf-16-le")[start:].decode("utf-16-le")
        return re.match(r"(https?|tg|ton|mailto|tel)://?|[\w-]+\.\w", entity["url"]) is not None

    def _keep(self, entity: Entity) -> None:
        inner = self.entities[-1] if self.entities else None
        same = ("offset", "length")
        if entity["type"] == "pre" and inner and inner["type"] == "code":
            if all(inner[key] == entity[key] for key in same):
                self.entities.pop()
                if "language" in inner:
                    entity["language"] = inner["language"]
        elif entity["type"] == "code":
            inside_pre = any(name == "pre" for name, _ in self.open)
            if not inside_pre:
                entity.pop("language", None)
        self.entities.append(entity)


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Text and entities of Telegram HTML; raises ApiError as Telegram words it."""
    parser = _Parser()
    parser.feed(source)
    return parser.text, parser.entities


def _tag(entity: Entity) -> tuple[str, str] | None:
    kind = entity["type"]
    if kind == "text_link":
        return f'<a href="{html.escape(entity["url"])}">', "</a>"
    if kind == "pre" and "language" in entity:
        language = html.escape(entity["language"])
        return f'<pre><code class="language-{language}">', "</code></pre>"
    name = _TAGS.get(kind)
    if name is None:
        return None
    attribute = " expandable" if kind == "expandable_blockquote" else ""
    return f"<{name}{attribute}>", f"</{name}>"


def _events(entities: list[Entity]) -> Iterator[tuple[int, int, int, str]]:
    for index, entity in enumerate(entities):
        tag = _tag(entity)
        if tag:
            end = entity["offset"] + entity["length"]
            yield entity["offset"], 1, index, tag[0]
            yield end, 0, -index, tag[1]


def to_html(text: str, entities: list[Entity]) -> str:
    """Telegram HTML of a text, the way a bot would have written it."""
    raw = text.encode("utf-16-le")
    written, at = [], 0
    for offset, _, _, tag in sorted(_events(entities)):
        piece = raw[at * 2 : offset * 2].decode("utf-16-le", "replace")
        written += [html.escape(piece, quote=False), tag]
        at = offset
    rest = raw[at * 2 :].decode("utf-16-le", "replace")
    return "".join(written) + html.escape(rest, quote=False)

"""Answers made into Bot API calls: words in the recipient's language, every value escaped."""

import html
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal

from bot.domain.say import (
    Answer,
    Button,
    Clipped,
    Headline,
    React,
    Rendered,
    Rows,
    Say,
    Style,
    Text,
    Toast,
    Value,
    Words,
)
from bot.texts.bundles import format_text

LONGEST_VALUE = 700
LONGEST_MESSAGE = 4000
LABEL = 40
TOAST = 190
TITLE = 128
STYLES = {Style.PRIMARY: "primary", Style.SUCCESS: "success", Style.DANGER: "danger"}
METHODS = {
    "document": "sendDocument",
    "photo": "sendPhoto",
    "voice": "sendVoice",
    "video": "sendVideo",
    "video_note": "sendVideoNote",
    "audio": "sendAudio",
    "animation": "sendAnimation",
}
"""By kind of file: Telegram sends one that it knows as nothing else."""
WORDS = ("caption", "parse_mode")
DATES = {"de": "EEE, dd.MM.yyyy", "en": "EEE, d MMM yyyy"}


@dataclass(frozen=True)
class Renderer:
    """Renders for one company: its zone decides what wall clock a time is told in."""

    zone: ZoneInfo

    def __call__(self, answer: Answer, language: str) -> Rendered:
        if isinstance(answer, Toast):
            words = self.plain(answer.text, language)[:TOAST]
            return Rendered("answerCallbackQuery", {"text": words, "show_alert": answer.alert})
        if isinstance(answer, React):
            reaction = [{"type": "emoji", "emoji": answer.emoji}]
            return Rendered("setMessageReaction", {"reaction": reaction})
        if isinstance(answer, Headline):
            return Rendered("editForumTopic", {"name": self.plain(answer.title, language)[:TITLE]})
        return self._message(answer, language)

    def html(self, one: Text, language: str) -> str:
        """The text as Telegram HTML: markup only from our texts, values escaped."""
        args = {name: self._value(value, language) for name, value in one.args.items()}
        return format_text(one.key, args, language)

    def plain(self, one: Text, language: str) -> str:
        """The text without markup, for labels, toasts and the terminal."""
        return html.unescape(self.html(one, language).replace("<b>", "").replace("</b>", ""))

    def _message(self, one: Say, language: str) -> Rendered:
        words = "\n".join(filter(None, (self.html(line, language) for line in one.lines)))
        params: dict[str, Any] = {"parse_mode": "HTML"}
        if one.buttons:
            params["reply_markup"] = {"inline_keyboard": self._keyboard(one.buttons, language)}
        if one.attachment:
            kind = one.attachment.kind
            params |= {"caption": _fit(words, 1000), kind: {"file": one.attachment.file_id}}
            if not words:
                params = {name: params[name] for name in params if name not in WORDS}
            return Rendered(METHODS[kind], params)
        params |= {
            "text": _fit(words, LONGEST_MESSAGE),
            "link_preview_options": {"is_disabled": True},
        }
        return Rendered("sendMessage", params)

    def _keyboard(self, rows: Rows, language: str) -> list[list[dict[str, object]]]:
        return [[self._button(one, language) for one in row] for row in rows if row]

    def _button(self, one: Button, language: str) -> dict[str, object]:
        words = self.plain(one.label, language)
        label = words if len(words) <= LABEL else words[: LABEL - 1] + "…"
        made: dict[str, object] = {"text": label}
        if one.copy:
            made["copy_text"] = {"text": one.copy}
        elif one.url:
            made["url"] = one.url
        else:
            made["callback_data"] = one.data
        if one.style in STYLES:
            made["style"] = STYLES[one.style]
        return made

    def _value(self, value: Value, language: str) -> str | int:
        match value:
            case Text():
                return self.html(value, language)
            case Words():
                parts = (str(self._value(part, language)) for part in value.parts)
                return value.between.join(part for part in parts if part)
            case Clipped():
                return personal(value.text, value.length)
            case datetime():
                return self.moment(value, language)
            case date():
                return self.day(value, language)
            case int():
                return value
            case _:
                return personal(value, LONGEST_VALUE)

    def day(self, value: date, language: str) -> str:
        """«Di, 24.11.2026» or «Tue, 24 Nov 2026»."""
        words = format_date(value, DATES[language], locale=language)
        return words.replace(".", "", 1) if language == "de" else words

    def moment(self, value: datetime, language: str) -> str:
        """«Di, 24.11.2026, 14:30», on the company's wall clock."""
        local = value.astimezone(self.zone)
        return f"{self.day(local.date(), language)}, {local:%H:%M}"


def number(value: int, language: str) -> str:
    """«1.240» or «1,240»."""
    return str(format_decimal(value, locale=language))


def personal(text: str, length: int) -> str:
    """Somebody's words: clipped, free of control characters, isolated if written right to left,
    escaped."""
    kept = "".join(one for one in text if one == "\n" or unicodedata.category(one) != "Cc")
    if len(kept) > length:
        kept = kept[: length - 1] + "…"
    if any(unicodedata.bidirectional(one) in _RIGHT_TO_LEFT for one in kept):
        kept = f"\u2068{kept}\u2069"
    return html.escape(kept, quote=False)


_RIGHT_TO_LEFT = frozenset({"R", "AL", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "AN"})


def _fit(words: str, limit: int) -> str:
    """Whole lines up to the limit (in UTF-16 units, as Telegram counts)."""
    lines: Sequence[str] = words.split("\n")
    size = 0
    for index, line in enumerate(lines):
        size += len(line.encode("utf-16-le")) // 2 + 1
        if size > limit:
            return "\n".join([*lines[:index], "…"])
    return words

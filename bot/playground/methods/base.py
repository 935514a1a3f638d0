"""What the methods share: finding chats, reading formatted text and keyboards."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.playground.entities import Entity, clean, trimmed, units, with_detected
from bot.playground.errors import ApiError, bad_request
from bot.playground.group import Group
from bot.playground.markup import parse_html
from bot.playground.model import Chat, Json
from bot.playground.world import World

Handler = Callable[[World, Json], Any | Awaitable[Any]]

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
_DATA_BYTES = 64
_COPY_LIMIT = 256
_MAX_ENTITIES = 100
_STYLES = {None, "primary", "success", "danger"}
_ACTIONS = {"callback_data", "url", "copy_text", "web_app", "login_url", "pay", "callback_game"}
_KINDS = {"inline_keyboard", "keyboard", "remove_keyboard", "force_reply"}


def chat_to_write(world: World, params: Json) -> Chat:
    """The chat of a call that writes; raises as Telegram does when it may not."""
    chat = chat_named(world, params)
    if chat.blocked:
        raise ApiError(403, "Forbidden: bot was blocked by the user")
    if isinstance(chat, Group) and chat.moved_to:
        reason = "Bad Request: group chat was upgraded to a supergroup chat"
        raise ApiError(400, reason, migrate_to_chat_id=chat.moved_to.id)
    if isinstance(chat, Group):
        _refuse_outsider(world, chat)
    return chat


def chat_named(world: World, params: Json) -> Chat:
    """The chat of a call; one that never wrote to the bot is not found."""
    chat = world.chats.get(params.get("chat_id", 0))
    if chat is None or not chat.known_to_bot:
        raise bad_request("chat not found")
    # A basic group that the bot was in can still be asked about.
    if isinstance(chat, Group) and chat.type == "supergroup":
        _refuse_outsider(world, chat)
    return chat


def _refuse_outsider(world: World, group: Group) -> None:
    if group.has_bot:
        return
    kicked = group.member(world.bot)["status"] == "kicked"
    how = "was kicked from" if kicked else "is not a member of"
    raise ApiError(403, f"Forbidden: bot {how} the {group.type} chat")


def formatted(params: Json, name: str) -> tuple[str, list[Entity]]:
    """Text (`name` is "text" or "caption") with its entities, checked and trimmed."""
    raw = clean(params.get(name, ""))
    mode = params.get("parse_mode", "")
    if mode.lower() == "html":
        text, entities = parse_html(raw)
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        key = "entities" if name == "text" else "caption_entities"
        text, entities = raw, list(params.get(key) or [])
    text, entities = trimmed(text, entities)
    if name == "text" and not text:
        raise bad_request("message text is empty")
    if units(text) > (TEXT_LIMIT if name == "text" else CAPTION_LIMIT):
        raise bad_request(f"message {'' if name == 'text' else 'caption '}is too long")
    return text, with_detected(text, entities)[:_MAX_ENTITIES]


def keyboard(params: Json, *, inline_only: bool = False) -> Json | None:
    """The reply_markup, checked; an empty inline keyboard is none."""
    markup = params.get("reply_markup")
    if markup is None or markup == {}:
        return None
    if not isinstance(markup, dict) or not _KINDS & markup.keys():
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = [row for row in markup["inline_keyboard"] if row]
        for key in (key for row in rows for key in row):
            _check_inline(key)
        return {"inline_keyboard": rows} if rows else None
    if inline_only:
        raise bad_request("inline keyboard expected")
    for row in markup.get("keyboard", []):
        for key in row:
            _check_reply(key)
    return markup


def _check_inline(key: Json) -> None:
    if not key.get("text"):
        raise bad_request('can\'t parse inline keyboard button: field "text" must be non-empty')
    if not _ACTIONS & key.keys():
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    data = key.get("callback_data")
    if data is not None and not 1 <= len(data.encode()) <= _DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    copied = key.get("copy_text")
    if copied is not None and not 1 <= units(copied.get("text", "")) <= _COPY_LIMIT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    url = key.get("url")
    if url is not None and (" " in url or ("." not in url and not url.startswith("tg://"))):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    if key.get("style") not in _STYLES:
        raise bad_request("can't parse inline keyboard button: invalid style specified")


def _check_reply(key: Json | str) -> None:
    text = key if isinstance(key, str) else key.get("text")
    if not text:
        raise bad_request('can\'t parse keyboard button: field "text" must be non-empty')
    if isinstance(key, dict) and key.get("style") not in _STYLES:
        raise bad_request("can't parse keyboard button: invalid style specified")

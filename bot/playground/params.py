"""What each method takes, and reading it from whatever form it was sent in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.playground.errors import bad_request

_SEND = (
    "business_connection_id:str chat_id!:chat message_thread_id:int direct_messages_topic_id:int "
    "disable_notification:bool protect_content:bool allow_paid_broadcast:bool "
    "message_effect_id:str suggested_post_parameters:json reply_parameters:json "
)
_CAPTION = (
    "caption:str parse_mode:str caption_entities:json show_caption_above_media:bool "
    "reply_markup:json "
)
_EDIT = "business_connection_id:str chat_id:chat message_id:int inline_message_id:str "
_TOPIC = "chat_id!:chat message_thread_id!:int"
_TABLE = {
    "getMe": "",
    "getUpdates": "offset:int limit:int timeout:int allowed_updates:json",
    "setWebhook": "url!:str certificate:file ip_address:str max_connections:int "
    "allowed_updates:json drop_pending_updates:bool secret_token:str",
    "deleteWebhook": "drop_pending_updates:bool",
    "getWebhookInfo": "",
    "sendMessage": _SEND + "text!:str parse_mode:str entities:json link_preview_options:json "
    "reply_markup:json",
    "sendPhoto": _SEND + _CAPTION + "photo!:file has_spoiler:bool",
    "sendDocument": _SEND + _CAPTION + "document!:file thumbnail:file "
    "disable_content_type_detection:bool",
    "sendVoice": _SEND + _CAPTION + "voice!:file duration:int",
    "sendVideo": _SEND + _CAPTION + "video!:file duration:int width:int height:int thumbnail:file",
    "sendVideoNote": _SEND + "reply_markup:json video_note!:file duration:int length:int",
    "sendAudio": _SEND + _CAPTION + "audio!:file duration:int performer:str title:str",
    "sendAnimation": _SEND + _CAPTION + "animation!:file duration:int width:int height:int",
    "sendMediaGroup": _SEND + "media!:media",
    "copyMessage": _SEND + _CAPTION + "from_chat_id!:chat message_id!:int "
    "video_start_timestamp:int",
    "editMessageText": _EDIT + "text!:str parse_mode:str entities:json "
    "link_preview_options:json reply_markup:json",
    "editMessageCaption": _EDIT + _CAPTION,
    "editMessageReplyMarkup": _EDIT + "reply_markup:json",
    "deleteMessage": "chat_id!:chat message_id!:int",
    "answerCallbackQuery": "callback_query_id!:str text:str show_alert:bool url:str "
    "cache_time:int",
    "sendChatAction": "business_connection_id:str chat_id!:chat message_thread_id:int action!:str",
    "setMessageReaction": "chat_id!:chat message_id!:int reaction:json is_big:bool",
    "setMyCommands": "commands!:json scope:json language_code:str",
    "getMyCommands": "scope:json language_code:str",
    "deleteMyCommands": "scope:json language_code:str",
    "setChatMenuButton": "chat_id:int menu_button:json",
    "getFile": "file_id!:str",
    "getChat": "chat_id!:chat",
    "getChatMember": "chat_id!:chat user_id!:int",
    "getChatAdministrators": "chat_id!:chat return_bots:bool",
    "getChatMemberCount": "chat_id!:chat",
    "createForumTopic": "chat_id!:chat name:str icon_color:int icon_custom_emoji_id:str",
    "editForumTopic": _TOPIC + " name:str icon_custom_emoji_id:str",
    "closeForumTopic": _TOPIC,
    "reopenForumTopic": _TOPIC,
    "deleteForumTopic": _TOPIC,
}
_EMPTY = {
    "text": "message text is empty",
    "chat_id": "chat_id is empty",
    "from_chat_id": "chat_id is empty",
    "message_thread_id": "invalid message thread identifier specified",
    "user_id": "invalid user_id specified",
    "message_id": "message identifier is not specified",
    "file_id": "file_id not specified",
    "callback_query_id": "query_id not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "voice": "there is no voice in the request",
    "video": "there is no video in the request",
    "video_note": "there is no video note in the request",
    "audio": "there is no audio in the request",
    "animation": "there is no animation in the request",
    "media": 'parameter "media" is required',
    "action": "wrong parameter action in request",
}


@dataclass(frozen=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True)
class Method:
    """A method's name as Telegram spells it and the kind of each parameter."""

    name: str
    kinds: Mapping[str, str]
    required: frozenset[str]


def _method(name: str, line: str) -> Method:
    pairs = [word.split(":") for word in line.split()]
    kinds = {key.rstrip("!"): kind for key, kind in pairs}
    return Method(name, kinds, frozenset(key[:-1] for key, _ in pairs if key.endswith("!")))


METHODS = {name.lower(): _method(name, line) for name, line in _TABLE.items()}


def _integer(name: str, value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise bad_request(f"{name} must be an integer") from None


def _chat(value: Any) -> int:
    if str(value).startswith("@"):
        raise bad_request("chat not found")
    return _integer("chat_id", value)


def _json(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        if name == "reply_markup":
            raise bad_request("can't parse reply keyboard markup JSON object") from None
        raise bad_request(f"can't parse {name} JSON object") from None


def _file(value: Any, raw: Mapping[str, Any]) -> Any:
    if isinstance(value, str) and value.startswith("attach://"):
        return raw.get(value.removeprefix("attach://"), value)
    return value


def _read(name: str, kind: str, value: Any, raw: Mapping[str, Any]) -> Any:
    if kind == "file":
        return _file(value, raw)
    if kind == "media":
        items = _json(name, value)
        return [{**item, "media": _file(item.get("media"), raw)} for item in items]
    if kind == "int":
        return _integer(name, value)
    if kind == "chat":
        return _chat(value)
    if kind == "bool":
        return str(value).lower() in {"true", "1", "yes"}
    return _json(name, value) if kind == "json" else str(value)


def read(method: Method, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Typed parameters; a missing one raises in Telegram's words, an unknown one is left out."""
    for name in sorted(method.required):
        if raw.get(name) in (None, "") and name != "url":
            raise bad_request(_EMPTY.get(name, f'parameter "{name}" is required'))
    return {
        name: _read(name, method.kinds[name], value, raw)
        for name, value in raw.items()
        if name in method.kinds and value is not None
    }


def unknown(method: Method, raw: Mapping[str, Any]) -> list[str]:
    """Parameters the Bot API does not know; Telegram ignores them, tests need not."""
    return [
        f"{method.name}.{name}"
        for name, value in raw.items()
        if name not in method.kinds and not isinstance(value, Upload)
    ]

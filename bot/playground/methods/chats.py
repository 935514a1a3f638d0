"""Who the bot is, who a chat is, and the small signs of life."""

import time

from bot.playground.errors import bad_request
from bot.playground.methods.base import Handler, chat_named, chat_to_write
from bot.playground.model import Json
from bot.playground.world import World

_ACTION_SECONDS = 5
# The General topic has this id here, and here only.
_GENERAL = 1
_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_video_note",
    "upload_video_note",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
}


def get_me(world: World, params: Json) -> Json:
    """getMe."""
    return world.bot.as_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": True,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, params: Json) -> Json:
    """getChat with what every chat has."""
    chat = chat_named(world, params)
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    return chat.as_json() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys((*gifts, "gifts_from_channels"), False),
    }


def send_action(world: World, params: Json) -> bool:
    """sendChatAction: seen for five seconds, or until the next message."""
    chat = chat_to_write(world, params)
    if params.get("message_thread_id", _GENERAL) not in {_GENERAL, *chat.topics}:
        raise bad_request("message thread not found")
    if params["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.action = (params["action"], time.monotonic() + _ACTION_SECONDS)
    world.touch()
    return True


HANDLERS: dict[str, Handler] = {
    "getMe": get_me,
    "getChat": get_chat,
    "sendChatAction": send_action,
}

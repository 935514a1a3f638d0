"""The command menu, by scope and language."""

import re

from bot.playground.errors import bad_request
from bot.playground.methods.base import Handler
from bot.playground.model import Json
from bot.playground.world import CommandKey, World

_SCOPES = {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
}
_MAX_COMMANDS = 100
_MAX_DESCRIPTION = 256


def _key(world: World, params: Json) -> CommandKey:
    scope = params.get("scope") or {"type": "default"}
    kind, chat_id = scope.get("type"), scope.get("chat_id")
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    if chat_id is not None:
        chat_id = int(chat_id)
        if chat_id not in world.chats or not world.chats[chat_id].known_to_bot:
            raise bad_request("chat not found")
    language = params.get("language_code", "")
    if not re.fullmatch(r"([a-z]{2})?", language):
        raise bad_request("invalid language code specified")
    return kind, chat_id, language


def _check(command: Json) -> None:
    if not re.fullmatch(r"/?[a-z0-9_]{1,32}", command.get("command", "")):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(command.get("description", "")) <= _MAX_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")


def set_commands(world: World, params: Json) -> bool:
    """setMyCommands."""
    if len(params["commands"]) > _MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in params["commands"]:
        _check(command)
    world.commands[_key(world, params)] = params["commands"]
    world.touch()
    return True


def get_commands(world: World, params: Json) -> list[Json]:
    """getMyCommands: exactly this scope and language, no fallback."""
    return world.commands.get(_key(world, params), [])


def delete_commands(world: World, params: Json) -> bool:
    """deleteMyCommands."""
    world.commands.pop(_key(world, params), None)
    world.touch()
    return True


def set_menu_button(world: World, params: Json) -> bool:
    """setChatMenuButton, for one private chat or for all."""
    button = params.get("menu_button") or {"type": "default"}
    if button.get("type") not in {"commands", "default", "web_app"}:
        raise bad_request("MENU_BUTTON_TYPE_INVALID")
    if "chat_id" in params and params["chat_id"] not in world.people:
        raise bad_request("chat not found")
    return True


HANDLERS: dict[str, Handler] = {
    "setMyCommands": set_commands,
    "getMyCommands": get_commands,
    "deleteMyCommands": delete_commands,
    "setChatMenuButton": set_menu_button,
}

"""The Bot API's methods, one module per kind, each a function of the world and parameters."""

from bot.playground.methods import (
    chats,
    commands,
    editing,
    files,
    members,
    sending,
    topics,
    updates,
)
from bot.playground.methods.base import Handler

HANDLERS: dict[str, Handler] = {
    name.lower(): handler
    for module in (chats, commands, editing, files, members, sending, topics, updates)
    for name, handler in module.HANDLERS.items()
}

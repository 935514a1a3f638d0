"""A local Telegram: a Bot API server and a page of phones, for the demo and the tests."""

from bot.playground.group import Group
from bot.playground.model import Button, Chat, Message, Topic
from bot.playground.person import Person, Toast
from bot.playground.remote import RemoteError, RemotePerson, RemoteWorld, Seen
from bot.playground.server import Server, serve
from bot.playground.world import World

__all__ = [
    "Button",
    "Chat",
    "Group",
    "Message",
    "Person",
    "RemoteError",
    "RemotePerson",
    "RemoteWorld",
    "Seen",
    "Server",
    "Toast",
    "Topic",
    "World",
    "serve",
]

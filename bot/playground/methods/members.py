"""Who is in a chat, and as what."""

from bot.playground.errors import bad_request
from bot.playground.group import Group
from bot.playground.methods.base import Handler, chat_named
from bot.playground.model import Json
from bot.playground.world import World

_CHIEFS = {"creator", "administrator"}


def get_member(world: World, params: Json) -> Json:
    """getChatMember: who was never there has left it."""
    chat, number = chat_named(world, params), params["user_id"]
    user = world.bot if number == world.bot.id else chat.members.get(number)
    if user is None and number in world.people:
        user = world.people[number].user
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    if isinstance(chat, Group):
        return chat.member(user)
    return {"user": user.as_json(), "status": "member"}


def get_administrators(world: World, params: Json) -> list[Json]:
    """getChatAdministrators: of bots only the asking one."""
    chat = chat_named(world, params)
    if not isinstance(chat, Group):
        raise bad_request("there are no administrators in the private chat")
    members = [chat.member(user) for user in (*chat.members.values(), world.bot)]
    return [member for member in members if member["status"] in _CHIEFS]


def get_count(world: World, params: Json) -> int:
    """getChatMemberCount: the people and the bot."""
    chat = chat_named(world, params)
    return len(chat.members) + chat.has_bot


HANDLERS: dict[str, Handler] = {
    "getChatMember": get_member,
    "getChatAdministrators": get_administrators,
    "getChatMemberCount": get_count,
}

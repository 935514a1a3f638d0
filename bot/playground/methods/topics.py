"""The topics of a forum. What is refused, and how it is worded, is Telegram's."""

from bot.playground.errors import bad_request
from bot.playground.group import ICON_COLOR, Group
from bot.playground.methods.base import Handler, chat_to_write
from bot.playground.model import Json, Topic
from bot.playground.world import World

_NAME_LIMIT = 128
_COLORS = {ICON_COLOR, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F}


def _forum(world: World, params: Json) -> Group:
    chat = chat_to_write(world, params)
    if not isinstance(chat, Group) or not chat.is_forum:
        raise bad_request("the chat is not a forum")
    return chat


def _named(params: Json) -> str:
    # Too long a name is cut, not refused.
    name = " ".join(params.get("name", "").split())[:_NAME_LIMIT].strip()
    if not name:
        raise bad_request("title must be non-empty")
    return name


def _found(group: Group, params: Json) -> Topic:
    number = params["message_thread_id"]
    if number <= 0:
        raise bad_request("invalid message thread identifier specified")
    if number not in group.topics:
        raise bad_request("TOPIC_ID_INVALID")
    return group.topics[number]


def _topic(world: World, group: Group, params: Json, what: str) -> Topic:
    topic = _found(group, params)
    if not group.may_manage(world.bot, topic):
        raise bad_request(f"not enough rights to {what} the topic")
    return topic


def create(world: World, params: Json) -> Json:
    """createForumTopic."""
    group = _forum(world, params)
    if not group.may(world.bot, "can_manage_topics"):
        raise bad_request("not enough rights to create a topic")
    name, color = _named(params), params.get("icon_color", ICON_COLOR)
    if color not in _COLORS:
        raise bad_request("invalid icon color specified")
    emoji = params.get("icon_custom_emoji_id", "")
    return group.open_topic(world.bot, name, color, emoji).as_json()


def edit(world: World, params: Json) -> bool:
    """editForumTopic: an empty name stays as it was, an empty icon takes the icon away."""
    group = _forum(world, params)
    topic = _topic(world, group, params, "edit")
    asked = {"icon_custom_emoji_id": params.get("icon_custom_emoji_id")}
    if params.get("name"):
        asked["name"] = _named(params)
    changes = {key: value for key, value in asked.items() if value is not None}
    if not changes:
        return True
    if all(getattr(topic, key) == value for key, value in changes.items()):
        raise bad_request("TOPIC_NOT_MODIFIED")
    group.edit_topic(world.bot, topic, **changes)
    return True


def close(world: World, params: Json) -> bool:
    """closeForumTopic."""
    return _shut(world, params, closed=True)


def reopen(world: World, params: Json) -> bool:
    """reopenForumTopic."""
    return _shut(world, params, closed=False)


def _shut(world: World, params: Json, *, closed: bool) -> bool:
    group = _forum(world, params)
    topic = _topic(world, group, params, "close or open")
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    group.close_topic(world.bot, topic, closed=closed)
    return True


def delete(world: World, params: Json) -> bool:
    """deleteForumTopic, with all its messages."""
    group = _forum(world, params)
    topic = _found(group, params)
    if topic.creator is not world.bot and not group.may(world.bot, "can_delete_messages"):
        raise bad_request("not enough rights to delete the topic")
    group.delete_topic(topic)
    return True


HANDLERS: dict[str, Handler] = {
    "createForumTopic": create,
    "editForumTopic": edit,
    "closeForumTopic": close,
    "reopenForumTopic": reopen,
    "deleteForumTopic": delete,
}

"""Everything that changes a message, and the answer to a pressed button."""

from typing import Any

from bot.playground.entities import units
from bot.playground.errors import bad_request
from bot.playground.group import Group
from bot.playground.methods.base import Handler, chat_to_write, formatted, keyboard
from bot.playground.model import Json, Message
from bot.playground.person import Toast
from bot.playground.world import World

_DELETE_SECONDS = 48 * 3600
_ANSWER_LIMIT = 200
_UNCHANGED = (
    "message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)
_EXPIRED = "query is too old and response timeout expired or query ID is invalid"


def _editable(world: World, params: Json) -> Message:
    if "chat_id" not in params:
        raise bad_request("chat_id is empty")
    if "message_id" not in params:
        raise bad_request("message identifier is not specified")
    message = chat_to_write(world, params).messages.get(params["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    other_keyboard = message.markup and "inline_keyboard" not in message.markup
    if message.sender is not world.bot or other_keyboard:
        raise bad_request("message can't be edited")
    return message


def _change(world: World, message: Message, **new: Any) -> Json:
    if all(getattr(message, name) == value for name, value in new.items()):
        raise bad_request(_UNCHANGED)
    for name, value in new.items():
        setattr(message, name, value)
    message.edit_date = world.unix_time()
    world.touch()
    return message.as_json()


def edit_text(world: World, params: Json) -> Json:
    """editMessageText; without reply_markup the buttons go."""
    message = _editable(world, params)
    text, entities = formatted(params, "text")
    if message.file:
        raise bad_request("there is no text in the message to edit")
    markup = keyboard(params, inline_only=True)
    return _change(world, message, text=text, entities=entities, markup=markup)


def edit_caption(world: World, params: Json) -> Json:
    """editMessageCaption; without reply_markup the buttons go."""
    message = _editable(world, params)
    text, entities = formatted(params, "caption")
    if not message.file:
        raise bad_request("there is no caption in the message to edit")
    markup = keyboard(params, inline_only=True)
    return _change(world, message, text=text, entities=entities, markup=markup)


def edit_markup(world: World, params: Json) -> Json:
    """editMessageReplyMarkup."""
    message = _editable(world, params)
    return _change(world, message, markup=keyboard(params, inline_only=True))


def delete(world: World, params: Json) -> bool:
    """deleteMessage, within 48 hours."""
    chat = chat_to_write(world, params)
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    foreign = message.sender is not world.bot
    if foreign and isinstance(chat, Group) and not chat.may(world.bot, "can_delete_messages"):
        raise bad_request("message can't be deleted")
    if world.unix_time() - message.date > _DELETE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    del chat.messages[message.id]
    world.touch()
    return True


def answer_callback(world: World, params: Json) -> bool:
    """answerCallbackQuery: shown on the phone of whoever pressed."""
    query = world.queries.get(params["callback_query_id"])
    if query is None or not world.may_answer(query):
        raise bad_request(_EXPIRED)
    text = params.get("text", "")
    if units(text) > _ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answered = True
    if text:
        toast = Toast(text, params.get("show_alert", False), query.message.chat.id)
        query.person.toasts.append(toast)
    world.touch()
    return True


def react(world: World, params: Json) -> bool:
    """setMessageReaction with one emoji, or none."""
    message = chat_to_write(world, params).messages.get(params["message_id"])
    if message is None:
        raise bad_request("message to react not found")
    reactions = params.get("reaction") or []
    if any(reaction.get("type") != "emoji" for reaction in reactions) or len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY" if len(reactions) > 1 else "REACTION_INVALID")
    message.reaction = reactions[0]["emoji"] if reactions else None
    world.touch()
    return True


HANDLERS: dict[str, Handler] = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageReplyMarkup": edit_markup,
    "deleteMessage": delete,
    "answerCallbackQuery": answer_callback,
    "setMessageReaction": react,
}

"""Everything that puts a new message into a chat."""

from typing import Any

from bot.playground import images
from bot.playground.errors import ApiError, bad_request
from bot.playground.group import Group
from bot.playground.methods.base import (
    Handler,
    chat_named,
    chat_to_write,
    formatted,
    keyboard,
)
from bot.playground.model import Chat, FileKind, Json, Message, StoredFile
from bot.playground.params import Upload
from bot.playground.world import World

_MAX_UPLOAD = 50 * 1024 * 1024
_MAX_PHOTO = 10 * 1024 * 1024
_ALBUM = range(2, 11)


def stored_file(
    world: World, kind: FileKind, given: Upload | str, duration: int = 0
) -> StoredFile:
    """The file of a call: uploaded now, or one Telegram has already."""
    if not isinstance(given, Upload):
        known = world.files.get(given)
        if known is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if known.kind != kind:
            raise bad_request(f"can't use file of type {known.kind} as {kind}")
        return known
    size = len(given.content)
    if size == 0:
        raise bad_request("file must be non-empty")
    if size > _MAX_UPLOAD:
        raise ApiError(413, "Request Entity Too Large")
    if kind == "photo" and size > _MAX_PHOTO:
        raise bad_request(
            f"file of size {size} bytes is too big for a photo; "
            f"the maximum size is {_MAX_PHOTO} bytes"
        )
    if kind == "photo" and images.size(given.content) is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    return world.store(kind, given.content, given.name, given.mime, duration)


def _put(world: World, params: Json, chat: Chat, **content: Any) -> Message:
    markup, answered = keyboard(params), _replied(params, chat)
    thread = _thread(world, params, chat, answered)
    message = world.write(
        chat, world.bot, markup=markup, thread=thread, reply_to=answered, **content
    )
    chat.action = None
    if markup and "keyboard" in markup:
        chat.keyboard = markup
    elif markup and markup.get("remove_keyboard"):
        chat.keyboard = None
    return message


def _replied(params: Json, chat: Chat) -> Message | None:
    reply = params.get("reply_parameters")
    if not reply:
        return None
    found = chat.messages.get(int(reply.get("message_id", 0)))
    if found is None and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return found


def _thread(world: World, params: Json, chat: Chat, answered: Message | None) -> int | None:
    """The topic asked for, else that of what is answered; the General one must not be named."""
    thread = params.get("message_thread_id") or (answered.topic if answered else None)
    topic = chat.topics.get(thread) if thread else None
    if thread and topic is None:
        raise bad_request("message thread not found")
    if topic is None:
        return None
    if topic.closed and isinstance(chat, Group) and not chat.may_manage(world.bot, topic):
        raise bad_request("TOPIC_CLOSED")
    return topic.id


def send_message(world: World, params: Json) -> Json:
    """sendMessage."""
    chat = chat_to_write(world, params)
    text, entities = formatted(params, "text")
    return _put(world, params, chat, text=text, entities=entities).as_json()


def _send_file(world: World, params: Json, kind: FileKind) -> Json:
    chat = chat_to_write(world, params)
    text, entities = formatted(params, "caption")
    stored = stored_file(world, kind, params[kind], params.get("duration", 0))
    return _put(world, params, chat, text=text, entities=entities, file=stored).as_json()


def send_photo(world: World, params: Json) -> Json:
    """sendPhoto."""
    return _send_file(world, params, "photo")


def send_document(world: World, params: Json) -> Json:
    """sendDocument."""
    return _send_file(world, params, "document")


def send_voice(world: World, params: Json) -> Json:
    """sendVoice."""
    return _send_file(world, params, "voice")


def send_video(world: World, params: Json) -> Json:
    """sendVideo."""
    return _send_file(world, params, "video")


def send_video_note(world: World, params: Json) -> Json:
    """sendVideoNote, which has no caption."""
    return _send_file(world, params, "video_note")


def send_audio(world: World, params: Json) -> Json:
    """sendAudio."""
    return _send_file(world, params, "audio")


def send_animation(world: World, params: Json) -> Json:
    """sendAnimation."""
    return _send_file(world, params, "animation")


def send_media_group(world: World, params: Json) -> list[Json]:
    """sendMediaGroup with photos and documents."""
    chat = chat_to_write(world, params)
    items = params["media"]
    if len(items) not in _ALBUM:
        raise bad_request("group send failed: expected 2 to 10 items")
    album, sent = world.unique(), []
    for item in items:
        text, entities = formatted(item, "caption")
        stored = stored_file(world, item["type"], item["media"])
        message = _put(world, params, chat, text=text, entities=entities, file=stored, album=album)
        sent.append(message.as_json())
    return sent


def copy_message(world: World, params: Json) -> Json:
    """copyMessage: as if written by the bot; a caption of its own replaces the old one."""
    chat = chat_to_write(world, params)
    source = chat_named(world, {"chat_id": params["from_chat_id"]})
    message = source.messages.get(params["message_id"])
    if message is None:
        raise bad_request("message to copy not found")
    if message.service:
        raise bad_request("message can't be copied")
    text, entities = message.text, message.entities
    if message.file and "caption" in params:
        text, entities = formatted(params, "caption")
    content = {
        "text": text,
        "entities": entities,
        "file": message.file,
        "contact": message.contact,
        "location": message.location,
    }
    return {"message_id": _put(world, params, chat, **content).id}


HANDLERS: dict[str, Handler] = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendVoice": send_voice,
    "sendVideo": send_video,
    "sendVideoNote": send_video_note,
    "sendAudio": send_audio,
    "sendAnimation": send_animation,
    "sendMediaGroup": send_media_group,
    "copyMessage": copy_message,
}

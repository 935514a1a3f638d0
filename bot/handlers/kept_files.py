"""Files as people send them: photo, voice message, document; kept, and fetched by a job."""

from pathlib import PurePath

from telegram import Message

from bot.domain import checks
from bot.domain.actor import Actor
from bot.storage import Session, files, jobs
from bot.storage.files import File


def carries_file(message: Message) -> bool:
    """Whether it is one of the kinds that are kept."""
    return bool(message.photo or message.voice or message.document)


def suffix(message: Message) -> str:
    """The ending of a document's name, in lower case: ".pdf"."""
    document = message.document
    return PurePath(document.file_name or "").suffix.lower() if document else ""


def size_of(message: Message) -> int:
    """Bytes, as far as Telegram says."""
    return _described(message)[3] if carries_file(message) else 0


def keep(session: Session, actor: Actor, message: Message) -> File:
    """Keep the file of a message that carries one. One too big to be fetched stays with Telegram,
    where it can be shown from."""
    kind, name, mime_type, size, telegram_id = _described(message)
    now = actor.desk.now()
    file = files.add(session, kind, name, mime_type, size, now, telegram_id=telegram_id)
    if size <= files.MAX_DOWNLOAD:
        jobs.add(session, "fetch", {"file": file.id}, actor.chat_id, actor.person_id, now)
    return file


def _described(message: Message) -> tuple[str, str, str, int, str]:
    """Kind, name, MIME type, size and Telegram's id."""
    if message.photo:
        photo = message.photo[-1]
        return "photo", "photo.jpg", "image/jpeg", photo.file_size or 0, photo.file_id
    if message.voice:
        voice = message.voice
        mime_type = voice.mime_type or "audio/ogg"
        return "voice", "voice.ogg", mime_type, voice.file_size or 0, voice.file_id
    document = message.document
    assert document is not None
    name = checks.single_line(document.file_name or "document", 400)
    mime_type = document.mime_type or "application/octet-stream"
    return "document", name[-120:], mime_type, document.file_size or 0, document.file_id

"""Files as people send them: photo, video, voice message, document; kept, and fetched by a job."""

from pathlib import PurePath

from telegram import Message

from bot.domain import checks
from bot.domain.actor import Actor
from bot.storage import Session, files, jobs
from bot.storage.files import File

KINDS = {
    "photo": ("photo.jpg", "image/jpeg"),
    "voice": ("voice.ogg", "audio/ogg"),
    "video": ("video.mp4", "video/mp4"),
    "video_note": ("video.mp4", "video/mp4"),
    "audio": ("audio.mp3", "audio/mpeg"),
    "animation": ("animation.mp4", "video/mp4"),  # comes as a document too, and so before that
    "document": ("document", "application/octet-stream"),
}
"""What is kept, by the names that Telegram has for it, and what it is where that is not said."""


def carries_file(message: Message) -> bool:
    """Whether it is one of the kinds that are kept."""
    return any(getattr(message, kind) for kind in KINDS)


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
    kind = next(one for one in KINDS if getattr(message, one))
    name, mime_type = KINDS[kind]
    sent = message.photo[-1] if kind == "photo" else getattr(message, kind)
    name = checks.single_line(getattr(sent, "file_name", None) or name, 400)[-120:]
    mime_type = getattr(sent, "mime_type", None) or mime_type
    return kind, name, mime_type, sent.file_size or 0, sent.file_id

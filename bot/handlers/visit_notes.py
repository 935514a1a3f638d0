"""A visit's notes as they come in: text, photos, voice messages, documents, one after another.

In a form they are {"texts": [[message id, text]], "files": [[file id, kind]]}.
"""

from collections.abc import Mapping
from typing import Any

from telegram import Message

from bot.domain import checks
from bot.domain.actor import Actor
from bot.domain.refusal import Refusal
from bot.forms.form import Dialogue
from bot.handlers import kept_files
from bot.handlers.kept_files import carries_file
from bot.storage import Session, files

Notes = Mapping[str, list[list[Any]]]
NONE: Notes = {"texts": [], "files": []}
TABLES = frozenset({".csv", ".txt", ".tsv", ".xls", ".xlsx", ".xlsm", ".ods"})
LONGEST = 12_000
MOST_FILES = 30


def is_table(message: Message) -> bool:
    """Whether it is a document that may be a list of customers."""
    return kept_files.suffix(message) in TABLES


def with_text(notes: Notes | None, message_id: int, words: str) -> Notes:
    """The notes and one more text, or another wording of one that came before."""
    before = notes or NONE
    kept = checks.multi_line(words, 5000)
    texts = [[one, old] for one, old in before["texts"] if one != message_id]
    if len(texts) < len(before["texts"]):
        texts = [[one, kept if one == message_id else old] for one, old in before["texts"]]
    elif kept:
        texts.append([message_id, kept])
    if sum(len(old) for _, old in texts) > LONGEST:
        raise Refusal("visit-notes-long")
    return {"texts": texts, "files": before["files"]}


def with_file(
    session: Session, actor: Actor, notes: Notes | None, message: Message, caption: str
) -> Notes:
    """The notes and the message's file, which a job will fetch, with its caption."""
    before = notes or NONE
    if len(before["files"]) >= MOST_FILES:
        raise Refusal("visit-files-many", most=MOST_FILES)
    if kept_files.size_of(message) > files.MAX_DOWNLOAD:
        raise Refusal("visit-file-big")
    file = kept_files.keep(session, actor, message)
    more: Notes = {"texts": before["texts"], "files": [*before["files"], [file.id, file.kind]]}
    return with_text(more, message.message_id, caption) if caption else more


def aside(dialogue: Dialogue, message: Message) -> Mapping[str, Any] | None:
    """A file may come at any question: it goes to the notes, and the question stays."""
    if not carries_file(message):
        return None
    notes, caption = dialogue.get("notes"), message.caption or ""
    return {"notes": with_file(dialogue.session, dialogue.actor, notes, message, caption)}


def words_of(notes: Notes | None) -> str:
    """All texts, one below the other."""
    return "\n".join(one for _, one in (notes or NONE)["texts"])


def file_ids_of(notes: Notes | None) -> list[int]:
    """The ids of all files."""
    return [file_id for file_id, _ in (notes or NONE)["files"]]

"""What is said in a case, told on: as messages for somebody, or as lines of a file."""

from collections.abc import Callable, Iterator, Sequence

from bot.domain.desk import Desk
from bot.domain.say import Attachment, Clipped, Place, Rows, Say, Text, text
from bot.services import case_card
from bot.storage import Session, cases, chats, files, people, staff_group
from bot.storage.cases import Case, CaseEntry

MESSAGE_ROOM, CAPTION_ROOM = 3400, 600
"""How much of what somebody wrote goes into one message; Telegram counts in UTF-16."""


def passed_on(
    session: Session, head: Text, entry: CaseEntry, to: int | Place, buttons: Rows = (),
    more: Sequence[Text] = (),
) -> list[Say]:  # fmt: skip
    """What was said, for a person or a place; a long text is several messages, so that nothing is
    lost."""
    file = session.get(files.File, entry.file_id) if entry.file_id else None
    attachment = Attachment(file.id, file.kind) if file else None
    room = CAPTION_ROOM if attachment else MESSAGE_ROOM
    pieces = [piece for piece in _pieces(entry.words, room) if piece.strip()] or [""]
    person, place = (to, None) if isinstance(to, int) else (0, to)
    made = []
    for at, piece in enumerate(pieces):
        lines = [] if at else [head, *more]
        if piece:
            lines.append(text("case-said", words=Clipped(piece, len(piece) + 1)))
        is_last = at == len(pieces) - 1
        made.append(Say(lines, buttons if is_last else (), to=person,
                        at=place, new=True,
                        card=case_card.name_of_entry(entry) + ("" if is_last else f":{at}"),
                        attachment=None if at else attachment))  # fmt: skip
    return made


def _pieces(words: str, room: int) -> Iterator[str]:
    """The text in pieces that fit, counted as they are sent: escaped, in UTF-16."""
    start, used = 0, 0
    for at, sign in enumerate(words):
        need = 5 if sign in "&<>" else 1 + (ord(sign) > 0xFFFF)
        if used + need > room:
            yield words[start:at]
            start, used, room = at, 0, MESSAGE_ROOM
        used += need
    if start < len(words):
        yield words[start:]


def topic_of(session: Session, desk: Desk, case: Case) -> Place | None:
    """Where in the staff group it is told on; None without one that can be written to."""
    chat_id = staff_group.chat_of(session)
    if not chat_id or chats.is_unreachable(session, chat_id):
        return None
    return Place(chat_id, desk.language, case.id)


def is_read_in(session: Session, chat_id: int, entry: CaseEntry, owner_id: int) -> bool:
    """Whether who looks after the case had written last in this chat when it was said."""
    last = cases.last_entry_of(session, entry.case_id, owner_id, entry.id)
    return last is not None and last.chat_id == chat_id


def head(session: Session, entry: CaseEntry) -> Text:
    """When, who, and for whom it was."""
    name = people.names(session, [entry.person_id])[entry.person_id]
    return text(f"case-said-{entry.kind}", at=entry.at, name=name)


def as_file(session: Session, entries: Sequence[CaseEntry], speak: Callable[[Text], str]) -> bytes:
    """All of it as a plain text, with what stood there before it was changed."""
    lines = []
    for entry in entries:
        file = session.get(files.File, entry.file_id) if entry.file_id else None
        before = [text("case-history-before", what=Clipped(old.words, len(old.words) + 1))
                  for old in cases.versions_of(session, entry.id)]  # fmt: skip
        lines += [speak(head(session, entry)), *filter(None, [entry.words]),
                  *([f"📎 {file.name}"] if file else ()), *map(speak, before), ""]  # fmt: skip
    return "\n".join(lines).encode()

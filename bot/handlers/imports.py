"""Importing customers: a spreadsheet dropped into the chat, the card, yes or no, what became."""

from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Any

from telegram import Document, Message, Update

from bot.domain.actor import OFFICE, Actor, Role
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, Attachment, Button, Say, Style, Text, button, say, text
from bot.handlers.feature import Buttons, Feature, number, parts
from bot.services.importing import applying, staging, telling
from bot.storage import Session, files, imports, jobs
from bot.storage.imports import Import

TABLES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xls", ".xlsm", ".xlsb", ".ods"})
TABLE_TYPES = ("text/csv", "text/tab-separated-values", "application/vnd.ms-excel",
               "application/vnd.openxmlformats-officedocument.spreadsheetml")  # fmt: skip
UNNAMED = "document"
LONG = 15
"""Seconds after which the outcome is a message of its own, so that the phone rings."""


def listen(session: Session, actor: Actor, message: Message) -> Sequence[Answer] | None:
    """A table that answers no form: the office means an import, a rep is told who may."""
    document = message.document
    if document is None or not _is_table(document):
        return None
    if actor.is_office():
        return _begin_check(session, actor, document)
    return [say("import-office-only")] if actor.role is Role.REP else None


def _is_table(document: Document) -> bool:
    ending = PurePath(document.file_name or "").suffix.lower()
    return ending in TABLES or (document.mime_type or "").startswith(TABLE_TYPES)


def _begin_check(session: Session, actor: Actor, document: Document) -> Sequence[Answer]:
    name, size, now = document.file_name or UNNAMED, document.file_size or 0, actor.desk.now()
    if size > files.MAX_DOWNLOAD:
        raise Refusal("table-too-big", name=name, most=files.MAX_DOWNLOAD >> 20)
    mime = document.mime_type or ""
    file = files.add(session, "document", name, mime, size, now, telegram_id=document.file_id)
    one = staging.start(session, actor.desk, name, actor.person_id, file.id)
    _queue(session, actor, "import-check", one, file=file.id)
    return [Say((telling.named("import-checking", one),), card=telling.card(one.id))]


def _queue(session: Session, actor: Actor, kind: str, one: Import, **args: Any) -> None:
    given = {"import": one.id, **args}
    jobs.add(session, kind, given, actor.chat_id, actor.person_id, actor.desk.now())


def checked(session: Session, actor: Actor, result: dict[str, Any]) -> Sequence[Answer]:
    """A file has been checked: the card with what would happen."""
    if result.get("failed"):
        return _check_failed(session, actor)
    one = _own(session, actor, result["import"])
    if "refused" in result:
        key, values = result["refused"]
        return _outcome(one, [Refusal(key, **values).text], [], result)
    return _outcome(one, telling.dry_run(session, one), _choices(one), result)


def _check_failed(session: Session, actor: Actor) -> Sequence[Answer]:
    one = imports.latest(session, actor.person_id, "checking")
    if one is None:
        return []
    staging.drop(session, one.id)
    return [Say((telling.named("import-failed", one),), card=telling.card(one.id))]


def _choices(one: Import) -> list[list[Button]]:
    count, at = telling.to_apply(one), str(one.id)
    take = button("import-take", f"import:take:{at}", Style.SUCCESS, count=count)
    refused = button("import-refused", f"import:refused:{at}")
    cancel = button("import-cancel", f"import:cancel:{at}")
    rows = [[take] if count else [], [refused] if one.found.get("refused") else []]
    return [*rows, [cancel]] if count else rows


def _outcome(
    one: Import, lines: Sequence[Text], buttons: Sequence[Sequence[Button]], result: dict[str, Any]
) -> Sequence[Answer]:
    """In the place of the progress line, or after long work below it."""
    in_place = result.get("seconds", 0) < LONG
    return [Say(lines, buttons, card=telling.card(one.id), in_place=in_place)]


def press(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """A button of an import's card."""
    act = _PRESSED.get(parts(update)[1])
    if act is None:
        raise Refusal("button-unknown")
    return act(session, actor, _own(session, actor, number(update, 2)))


def _take(session: Session, actor: Actor, one: Import) -> Sequence[Answer]:
    applying.begin(session, actor.desk, one)
    return _go_on(session, actor, one)


def _go_on(session: Session, actor: Actor, one: Import) -> Sequence[Answer]:
    if one.status != "applying":
        raise Refusal(f"import-is-{one.status}")
    _queue(session, actor, "import-apply", one)
    return [Say((telling.named("import-applying", one),), card=telling.card(one.id))]


def _cancel(session: Session, actor: Actor, one: Import) -> Sequence[Answer]:
    if one.status != "ready":
        raise Refusal(f"import-is-{one.status}")
    staging.drop(session, one.id)
    _queue(session, actor, "import-clear", one)
    return [Say((telling.named("import-cancelled", one),))]


def _ask_for_refused(session: Session, actor: Actor, one: Import) -> Sequence[Answer]:
    if not imports.refused_rows(session, one.id, 1):
        raise Refusal("import-refused-gone")
    _queue(session, actor, "import-refused", one, language=actor.language)
    return []


_PRESSED: dict[str, Callable[[Session, Actor, Import], Sequence[Answer]]] = {
    "take": _take,
    "go": _go_on,
    "refused": _ask_for_refused,
    "cancel": _cancel,
}


def applied(session: Session, actor: Actor, result: dict[str, Any]) -> Sequence[Answer]:
    """An import has been applied to the end, or needs somebody to set it going again."""
    if result.get("failed"):
        return _stalled(session, actor)
    one = _own(session, actor, result["import"])
    if one.found.get("refused"):
        _queue(session, actor, "import-refused", one, language=actor.language)
    return _outcome(one, telling.done(one), [], result)


def _stalled(session: Session, actor: Actor) -> Sequence[Answer]:
    one = imports.latest(session, actor.person_id, "applying")
    if one is None:
        return []
    go = button("import-go", f"import:go:{one.id}", Style.PRIMARY)
    return [Say((telling.named("import-stalled", one),), [[go]], card=telling.card(one.id))]


def refused_file(session: Session, actor: Actor, result: dict[str, Any]) -> Sequence[Answer]:
    """The refused rows have been written into a file."""
    if result.get("failed"):
        return [say("import-refused-gone")]
    one = _own(session, actor, result["import"])
    caption = text("import-refused-caption", count=one.found.get("refused", 0))
    return [Say((caption,), attachment=Attachment(result["file"]), new=True)]


def _own(session: Session, actor: Actor, import_id: int) -> Import:
    one = imports.of_person(session, import_id, actor.person_id)
    if one is None or not actor.is_office():
        raise Refusal("button-unknown")
    return one


FEATURE = Feature(
    name="imports",
    buttons=[Buttons("import", press, OFFICE)],
    listeners=[listen],
    results={
        "import-check": checked,
        "import-apply": applied,
        "import-refused": refused_file,
    },
)

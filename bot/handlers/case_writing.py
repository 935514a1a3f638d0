"""Writing in a case: an answer, a question back, a resolution for the customer, or a note."""

from collections.abc import Sequence

from telegram import Message, Update

from bot.domain import checks
from bot.domain.actor import STAFF, Actor
from bot.domain.cases import OPEN
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, React, Rows, Say, Text, text
from bot.forms.engine import open_form
from bot.forms.form import Dialogue, Field, Form, Got
from bot.handlers import case_canned, case_late, case_mine, case_opening
from bot.handlers import case_words as words
from bot.handlers.feature import words_after_command
from bot.services import canned_answers, case_card, case_steps, case_telling, unreachable
from bot.services import cases as service
from bot.storage import Session, cases, forms
from bot.storage.cases import TO_CUSTOMER, Case, CaseEntry


def begin(session: Session, actor: Actor, case: Case, kind: str) -> Sequence[Answer]:
    """Ask what to write; what is sent next goes out at once. After a merge it is about the case
    that goes on."""
    case = case_steps.going_on(session, actor, case)
    check(actor, case, kind)
    values = {"case": case.id, "kind": kind, "asked": actor.desk.now().isoformat()}
    return open_form(session, actor, FORM, values)


def written(
    session: Session, actor: Actor, case: Case, kind: str, message: Message
) -> list[Answer]:
    """Keep what the message says, and tell those whom it is for."""
    check(actor, case, kind)
    said = words.said_by_us(session, actor, message)
    return _told(session, actor, case, kind, said, message.message_id)


def answered(session: Session, actor: Actor, case: Case, filled: str) -> list[Answer]:
    """Send what was pressed and not written, so that the topic has yet to show it."""
    check(actor, case, "answer")
    told = _told(session, actor, case, "answer", words.Said(filled), 0)
    return [case_card.show(session, actor, case), *told]


def continued(session: Session, actor: Actor, message: Message) -> Sequence[Answer] | None:
    """A further picture of an album goes where the one before it went."""
    if actor.role not in STAFF or not message.media_group_id:
        return None
    before = cases.entry_of_album(session, actor.chat_id, message.message_id, actor.person_id)
    if before is None or before.kind not in (*TO_CUSTOMER, "note"):
        return None
    case = case_steps.get(session, actor, before.case_id)
    kind = "answer" if before.kind == "resolution" else before.kind
    return written(session, actor, case, kind, message)


def check(actor: Actor, case: Case, kind: str) -> None:
    """Raises Refusal for who may not write so, and in a case that is closed."""
    if kind in TO_CUSTOMER and not case_steps.may_work(actor):
        raise Refusal("may-not")
    if case.state == "closed":
        raise Refusal("case-is-ended", number=case.number)


def _told(
    session: Session, actor: Actor, case: Case, kind: str, said: words.Said, message_id: int
) -> list[Answer]:
    """Of what holds a line for ourselves nothing goes out: nobody knows which others may."""
    if kind == "note" or words.keeps_inside(said.words):
        return _kept_inside(session, actor, case, kind, said, message_id)
    was_open, was = case.state in OPEN, case.owner_id
    entry = service.respond(session, actor, case, kind, said.words, said.file_id, message_id)
    made = [_done(session, actor, case, entry), *_to_customer(session, actor, case, entry),
            *words.to_topic(session, actor, case, entry)]  # fmt: skip
    made += words.told_former(session, actor, case, was, actor.name)
    if kind == "resolution" and was_open:
        made += words.told_rep(session, actor, case, "case-rep-resolved")
    return made


def _kept_inside(
    session: Session, actor: Actor, case: Case, kind: str, said: words.Said, message_id: int
) -> list[Answer]:
    inside = said.words.removeprefix(words.INSIDE).lstrip()
    if not inside and said.file_id is None:
        raise Refusal("case-cannot-take")
    entry = service.tell(session, actor, case, "note", inside, said.file_id, message_id)
    is_meant = kind == "note" or said.words.startswith(words.INSIDE)
    line = text("case-note-kept" if is_meant else "case-note-all", number=case.number)
    done: Answer = Say((line,), [[case_card.opening(case)]], card=case_card.name_of_entry(entry))
    if actor.is_in_group():
        done = React("✍") if is_meant else Say((line,))
    return [done, *words.to_the_desk(session, actor, case, entry, "case-note-of")]


def _done(session: Session, actor: Actor, case: Case, entry: CaseEntry) -> Answer:
    """What went out, or why it could not, and how else they may be reached."""
    contact = service.reader(session, case)
    rows: Rows = []
    if contact is None:
        line = text("case-nobody-to-tell", number=case.number)
    elif unreachable.is_away(session, contact):
        line = text("case-cannot-be-told", number=case.number, name=contact.name)
        rows = unreachable.phone(session, case.customer_id)
    else:
        line = text(f"case-sent-{entry.kind}", number=case.number, name=contact.name)
    if actor.is_in_group():
        is_told = contact is not None and not unreachable.is_away(session, contact)
        return React() if is_told else Say((line,), rows)
    card = case_card.lines(session, actor, case)
    rows = [*rows, *case_card.buttons(session, actor, case)]
    return Say([line, *card[1:]], rows, card=case_card.name(case))


def _to_customer(session: Session, actor: Actor, case: Case, entry: CaseEntry) -> list[Answer]:
    """As the company."""
    reader = service.reader(session, case)
    if reader is None:
        return []
    forms.close_kind(session, reader.id, case_opening.REFERENCE.kind)
    head = text(f"case-to-customer-{entry.kind}", company=actor.desk.company, number=case.number)
    rows = [case_mine.rating_row(case)] if entry.kind == "resolution" else ()
    made: list[Answer] = [*case_telling.passed_on(session, head, entry, reader.id, rows)]
    return made


def edited(session: Session, actor: Actor, message: Message) -> Sequence[Answer] | None:
    """What somebody wrote is corrected, both wordings kept; the customer reads the new one."""
    if actor.role not in STAFF:
        return None
    found = words.corrected(session, actor, message)
    if found is None:
        return None
    case, entry = found
    told: list[Answer] = [Say((text("case-edited", number=case.number),))]
    reader = service.reader(session, case)
    if entry.kind in TO_CUSTOMER and reader:
        head = text("case-to-customer-edited", company=actor.desk.company, number=case.number)
        told += case_telling.passed_on(session, head, entry, reader.id)
    return [*told, *words.to_topic(session, actor, case, entry)]


def note(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """/note as a reply to a message of a case: it stays among ourselves."""
    message = update.message
    assert message is not None
    case = words.replied_to(session, actor, message)
    said = checks.multi_line(words_after_command(update), words.LONGEST)
    if case is None or not said:
        raise Refusal("case-note-how")
    check(actor, case, "note")
    return _told(session, actor, case, "note", words.Said(said), message.message_id)


# -- the question


def _head(dialogue: Dialogue) -> Sequence[Text]:
    case = case_steps.get(dialogue.session, dialogue.actor, dialogue.values["case"])
    lines = case_card.lines(dialogue.session, dialogue.actor, case)
    if late := case_late.shown(dialogue):
        return [lines[0], *late]
    return lines[:1] if case_canned.is_chosen(dialogue) else lines[:3]


def _ask(dialogue: Dialogue) -> Text:
    return case_late.question(dialogue) or text(f"case-write-{dialogue.values['kind']}")


def _read(dialogue: Dialogue, message: Message) -> Got:
    return Got(case_canned.read(dialogue, message))


def _submit(dialogue: Dialogue) -> Sequence[Answer]:
    session, actor, values = dialogue.session, dialogue.actor, dialogue.values
    case = case_steps.get(session, actor, values["case"])
    check(actor, case, values["kind"])
    if values.get("used"):
        canned_answers.used(session, actor, values["used"])
    told: list[Answer] = []
    for at, (said, file_id, message_id) in enumerate(case_late.what_counts(dialogue)):
        kind = "answer" if at and values["kind"] == "resolution" else values["kind"]
        told += _told(session, actor, case, kind, words.Said(said, file_id), message_id)
    return told or [case_card.show(session, actor, case).under(text("case-late-dropped"))]


def _cancelled(dialogue: Dialogue) -> Sequence[Answer]:
    case = case_steps.get(dialogue.session, dialogue.actor, dialogue.values["case"])
    return [case_card.show(dialogue.session, dialogue.actor, case)]


FORM = Form(
    "case-write",
    [
        Field("words", _read, case_canned.choices, required=True, changeable=False, ask=_ask),
        case_canned.SHOWN,
    ],
    _head,
    _submit,
    roles=STAFF,
    cancelled=_cancelled,
    aside=case_late.aside,
)

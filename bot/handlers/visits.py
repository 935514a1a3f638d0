"""Visits: logging one in a message or guided, the saved card, undo, editing, files."""

from collections.abc import Mapping, Sequence
from typing import Any

from telegram import Message, Update

from bot.domain.actor import STAFF, Actor
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, Attachment, Button, Rows, Say, Style, Text, button, text
from bot.domain.visit_words import has_past_verb, looks_like_a_visit
from bot.forms.engine import open_form, refill
from bot.forms.form import Choice, Dialogue, Field, Form, Got
from bot.handlers import customer_card, visit_form, visit_notes, visit_words
from bot.handlers.feature import Buttons, Command, Feature, number, parts
from bot.handlers.kept_files import carries_file
from bot.services import customers
from bot.services import visits as service
from bot.services.counted_files import counted_files
from bot.storage import Session, follow_ups, forms, people, visits
from bot.storage.visits import Visit

MOST_VERSIONS = 6
SENTENCE = 4
"""So many words are a sentence rather than a name."""


def log(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """/visit: with words the filled card, without any the first question."""
    message = update.message
    assert message is not None
    words = visit_words.sentence_of(message)
    if words:
        return _at_a_glance(session, actor, message, words)
    return open_form(session, actor, FORM, visit_form.guided(actor, message.date))


def heard(session: Session, actor: Actor, message: Message) -> Sequence[Answer] | None:
    """Words that tell of a visit to a customer, or a file; anything else is not for us."""
    if actor.role not in STAFF:
        return None
    if carries_file(message):
        return _with_file(session, actor, message)
    words = visit_words.sentence_of(message)
    if words and _tells_of_a_visit(session, actor, message, words):
        return _at_a_glance(session, actor, message, words, heard=words)
    return None


def _tells_of_a_visit(session: Session, actor: Actor, message: Message, words: str) -> bool:
    """A past verb, or a time; or simply a sentence that names a customer and is no look-up.

    A time alone may also be part of a name that is looked up.
    """
    now = actor.desk.here(message.date)
    is_named = bool(customers.mentioned(session, actor, words))
    is_sentence = len(words.split()) >= SENTENCE
    tells = looks_like_a_visit(words, now, actor.language)
    if tells and (is_named or (is_sentence and has_past_verb(words, actor.language))):
        return not customers.is_a_name(session, actor, words)
    return is_named and is_sentence and not customers.find(session, actor, words, 1)


def _at_a_glance(
    session: Session, actor: Actor, message: Message, words: str, **more: Any
) -> Sequence[Answer]:
    values = visit_words.told(session, actor, words, message.date, message.message_id)
    values |= {"rep": visit_form.own_rep(actor), **more}
    return open_form(session, actor, FORM, values, review=True)


def _with_file(session: Session, actor: Actor, message: Message) -> Sequence[Answer] | None:
    """A visit that begins with its file; the office's tables are lists of customers."""
    if actor.is_office() and visit_notes.is_table(message):
        return None
    words = visit_words.sentence_of(message)
    if words and _tells_of_a_visit(session, actor, message, words):
        told = visit_words.told(session, actor, words, message.date, message.message_id)
        notes = told["notes"]
        notes = visit_notes.with_file(session, actor, notes, message, "")
        return _at_a_glance(session, actor, message, words, notes=notes)
    notes = visit_notes.with_file(session, actor, None, message, words)
    values = visit_form.guided(actor, message.date, notes=notes)
    return open_form(session, actor, FORM, values)


def edited(session: Session, actor: Actor, message: Message) -> Sequence[Answer] | None:
    """A message that told of a visit was edited: the form is read again, or the visit changed."""
    if actor.role not in STAFF:
        return None
    place = (session, actor.chat_id, actor.thread_id, actor.person_id)
    row = forms.current(*place) or forms.current(*place, state="waiting")
    if row and row.kind == FORM.kind:
        values = row.data["values"]
        if values.get("message_id") == message.message_id:
            new = visit_words.again(session, actor, values, message)
            return refill(session, actor, FORM, row, new)
        texts = (values.get("notes") or visit_notes.NONE)["texts"]
        if message.message_id in [one for one, _ in texts]:
            words = message.text or message.caption or ""
            notes = visit_notes.with_text(values["notes"], message.message_id, words)
            return refill(session, actor, FORM, row, {"notes": notes})
    visit = visits.by_message(session, actor.chat_id, message.message_id, actor.person_id)
    if visit is None:
        return None
    new = visit_words.again(session, actor, visit_form.loaded(session, visit), message)
    return _changed(session, actor, visit, {**new, "rep": visit.rep_id}, in_place=True)


def _submit(dialogue: Dialogue) -> Sequence[Answer]:
    session, actor, values = dialogue.session, dialogue.actor, dialogue.values
    if values.get("extra"):
        return found_instead(session, actor, values)
    if visit_id := values.get("visit_id"):
        return _changed(session, actor, service.get(session, actor, visit_id), values)
    visit = service.save(session, actor, visit_form.report_of(values))
    return [saved_card(session, actor, visit)]


def found_instead(session: Session, actor: Actor, values: Mapping[str, Any]) -> Sequence[Answer]:
    """The words were a look-up after all: of all of them, else of the customer they name."""
    hits = customers.find(session, actor, values["heard"])
    hits = hits or [customers.get(session, actor, values["customer"])]
    if len(hits) == 1:
        return [customer_card.card(session, actor, hits[0])]
    buttons = [
        [button("visit-choice", f"customer:open:{one.id}", name=customers.label(one))]
        for one in hits
    ]
    return [Say((text("visit-found"),), buttons)]


def _changed(
    session: Session,
    actor: Actor,
    visit: Visit,
    values: Mapping[str, Any],
    *,
    in_place: bool = False,
) -> Sequence[Answer]:
    service.change(session, actor, visit, visit_form.report_of(values))
    return [saved_card(session, actor, visit, in_place=in_place)]


def saved_card(session: Session, actor: Actor, visit: Visit, *, in_place: bool = False) -> Say:
    """What was saved, in a line or two, with the way to add to it and to take it back."""
    customer = customers.get(session, actor, visit.customer_id)
    key = "visit-saved" if visit.version == 1 else "visit-changed"
    lines = [text(key, number=visit.number, customer=customers.short(customer), at=visit.at)]
    if visit.version > 1:
        lines += visit_form.told_lines(visit_form.loaded(session, visit))
    elif follow_up := follow_ups.of_visit(session, visit.id):
        lines.append(text("visit-follow-up-line", due=follow_up.due_at))
    row = [button("visit-attach", f"visit:attach:{visit.id}")]
    can_be_undone = service.undo_is_open(actor, visit)
    if visit.result == "problem":
        row.append(button("visit-case", f"case:visit:{visit.id}"))
    if visit.version > 1 or not can_be_undone:
        row.append(button("visit-edit", f"visit:edit:{visit.id}"))
    if can_be_undone:
        row.append(button("visit-undo", f"visit:undo:{visit.id}", Style.DANGER))
    return Say(lines, [row], card=f"visit:{visit.id}", in_place=in_place)


# -- buttons


def press(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """Every button of a visit: visit:verb:id."""
    verb, one = parts(update)[1], number(update, 2)
    if verb == "for":
        customer = customers.get(session, actor, one)
        values = visit_form.guided(actor, actor.desk.now(), customer=customer.id)
        return open_form(session, actor, FORM, values)
    take = VERBS.get(verb)
    if take is None:
        raise Refusal("button-unknown")
    return take(session, actor, service.get(session, actor, one))


def _open(session: Session, actor: Actor, visit: Visit) -> Sequence[Answer]:
    """All of a visit, with its buttons."""
    values = visit_form.loaded(session, visit)
    customer = customers.get(session, actor, visit.customer_id)
    lines = [
        text("visit-head-saved", number=visit.number, customer=customers.short(customer),
             customer_number=customer.number),
        text("visit-by", rep=people.names(session, [visit.rep_id])[visit.rep_id]),
        text("visit-time", at=visit.at),
        *visit_form.told_lines(values),
    ]  # fmt: skip
    first: list[Button] = []
    if values["notes"]["files"]:
        first.append(button("visit-show-files", f"visit:files:{visit.id}"))
    if visit.version > 1:
        first.append(button("visit-versions", f"visit:versions:{visit.id}"))
    second = [button("visit-open-customer", f"customer:show:{visit.customer_id}")]
    if service.may_edit(actor, visit):
        second.append(button("visit-edit", f"visit:edit:{visit.id}"))
    return [Say(lines, [first, second], new=True)]


def _edit(
    session: Session, actor: Actor, visit: Visit, before: Sequence[Text] = ()
) -> Sequence[Answer]:
    if not service.may_edit(actor, visit):
        raise Refusal("may-not")
    values = visit_form.loaded(session, visit)
    return open_form(session, actor, FORM, values, review=True, before=before)


def _undo(session: Session, actor: Actor, visit: Visit) -> Sequence[Answer]:
    """Take it back; later than ten minutes after saving, the button opens editing instead."""
    if not service.undo_is_open(actor, visit):
        return _edit(session, actor, visit, [text("visit-undo-late", number=visit.number)])
    service.undo(session, actor, visit)
    again: Rows = [[button("visit-log-again", f"visit:for:{visit.customer_id}")]]
    return [Say((text("visit-undone", number=visit.number),), again, card=f"visit:{visit.id}")]


def _attach(session: Session, actor: Actor, visit: Visit) -> Sequence[Answer]:
    if not service.may_edit(actor, visit):
        raise Refusal("may-not")
    return open_form(session, actor, FILES_FORM, {"visit_id": visit.id, "number": visit.number})


def _files(session: Session, actor: Actor, visit: Visit) -> Sequence[Answer]:
    """Every file as a message of its own."""
    about = (text("visit-file-of", number=visit.number),)
    return [
        Say(about, new=True, attachment=Attachment(file.id, file.kind))
        for file in visits.files_of(session, visit.id)
    ]


def _versions(session: Session, actor: Actor, visit: Visit) -> Sequence[Answer]:
    """What the visit said before."""
    found = visits.versions(session, visit.id)[:MOST_VERSIONS]
    names = people.names(session, [one.changed_by for one in found])
    lines = [text("visit-versions-head", number=visit.number)]
    lines += [
        text("visit-version", changed_at=one.changed_at, by=names[one.changed_by],
             result=text(f"visit-result-{one.content['result']}"), notes=one.content["notes"])
        for one in found
    ]  # fmt: skip
    return [Say(lines, new=True)]


VERBS = {
    "open": _open,
    "edit": _edit,
    "undo": _undo,
    "attach": _attach,
    "files": _files,
    "versions": _versions,
}


# -- more files for a saved visit


def _files_head(dialogue: Dialogue) -> Sequence[Text]:
    lines = [text("visit-files-head", number=dialogue.get("number"))]
    notes = dialogue.get("notes") or visit_notes.NONE
    kinds = [kind for _, kind in notes["files"]]
    return [*lines, counted_files(kinds)] if kinds else lines


def _no_file(_dialogue: Dialogue, _message: Message) -> Got:
    raise Refusal("visit-files-kind")


def _attach_files(dialogue: Dialogue) -> Sequence[Answer]:
    """Files, and what was written under them, are added to the visit."""
    session, actor = dialogue.session, dialogue.actor
    visit = service.get(session, actor, dialogue.values["visit_id"])
    values = visit_form.loaded(session, visit)
    more = dialogue.get("notes") or visit_notes.NONE
    values["notes"] = {name: [*values["notes"][name], *more[name]] for name in more}
    return _changed(session, actor, visit, values)


def _search_instead(dialogue: Dialogue) -> Sequence[Choice]:
    return [Choice("search", text("visit-search"))] if dialogue.get("heard") else []


def fetched(_session: Session, actor: Actor, _result: Mapping[str, Any]) -> Sequence[Answer]:
    """A file that could not be fetched stays at Telegram, from where it is still shown. What a
    customer's contact sent has been passed on without it."""
    return [Say((text("visit-file-late"),))] if actor.role in STAFF else []


FORM = Form(
    "visit",
    visit_form.FIELDS,
    visit_form.head,
    _submit,
    extras=_search_instead,
    aside=visit_notes.aside,
)
FILES_FORM = Form(
    "visit-files",
    [Field("notes", _no_file, required=True, many=True)],
    _files_head,
    _attach_files,
    aside=visit_notes.aside,
)
FEATURE = Feature(
    name="visits",
    commands=[Command("besuch", "visit", log)],
    buttons=[Buttons("visit", press)],
    forms=[FORM, FILES_FORM],
    listeners=[heard],
    edits=[edited],
    results={"fetch": fetched},
)

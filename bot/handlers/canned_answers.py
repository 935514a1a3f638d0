"""Canned answers, as the office keeps them: the list, one of them, adding, changing, deleting."""

from collections.abc import Sequence
from typing import Any

from telegram import Message, Update

from bot.domain.actor import OFFICE, Actor
from bot.domain.canned_answers import PLACEHOLDERS, written
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, Button, Clipped, Say, Style, Text, Words, button, text
from bot.forms.engine import open_form
from bot.forms.form import Dialogue, Field, Form, Got
from bot.handlers.feature import Buttons, Command, Feature, number, parts
from bot.services import canned_answers as service
from bot.storage import Session, audit, people
from bot.storage.canned_answers import CannedAnswer

PAGE = 12
FIELDS = ("title", "words")
LIST = "canned"
"""The name of the message that shows the list."""


def command(session: Session, actor: Actor, _update: Any) -> Sequence[Answer]:
    """/answers: all there are."""
    return [_list(session, actor, 0)]


def press(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """The buttons of canned answers: canned:verb, most with an id behind."""
    verb = parts(update)[1]
    if verb == "list":
        return [_list(session, actor, number(update, 2))]
    if verb == "new":
        service.check_room(session, actor)
        return open_form(session, actor, NEW)
    one = service.get(session, actor, number(update, 2))
    if verb == "undo":
        service.restore(session, actor, one)
    elif verb == "delete":
        service.delete(session, actor, one)
    elif verb in FIELDS and one.deleted_at is None:
        return _ask_anew(session, actor, one, verb)
    elif verb not in ("open", *FIELDS):
        raise Refusal("button-unknown")
    return [_card(actor, one)]


def _list(session: Session, actor: Actor, page: int) -> Say:
    kept = service.kept(session, actor)
    rows = [[_opening(one)] for one in kept[page * PAGE : (page + 1) * PAGE]]
    way = [button("canned-earlier", f"canned:list:{page - 1}")] if page else []
    if (page + 1) * PAGE < len(kept):
        way.append(button("canned-later", f"canned:list:{page + 1}"))
    new = button("canned-new", "canned:new", Style.PRIMARY)
    head = text("canned-head", count=len(kept)) if kept else text("canned-none")
    return Say([head], [*rows, way, [new]], card=LIST)


def _opening(one: CannedAnswer) -> Button:
    return button("canned-one", f"canned:open:{one.id}", title=one.title)


def _card(actor: Actor, one: CannedAnswer, *before: Text) -> Say:
    """It as it is, or that it is gone, with the way back to it for a while."""
    to_the_list = button("canned-button", "canned:list:0")
    if one.deleted_at is not None:
        undo = button("canned-undo", f"canned:undo:{one.id}")
        rows = [[undo, to_the_list] if service.may_restore(actor, one) else [to_the_list]]
        return Say([*before, text("canned-is-deleted", title=one.title)], rows)
    words = text("canned-words", words=_whole(one.words))
    rows = [
        [button(f"canned-edit-{field}", f"canned:{field}:{one.id}") for field in FIELDS],
        [to_the_list, button("canned-delete", f"canned:delete:{one.id}", Style.DANGER)],
    ]
    return Say([*before, text("canned-card", title=one.title), words], rows)


def _whole(words: str) -> Clipped:
    return Clipped(words, service.LONGEST + 1)


# -- a new one


def _new_head(dialogue: Dialogue) -> Sequence[Text]:
    title = dialogue.get("title")
    return [text("canned-new-named", title=title) if title else text("canned-new-head")]


def _ask(field: str, actor: Actor) -> Text:
    if field == "title":
        return text("canned-ask-title", most=service.LONGEST_TITLE)
    known = [
        text("canned-means", placeholder=written(what, actor.language),
             means=text(f"canned-means-{what}"))
        for what in PLACEHOLDERS
    ]  # fmt: skip
    return text("canned-ask-words", most=service.LONGEST, known=Words(known, "\n"))


def _read(field: str, actor: Actor, message: Message) -> Got:
    if not message.text:
        raise Refusal("canned-text-wanted")
    if field == "title":
        return Got(service.checked_title(message.text))
    return Got(service.checked_words(message.text, actor.language))


def _field(name: str) -> Field:
    return Field(
        name,
        lambda dialogue, message: _read(name, dialogue.actor, message),
        required=True,
        changeable=False,
        ask=lambda dialogue: _ask(name, dialogue.actor),
    )


def _add(dialogue: Dialogue) -> Sequence[Answer]:
    title, words = (dialogue.get(field) for field in FIELDS)
    one = service.add(dialogue.session, dialogue.actor, title, words)
    return [_card(dialogue.actor, one, text("canned-saved"))]


NEW = Form("canned-new", [_field(name) for name in FIELDS], _new_head, _add, roles=OFFICE)


# -- a change


def _ask_anew(
    session: Session, actor: Actor, one: CannedAnswer, field: str, *before: Text
) -> Sequence[Answer]:
    """The question, which remembers what it was asked about."""
    about = {"id": one.id, "field": field, "seen": getattr(one, field)}
    return open_form(session, actor, CHANGE, about, before=before)


def _it(dialogue: Dialogue) -> CannedAnswer:
    return service.get(dialogue.session, dialogue.actor, dialogue.values["id"])


def _change_head(dialogue: Dialogue) -> Sequence[Text]:
    one = _it(dialogue)
    now = _whole(getattr(one, dialogue.values["field"]))
    return [text("canned-card", title=one.title), text("canned-so-far", words=now)]


def _change(dialogue: Dialogue) -> Sequence[Answer]:
    """Nothing that somebody else did meanwhile is overwritten unseen."""
    session, actor, one = dialogue.session, dialogue.actor, _it(dialogue)
    field = dialogue.values["field"]
    service.keep_still(session, one)
    if one.deleted_at is not None:
        return [_card(actor, one)]
    if getattr(one, field) != dialogue.values["seen"]:
        told = text("canned-changed-meanwhile", who=_who_changed(session, one, field))
        return _ask_anew(session, actor, one, field, told)
    service.change(session, actor, one, field, dialogue.values["value"])
    return [_card(actor, one, text("canned-changed"))]


def _who_changed(session: Session, one: CannedAnswer, field: str) -> str:
    deeds = audit.of(session, service.SUBJECT, one.id)
    last = next((deed.person_id for deed in deeds if field in deed.details), None)
    return people.names(session, [last]).get(last or 0, "")


CHANGE = Form(
    "canned-change",
    [
        Field(
            "value",
            lambda dialogue, message: _read(dialogue.values["field"], dialogue.actor, message),
            required=True,
            changeable=False,
            ask=lambda dialogue: _ask(dialogue.values["field"], dialogue.actor),
        )
    ],
    _change_head,
    _change,
    roles=OFFICE,
    cancelled=lambda dialogue: [_card(dialogue.actor, _it(dialogue))],
)

FEATURE = Feature(
    name="canned answers",
    commands=[Command("textbausteine", "answers", command, OFFICE)],
    buttons=[Buttons("canned", press, OFFICE)],
    forms=[NEW, CHANGE],
)

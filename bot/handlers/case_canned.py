"""A canned answer to a case: chosen, shown as it will go out, and sent by one press."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from telegram import Message

from bot.domain.say import Clipped, Style, Text, text
from bot.forms.form import Choice, Dialogue, Field, Got
from bot.handlers import case_late
from bot.handlers import case_words as words
from bot.services import canned_answers, case_steps
from bot.storage.canned_answers import CannedAnswer
from bot.storage.cases import TO_CUSTOMER

MOST_RECENT = 6
PAGE = 12


def choices(dialogue: Dialogue) -> Sequence[Choice]:
    """Those that went out last, and the way to all of them, by title; none for a note. What to do
    with words that came late goes first."""
    if late := case_late.choices(dialogue):
        return late
    if dialogue.values["kind"] not in TO_CUSTOMER:
        return ()
    kept = canned_answers.kept(dialogue.session, dialogue.actor)
    page = dialogue.get("page") or 0
    if not page:
        shown = [_choice(one) for one in canned_answers.recent(kept, MOST_RECENT)]
        if len(kept) > MOST_RECENT:
            shown.append(_leaf(1, text("canned-all", count=len(kept))))
        return shown
    way = [_leaf(page - 1, text("canned-earlier"))]
    if page * PAGE < len(kept):
        way.append(_leaf(page + 1, text("canned-later")))
    return [*(_choice(one) for one in kept[(page - 1) * PAGE : page * PAGE]), *way]


def _choice(one: CannedAnswer) -> Choice:
    chosen = {"value": None, "others": {"canned": one.id}}
    return Choice(chosen, text("canned-one", title=one.title), wide=True)


def _leaf(page: int, label: Text) -> Choice:
    return Choice({"again": {"page": page}}, label)


def is_chosen(dialogue: Dialogue) -> bool:
    """Whether one is chosen, and nothing is said yet."""
    return bool(dialogue.get("canned")) and dialogue.get("words") is None


def read(dialogue: Dialogue, message: Message) -> list[Any]:
    """What the message says, as the field `words` has it; words of one's own."""
    said = words.said_by_us(dialogue.session, dialogue.actor, message)
    return [said.words, said.file_id, message.message_id]


def _read_instead(dialogue: Dialogue, message: Message) -> Got:
    return Got(True, others={"words": read(dialogue, message)})


def _filled(dialogue: Dialogue) -> str:
    session, actor = dialogue.session, dialogue.actor
    case = case_steps.get(session, actor, dialogue.values["case"])
    one = canned_answers.get(session, actor, dialogue.values["canned"])
    return canned_answers.filled(session, actor, one, case)


def _ask(dialogue: Dialogue) -> Text:
    if late := case_late.question(dialogue):
        return late
    filled = _filled(dialogue)
    return text("canned-shown", words=Clipped(filled, len(filled) + 1))


def _send(dialogue: Dialogue) -> Sequence[Choice]:
    """What is sent is what is shown here, whatever has changed by then."""
    if late := case_late.choices(dialogue):
        return [replace(one, value={"value": True, "others": {"words": one.value}})
                for one in late]  # fmt: skip
    said = {"words": [_filled(dialogue), None, 0], "used": dialogue.values["canned"]}
    return [Choice({"value": True, "others": said}, text("case-write-save"), Style.SUCCESS)]


SHOWN = Field("canned_shown", _read_instead, _send, required=True, wanted=is_chosen,
              changeable=False, ask=_ask)  # fmt: skip

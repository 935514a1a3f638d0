"""Words that come long after they were asked for may be meant for somebody else: they are sent
only when a button says so."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from telegram import Message

from bot.domain.say import Clipped, Style, Text, text
from bot.forms.form import Choice, Dialogue
from bot.handlers import case_words as words

LATE = timedelta(minutes=30)
SEND, DROP = "send", "drop"
"""What the two buttons make of the words."""
SHOWN = 200


def aside(dialogue: Dialogue, message: Message) -> Mapping[str, Any] | None:
    """Words that come late are kept until a button says what they are; None: they are in time."""
    values, actor = dialogue.values, dialogue.actor
    asked = values.get("asked")  # one that an older version asked does not say when
    if asked and actor.desk.now() - datetime.fromisoformat(asked) <= LATE:
        return None
    said = words.said_by_us(dialogue.session, actor, message)
    return {"late": [*values.get("late", []), [said.words, said.file_id, message.message_id]]}


def choices(dialogue: Dialogue) -> Sequence[Choice]:
    """To send what came late, or not."""
    if not dialogue.get("late"):
        return []
    send = "case-late-keep" if dialogue.values["kind"] == "note" else "case-late-send"
    return [
        Choice(SEND, text(send), Style.SUCCESS, wide=True),
        Choice(DROP, text("case-late-not"), wide=True),
    ]


def shown(dialogue: Dialogue) -> list[Text]:
    """What came late."""
    return [
        text("case-words", words=Clipped(said, SHOWN) if said else text("case-a-file"))
        for said, _, _ in dialogue.values.get("late", [])
    ]


def question(dialogue: Dialogue) -> Text | None:
    """What to do with it; None: nothing came late."""
    if not dialogue.get("late"):
        return None
    return text("case-late-note" if dialogue.values["kind"] == "note" else "case-late-question")


def what_counts(dialogue: Dialogue) -> Sequence[Sequence[Any]]:
    """All that was written and is to be sent: words, file, message."""
    said = dialogue.values["words"]
    if said == DROP:
        return []
    return dialogue.values["late"] if said == SEND else [said]

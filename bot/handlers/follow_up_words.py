"""Something to come, told in one message: a follow-up with all its values."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from telegram import Message

from bot.domain.actor import STAFF, Actor
from bot.domain.say import Answer, text
from bot.domain.visit_words import read_plan, without
from bot.forms.engine import open_form
from bot.forms.form import Choice, Dialogue, Got
from bot.handlers import visit_form, visit_notes, visit_words, visits
from bot.handlers.follow_up_when import ahead, moments, usual_days
from bot.services import customers
from bot.storage import Session
from bot.when import Moment, find_when

LONGEST_WHAT = 400


def told(session: Session, actor: Actor, message: Message) -> dict[str, Any] | None:
    """What the message says of something to come, or None; the readings where it is unclear."""
    words = visit_words.sentence_of(message) if actor.role in STAFF and message.text else ""
    if not words or words.startswith("/"):
        return None
    now = actor.desk.here(message.date)
    named = customers.mentioned(session, actor, words)
    plan = read_plan(words, now, actor.language, lambda _: [(one.id, one.span) for one in named])
    readings = ahead(actor, plan.at) if plan else []
    if plan is None or not readings or len(plan.what) > LONGEST_WHAT:
        return None
    if customers.is_a_name(session, actor, words):
        return None
    only = plan.customers[0] if len(plan.customers) == 1 else None
    is_clear = isinstance(plan.at, Moment) and len(readings) == 1
    return {
        "customer": only,
        "candidates": [] if only else list(plan.customers[: visit_words.MOST_CANDIDATES]),
        "name": words[slice(*named[0].span)],
        "what": plan.what,
        "due_at": readings[0].isoformat() if is_clear else None,
        "due_readings": [] if is_clear else [at.isoformat() for at in readings],
        "heard": words,
        "message_id": message.message_id,
        "sent_at": message.date.isoformat(),
    }


def with_time(dialogue: Dialogue, message: Message) -> Got | None:
    """ "Becher zeigen nächsten Mittwoch 14 Uhr": what and when at once, where both are clear."""
    actor, words = dialogue.actor, message.text or ""
    found = find_when(words, actor.desk.here(message.date), actor.language, past=False)
    readings = ahead(actor, found) if isinstance(found, Moment) else []
    what = without(words, found) if found else ""
    if len(readings) != 1 or not what or len(what) > LONGEST_WHAT:
        return None
    return Got(what, echo=True, others={"due_at": readings[0].isoformat()})


def due_choices(dialogue: Dialogue) -> Sequence[Choice]:
    """The readings of what was told unclearly, else the usual days."""
    readings = dialogue.get("due_readings") if not dialogue.get("due_at") else ()
    return moments([datetime.fromisoformat(one) for one in readings or ()]) or usual_days(dialogue)


def instead(dialogue: Dialogue) -> Sequence[Choice]:
    """What words told without a command may have meant instead."""
    if not dialogue.get("heard"):
        return []
    return [Choice("visit", text("follow-up-as-visit")), Choice("search", text("visit-search"))]


def something_else(dialogue: Dialogue) -> Sequence[Answer]:
    """The look-up, or the visit, that was meant instead."""
    session, actor, values = dialogue.session, dialogue.actor, dialogue.values
    if values["extra"] == "search":
        return visits.found_instead(session, actor, values)
    sent = datetime.fromisoformat(values["sent_at"])
    visit = visit_words.told(session, actor, values["heard"], sent, values["message_id"])
    visit |= {
        "customer": values["customer"],
        "candidates": [],
        "rep": visit_form.own_rep(actor),
        "notes": visit_notes.with_text(None, values["message_id"], values["what"] or ""),
    }
    return open_form(session, actor, visits.FORM, visit, review=True)

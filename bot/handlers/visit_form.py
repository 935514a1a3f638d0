"""The visit form: its questions, guided or all at a glance, and what is made of the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from telegram import Message

from bot.domain import checks
from bot.domain.actor import Actor, Role
from bot.domain.refusal import Refusal
from bot.domain.say import Style, Text, text
from bot.domain.visit_words import read_visit
from bot.forms.form import Calendar, Choice, Dialogue, Field, Got, Unsure
from bot.handlers import follow_up_when, visit_notes, visit_when
from bot.handlers.customer_field import customer_field
from bot.handlers.follow_up_when import moments, read_due, usual_days
from bot.services import customers
from bot.services.counted_files import counted_files
from bot.services.visits import RESULTS, Report
from bot.storage import Session, follow_ups, people, visits
from bot.storage.visits import Visit


def guided(actor: Actor, at: datetime, **values: Any) -> dict[str, Any]:
    """What a guided visit begins with: now, and the actor's own unless somebody else is asked."""
    return {"rep": own_rep(actor), "at": at.isoformat(), "which_follow_up": "", **values}


def own_rep(actor: Actor) -> int | None:
    """Whose visits the actor logs without being asked."""
    return actor.person_id if actor.role is Role.REP else None


def loaded(session: Session, visit: Visit) -> dict[str, Any]:
    """A saved visit as the form's values."""
    follow_up = follow_ups.of_visit(session, visit.id)
    files = [[file.id, file.kind] for file in visits.files_of(session, visit.id)]
    return {
        "visit_id": visit.id,
        "number": visit.number,
        "rep": visit.rep_id,
        "customer": visit.customer_id,
        "at": visit.at.isoformat(),
        "result": visit.result,
        "notes": {"texts": [[0, visit.notes]] if visit.notes else [], "files": files},
        "which_follow_up": "",
        "follow_up": follow_up.due_at.isoformat() if follow_up else "",
    }


def report_of(values: Mapping[str, Any]) -> Report:
    """The form's values as what a visit says."""
    due = values.get("follow_up")
    return Report(
        customer_id=values["customer"],
        rep_id=values["rep"],
        at=datetime.fromisoformat(values["at"]),
        result=values["result"],
        notes=visit_notes.words_of(values.get("notes")),
        file_ids=visit_notes.file_ids_of(values.get("notes")),
        follow_up=datetime.fromisoformat(due) if due else None,
        message_id=values.get("message_id"),
    )


def head(dialogue: Dialogue) -> Sequence[Text]:
    """What is known so far, a line each; nothing before the customer is."""
    values, actor = dialogue.values, dialogue.actor
    if not values.get("customer"):
        return []
    customer = customers.get(dialogue.session, actor, values["customer"])
    number, name = values.get("number", ""), customers.short(customer)
    known = {"customer": name, "customer_number": customer.number}
    lines = [text("visit-head-saved", number=number, **known) if number
             else text("visit-head", **known)]  # fmt: skip
    if values.get("rep") not in (None, actor.person_id):
        rep = people.names(dialogue.session, [values["rep"]])[values["rep"]]
        lines.append(text("visit-by", rep=rep))
    if values.get("at"):
        lines.append(text("visit-time", at=datetime.fromisoformat(values["at"])))
    return [*lines, *told_lines(values)]


def told_lines(values: Mapping[str, Any]) -> list[Text]:
    """Result, notes, files and follow-up, as far as there are any."""
    lines = []
    if result := values.get("result"):
        lines.append(text("visit-result-line", result=text(f"visit-result-{result}")))
    if words := visit_notes.words_of(values.get("notes")):
        lines.append(text("visit-notes-line", notes=words))
    if files := (values.get("notes") or visit_notes.NONE)["files"]:
        lines.append(counted_files([kind for _, kind in files]))
    if due := values.get("follow_up"):
        lines.append(text("visit-follow-up-line", due=datetime.fromisoformat(due)))
    return lines


# -- who


def _reps(dialogue: Dialogue) -> Sequence[Choice]:
    found = people.with_roles(dialogue.session, [Role.REP])
    return [Choice(one.id, text("visit-choice", name=one.name)) for one in found]


def _read_rep(dialogue: Dialogue, message: Message) -> Got:
    wanted = checks.fold(message.text or "")
    reps = people.with_roles(dialogue.session, [Role.REP])
    hits = [one for one in reps if wanted and wanted in checks.fold(one.name)]
    if len(hits) != 1:
        raise Refusal("visit-rep-unknown")
    return Got(hits[0].id)


# -- how it went


def _results(_dialogue: Dialogue) -> Sequence[Choice]:
    return [Choice(one, text(f"visit-result-{one}")) for one in RESULTS]


def _read_result(dialogue: Dialogue, message: Message) -> Got:
    """A result in words; only one that is recognised counts."""
    actor, words = dialogue.actor, (message.text or "")[:200]
    now = actor.desk.here(message.date)
    result = read_visit(words, now, actor.language, lambda _: []).result if words else "other"
    if result == "other":
        raise Refusal("form-press-a-button")
    return Got(result)


def _notes_choices(dialogue: Dialogue) -> Sequence[Choice]:
    """To begin the text anew; not while it is being told for the first time, where it would
    stand before the way on."""
    notes = dialogue.get("notes") or visit_notes.NONE
    if dialogue.get("follow_up") is None or not notes["texts"]:
        return []
    without = {"texts": [], "files": notes["files"]}
    return [Choice(without, text("visit-notes-drop"), Style.DANGER)]


def _read_notes(dialogue: Dialogue, message: Message) -> Got:
    if not message.text:
        raise Refusal("visit-notes-kind")
    return Got(visit_notes.with_text(dialogue.get("notes"), message.message_id, message.text))


# -- what next


def _days(dialogue: Dialogue) -> Sequence[Choice]:
    none = [Choice("", text("follow-up-none"), wide=True)] if dialogue.get("follow_up") else []
    return [*usual_days(dialogue), *none]


def _readings(dialogue: Dialogue) -> Sequence[Choice]:
    """A follow-up that was told unclearly: its readings, else the usual days."""
    readings = dialogue.get("follow_up_readings") or ()
    offered = moments([datetime.fromisoformat(one) for one in readings]) or usual_days(dialogue)
    offered = [*offered, Choice("", text("follow-up-none"), wide=True)]
    return [
        replace(one, value={"value": "", "others": {"follow_up": one.value}}) for one in offered
    ]


def _read_reading(dialogue: Dialogue, message: Message) -> Got | Unsure:
    found = read_due(dialogue, message)
    if isinstance(found, Got):
        return _as_follow_up(found)
    choices = [replace(one, value={"value": "", "others": {"follow_up": one.value}})
               for one in found.choices]  # fmt: skip
    return Unsure(found.question, choices)


def _take_day(dialogue: Dialogue, day: date) -> Got:
    return _as_follow_up(follow_up_when.take_day(dialogue, day))


def _as_follow_up(found: Got) -> Got:
    """What was unclear is answered by the follow-up itself."""
    return Got("", others={"follow_up": found.value}, echo=True)


FIELDS = [
    Field("rep", _read_rep, _reps, required=True, changeable=False),
    customer_field("visit-customer"),
    Field("at", visit_when.read, visit_when.choices, required=True,
          ask=visit_when.ask, calendar=visit_when.CALENDAR),
    Field("which_follow_up", _read_reading, _readings, required=True, changeable=False,
          calendar=Calendar(follow_up_when.days_ahead, _take_day)),
    Field("result", _read_result, _results, required=True, per_row=3),
    Field("notes", _read_notes, _notes_choices, many=True, per_row=1),
    Field("follow_up", read_due, _days, calendar=follow_up_when.CALENDAR),
]  # fmt: skip

"""Follow-ups: the card that rings, its buttons, and setting one without a visit."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from telegram import Message, Update

from bot.domain import checks
from bot.domain.actor import Actor
from bot.domain.mornings import in_days, next_week
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, Rows, Say, Style, Text, Toast, button, text
from bot.forms.engine import open_form, refill
from bot.forms.form import Dialogue, Field, Form, Got
from bot.handlers import follow_up_words
from bot.handlers.customer_field import customer_field
from bot.handlers.feature import Buttons, Feature, number, parts
from bot.handlers.follow_up_when import CALENDAR, read_due, usual_days
from bot.services import customers, follow_up_card
from bot.services import follow_ups as service
from bot.storage import Session, follow_up_lists, forms
from bot.storage.follow_ups import FollowUp


def press(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """Every button of a follow-up: followup:verb:id."""
    verb, one = parts(update)[1], number(update, 2)
    if verb == "for":
        customer = customers.get(session, actor, one)
        return open_form(session, actor, FORM, {"customer": customer.id})
    if verb == "open":
        return [_card(session, actor, service.get(session, actor, one), new=True)]
    follow_up = _to_be_changed(session, actor, one)
    if verb == "undo":
        service.reopen(session, actor, follow_up)
        return [_card(session, actor, follow_up)]
    if follow_up.status != "open":
        return [Toast(text(f"follow-up-is-{follow_up.status}"))]
    if verb in ("done", "cancel"):
        end = service.done if verb == "done" else service.cancel
        end(session, actor, follow_up)
        return [_ended(session, actor, follow_up)]
    if verb == "move":
        return open_form(session, actor, MOVING, {"id": follow_up.id})
    service.move(session, actor, follow_up, _snoozed(actor, verb))
    return [_moved(session, actor, follow_up)]


def _to_be_changed(session: Session, actor: Actor, follow_up_id: int) -> FollowUp:
    """The follow-up; raises Refusal for one that this person may at most read."""
    found = service.get(session, actor, follow_up_id)
    if not service.may_edit(actor, found):
        raise Refusal("may-not")
    return found


def _snoozed(actor: Actor, verb: str) -> datetime:
    """When it rings again: an hour is an hour, mornings are those of business days."""
    desk = actor.desk
    now = desk.now()
    if verb == "hour":
        return now + timedelta(hours=1)
    if verb == "tomorrow":
        return in_days(desk, now, 1)
    if verb == "week":
        return next_week(desk, now)
    raise Refusal("button-unknown")


def _card(session: Session, actor: Actor, one: FollowUp, *, new: bool = False) -> Say:
    if one.status != "open":
        return _ended(session, actor, one)
    lines = [*follow_up_card.lines(session, actor, one), text("follow-up-due", due=one.due_at)]
    rows = follow_up_card.buttons(one)
    if not service.may_edit(actor, one):
        rows = [[button("follow-up-customer", f"customer:show:{one.customer_id}")]]
    return Say(lines, rows, card=follow_up_card.name(one), new=new)


def _ended(session: Session, actor: Actor, one: FollowUp) -> Say:
    lines = [_what_and_whom(session, actor, one, f"follow-up-was-{one.status}")]
    buttons: Rows = [
        [button("follow-up-visit", f"visit:for:{one.customer_id}"),
         button("follow-up-customer", f"customer:show:{one.customer_id}")],
        [button("follow-up-undo", f"followup:undo:{one.id}", Style.DANGER)],
    ]  # fmt: skip
    return Say(lines, buttons if one.status == "done" else buttons[:1],
               card=follow_up_card.name(one))  # fmt: skip


def _moved(session: Session, actor: Actor, one: FollowUp) -> Say:
    lines = [_what_and_whom(session, actor, one, "follow-up-moved"),
             text("follow-up-due", due=one.due_at)]  # fmt: skip
    return Say(lines, follow_up_card.buttons(one), card=follow_up_card.name(one))


def _what_and_whom(session: Session, actor: Actor, one: FollowUp, key: str) -> Text:
    customer = customers.get(session, actor, one.customer_id)
    return text(key, customer=customers.short(customer), what=follow_up_card.what(one))


# -- one without a visit


def _head(dialogue: Dialogue) -> Sequence[Text]:
    values = dialogue.values
    if not values.get("customer"):
        return []
    customer = customers.get(dialogue.session, dialogue.actor, values["customer"])
    lines = [text("follow-up-head", customer=customers.short(customer))]
    if what := values.get("what"):
        lines.append(text("follow-up-what-line", what=what))
    if due := values.get("due_at"):
        lines.append(text("follow-up-due", due=datetime.fromisoformat(due)))
    return lines


def _read_what(dialogue: Dialogue, message: Message) -> Got:
    """What it is about; a time said with it is when, and is shown before it counts."""
    if not message.text:
        raise Refusal("follow-up-what-kind")
    if not dialogue.get("due_at") and (told := follow_up_words.with_time(dialogue, message)):
        return told
    return Got(checks.multi_line(message.text, follow_up_words.LONGEST_WHAT))


def _submit(dialogue: Dialogue) -> Sequence[Answer]:
    session, actor, values = dialogue.session, dialogue.actor, dialogue.values
    if values.get("extra"):
        return follow_up_words.something_else(dialogue)
    due = datetime.fromisoformat(values["due_at"])
    one = service.add(session, actor, values["customer"], due, values.get("what") or "")
    lines = [_what_and_whom(session, actor, one, "follow-up-saved"),
             text("follow-up-due", due=due)]  # fmt: skip
    undo = button("follow-up-cancel", f"followup:cancel:{one.id}", Style.DANGER)
    customer = button("follow-up-customer", f"customer:show:{one.customer_id}")
    return [Say(lines, [[customer, undo]], card=follow_up_card.name(one))]


def edited(session: Session, actor: Actor, message: Message) -> Sequence[Answer] | None:
    """The message that told of something to come was edited while its card is open."""
    place = (session, actor.chat_id, actor.thread_id, actor.person_id)
    row = forms.current(*place) or forms.current(*place, state="waiting")
    if row is None or row.kind != FORM.kind:
        return None
    if row.data["values"].get("message_id") != message.message_id:
        return None
    values = follow_up_words.told(session, actor, message)
    return None if values is None else refill(session, actor, FORM, row, values)


def heard(session: Session, actor: Actor, message: Message) -> Sequence[Answer] | None:
    """ "Müller Do 15:30 Angebot besprechen": something to come with a customer."""
    values = follow_up_words.told(session, actor, message)
    return None if values is None else open_form(session, actor, FORM, values, review=True)


FORM = Form(
    "follow-up",
    [
        customer_field("follow-up-customer-ask"),
        Field("what", _read_what),
        Field("due_at", read_due, follow_up_words.due_choices, required=True, calendar=CALENDAR),
    ],
    _head,
    _submit,
    extras=follow_up_words.instead,
)


# -- another day for one that is there


def _moving_head(dialogue: Dialogue) -> Sequence[Text]:
    session, actor = dialogue.session, dialogue.actor
    one = service.get(session, actor, dialogue.values["id"])
    lines = follow_up_card.lines(session, actor, one)
    if due := dialogue.get("due_at"):
        lines.append(text("follow-up-due", due=datetime.fromisoformat(due)))
    return lines


def _move(dialogue: Dialogue) -> Sequence[Answer]:
    session, actor, values = dialogue.session, dialogue.actor, dialogue.values
    one = _to_be_changed(session, actor, values["id"])
    if one.status != "open":
        return [_ended(session, actor, one)]
    service.move(session, actor, one, datetime.fromisoformat(values["due_at"]))
    return [_moved(session, actor, one)]


def _stays(dialogue: Dialogue) -> Sequence[Answer]:
    session, actor = dialogue.session, dialogue.actor
    one = follow_up_lists.one(session, actor, dialogue.values["id"])
    return [_card(session, actor, one)] if one else []


MOVING = Form(
    "follow-up-move",
    [Field("due_at", read_due, usual_days, required=True, calendar=CALENDAR)],
    _moving_head,
    _move,
    cancelled=_stays,
)
FEATURE = Feature(
    name="follow-ups",
    buttons=[Buttons("followup", press)],
    forms=[FORM, MOVING],
    listeners=[heard],
    edits=[edited],
)

"""The form engine: opens forms, takes answers and presses, goes back, cancels, resumes."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from telegram import Message, Update

from bot.domain.actor import Actor
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, Say, Text, Toast, button, say, text
from bot.forms import calendar
from bot.forms.form import Dialogue, Form, Got, Unsure
from bot.forms.screen import REVIEW, card_of, data, page_of, show, turn
from bot.storage import Session, chats, forms
from bot.storage.forms import OpenForm

_DATA = re.compile(r"f:(\d{1,18}):(\d{1,9}):([vnsbgexrd]):([\w-]*)", re.ASCII)


def open_form(
    session: Session,
    actor: Actor,
    form: Form,
    values: Mapping[str, Any] | None = None,
    *,
    review: bool = False,
    step: str | None = None,
    before: Sequence[Text] = (),
) -> list[Answer]:
    """Begin a form. `review`: show everything at once, asking only what is missing.

    `step`: begin with this field; `before`: lines above the first screen. A form that was open
    waits.
    """
    _let_wait(session, actor)
    now = actor.desk.now()
    row = OpenForm(
        chat_id=actor.chat_id,
        thread_id=actor.thread_id,
        person_id=actor.person_id,
        kind=form.kind,
        step=REVIEW,
        data={"values": dict(values or {}), "trail": [], "review": review},
        screen={},
        version=1,
        state="open",
        opened_at=now,
        touched_at=now,
    )
    session.add(row)
    session.flush()
    dialogue = _dialogue(session, actor, row)
    row.step = step if step is not None else _next_step(form, dialogue, row, after=None)
    if row.step == REVIEW and not review and not form.review:
        return _submit(form, dialogue, row)
    return [show(form, row, dialogue, before)]


def refill(
    session: Session, actor: Actor, form: Form, row: OpenForm, values: Mapping[str, Any]
) -> list[Answer]:
    """Put other values into a form under way, and show it anew where it stands."""
    row.version += 1
    row.touched_at = actor.desk.now()
    _put(row, values)
    dialogue = _dialogue(session, actor, row)
    if row.data["review"]:
        _ask(row, _next_step(form, dialogue, row, after=None))
        dialogue = _dialogue(session, actor, row)
    return [show(form, row, dialogue, in_place=True)]


class Forms:
    """All forms there are, by kind."""

    def __init__(self, known: Sequence[Form]) -> None:
        self._known = {form.kind: form for form in known}

    def answer(self, session: Session, actor: Actor, message: Message) -> list[Answer] | None:
        """Take a message as the answer to the open form's question; None with no form open, or
        with one that lets it by."""
        row = forms.current(session, actor.chat_id, actor.thread_id, actor.person_id)
        if row is None:
            return None
        form = self._known[row.kind]
        dialogue = _dialogue(session, actor, row)
        if form.lets_by(dialogue, message):
            return None
        field = form.field(row.step)
        try:
            aside = form.aside(dialogue, message)
            if field is None and aside is None:
                raise Refusal("form-press-a-button")
            got = field.read(dialogue, message) if field and aside is None else None
        except Refusal as no:
            return [show(form, row, dialogue, [no.text])]
        row.version += 1
        row.touched_at = actor.desk.now()
        if isinstance(got, Unsure):
            return [show(form, row, dialogue, unsure=got)]
        album = message.media_group_id
        in_place = bool(album and album == row.screen.get("album"))
        row.screen = {**row.screen, "album": album}
        if field and got:
            _keep(row, field.name, got)
        else:
            _put(row, aside or {})
        if field and got and not field.many:
            return _go_on(session, actor, form, row)
        return [_show_again(session, actor, form, row, in_place=in_place)]

    def press(self, session: Session, actor: Actor, update: Update) -> list[Answer]:
        """A form's button: data is f:form:version:verb:argument."""
        query = update.callback_query
        assert query is not None
        wanted = _DATA.fullmatch(query.data or "")
        if wanted is None:
            raise Refusal("button-unknown")
        form_id, version, verb, argument = wanted.groups()
        row = forms.by_id(session, int(form_id), actor.person_id)
        if row is None and forms.is_forgotten(session, int(form_id)):
            return [Toast(text("form-is-done"))]
        if row is None:
            raise Refusal("button-unknown")
        if row.state == "closed" or row.kind not in self._known:
            return [Toast(text("form-is-done"))]
        form = self._known[row.kind]
        if actor.role not in form.roles:
            raise Refusal("may-not")
        if verb == "r":
            return self.resume(session, actor, row)
        if int(version) != row.version:
            return self._outdated(session, actor, form, row, query.message)
        if verb == "x" and row.state == "waiting":
            return _cancel(session, actor, form, row)
        if verb == "d" and (no := _why_not(session, actor, form, row, argument)):
            return [Toast(no)]
        _reopen(session, actor, row)
        row.version += 1
        row.touched_at = actor.desk.now()
        steps: dict[str, Callable[[], list[Answer]]] = {
            "v": lambda: _choose(session, actor, form, row, argument),
            "n": lambda: _skip(session, actor, form, row),
            "s": lambda: _save(session, actor, form, row),
            "b": lambda: _back(session, actor, form, row),
            "g": lambda: _change(session, actor, form, row, argument),
            "e": lambda: _extra(session, actor, form, row, argument),
            "d": lambda: _turn(session, actor, form, row, argument),
            "x": lambda: _cancel(session, actor, form, row),
        }
        return steps[verb]()

    def cancel(self, session: Session, actor: Actor) -> list[Answer]:
        """/cancel: the open form, else the one that waits, is put away."""
        place = (session, actor.chat_id, actor.thread_id, actor.person_id)
        row = forms.current(*place) or forms.current(*place, state="waiting")
        if row is None:
            return [say("form-nothing-to-cancel")]
        row.version += 1
        return _cancel(session, actor, self._known[row.kind], row)

    def resume(self, session: Session, actor: Actor, row: OpenForm) -> list[Answer]:
        """Go on with a form that waited or was cancelled, where it stood."""
        _reopen(session, actor, row)
        row.version += 1
        form = self._known[row.kind]
        return [show(form, row, _dialogue(session, actor, row))]

    def _outdated(
        self, session: Session, actor: Actor, form: Form, row: OpenForm, message: Any
    ) -> list[Answer]:
        """An old button: the present question is shown again, unless it is on that message."""
        shown = chats.message_of_card(session, row.chat_id, card_of(row))
        toast = Toast(text("form-moved-on"))
        if row.state == "open" and message and message.message_id == shown:
            return [toast]
        again = self.resume(session, actor, row)
        return [toast, *again]


def _reopen(session: Session, actor: Actor, row: OpenForm) -> None:
    if row.state != "open":
        _let_wait(session, actor)
        row.state = "open"


def _let_wait(session: Session, actor: Actor) -> None:
    before = forms.current(session, actor.chat_id, actor.thread_id, actor.person_id)
    if before:
        before.state = "waiting"


def _chosen(row: OpenForm, argument: str) -> Any:
    """What the pressed choice stands for; raises Refusal for a forged one."""
    choices = row.screen.get("choices", [])
    if not argument.isdecimal() or int(argument) >= len(choices):
        raise Refusal("button-unknown")
    return choices[int(argument)]


def _choose(
    session: Session, actor: Actor, form: Form, row: OpenForm, argument: str
) -> list[Answer]:
    if row.step == REVIEW:
        raise Refusal("button-unknown")
    value = _chosen(row, argument)
    if isinstance(value, dict) and "again" in value:
        _put(row, value["again"])
        return [_show_again(session, actor, form, row)]
    if isinstance(value, dict) and "others" in value:
        _keep(row, row.step, Got(value["value"], others=value["others"]))
    else:
        _keep(row, row.step, Got(value))
    return _go_on(session, actor, form, row)


def _skip(session: Session, actor: Actor, form: Form, row: OpenForm) -> list[Answer]:
    field = form.field(row.step)
    if field and field.required and row.data["values"].get(field.name) is None:
        raise Refusal("button-unknown")
    return _go_on(session, actor, form, row)


def _go_on(session: Session, actor: Actor, form: Form, row: OpenForm) -> list[Answer]:
    """The next question, or the end."""
    dialogue = _dialogue(session, actor, row)
    row.data = {**row.data, "trail": [*row.data["trail"], row.step]}
    _ask(row, _next_step(form, dialogue, row, after=row.step))
    if row.step != REVIEW or row.data["review"] or form.review:
        return [_show_again(session, actor, form, row)]
    return _save(session, actor, form, row)


def _save(session: Session, actor: Actor, form: Form, row: OpenForm) -> list[Answer]:
    dialogue = _dialogue(session, actor, row)
    missing = form.missing(dialogue)
    if missing:
        _ask(row, missing.name)
        return [_show_again(session, actor, form, row)]
    return _submit(form, dialogue, row)


def _extra(
    session: Session, actor: Actor, form: Form, row: OpenForm, argument: str
) -> list[Answer]:
    if row.step != REVIEW:
        raise Refusal("button-unknown")
    _keep(row, "extra", Got(_chosen(row, argument)))
    return _save(session, actor, form, row)


def _back(session: Session, actor: Actor, form: Form, row: OpenForm) -> list[Answer]:
    trail = row.data["trail"]
    if page := page_of(row):
        turn(row, calendar.above(page))
    elif trail:
        _ask(row, trail[-1])
        row.data = {**row.data, "trail": trail[:-1]}
    return [_show_again(session, actor, form, row)]


def _change(session: Session, actor: Actor, form: Form, row: OpenForm, name: str) -> list[Answer]:
    field = form.field(name)
    if field is None or not field.changeable:
        raise Refusal("button-unknown")
    row.data = {**row.data, "trail": [*row.data["trail"], row.step], "review": True}
    _ask(row, name)
    return [_show_again(session, actor, form, row)]


def _why_not(session: Session, actor: Actor, form: Form, row: OpenForm, page: str) -> Text | None:
    """Why the calendar has no such page; raises Refusal where there is no calendar."""
    field = form.field(row.step)
    if field is None or field.calendar is None:
        raise Refusal("button-unknown")
    return calendar.why_not(page, field.calendar.bounds(_dialogue(session, actor, row)))


def _turn(session: Session, actor: Actor, form: Form, row: OpenForm, page: str) -> list[Answer]:
    """Another page of the calendar; a day may be the answer already."""
    field, day = form.field(row.step), calendar.day_of(page)
    if field and field.calendar and day:
        got = field.calendar.take(_dialogue(session, actor, row), day)
        if isinstance(got, Got):
            _keep(row, field.name, got)
            return _go_on(session, actor, form, row)
    turn(row, page)
    return [_show_again(session, actor, form, row)]


def _show_again(
    session: Session, actor: Actor, form: Form, row: OpenForm, *, in_place: bool = False
) -> Say:
    return show(form, row, _dialogue(session, actor, row), in_place=in_place)


def _submit(form: Form, dialogue: Dialogue, row: OpenForm) -> list[Answer]:
    row.state = "closed"
    answers = list(form.submit(dialogue))
    for index, one in enumerate(answers):
        if isinstance(one, Say) and not one.to:
            answers[index] = one.on_card(card_of(row))
            break
    return answers


def _dialogue(session: Session, actor: Actor, row: OpenForm) -> Dialogue:
    return Dialogue(session, actor, row.data["values"], calendar.day_of(page_of(row)))


def _ask(row: OpenForm, step: str) -> None:
    """Go to a question, or to the review."""
    row.step = step
    turn(row, "")


def _keep(row: OpenForm, name: str, got: Got) -> None:
    """Put a value into the form; one that wants an echo makes the form show everything."""
    _put(row, {name: got.value, **(got.others or {})})
    row.data = {**row.data, "review": row.data["review"] or got.echo}


def _put(row: OpenForm, values: Mapping[str, Any]) -> None:
    row.data = {**row.data, "values": {**row.data["values"], **values}}


def _next_step(form: Form, dialogue: Dialogue, row: OpenForm, after: str | None) -> str:
    """The field to ask next, or the review."""
    if row.data["review"]:
        missing = form.missing(dialogue)
        return missing.name if missing else REVIEW
    names = [one.name for one in form.fields]
    start = names.index(after) + 1 if after in names else 0
    for field in form.fields[start:]:
        if field.wanted(dialogue) and (field.many or dialogue.get(field.name) is None):
            return field.name
    return REVIEW


def _cancel(session: Session, actor: Actor, form: Form, row: OpenForm) -> list[Answer]:
    if instead := form.cancelled(_dialogue(session, actor, row)):
        row.state = "closed"
        return list(instead)
    row.state = "waiting"
    again = [[button("form-resume", data(row, "r"))]]
    return [Say((text("form-cancelled"),), again, card=card_of(row))]

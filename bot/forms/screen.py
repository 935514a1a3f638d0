"""A form's screens: a question with its buttons, or everything at a glance."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.say import Button, Rows, Say, Style, Text, button, text
from bot.forms import calendar
from bot.forms.form import Calendar, Choice, Dialogue, Field, Form, Unsure
from bot.storage.forms import CARD, OpenForm

REVIEW = ""
"""The step that shows everything."""


def card_of(row: OpenForm) -> str:
    """The name of the message that shows the form."""
    return f"{CARD}{row.id}"


def page_of(row: OpenForm) -> str:
    """The page of the calendar that the question is turned to; "" is the question itself."""
    return str(row.screen.get("page", ""))


def turn(row: OpenForm, page: str) -> None:
    """Show another page from now on."""
    row.screen = {**row.screen, "page": page}


def data(row: OpenForm, verb: str, argument: str | int = "") -> str:
    """Callback data of a form's button: names the form and its version, carries no authority."""
    return f"f:{row.id}:{row.version}:{verb}:{argument}"


def show(
    form: Form, row: OpenForm, dialogue: Dialogue, before: Sequence[Text] = (), *,
    unsure: Unsure | None = None, in_place: bool = False,
) -> Say:  # fmt: skip
    """The present screen; `before` stands above it. Keeps in the row what its buttons mean."""
    field = form.field(row.step)
    if field is None:
        lines, rows = [*form.head(dialogue)], _review(form, row, dialogue)
    elif field.calendar and page_of(row) and not dialogue.day and not unsure:
        lines, rows = _month(form, field, field.calendar, row, dialogue)
    else:
        lines, rows = _asked(form, field, row, dialogue, unsure or _hours(field, dialogue))
    return Say([*before, *lines], rows, card=card_of(row), in_place=in_place)


_Screen = tuple[list[Text], list[Sequence[Button]]]


def _asked(
    form: Form, field: Field, row: OpenForm, dialogue: Dialogue, unsure: Unsure | None
) -> _Screen:
    question = unsure.question if unsure else _question(form, field, dialogue)
    choices = unsure.choices if unsure else field.choices(dialogue)
    row.screen = {**row.screen, "choices": [choice.value for choice in choices]}
    per_row = unsure.per_row if unsure else field.per_row
    rows = [*_choices(row, choices, per_row), *_to_the_calendar(field, row, dialogue),
            *_way_on(form, field, row, dialogue)]  # fmt: skip
    return [*_head(form, row, dialogue), question], rows


def _month(
    form: Form, field: Field, asked: Calendar, row: OpenForm, dialogue: Dialogue
) -> _Screen:
    """The month, or the nearest one that can be chosen from by now."""
    actor, bounds = dialogue.actor, asked.bounds(dialogue)
    page = calendar.month_of(bounds.nearest(calendar.first_day(page_of(row))))
    holidays = calendar.holidays_in(page, actor.desk.region, actor.language)
    lines = [*_head(form, row, dialogue), _question(form, field, dialogue),
             *calendar.holiday_lines(holidays)]  # fmt: skip
    grid = calendar.grid(page, bounds, holidays, lambda page: data(row, "d", page))
    return lines, [*grid, *_way_on(form, field, row, dialogue)]


def _head(form: Form, row: OpenForm, dialogue: Dialogue) -> Sequence[Text]:
    """What is known; within the calendar only the first line, so that all of it is in sight."""
    known = form.head(dialogue)
    return known[:1] if page_of(row) else known


def _hours(field: Field, dialogue: Dialogue) -> Unsure | None:
    """What is asked of the day chosen in the calendar."""
    if field.calendar is None or dialogue.day is None:
        return None
    asked = field.calendar.take(dialogue, dialogue.day)
    return asked if isinstance(asked, Unsure) else None


def _to_the_calendar(field: Field, row: OpenForm, dialogue: Dialogue) -> Rows:
    """The button that opens it, at the month of the present value."""
    if field.calendar is None or page_of(row):
        return []
    value, desk = dialogue.get(field.name), dialogue.actor.desk
    day = desk.here(datetime.fromisoformat(value) if value else None).date()
    page = calendar.month_of(field.calendar.bounds(dialogue).nearest(day))
    return [[button("calendar-open", data(row, "d", page))]]


def _question(form: Form, field: Field, dialogue: Dialogue) -> Text:
    return field.ask(dialogue) if field.ask else text(f"{form.kind}-{field.name}")


def _choices(row: OpenForm, choices: Sequence[Choice], per_row: int) -> list[list[Button]]:
    rows: list[list[Button]] = []
    room = 0
    for index, choice in enumerate(choices):
        if choice.wide or not room:
            rows.append([])
            room = per_row
        rows[-1].append(Button(choice.label, _leads_to(row, index, choice), choice.style))
        room = 0 if choice.wide else room - 1
    return rows


def _leads_to(row: OpenForm, index: int, choice: Choice) -> str:
    return data(row, "d", choice.opens.isoformat()) if choice.opens else data(row, "v", index)


def _in_rows(buttons: Sequence[Button], per_row: int) -> Iterable[list[Button]]:
    for start in range(0, len(buttons), per_row):
        yield list(buttons[start : start + per_row])


def _way_on(form: Form, field: Field, row: OpenForm, dialogue: Dialogue) -> Rows:
    """Save or go on where that is possible, back, cancel; within the calendar only these two."""
    first: list[Button] = []
    last = [button("form-cancel", data(row, "x"), Style.DANGER)]
    if page_of(row) or row.data["trail"]:
        last.insert(0, button("form-back", data(row, "b")))
    if page_of(row):
        return [last]
    filled = bool(dialogue.get(field.name))
    if form.missing(dialogue) is None:
        first.append(Button(text(f"{form.kind}-save"), data(row, "s"), Style.SUCCESS))
        if not _is_last(form, field, dialogue):
            first.append(button("form-next" if filled else "form-skip", data(row, "n")))
    elif not field.required:
        first.append(button("form-next" if filled else "form-skip", data(row, "n")))
    return [first, last]


def _is_last(form: Form, field: Field, dialogue: Dialogue) -> bool:
    names = [one.name for one in form.fields if one.wanted(dialogue)]
    return bool(names) and names[-1] == field.name


def _review(form: Form, row: OpenForm, dialogue: Dialogue) -> Rows:
    extras = form.extras(dialogue)
    row.screen = {**row.screen, "choices": [choice.value for choice in extras]}
    save = Button(text(f"{form.kind}-save"), data(row, "s"), Style.SUCCESS)
    more = [
        Button(one.label, data(row, "e", index), one.style) for index, one in enumerate(extras)
    ]
    finish = [[save, *more]] if len(more) < 2 else [[save], more]
    change = [
        Button(text(f"{form.kind}-{field.name}-change"), data(row, "g", field.name))
        for field in form.fields
        if field.changeable
    ]
    return [*finish, *_in_rows(change, 3), [button("form-cancel", data(row, "x"), Style.DANGER)]]

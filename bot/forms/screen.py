"""A form's screens: a question with its buttons, or everything at a glance."""

from collections.abc import Iterable, Sequence

from bot.domain.say import Button, Rows, Say, Style, Text, button, text
from bot.forms.form import Choice, Dialogue, Field, Form, Unsure
from bot.storage.forms import OpenForm

REVIEW = ""
"""The step that shows everything."""


def card_of(row: OpenForm) -> str:
    """The name of the message that shows the form."""
    return f"form:{row.id}"


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
    else:
        question = unsure.question if unsure else _question(form, field, dialogue)
        choices = unsure.choices if unsure else field.choices(dialogue)
        row.screen = {**row.screen, "choices": [choice.value for choice in choices]}
        lines = [*form.head(dialogue), question]
        rows = [*_choices(row, choices, 1 if unsure else field.per_row),
                *_way_on(form, field, row, dialogue)]  # fmt: skip
    return Say([*before, *lines], rows, card=card_of(row), in_place=in_place)


def _question(form: Form, field: Field, dialogue: Dialogue) -> Text:
    return field.ask(dialogue) if field.ask else text(f"{form.kind}-{field.name}")


def _choices(row: OpenForm, choices: Sequence[Choice], per_row: int) -> list[list[Button]]:
    made = [
        Button(choice.label, data(row, "v", index), choice.style)
        for index, choice in enumerate(choices)
    ]
    return list(_in_rows(made, per_row))


def _in_rows(buttons: Sequence[Button], per_row: int) -> Iterable[list[Button]]:
    for start in range(0, len(buttons), per_row):
        yield list(buttons[start : start + per_row])


def _way_on(form: Form, field: Field, row: OpenForm, dialogue: Dialogue) -> Rows:
    """Save or go on where that is possible, back, cancel."""
    first: list[Button] = []
    filled = bool(dialogue.get(field.name))
    if form.missing(dialogue) is None:
        first.append(Button(text(f"{form.kind}-save"), data(row, "s"), Style.SUCCESS))
        if not _is_last(form, field, dialogue):
            first.append(button("form-next" if filled else "form-skip", data(row, "n")))
    elif not field.required:
        first.append(button("form-next" if filled else "form-skip", data(row, "n")))
    last = [button("form-cancel", data(row, "x"), Style.DANGER)]
    if row.data["trail"]:
        last.insert(0, button("form-back", data(row, "b")))
    return [first, last]


def _is_last(form: Form, field: Field, dialogue: Dialogue) -> bool:
    names = [one.name for one in form.fields if one.wanted(dialogue)]
    return bool(names) and names[-1] == field.name


def _review(form: Form, row: OpenForm, dialogue: Dialogue) -> Rows:
    extras = form.extras(dialogue)
    row.screen = {**row.screen, "choices": [choice.value for choice in extras]}
    finish = [Button(text(f"{form.kind}-save"), data(row, "s"), Style.SUCCESS)]
    finish += [
        Button(one.label, data(row, "e", index), one.style) for index, one in enumerate(extras)
    ]
    change = [
        Button(text(f"{form.kind}-{field.name}-change"), data(row, "g", field.name))
        for field in form.fields
        if field.changeable
    ]
    return [finish, *_in_rows(change, 3), [button("form-cancel", data(row, "x"), Style.DANGER)]]

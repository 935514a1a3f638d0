"""Nothing is registered of which the table does not say who may."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.handlers.features import FEATURES, FORMS
from bot.outgoing import long_work
from bot.reminders import kinds
from tests.permissions import who_may
from tests.permissions.harvest import Shapes
from tests.permissions.verbs import verbs_of
from tests.permissions.who_may import BUTTONS, kind_of


def named(function: Callable[..., Any]) -> str:
    return f"{function.__module__.rpartition('.')[2]}.{function.__name__}"


def missing(kind: str, registered: set[str], table: set[str]) -> str:
    """What to do about each difference; empty when there is none."""
    return " ".join(
        [f"Say in tests/permissions/who_may.py, {kind}, who may {one!r}."
         for one in sorted(registered - table)]
        + [f"{kind} in tests/permissions/who_may.py names {one!r}, which is no more: take it out."
           for one in sorted(table - registered)]
    )  # fmt: skip


def test_every_command_form_listener_edit_reply_result_job_and_reminder_is_in_the_table() -> None:
    each = [(feature, one) for feature in FEATURES for one in feature.commands]
    lacks = [
        missing("COMMANDS", {one.en for _, one in each}, set(who_may.COMMANDS)),
        missing("FORMS", {one.kind for f in FEATURES for one in f.forms}, set(who_may.FORMS)),
        missing("LISTENERS", {named(one) for f in FEATURES for one in f.listeners},
                set(who_may.LISTENERS)),
        missing("EDITS", {named(one) for f in FEATURES for one in f.edits}, set(who_may.EDITS)),
        missing("REPLIES", {named(one) for f in FEATURES for one in f.replies},
                set(who_may.REPLIES)),
        missing("RESULTS", {one for f in FEATURES for one in f.results}, who_may.RESULTS),
        missing("JOBS", set(long_work.KINDS), who_may.JOBS),
        missing("REMINDERS", set(kinds.KINDS), set(who_may.REMINDERS)),
    ]  # fmt: skip
    assert not any(lacks), " ".join(lacks)


@pytest.mark.timeout(300)
def test_every_button_is_in_the_table_and_was_shown_or_is_listed(
    shown: frozenset[str], shapes: Shapes
) -> None:
    known = {kind_of(data) for data in shown}
    for feature in FEATURES:
        for one in feature.buttons:
            if one.prefix == "f":
                known |= {f"f:{verb}" for verb in verbs_of(FORMS.press)}
            else:
                alone = {kind for kind in BUTTONS if kind.startswith(f"{one.prefix}:")}
                assert alone, missing("BUTTONS", {f"{one.prefix}:…"}, set())
                verbs = verbs_of(one.function) if f"{one.prefix}:" not in alone else set()
                known |= {f"{one.prefix}:{verb}" for verb in verbs}
    known |= {kind_of(data) for press in BUTTONS.values() for data in press.examples}
    assert known == set(BUTTONS), missing("BUTTONS", known, set(BUTTONS))
    unseen = [kind for kind, ones in shapes.items() if not ones]
    assert not unseen, f"No scenario shows {unseen}: play it, or give examples in who_may.py."


def test_the_roles_that_are_registered_are_those_of_the_table() -> None:
    for feature in FEATURES:
        for command in feature.commands:
            assert command.roles == who_may.COMMANDS[command.en], command.en
            assert command.strangers == (command.en in who_may.STRANGERS_TOO), command.en
        for buttons in feature.buttons:
            mine = [one for kind, one in BUTTONS.items() if kind.startswith(f"{buttons.prefix}:")]
            allowed = frozenset().union(*(one.roles for one in mine))
            beyond = buttons.roles - allowed
            assert not beyond or buttons.prefix in ("f", "join"), (buttons.prefix, beyond)
            assert buttons.strangers == (buttons.prefix in who_may.STRANGERS_TOO)
        for form in feature.forms:
            assert form.roles == who_may.FORMS[form.kind], form.kind

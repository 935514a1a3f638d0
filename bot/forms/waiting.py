"""Forms that wait: a command inside an open form leaves it, and offers to go on."""

from collections.abc import Callable, Sequence
from typing import Any

from bot.domain.actor import Actor
from bot.domain.say import Answer, Say, button, text
from bot.forms.screen import card_of, data
from bot.storage import Session, forms
from bot.storage.forms import OpenForm

Handler = Callable[[Session, Actor, Any], Sequence[Answer]]


def leaving_forms_open(function: Handler) -> Handler:
    """A command inside an open form leaves it waiting, and offers to go on."""

    def handler(session: Session, actor: Actor, update: Any) -> Sequence[Answer]:
        place = (session, actor.chat_id, actor.thread_id, actor.person_id)
        before = forms.current(*place)
        answers = list(function(session, actor, update))
        if before is None or before.state == "closed" or _was_its_cancelling(before, answers):
            return answers
        before.state = "waiting"
        return [*answers, _offer_to_go_on(before)]

    return handler


def _was_its_cancelling(row: OpenForm, answers: Sequence[Answer]) -> bool:
    """Whether the command was /cancel: its answer stands on the form's own card."""
    return any(isinstance(one, Say) and one.card == card_of(row) for one in answers)


def _offer_to_go_on(row: OpenForm) -> Say:
    buttons = [[button("form-resume", data(row, "r")), button("form-drop", data(row, "x"))]]
    return Say((text("form-waits", what=text(f"{row.kind}-form")),), buttons, new=True,
               card=card_of(row))  # fmt: skip

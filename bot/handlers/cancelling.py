"""The buttons of all forms, and /cancel."""

from bot.domain.actor import EVERYONE
from bot.forms.engine import Forms
from bot.handlers.feature import Buttons, Command, Feature


def forms_feature(forms: Forms) -> Feature:
    """Every form's buttons under one prefix, and the command that always works."""
    return Feature(
        name="forms",
        commands=[
            Command("abbrechen", "cancel", lambda session, actor, _: forms.cancel(session, actor),
                    EVERYONE),
        ],
        buttons=[Buttons("f", forms.press, EVERYONE)],
    )  # fmt: skip

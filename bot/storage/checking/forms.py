"""Dialogues: of each person at most one is open in a place."""

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from bot.storage.checking.check import Check
from bot.storage.forms import OpenForm

_OTHER = aliased(OpenForm)
_IS_SECOND = (
    select(_OTHER.id)
    .where(
        _OTHER.state == "open",
        _OTHER.chat_id == OpenForm.chat_id,
        _OTHER.thread_id == OpenForm.thread_id,
        _OTHER.person_id == OpenForm.person_id,
        _OTHER.id < OpenForm.id,
    )
    .exists()
)

CHECKS = [
    Check(
        "forms",
        (OpenForm,),
        select(OpenForm.id).where(
            or_(
                OpenForm.state.not_in(("open", "waiting", "closed")),
                OpenForm.version < 1,
                (OpenForm.state == "open") & _IS_SECOND,
            )
        ),
    ),
]

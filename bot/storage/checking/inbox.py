"""The inbox: in each chat in order, and no update tried for ever."""

from sqlalchemy import or_, select, tuple_
from sqlalchemy.orm import aliased

from bot.storage.checking.check import Check
from bot.storage.inbox import MAX_ATTEMPTS, InboxRow

_LATER = aliased(InboxRow)
_PASSED_OVER = (
    select(_LATER.id)
    .where(
        _LATER.chat_id == InboxRow.chat_id,
        _LATER.status == "done",
        tuple_(_LATER.position, _LATER.id) > tuple_(InboxRow.position, InboxRow.id),
        _LATER.id > InboxRow.id,  # else it came late, as a webhook may deliver
    )
    .exists()
)

CHECKS = [
    Check(
        "inbox-order",
        (InboxRow,),
        select(InboxRow.id).where(InboxRow.status == "open", _PASSED_OVER),
    ),
    Check(
        "inbox-states",
        (InboxRow,),
        select(InboxRow.id).where(
            or_(
                InboxRow.status.not_in(("open", "done", "dead")),
                (InboxRow.status == "open") != InboxRow.done_at.is_(None),
                (InboxRow.status == "dead") & (InboxRow.error == ""),
                InboxRow.attempts < 0,
                InboxRow.attempts > MAX_ATTEMPTS,
            )
        ),
    ),
]

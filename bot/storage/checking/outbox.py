"""The outbox: what is being sent is in the hands of a process that is known."""

from sqlalchemy import or_, select

from bot.storage.checking.check import Check, missing
from bot.storage.outbox import OutboxRow
from bot.storage.runs import Run

CHECKS = [
    Check(
        "outbox-states",
        (OutboxRow,),
        select(OutboxRow.id).where(
            or_(
                OutboxRow.status.not_in(("queued", "sending", "done")),
                (OutboxRow.status == "done") != (OutboxRow.outcome != ""),
                OutboxRow.unknown < 0,
                OutboxRow.unknown > 2,
            )
        ),
    ),
    Check(
        "owners",
        (OutboxRow, Run),
        select(OutboxRow.id).where(
            OutboxRow.status == "sending", missing(Run.id, Run.id == OutboxRow.owner)
        ),
    ),
]

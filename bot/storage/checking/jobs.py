"""Jobs: what is under way is in the hands of a process that is known, and ends."""

from sqlalchemy import or_, select

from bot.storage.checking.check import Check, missing
from bot.storage.jobs import Job
from bot.storage.runs import Run

CHECKS = [
    Check(
        "jobs-states",
        (Job,),
        select(Job.id).where(
            or_(
                Job.status.not_in(("queued", "running", "done", "dead")),
                Job.status.in_(("done", "dead")) != Job.done_at.is_not(None),
                (Job.status == "dead") & (Job.error == ""),
            )
        ),
    ),
    Check(
        "owners",
        (Job, Run),
        select(Job.id).where(Job.status == "running", missing(Run.id, Run.id == Job.owner)),
    ),
]

"""All tables, so that metadata is complete for migrations and tests."""

from bot.storage import (
    audit,
    canned_answers,
    cases,
    chats,
    customers,
    facts,
    files,
    follow_ups,
    forms,
    imports,
    inbox,
    jobs,
    outbox,
    people,
    reminders,
    runs,
    staff_group,
    visits,
)
from bot.storage.base import Base

TABLES = (
    audit, canned_answers, cases, chats, customers, facts, files, follow_ups, forms, imports,
    inbox, jobs, outbox, people, reminders, runs, staff_group, visits,
)  # fmt: skip

metadata = Base.metadata

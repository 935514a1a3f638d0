"""What keeps a process that dies, sleeps or is one of several from losing or doubling."""

from tests.guards.guard import Guard

INBOX = "tests/storage/test_inbox.py"
OUTBOX = "tests/storage/test_outbox.py"
POINTS = "tests/crash/test_points.py"
SORTED = '        updates.sort(key=lambda one: one["update_id"])\n'
CONFIRMED = """        offset = updates[-1]["update_id"] + 1
        await self._api.call("getUpdates", {"offset": offset, "timeout": 0})
"""

PROCESSES = (
    Guard("an update is kept once", "storage/chats.py", ".on_conflict_do_nothing()", "",
          f"{INBOX} -k delivered_again"),
    Guard("an update is committed before Telegram is told", "intake/polling.py",
          SORTED, SORTED + CONFIRMED, POINTS),
    Guard("only a chat's oldest update is worked on", "storage/inbox.py",
          "    if oldest != row_id:\n        return None\n", "", f"{INBOX} -k oldest"),
    Guard("a chat is worked on by one process", "storage/chats.py",
          "_id == bindparam(\"chat\")).with_for_update(skip_locked=True)", "_id == bindparam(\"chat\"))",
          f"{INBOX} -k locked"),
    Guard("a process that slept confirms nothing that was taken over", "storage/outbox.py",
          '        OutboxRow.owner == bindparam("owner"),\n', "",
          f"{OUTBOX} -k asleep"),
    Guard("what a dead process had claimed is put back", "storage/outbox.py",
          'OutboxRow.owner.not_in(runs.alive()))', 'OutboxRow.owner == "nobody")',
          f"{OUTBOX} -k died"),
    Guard("what a living process has claimed is left to it", "storage/outbox.py",
          ', OutboxRow.owner.not_in(runs.alive()))', ')', f"{OUTBOX} -k living"),
    Guard("a process that sleeps in a transaction loses it", "storage/engine.py",
          "f\"-c idle_in_transaction_session_timeout={IDLE_IN_TRANSACTION_MS}\"", '""',
          "tests/replicas/test_zombie.py"),
    Guard("an attempt that may end the process is counted first", "intake/dispatch.py",
          "if self._careful_with and head.id in self._careful_with:", "if False:",
          "tests/crash/test_deadly.py"),
    Guard("a poison message is put aside after three attempts", "storage/inbox.py",
          "    if row.attempts < MAX_ATTEMPTS:\n        return False\n", "    return False\n", INBOX),
    Guard("a reminder rings once", "storage/reminders.py",
          '    for row in rows:\n        row.status, row.queued_at = "queued", now\n    return rows',
          "    return rows", "tests/transcripts/test_follow_ups.py -k instant"),
    Guard("a reminder rings not before its time", "storage/reminders.py",
          '"waiting", Reminder.due_at <= bindparam("now", type_=Instant()))', '"waiting")',
          "tests/transcripts/test_follow_ups.py -k instant"),
    Guard("only one process polls", "intake/only_one.py",
          "if await asyncio.to_thread(lock.take):", "await asyncio.to_thread(lock.take)\n            if True:",
          "tests/replicas/test_polling.py"),
)  # fmt: skip

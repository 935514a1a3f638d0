"""What keeps the trail and the backups true."""

from tests.guards.guard import Guard

BACKUP = "tests/storage/test_backup.py"
RESTORE = "tests/storage/test_restore.py"
REFUSED = "tests/storage/test_restore_refused.py"
AUDIT = "tests/storage/test_audit.py"
ENGINE = "storage/engine.py"

KEEPING = (
    Guard("deeds are sealed", "storage/audit.py", '"place": head.place, "seal": head.seal}',
          '"place": head.place, "seal": ""}', AUDIT),
    Guard("the trail has one head", "storage/audit.py",
          "select(Fact.value).where(Fact.name == HEAD).with_for_update()",
          "select(Fact.value).where(Fact.name == HEAD)", f"{AUDIT} -k many"),
    Guard("a deed altered is noticed", "storage/checking/audit.py",
          "if before.next(tuple(content)) != found:", "if False:", AUDIT),
    Guard("a trail cut off is noticed", "storage/checking/audit.py",
          "if facts.read(session, HEAD) != (", "if False and facts.read(session, HEAD) != (", AUDIT),
    Guard("a backup is one instant of PostgreSQL", ENGINE, '"REPEATABLE READ"', '"READ COMMITTED"',
          f"{BACKUP} -k instant"),
    Guard("a backup of SQLite holds up nobody", ENGINE, '{"begin": "BEGIN"}',
          '{"begin": "BEGIN IMMEDIATE"}', f"{BACKUP} -k instant"),
    Guard("who is in a database is not restored over", "storage/restore.py",
          "connection.scalar(select(one.id).limit(1)) is not None:",
          "False:", f"{REFUSED} -k somebody"),
    Guard("a database at work is not restored over", "storage/restore.py",
          "            raise AtWork\n\n\ndef", "            pass\n\n\ndef", f"{REFUSED} -k works_with"),
    Guard("nobody is at work in a restored database", "storage/restore.py",
          "    runs.end_all(session, now)\n", "", RESTORE),
    Guard("a restored database goes on counting", "storage/copying.py",
          "            _go_on_counting(target, table)\n", "            pass\n", RESTORE),
    Guard("a backup that is there is kept", "storage/backup.py",
          "    if not replace:", "    if False:", f"{BACKUP} -k replaced"),
    Guard("what is no backup is never replaced", "storage/backup.py",
          "if not _is_empty_or_backup(file):", "if False:", f"{BACKUP} -k never_replaced"),
    Guard("a damaged backup is refused", "storage/restore.py",
          "    if not whole or len(versions) != 1:\n        raise NoBackup\n", "",
          f"{REFUSED} -k no_backup"),
    Guard("what is no longer sent keeps no words", "storage/outbox.py",
          'outcome="removed", params={})', 'outcome="removed")', "tests/storage/test_outbox.py"),
)  # fmt: skip

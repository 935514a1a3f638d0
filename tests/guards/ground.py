"""What keeps the database and the clock from doing harm."""

from tests.guards.guard import Guard

TESTS = "tests/ground/"
ENGINE = "storage/engine.py"
UNAVAILABLE = "    OperationalError,\n    InterfaceError,\n    InternalError,\n    AllTaken,\n)"

GROUND = (
    # The database: what passes by itself, and what does not.
    Guard("a locked database is away", ENGINE, UNAVAILABLE,
          UNAVAILABLE.replace("    OperationalError,\n", ""),
          TESTS + "test_away.py -k sqlite-busy"),
    Guard("a broken connection is away", ENGINE, UNAVAILABLE,
          UNAVAILABLE.replace("    InterfaceError,\n", ""),
          TESTS + "test_judged.py -k driver"),
    Guard("a read-only server is away", ENGINE, UNAVAILABLE,
          UNAVAILABLE.replace("    InternalError,\n", ""),
          TESTS + "test_away.py -k postgresql-read_only"),
    Guard("a pool that is empty is away", ENGINE, UNAVAILABLE,
          UNAVAILABLE.replace("    AllTaken,\n", ""),
          TESTS + "test_away.py -k sqlite-pool_empty"),
    Guard("a session that has ended is opened anew", ENGINE, "pool_pre_ping=True",
          "pool_pre_ping=False", TESTS + "test_server.py -k sessions_ended"),
    Guard("nobody waits for a foreign lock for ever", ENGINE,
          " -c lock_timeout={LOCK_WAIT_MS}", "", TESTS + "test_away.py -k postgresql-busy"),
    Guard("a damaged database is not away", ENGINE, "if code in DAMAGED:", "if False:",
          TESTS + "test_judged.py -k damaged"),
    Guard("a text too long for an index is the message's fault", ENGINE,
          "code.startswith(TOO_MUCH)", "False", TESTS + "test_judged.py -k index"),
    Guard("what became of a call is written down in the end", "outgoing/sender.py",
          "            await asyncio.sleep(PAUSE_AFTER_FAILURE)\n\n    def _settle", "            return\n\n    def _settle",
          TESTS + "test_commit.py -k sent"),
    Guard("a claim whose answer was lost is given back", "outgoing/sender.py",
          "if self._may_hold_more:", "if False:", TESTS + "test_commit.py -k claimed"),
    Guard("a job whose claim was lost is given back", "outgoing/jobs.py",
          "if self._may_hold_more:", "if False:", TESTS + "test_commit.py -k job"),
    Guard("bad ground is no fault of the message", "intake/adapter.py",
          "        except BadGround:\n            raise\n", "",
          TESTS + "test_disk.py -k no_page"),
    Guard("health looks whether it can write", "health.py",
          'facts.count_up(session, "health")', 'facts.read(session, "health")',
          TESTS + "test_away.py -k postgresql-read_only"),
    # The clock.
    Guard("a clock put forward is noticed", "heart.py", "            await self._look()\n", "",
          TESTS + "test_clock.py -k forward"),
    Guard("a clock put back makes nobody wait", "heart.py", "if now < self._last:", "if False:",
          TESTS + "test_clock.py -k leaves_no"),
    Guard("a zone's new rules move what was meant", "storage/reminders.py",
          "if meant and row.due_at not in meant:", "if False:",
          TESTS + "test_daylight.py -k new_rules"),
    Guard("a reminder keeps the wall time that was meant", "storage/reminders.py",
          "return due.astimezone(zone).replace(tzinfo=None).isoformat()", 'return ""',
          TESTS + "test_daylight.py -k new_rules"),
)  # fmt: skip

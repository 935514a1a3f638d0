"""One of many on PostgreSQL: the lock is one's own, and is lost with its session."""

import time

from sqlalchemy import text

from bot.storage.engine import Database
from bot.storage.sole import SoleLock


def test_one_holds_the_lock_and_another_gets_it_after_its_release(postgresql_url: str) -> None:
    ours, theirs = Database(postgresql_url), Database(postgresql_url)
    one, two = SoleLock(ours), SoleLock(theirs)
    assert one.take()
    assert one.holds()
    assert not two.take()
    assert not two.holds()
    one.release()
    assert two.take()
    two.release()
    ours.close()
    theirs.close()


def test_a_session_that_was_ended_is_noticed(postgresql_url: str) -> None:
    ours, theirs = Database(postgresql_url), Database(postgresql_url)
    one, two = SoleLock(ours), SoleLock(theirs)
    assert one.take()
    end = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
    theirs.transact(lambda s: s.execute(text(end)))
    time.sleep(0.1)
    assert not one.holds()
    assert two.take()
    one.release()
    two.release()
    ours.close()
    theirs.close()

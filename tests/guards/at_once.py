"""What keeps two who do the same thing from doing it twice."""

from tests.guards.guard import Guard

THREADS = "tests/races/test_threads.py "

AT_ONCE = (
    Guard("who changes a field is told what another did", "handlers/customer_editing.py",
          'if dialogue.get("seen") not in', 'if False and dialogue.get("seen") not in',
          "tests/races/test_at_once.py -k changes_a_field"),
    Guard("who changes a canned answer is told what another did", "handlers/canned_answers.py",
          'if getattr(one, field) != dialogue.values["seen"]:', "if False:",
          "tests/races/test_at_once.py -k canned"),
    Guard("a snooze tapped twice moves once", "services/follow_ups.py", "< SAME_TIME",
          "< timedelta()", "tests/races/test_taps.py -k snoozed"),
    Guard("a table is made once", "handlers/visit_lists.py", "if jobs.is_under_way(",
          "if False and jobs.is_under_way(", "tests/races/test_taps.py -k table"),
    # Side by side on PostgreSQL.
    Guard("two who change an address at once know what each found", "storage/customers.py",
          "    session.scalars(query.execution_options(populate_existing=True)).one()\n", "",
          THREADS + "-k two_changes"),
    Guard("a person is removed once", "services/people.py", "    hold(session, person)\n", "",
          THREADS + "-k removed_once"),
    Guard("an invitation ends one way", "services/people.py",
          "    hold(session, row)\n    if row.used_at", "    if row.used_at", THREADS + "-k coming_in"),
    Guard("a removal closes what was done at its instant", "storage/people.py",
          ".with_for_update(read=True, key_share=True)", "", THREADS + "-k as_they_are"),
    Guard("a topic is opened by one beat", "outgoing/topics.py",
          "        if outbox.is_under_way(session, chat_id):  # another process was quicker\n            return\n",
          "", THREADS + "-k open_one_topic"),
    Guard("a topic that is being opened is waited for", "outgoing/topics.py",
          "    hold(session, case)\n    waiting", "    waiting", THREADS + "-k open_one_topic"),
)  # fmt: skip

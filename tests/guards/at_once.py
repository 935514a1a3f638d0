"""What keeps two who do the same thing from doing it twice."""

from tests.guards.guard import Guard

AT_ONCE = (
    Guard("who changes a field is told what another did", "handlers/customer_editing.py",
          'if dialogue.get("seen") not in', 'if False and dialogue.get("seen") not in',
          "tests/races/test_at_once.py -k changes_a_field"),
    Guard("a snooze tapped twice moves once", "services/follow_ups.py", "< SAME_TIME",
          "< timedelta()", "tests/races/test_taps.py -k snoozed"),
    Guard("a table is made once", "handlers/visit_lists.py", "if jobs.is_under_way(",
          "if False and jobs.is_under_way(", "tests/races/test_taps.py -k table"),
)  # fmt: skip

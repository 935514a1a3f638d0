"""The kinds of long work, by job kind."""

from collections.abc import Mapping

from bot.outgoing import case_weeks, importing, staff_group, visits_table
from bot.outgoing.fetching import fetch_file
from bot.outgoing.jobs import Work

KINDS: Mapping[str, Work] = {
    "fetch": fetch_file,
    "import-check": importing.check_file,
    "import-apply": importing.apply,
    "import-refused": importing.refused_file,
    "import-clear": importing.clear,
    "staff-group": staff_group.look,
    "visits-table": visits_table.make_table,
    "case-week": case_weeks.make_line,
    "case-week-table": case_weeks.make_table,
}

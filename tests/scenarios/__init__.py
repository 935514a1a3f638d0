"""What people do with each feature. A new feature registers its scenarios by an entry here."""

from tests.scenarios import (
    canned_answers,
    case_weeks,
    cases,
    company,
    customers,
    follow_ups,
    forms,
    imports,
    staff_group,
    start,
    team,
    today,
    visit_lists,
    visits,
)
from tests.scenarios.scenario import Scenario

SCENARIOS: tuple[Scenario, ...] = (
    *start.SCENARIOS,
    *team.SCENARIOS,
    *imports.SCENARIOS,
    *follow_ups.SCENARIOS,
    *visits.SCENARIOS,
    *visit_lists.SCENARIOS,
    *today.SCENARIOS,
    *customers.SCENARIOS,
    *cases.SCENARIOS,
    *staff_group.SCENARIOS,
    *canned_answers.SCENARIOS,
    *case_weeks.SCENARIOS,
    *company.SCENARIOS,
    *forms.SCENARIOS,
)

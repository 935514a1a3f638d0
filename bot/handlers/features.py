"""The list of features. A new one joins the program by one entry here."""

from bot.forms.engine import Forms
from bot.handlers import (
    canned_answers,
    case_customer,
    case_lists,
    case_weeks,
    cases,
    company,
    customers,
    follow_ups,
    imports,
    staff_group,
    start,
    team,
    today,
    visit_lists,
    visits,
)
from bot.handlers.cancelling import forms_feature
from bot.handlers.feature import Feature

NOUNS: tuple[Feature, ...] = (
    start.FEATURE,
    team.FEATURE,
    imports.FEATURE,
    cases.FEATURE,  # a message that says "complaint" is one, whatever else it says
    follow_ups.FEATURE,  # something to come is heard before something that was
    visits.FEATURE,
    visit_lists.FEATURE,
    today.FEATURE,
    customers.FEATURE,
    case_lists.FEATURE,
    case_weeks.FEATURE,
    case_customer.FEATURE,
    canned_answers.FEATURE,
    company.FEATURE,
    staff_group.FEATURE,
)

FORMS = Forms([form for feature in NOUNS for form in feature.forms])

FEATURES: tuple[Feature, ...] = (*NOUNS, forms_feature(FORMS))

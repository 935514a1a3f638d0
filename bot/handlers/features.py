"""The list of features. A new one joins the program by one entry here."""

from bot.forms.engine import Forms
from bot.handlers import start
from bot.handlers.cancelling import forms_feature
from bot.handlers.feature import Feature

NOUNS: tuple[Feature, ...] = (start.FEATURE,)

FORMS = Forms([form for feature in NOUNS for form in feature.forms])

FEATURES: tuple[Feature, ...] = (*NOUNS, forms_feature(FORMS))

"""Cases: their states, and how urgent one is: impact × urgency, with the reasons.

Source of the states and priorities: the rules of the trade that the desk follows.
"""

from datetime import timedelta

from bot.domain import checks

OPEN = ("new", "triaged", "in_progress", "waiting")
PAUSED = ("waiting", "resolved", "closed")
"""In these no time target runs."""
PRIORITIES = ("low", "normal", "high", "urgent")
CATEGORIES = ("delivery", "quality", "invoice", "service", "other")
REOPENED_WITHIN = timedelta(days=14)
REPEATED_WITHIN = timedelta(days=90)
LOW_RATING = 2

_BY_SCORE = ("low", "normal", "normal", "high", "urgent")
_BY_GRADE = {"A": 2, "B": 1}
_BY_CATEGORY = {"delivery": 1, "quality": 1}
_URGENT = frozenset(
    ("dringend", "eilig", "eilt", "sofort", "stillstand", "steht still", "notfall", "asap",
     "urgent", "urgently", "immediately", "standstill", "emergency")
)  # fmt: skip
_THANKS = frozenset(
    ("danke", "dankeschoen", "vielendank", "besten dank", "herzlichendank", "dankeihnen", "merci",
     "thanks", "thankyou", "thx", "manythanks", "super", "prima", "perfekt", "perfect", "great",
     "ok", "okay", "alles klar", "top", "klasse", "passt", "supervielendank", "superdanke",
     "dankesuper", "okdanke", "okaydanke", "allesklardanke", "wunderbar")
)  # fmt: skip
_THANKS_FOLDED = frozenset(checks.fold(one) for one in _THANKS)


def suggested(
    kind: str, grade: str, category: str, repeated: int, words: str
) -> tuple[str, list[str]]:
    """The priority, and the reasons (keys): the customer's grade and repeated complaints make
    the impact, what it is about and words of haste the urgency."""
    impact = min(_BY_GRADE.get(grade, 0) + (1 if repeated else 0), 2)
    is_urgent = any(f" {one} " in f" {_plain(words)} " for one in _URGENT)
    urgency = 2 if is_urgent else _BY_CATEGORY.get(category, 0)
    priority = _BY_SCORE[impact + urgency]
    if kind == "complaint" and priority == "low":
        priority = "normal"
    reasons = [f"grade-{grade.lower()}"] if grade in _BY_GRADE else []
    reasons += ["repeated"] if repeated else []
    reasons += ["haste"] if is_urgent else [category] if _BY_CATEGORY.get(category) else []
    return priority, reasons


def is_thanks(words: str) -> bool:
    """Whether the words only thank or smile: they need no case opened anew."""
    folded = checks.fold(words)
    return not folded or folded in _THANKS_FOLDED


def _plain(words: str) -> str:
    return " ".join("".join(one if one.isalnum() else " " for one in words.lower()).split())

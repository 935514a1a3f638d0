"""Canned answers: each has a title and a text."""

from sqlalchemy import or_, select

from bot.storage.canned_answers import CannedAnswer
from bot.storage.checking.check import Check

CHECKS = [
    Check(
        "canned-answers",
        (CannedAnswer,),
        select(CannedAnswer.id).where(or_(CannedAnswer.title == "", CannedAnswer.words == "")),
    ),
]

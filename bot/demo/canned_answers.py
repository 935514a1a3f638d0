"""The demo company's canned answers, in its language."""

import csv
from collections.abc import Iterator
from pathlib import Path

from bot.domain.desk import Desk
from bot.services import canned_answers
from bot.services.acting import acting_for
from bot.storage import Session

ANSWERS = Path(__file__).with_name("textbausteine.csv")


def answers(language: str) -> Iterator[tuple[str, str]]:
    """Each title with its text, in "de" or "en"."""
    with ANSWERS.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if row["Sprache"] == language:
                yield row["Titel"], row["Text"]


def write(session: Session, desk: Desk, person_id: int) -> None:
    """Put them in, as somebody of the office would."""
    actor = acting_for(session, desk, person_id)
    assert actor is not None
    for title, words in answers(actor.language):
        checked = canned_answers.checked_words(words, actor.language)
        canned_answers.add(session, actor, canned_answers.checked_title(title), checked)

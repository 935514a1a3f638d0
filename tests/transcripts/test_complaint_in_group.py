"""A complaint in the staff group, its topic deleted half-way; on both databases, in both languages.

What it shows is kept in `docs/transcripts`; `python -m tests.transcripts.test_complaint_in_group`
writes it anew.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from bot.outgoing.pacing import Pacing
from tests.group import StaffGroup
from tests.hand import Hand
from tests.simulated.life import Life, life
from tests.stage import Stage
from tests.transcripts.test_complaint import SHOWN, come_in, do, shown

GROUP = {"de": "Teamgruppe", "en": "Staff group"}
TITLE = {"de": "# Eine Reklamation in der Teamgruppe", "en": "# A complaint in the staff group"}
DELETED = {"de": "löscht das Thema", "en": "deletes the topic"}
TOPICS = {"de": "Themen", "en": "Topics"}
IN_GROUP = "👥 "
DELETES = "🗑"
NUMBER = "R-2026-0001"
MINUTES = re.compile(r"(?<=\d\d):\d\d")
"""It takes a minute or two, depending on how many looks it takes until all is done."""


@dataclass(frozen=True)
class Step:
    """What somebody does, 👥: in the group, "[…]" being a button; who but the group reads it."""

    who: str
    does: str
    readers: Sequence[str] = ()


STEPS = {
    "de": [
        Step("Anna", "📷 Palette kam kaputt an", ["Anna", "Ada"]),
        Step("Anna", "[Lieferung]"),
        Step("Ada", "👥 // Der Fahrer hat es gesehen"),
        Step("Ada", "👥 Morgen früh kommt Ersatz. Wie viele Kartons sind beschädigt?", ["Anna"]),
        Step("Ada", "👥 [Warten auf Kunden]"),
        Step("Max", DELETES),
        Step("Anna", "Zwölf"),
        Step("Ada", "👥 Danke, zwölf Kartons kommen mit.", ["Anna"]),
        Step("Ada", "👥 [Gelöst]", ["Anna"]),
        Step("Anna", "Es fehlt noch einer", ["Anna"]),
        Step("Ada", "👥 Der ist unterwegs.", ["Anna"]),
        Step("Ada", "👥 [Gelöst]", ["Anna"]),
        Step("Anna", "[5 ★]", ["Anna"]),
    ],
    "en": [
        Step("Anna", "📷 Pallet arrived broken", ["Anna", "Ada"]),
        Step("Anna", "[Delivery]"),
        Step("Ada", "👥 // The driver has seen it"),
        Step("Ada", "👥 A new one comes tomorrow morning. How many boxes are damaged?", ["Anna"]),
        Step("Ada", "👥 [Waiting for customer]"),
        Step("Max", DELETES),
        Step("Anna", "Twelve"),
        Step("Ada", "👥 Thank you, twelve boxes come along.", ["Anna"]),
        Step("Ada", "👥 [Resolved]", ["Anna"]),
        Step("Anna", "One is still missing", ["Anna"]),
        Step("Ada", "👥 It is on its way.", ["Anna"]),
        Step("Ada", "👥 [Resolved]", ["Anna"]),
        Step("Anna", "[5 ★]", ["Anna"]),
    ],
}  # fmt: skip


async def play(stage: Stage | Life, language: str) -> list[str]:
    """From the choice of the group to the rating, as lines of a page."""
    hands = await come_in(stage, language)
    there = await StaffGroup.chosen(stage, language, hands["Max"], hands["Ada"])
    lines = [TITLE[language], "", *_quoted(GROUP[language], there.group.screen())]
    for step in STEPS[language]:
        lines += [f"{step.who} → {_told(step, language)}", ""]
        await _done(there, hands[step.who], step.does)
        if step.does == DELETES:
            continue
        for message in there.news(NUMBER):
            lines += _quoted(GROUP[language], message)
        for reader in step.readers:
            lines += shown(reader, hands[reader])
        lines += [f"{TOPICS[language]}: {', '.join(there.titles)}", ""]
    return lines


async def _done(there: StaffGroup, hand: Hand, what: str) -> None:
    words = what.removeprefix(IN_GROUP)
    if what == DELETES:
        await hand.person.delete_topic(there.group, there.topic(NUMBER))
    elif words == what:
        await do(hand, what)
        await there.settled()
    elif words.startswith("["):
        await there.press(hand, words[1:-1])
    else:
        await there.write(hand, words, NUMBER)


def _told(step: Step, language: str) -> str:
    return DELETED[language] if step.does == DELETES else step.does


def _quoted(name: str, words: str) -> list[str]:
    return [f"> **{name}**", ">", *(f"> {line}  " for line in words.splitlines()), ""]


@pytest.mark.parametrize(
    ("any_stage", "language"),
    [
        pytest.param(
            where, one, marks=[*more, pytest.mark.desk(region="BY", default_language=one)]
        )
        for where, one, more in (
            ("sqlite", "de", ()),
            ("sqlite", "en", ()),
            ("postgresql", "de", ()),
            ("postgresql", "en", [pytest.mark.long]),
        )
    ],
    indirect=["any_stage"],
)
async def test_a_complaint_goes_through_the_staff_group_though_its_topic_is_deleted(
    any_stage: Stage, language: str
) -> None:
    kept = (SHOWN / f"staff-group.{language}.md").read_text(encoding="utf-8")
    lines = await play(any_stage, language)
    assert MINUTES.sub("", "\n".join(lines)) == MINUTES.sub("", kept)


def _write() -> None:
    pacing = Pacing(rate=100.0, burst=100)
    for language in STEPS:
        with life(pacing=pacing, region="BY", default_language=language) as one:
            lines = one.run(play(one, language))
        (SHOWN / f"staff-group.{language}.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    _write()

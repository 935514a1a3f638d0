"""A complaint from a customer's photo to its rating, and one that nobody answers over a weekend.

On both databases, in both languages. What it shows is kept in `docs/transcripts`, with the number
of actions; `python -m tests.transcripts.test_complaint` writes it anew.
"""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.actor import Role
from tests.books import fill, id_of
from tests.hand import Hand
from tests.stage import Stage, running
from tests.transcripts.book import IN_BOTH

SHOWN = Path(__file__).parents[2] / "docs" / "transcripts"
FRIDAY = datetime(2026, 10, 23, 14, 0, tzinfo=UTC)
"""16:00 in Berlin, in summer time; the clocks are put back on Sunday."""
PHOTO = "📷 "


@dataclass(frozen=True)
class Step:
    """What somebody does, "[…]" being a button and 📷 a photo; who reads what then."""

    who: str
    does: str
    readers: Sequence[str]


@dataclass(frozen=True)
class Scene:
    """Steps under a title."""

    title: str
    steps: Sequence[Step]


SCENES = {
    "de": [
        Scene("Ein Foto ist ein Vorgang", [
            Step("Anna", PHOTO + "Palette kam kaputt an", ["Anna", "Ada", "Tom"]),
            Step("Anna", "[Lieferung]", ["Anna"]),
            Step("Anna", "Auftrag 4711", ["Anna", "Ada"])]),
        Scene("Übernehmen und antworten", [
            Step("Ada", "[Antworten]", ["Ada"]),
            Step("Ada", "Morgen früh kommt Ersatz.", ["Ada", "Anna"])]),
        Scene("Eine Rückfrage hält die Uhr an", [
            Step("Ada", "[Rückfrage]", ["Ada"]),
            Step("Ada", "Wie viele Kartons sind beschädigt?", ["Ada", "Anna"]),
            Step("Anna", "Zwölf", ["Ada"])]),
        Scene("Lösen, wieder öffnen, abschließen", [
            Step("Ada", "[Vorgang öffnen]", ["Ada"]),
            Step("Ada", "[Lösen]", ["Ada"]),
            Step("Ada", "Ersatz ist geliefert.", ["Ada", "Anna", "Tom"]),
            Step("Anna", "Danke!", ["Anna"]),
            Step("Anna", "[Nein, noch nicht]", ["Anna", "Ada"]),
            Step("Ada", "[Lösen]", ["Ada"]),
            Step("Ada", "Die Gutschrift ist unterwegs.", ["Anna"]),
            Step("Anna", "[2 ★]", ["Anna", "Max"])]),
    ],
    "en": [
        Scene("A photo is a case", [
            Step("Anna", PHOTO + "Pallet arrived broken", ["Anna", "Ada", "Tom"]),
            Step("Anna", "[Delivery]", ["Anna"]),
            Step("Anna", "Order 4711", ["Anna", "Ada"])]),
        Scene("Taking and answering", [
            Step("Ada", "[Answer]", ["Ada"]),
            Step("Ada", "A new one comes tomorrow morning.", ["Ada", "Anna"])]),
        Scene("Asking back stops the clock", [
            Step("Ada", "[Ask back]", ["Ada"]),
            Step("Ada", "How many boxes are damaged?", ["Ada", "Anna"]),
            Step("Anna", "Twelve", ["Ada"])]),
        Scene("Resolving, opening again, closing", [
            Step("Ada", "[Open case]", ["Ada"]),
            Step("Ada", "[Resolve]", ["Ada"]),
            Step("Ada", "The new one is there.", ["Ada", "Anna", "Tom"]),
            Step("Anna", "Thank you!", ["Anna"]),
            Step("Anna", "[No, not yet]", ["Anna", "Ada"]),
            Step("Ada", "[Resolve]", ["Ada"]),
            Step("Ada", "The credit note is on its way.", ["Anna"]),
            Step("Anna", "[2 ★]", ["Anna", "Max"])]),
    ],
}  # fmt: skip
WORDS = {
    "de": {"title": "Eine Reklamation", "actions": "Aktionen", "head": "Niemand antwortet",
           "late": "Wo bleibt die Lieferung?",
           "when": "Freitag, 23.10.2026, 16:00; in der Nacht zum Sonntag werden die Uhren gestellt"},
    "en": {"title": "A complaint", "actions": "actions", "head": "Nobody answers",
           "late": "Where is the delivery?",
           "when": "Friday, 23 Oct 2026, 16:00; in the night to Sunday the clocks are changed"},
}  # fmt: skip


async def come_in(stage: Stage, language: str) -> dict[str, Hand]:
    """A rep, an admin, a manager, and the contact of the rep's customer."""
    hands = {
        "Tom": await Hand.of(stage, "Tom Berg", language=language),
        "Ada": await Hand.of(stage, "Ada Klein", Role.ADMIN, language),
        "Max": await Hand.of(stage, "Max Boss", Role.MANAGER, language),
    }
    await fill(stage, "Tom Berg")
    anna = await stage.join("Anna Huber", Role.CUSTOMER, language, await id_of(stage, "10234"))
    return hands | {"Anna": Hand(stage, anna)}


async def play(stage: Stage, language: str) -> list[str]:
    """From the photo to the rating, as lines of a page."""
    hands, lines = await come_in(stage, language), [f"# {WORDS[language]['title']}", ""]
    for scene in SCENES[language]:
        lines += [f"## {scene.title}", ""]
        before = {name: hand.actions for name, hand in hands.items()}
        for step in scene.steps:
            await do(hands[step.who], step.does)
            lines += [f"{step.who} → {step.does}", ""]
            for reader in step.readers:
                lines += shown(reader, hands[reader])
        counts = [f"{name}: {hand.actions - before[name]}" for name, hand in hands.items()
                  if hand.actions > before[name]]  # fmt: skip
        lines += [f"{WORDS[language]['actions']}: {', '.join(counts)}", ""]
    return lines


async def do(hand: Hand, what: str) -> None:
    """One action."""
    if what.startswith(PHOTO):
        await hand.photo(what.removeprefix(PHOTO))
    elif what.startswith("["):
        await hand.press(what[1:-1])
    else:
        await hand.say(what)


def shown(name: str, hand: Hand) -> list[str]:
    """What somebody reads now."""
    return [f"> **{name}**", ">", *(f"> {line}  " for line in hand.screen.splitlines()), ""]


async def wait_in_vain(stage: Stage, language: str) -> list[str]:
    """A case on Friday afternoon that nobody answers, as lines of a page."""
    hands, words = await come_in(stage, language), WORDS[language]
    lines = [f"## {words['head']}", "", words["when"], "", f"Anna → {words['late']}", ""]
    await hands["Anna"].say(words["late"])
    lines += shown("Anna", hands["Anna"])
    for name, until in (
        ("Ada", datetime(2026, 10, 26, 12, 2, tzinfo=UTC)),
        ("Ada", datetime(2026, 10, 26, 14, 2, tzinfo=UTC)),
        ("Max", datetime(2026, 10, 26, 15, 2, tzinfo=UTC)),
    ):
        before = len(hands[name].person.answers)
        stage.clock.advance(until - timedelta(minutes=4) - stage.clock.now())
        await asyncio.sleep(1.2)
        await stage.settled()
        assert len(hands[name].person.answers) == before, hands[name].screen
        stage.clock.advance(until - stage.clock.now())
        await asyncio.sleep(1.2)
        await stage.settled()
        lines += [f"{until.astimezone(stage.program.desk.zone):%d.%m.%Y, %H:00}", ""]
        lines += shown(name, hands[name])
    return lines


@pytest.mark.desk(region="BY")
@pytest.mark.parametrize(("any_stage", "language"), IN_BOTH, indirect=["any_stage"])
async def test_a_complaint_goes_from_a_photo_to_its_rating_in_few_actions(
    any_stage: Stage, language: str
) -> None:
    kept = (SHOWN / f"complaint.{language}.md").read_text(encoding="utf-8")
    lines = await play(any_stage, language)
    assert "\n".join(lines) == kept.partition("\n## " + WORDS[language]["head"])[0]
    counts = [line for line in lines if line.startswith(WORDS[language]["actions"])]
    assert [one.partition(": ")[2] for one in counts] == [
        "Anna: 3", "Ada: 2", "Ada: 2, Anna: 1", "Ada: 5, Anna: 3"
    ]  # fmt: skip


@pytest.mark.desk(start=FRIDAY, region="BY")
@pytest.mark.parametrize("language", ["de", "en"])
async def test_a_breach_over_a_weekend_on_which_the_clocks_change_is_told_at_its_hour(
    stage: Stage, language: str
) -> None:
    kept = (SHOWN / f"complaint.{language}.md").read_text(encoding="utf-8")
    lines = await wait_in_vain(stage, language)
    assert kept.endswith("\n".join(lines))


async def _write() -> None:
    for language in SCENES:
        with tempfile.TemporaryDirectory() as folder:
            async with running(f"sqlite:///{folder}/desk.db", region="BY") as stage:
                lines = await play(stage, language)
            late = running(f"sqlite:///{folder}/late.db", start=FRIDAY, region="BY")
            async with late as stage:
                lines += await wait_in_vain(stage, language)
        (SHOWN / f"complaint.{language}.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(_write())

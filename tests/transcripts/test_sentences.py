"""What a rep writes in one sentence, and what is asked where it can be read in two ways.

On both databases, in both languages. What it shows is kept in `docs/transcripts`, with the number
of actions; `python -m tests.transcripts.test_sentences` writes it anew.
"""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.books import fill
from tests.hand import Hand
from tests.stage import Stage, running
from tests.transcripts.book import IN_BOTH

SHOWN = Path(__file__).parents[2] / "docs" / "transcripts"
WEDNESDAY = datetime(2026, 11, 25, 9, 20, tzinfo=UTC)
"""10:20 in Berlin."""


@dataclass(frozen=True)
class Scene:
    """What is written, the buttons pressed then, and what the last screen says."""

    title: str
    words: str
    presses: Sequence[str]
    end: str


SCENES = {
    "de": [
        Scene("Ein Satz, ein Besuch",
              "War heute bei Bäckerei Huber, will 200 Stück ab Januar, nochmal anrufen nächsten Dienstag",
              ["Besuch speichern"], "✅ Besuch 1001 gespeichert"),
        Scene("Mit Befehl, in Stichworten",
              "/besuch Weiß gestern halb drei Auftrag 3 Paletten, WV in 14 Tagen",
              ["Besuch speichern"], "✅ Besuch 1002 gespeichert"),
        Scene("Etwas, das noch kommt", "Weiß Do 15:30 Angebot besprechen",
              ["Speichern"], "✅ Wiedervorlage gespeichert"),
        Scene("Unklar: nächster Freitag, dieser oder der danach",
              "War gestern bei Huber, Interesse, nachfassen nächsten Freitag",
              ["Fr, 04.12.2026, 09:00", "Besuch speichern"], "✅ Besuch 1003 gespeichert"),
        Scene("Unklar: um sieben, morgens oder abends",
              "War gestern um sieben bei Bäckerei Müller, Auftrag",
              ["Di, 24.11.2026, 07:00", "Besuch speichern"], "✅ Besuch 1004 gespeichert"),
        Scene("Unklar: der 20.11. war kein Montag",
              "War Montag, 20.11. bei Weiß, kein Bedarf",
              ["Fr, 20.11.2026", "Besuch speichern"], "✅ Besuch 1005 gespeichert"),
    ],
    "en": [
        Scene("One sentence, one visit",
              "Was at Bäckerei Huber today, wants 200 pieces from January, call again next Tuesday",
              ["Save visit"], "✅ Visit 1001 saved"),
        Scene("With the command, in notes",
              "/visit Weiss yesterday half past two order 3 pallets, follow up in a fortnight",
              ["Save visit"], "✅ Visit 1002 saved"),
        Scene("Something to come", "Weiss Thu 3:30pm talk about the quote",
              ["Save"], "✅ Follow-up saved"),
        Scene("Unclear: next Friday, this one or the one after",
              "Was at Huber yesterday, interested, follow up next Friday",
              ["Fri, 4 Dec 2026, 09:00", "Save visit"], "✅ Visit 1003 saved"),
        Scene("Unclear: at seven, morning or evening",
              "Was at Bäckerei Müller yesterday at seven, order",
              ["Tue, 24 Nov 2026, 07:00", "Save visit"], "✅ Visit 1004 saved"),
        Scene("Unclear: 9/11, day or month first",
              "Visited Weiss on 9/11, no need",
              ["Mon, 9 Nov 2026", "Save visit"], "✅ Visit 1005 saved"),
    ],
}  # fmt: skip
HEADS = {
    "de": ("In einem Satz", "Aktionen"),
    "en": ("In one sentence", "actions"),
}


async def play(stage: Stage, language: str) -> list[str]:
    """Every scene from its first word to its end, as lines of a page."""
    tom = await Hand.of(stage, "Tom Berg", language=language)
    await fill(stage, "Tom Berg")
    title, actions = HEADS[language]
    lines = [f"# {title}", ""]
    for scene in SCENES[language]:
        before = tom.actions
        lines += [f"## {scene.title}", ""]
        await tom.say(scene.words)
        lines += _shown(tom, scene.words)
        for label in scene.presses:
            full = next(one for one in tom.person.labels if one.startswith(label))
            await tom.press(full)
            lines += _shown(tom, f"[{full}]")
        assert tom.screen.startswith(scene.end), scene.title
        lines += [f"{tom.actions - before} {actions}", ""]
    return lines


def _shown(tom: Hand, action: str) -> list[str]:
    return [f"→ {action}", "", *(f"> {line}" for line in tom.screen.splitlines()), ""]


@pytest.mark.desk(start=WEDNESDAY)
@pytest.mark.parametrize(("any_stage", "language"), IN_BOTH, indirect=["any_stage"])
async def test_a_sentence_is_a_visit_in_two_actions_and_what_is_unclear_is_asked(
    any_stage: Stage, language: str
) -> None:
    lines = await play(any_stage, language)
    kept = (SHOWN / f"sentences.{language}.md").read_text(encoding="utf-8")
    assert "\n".join(lines) == kept
    counts = [line for line in lines if line.endswith(HEADS[language][1]) and line[0].isdigit()]
    assert [int(line.split()[0]) for line in counts] == [2, 2, 2, 3, 3, 3]


async def _write() -> None:
    for language in SCENES:
        with tempfile.TemporaryDirectory() as folder:
            async with running(f"sqlite:///{folder}/desk.db", start=WEDNESDAY) as stage:
                lines = await play(stage, language)
        (SHOWN / f"sentences.{language}.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(_write())

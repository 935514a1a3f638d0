"""The first day, from the invitation on the command line to a visit taken back.

On both databases, by polling and by webhook, in both languages; of those, each two together once.
What it shows is kept in `docs/transcripts`; `python -m tests.transcripts.test_first_day` writes it anew.
"""

import asyncio
import re
import tempfile
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.actor import Role
from bot.playground import Person
from bot.services import people as access
from tests.stage import MONDAY, Stage, running
from tests.transcripts.test_imports import sixty

SHOWN = Path(__file__).parents[2] / "docs" / "transcripts"
DUE = MONDAY.replace(day=7, month=12, hour=8, minute=0)
"""Monday in two weeks, 9:00 in Berlin."""
WORDS = {
    "de": {
        "accept": "Einladung annehmen", "import": "57 Kunden übernehmen", "invite": "/einladen",
        "role": "Außendienst", "create": "Einladung erstellen",
        "visit": "/besuch 10007 gestern 15 Uhr: Angebot besprochen, Wiedervorlage in 2 Wochen",
        "save": "Besuch speichern", "guided": "/besuch", "result": "Interesse", "note": "Will Muster",
        "done": "Erledigt", "undo": "Rückgängig", "saved": "gespeichert", "taken": "zurückgenommen",
        "rings": "Nachfassen",
    },
    "en": {
        "accept": "Accept invitation", "import": "Import 57 customers", "invite": "/invite",
        "role": "sales rep", "create": "Create invitation",
        "visit": "/visit 10007 yesterday 3pm: discussed quote, follow up in 2 weeks",
        "save": "Save visit", "guided": "/visit", "result": "Interested", "note": "Wants samples",
        "done": "Done", "undo": "Undo", "saved": "saved", "taken": "taken back",
        "rings": "Follow up",
    },
}  # fmt: skip


@dataclass
class Day:
    """The day as it goes on: who does what, what they see then, and how many actions it took."""

    stage: Stage
    language: str
    lines: list[str] = field(default_factory=list)
    actions: int = 0

    async def say(self, person: Person, words: str) -> None:
        await person.say(words)
        await self._note(person, f"→ {words}")

    async def press(self, person: Person, label: str) -> None:
        full = next(one for one in person.labels if one.lower().startswith(label.lower()))
        await person.press(full)
        await self._note(person, f"→ [{full}]")

    async def send(self, person: Person, name: str, content: bytes) -> None:
        await person.send_document(name, content)
        await self._note(person, f"→ ({name})")

    async def _note(self, person: Person, action: str) -> None:
        self.actions += 1
        await self.stage.settled()
        self.heard(person, action)

    def heard(self, person: Person, action: str) -> None:
        quoted = "\n".join(f"> {line}" for line in person.screen.splitlines())
        self.lines += [f"**{person.name}** {action}", "", quoted, ""]


async def play(stage: Stage, language: str) -> Day:
    """Invite an admin, import 60 rows, invite a rep, log two visits, hear one ring, take one back."""
    say, day = WORDS[language], Day(stage, language)
    code = await stage.database.run(
        lambda s: access.invite(s, stage.program.desk, Role.ADMIN, "Eva Klein", None)
    )
    eva = stage.world.person("Eva Klein", language=language)
    await day.say(eva, f"/start {code}")
    await day.press(eva, say["accept"])
    await day.send(eva, "kunden.xlsx" if language == "de" else "customers.xlsx", sixty(language))
    await day.press(eva, say["import"])

    await day.say(eva, say["invite"])
    await day.press(eva, say["role"])
    await day.say(eva, "Tom Berg")
    if say["create"] in eva.labels:
        await day.press(eva, say["create"])
    link = next(m.text for m in reversed(eva.answers) if "start=" in m.text)
    tom = stage.world.person("Tom Berg", language=language)
    await day.say(tom, "/start " + re.findall(r"start=([\w-]+)", link)[0])
    await day.press(tom, say["accept"])

    before = day.actions
    await day.say(tom, say["visit"])
    await day.press(tom, say["save"])
    assert say["saved"] in tom.screen
    assert day.actions - before == 2

    await day.say(tom, say["guided"])
    await day.say(tom, "Huber 9")
    if not tom.screen.lower().count(say["result"].lower()):
        await day.press(tom, "Huber 9")
    await day.press(tom, say["result"])
    await day.say(tom, say["note"])
    await day.press(tom, say["save"])
    assert say["saved"] in tom.screen

    await day.press(tom, say["undo"])
    assert say["taken"] in tom.screen
    stage.clock.advance(DUE - stage.clock.now() + timedelta(seconds=1))
    for _ in range(200):
        await stage.settled()
        if say["rings"] in tom.screen:
            break
        await asyncio.sleep(0.02)
    assert say["rings"] in tom.screen
    day.heard(tom, "⏲")
    await day.press(tom, say["done"])
    return day


@pytest.mark.parametrize(
    ("database", "intake", "language"),
    [
        ("sqlite", "polling", "de"),
        ("sqlite", "webhook", "en"),
        ("postgresql", "polling", "en"),
        ("postgresql", "webhook", "de"),
    ],
)
async def test_the_first_day_goes_from_an_invitation_to_a_visit_taken_back(
    request: pytest.FixtureRequest, database: str, intake: str, language: str
) -> None:
    url = request.getfixturevalue(f"{database}_url")
    async with running(url, webhook=intake == "webhook") as stage:
        day = await play(stage, language)
    assert anonymous(day) == (SHOWN / f"first-day.{language}.md").read_text(encoding="utf-8")


def anonymous(day: Day) -> str:
    """The transcript without what is random: invitation codes."""
    shown = "\n".join(day.lines)
    shown = re.sub(r"(start[= ])[\w-]{20,}", r"\1…", shown)
    return f"# {'Der erste Tag' if day.language == 'de' else 'The first day'}\n\n{shown}"


async def _write() -> None:
    SHOWN.mkdir(parents=True, exist_ok=True)
    for language in WORDS:
        with tempfile.TemporaryDirectory() as folder:
            async with running(f"sqlite:///{folder}/desk.db") as stage:
                day = await play(stage, language)
        (SHOWN / f"first-day.{language}.md").write_text(anonymous(day), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(_write())

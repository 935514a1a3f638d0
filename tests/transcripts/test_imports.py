"""An admin drops a spreadsheet into the chat."""

import io
import zipfile

import pytest
from sqlalchemy import select

from bot.domain.actor import Role
from bot.playground import Person
from bot.services.customer_columns import is_heading
from bot.services.importing import applying
from bot.services.tables import Sheet, read_table, write_csv, write_xlsx
from bot.storage import Session, imports, jobs, people, runs
from tests.stage import MONDAY, Stage, eventually, program_of

HEADINGS = {
    "de": ["Kundennummer", "Name", "Straße", "PLZ", "Ort", "USt-IdNr.", "Rabattgruppe"],
    "en": ["Customer number", "Company", "Street", "ZIP", "City", "VAT ID", "Discount group"],
}


def sixty(language: str) -> bytes:
    """57 customers, and in lines 12, 22 and 32 what is refused."""
    rows = [
        [str(10_000 + n), f"Huber {n} GmbH", f"Hauptstr. {n}", "86150", "Augsburg", "", "A"]
        for n in range(60)
    ]
    rows[10][3], rows[20][0], rows[30][5] = "8615", "", "DE12345678"
    return write_xlsx([Sheet("Kunden", HEADINGS[language], rows)])


async def dropped(stage: Stage, person: Person, name: str, content: bytes) -> None:
    """The file is sent, and all there is to do done."""
    await person.send_document(name, content)
    await stage.settled()


def sent_table(person: Person) -> list[list[str]]:
    """Headings and rows of the file that came last."""
    file = person.answers[-1].file
    assert file is not None
    table = read_table(file.content, file.name, is_heading)
    return [table.headings, *table.rows]


async def test_a_spreadsheet_is_checked_shown_and_taken_over_in_german(real_stage: Stage) -> None:
    klein = await real_stage.join("Eva Klein", Role.ADMIN)
    await dropped(real_stage, klein, "kunden.xlsx", sixty("de"))
    assert klein.screen.splitlines() == [
        "kunden.xlsx · 60 Zeilen",
        "57 neu · 0 geändert · 0 gleich · 3 abgelehnt",
        "Zeile 12: Postleitzahl „8615“ hat vier Stellen, nötig sind fünf.",
        "Zeile 22: Kundennummer fehlt.",
        "Zeile 32: USt-IdNr. „DE12345678“ hat acht Ziffern, nötig sind neun.",
        "Spalte „Rabattgruppe“ kenne ich nicht, sie bleibt weg",
        "[57 Kunden übernehmen]",
        "[Abgelehnte als Datei]",
        "[Abbrechen]",
    ]
    assert len(klein.answers) == 2  # the greeting, and one message all along
    await klein.press("57 Kunden übernehmen")
    await real_stage.settled()
    assert klein.answers[-2].transcript.splitlines() == [
        "✅ kunden.xlsx ist übernommen",
        "57 neu · 0 geändert · 0 gleich",
        "3 Zeilen abgelehnt, sie kommen als Datei mit dem Grund davor",
    ]
    assert klein.screen.startswith("(kunden-abgelehnt.xlsx) 3 abgelehnte Zeilen.")
    headings, first, *_ = sent_table(klein)
    assert headings == ["Grund", "Zeile", *HEADINGS["de"]]
    assert first[:4] == [
        "Postleitzahl „8615“ hat vier Stellen, nötig sind fünf.", "12", "10010", "Huber 10 GmbH",
    ]  # fmt: skip
    await klein.say("10007")
    await real_stage.settled()
    assert klein.screen.startswith("Huber 7 GmbH · 10007")


async def test_a_spreadsheet_is_checked_shown_and_taken_over_in_english(stage: Stage) -> None:
    small = await stage.join("Eve Small", Role.MANAGER, language="en")
    await dropped(stage, small, "customers.xlsx", sixty("en"))
    assert small.screen.splitlines() == [
        "customers.xlsx · 60 rows",
        "57 new · 0 changed · 0 unchanged · 3 refused",
        "Row 12: Postal code “8615” has four digits, five are needed.",
        "Row 22: The customer number is missing.",
        "Row 32: VAT ID “DE12345678” has eight digits, nine are needed.",
        "I do not know the column “Discount group”, it is left out",
        "[Import 57 customers]",
        "[Refused as a file]",
        "[Cancel]",
    ]
    await small.press("Refused as a file")
    await stage.settled()
    assert small.screen.startswith("(customers-refused.xlsx) 3 refused rows.")
    assert sent_table(small)[2][:2] == ["The customer number is missing.", "22"]
    await small.press("Import 57 customers")
    await stage.settled()
    assert "✅ customers.xlsx is imported" in [one.text.split("\n")[0] for one in small.answers]


async def test_the_same_file_again_changes_nothing(stage: Stage) -> None:
    klein = await stage.join("Eva Klein", Role.ADMIN)
    await dropped(stage, klein, "kunden.xlsx", sixty("de"))
    await klein.press("57 Kunden übernehmen")
    await stage.settled()
    await dropped(stage, klein, "kunden.xlsx", sixty("de"))
    assert "0 neu · 0 geändert · 57 gleich · 3 abgelehnt" in klein.screen
    assert klein.screen.endswith("Nichts zu übernehmen.\n[Abgelehnte als Datei]")


async def test_refused_rows_put_right_in_their_file_are_taken_when_it_comes_again(
    stage: Stage,
) -> None:
    klein = await stage.join("Eva Klein", Role.ADMIN)
    await dropped(stage, klein, "kunden.xlsx", sixty("de"))
    await klein.press("Abgelehnte als Datei")
    await stage.settled()
    headings, first, *_ = sent_table(klein)
    first[headings.index("PLZ")] = "86150"
    await dropped(stage, klein, "berichtigt.csv", write_csv(headings, [first]))
    assert "1 neu · 0 geändert · 0 gleich · 0 abgelehnt" in klein.screen
    assert "Spalte „Rabattgruppe“ kenne ich nicht" in klein.screen


async def test_cancelled_is_cancelled_and_old_buttons_say_so(stage: Stage) -> None:
    klein = await stage.join("Eva Klein", Role.ADMIN)
    await dropped(stage, klein, "kunden.xlsx", sixty("de"))
    card = klein.answers[-1]
    take = next(key for row in card.buttons for key in row if "übernehmen" in key.text)
    await klein.press("Abbrechen")
    await stage.settled()
    assert klein.screen == "kunden.xlsx · abgebrochen. Nichts wurde übernommen."
    assert take.callback_data
    await klein.press_data(take.callback_data, card.id)
    await stage.settled()
    assert klein.toasts[-1].text.startswith("Diese Übernahme ist abgebrochen.")
    await klein.say("10007")
    await stage.settled()
    assert klein.screen.startswith("Zu „10007“ finde ich niemanden.")


async def test_yes_pressed_twice_applies_once(stage: Stage) -> None:
    klein = await stage.join("Eva Klein", Role.ADMIN)
    await dropped(stage, klein, "kunden.xlsx", sixty("de"))
    card = klein.answers[-1].id
    await klein.press("57 Kunden übernehmen", card)
    await klein.press("57 Kunden übernehmen", card)
    await stage.settled()
    done = [one.text for one in klein.answers if "ist übernommen" in one.text]
    assert len(done) == 1
    assert "57 neu · 0 geändert" in done[0]
    assert klein.toasts[-1].text.startswith("Die Datei")


async def test_only_the_office_imports_and_only_its_own_files(stage: Stage) -> None:
    klein = await stage.join("Eva Klein", Role.ADMIN)
    other = await stage.join("Ute Weiß", Role.ADMIN)
    tom = await stage.join("Tom Berg", Role.REP)
    await dropped(stage, tom, "kunden.xlsx", sixty("de"))
    assert tom.screen.startswith("Kundenlisten übernimmt der Innendienst.")
    await dropped(stage, klein, "kunden.xlsx", sixty("de"))
    for forger, sentence in ((tom, "Das gehört nicht zu Ihren Aufgaben"), (other, "Dieser Knopf")):
        await forger.press_data("import:take:1", forger.answers[-1].id)
        await stage.settled()
        assert forger.toasts[-1].text.startswith(sentence)


def zip_bomb() -> bytes:
    """An XLSX of which one part unpacks to 500 MB."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        for _ in range(500):
            part.write(b"\0" * 1_000_000)
    return content.getvalue()


HOSTILE = [
    ("bombe.xlsx", zip_bomb, "ist ungewöhnlich aufgebaut, deshalb öffne ich sie nicht"),
    ("bild.xlsx", lambda: b"\x89PNG\r\n\x1a\n" * 100, "heißt wie eine Excel-Datei, ist aber"),
    ("kunden.csv", lambda: b"PK\x03\x04" + b"\0" * 1000, "heißt wie eine Textdatei, ist aber"),
    ("makro.xlsm", lambda: b"PK\x03\x04", "ist keine Tabelle, die ich lesen kann"),
    ("leer.csv", lambda: b"", "ist leer"),
    ("breit.csv", lambda: b"Kundennummer;Name" + b";x" * 100_000, "hat über 200 Spalten"),
    ("gross.csv", lambda: b"x" * 50_000_000, "hat über 20 MB"),
    ("ohne.csv", lambda: b"Name;Ort\nHuber;Ulm\n", "fehlt die Spalte mit der Kundennummer"),
    ("kopf.csv", lambda: b"Kundennummer;Name\n", "keine Kunden"),
]


@pytest.mark.parametrize(("name", "content", "sentence"), HOSTILE, ids=[one[0] for one in HOSTILE])
async def test_a_hostile_file_gets_one_sentence_soon(
    stage: Stage, name: str, content: object, sentence: str
) -> None:
    assert callable(content)
    klein = await stage.join("Eva Klein", Role.ADMIN)
    sent, data = len(klein.answers), content()
    await klein.send_document(name, data)
    await eventually(lambda: sentence in klein.screen, 10)
    await stage.settled()
    assert len(klein.answers) == sent + 1
    assert "[" not in klein.screen


def many(rows: int) -> bytes:
    """So many customers as CSV."""
    cells = [[str(10_000 + n), f"Huber {n} GmbH"] for n in range(rows)]
    return write_csv(HEADINGS["de"][:2], cells)


async def test_others_are_answered_while_an_import_is_applied(real_stage: Stage) -> None:
    klein = await real_stage.join("Eva Klein", Role.ADMIN)
    tom = await real_stage.join("Tom Berg", Role.REP)
    await dropped(real_stage, klein, "kunden.csv", many(6000))
    await klein.press("6.000 Kunden übernehmen")
    await eventually(lambda: "wird übernommen" in klein.screen)
    await tom.say("gibtesnicht")
    await eventually(lambda: "finde ich niemanden" in tom.screen)
    assert "wird übernommen" in klein.screen
    await real_stage.settled(60)
    assert "6.000 neu · 0 geändert" in klein.answers[-1].text


async def test_an_apply_that_was_interrupted_often_goes_on_with_the_next_start(
    http_stage: Stage,
) -> None:
    stage = http_stage
    klein = await stage.join("Eva Klein", Role.ADMIN)
    await dropped(stage, klein, "kunden.csv", many(300))
    stage.program.stop.set()
    running = select(runs.Run.id).where(runs.Run.ended_at.is_(None))
    await eventually(lambda: stage.database.transact(lambda s: s.scalar(running)) is None, 15)

    def left_by_a_dead_process(session: Session) -> None:
        """As a kill leaves it, the second time, after the first piece."""
        person = people.with_roles(session, [Role.ADMIN])[0]
        one = imports.latest(session, person.id, "ready")
        assert one
        applying.begin(session, stage.program.desk, one)
        args = {"import": one.id}
        job = jobs.add(session, "import-apply", args, klein.id, person.id, MONDAY)
        job.status, job.owner = "running", runs.start(session, MONDAY)
        job.attempts = jobs.MAX_ATTEMPTS - 1
        applying.apply(session, stage.program.desk, one.id)

    stage.database.transact(left_by_a_dead_process)
    async with program_of(stage.settings, stage.world, stage.clock) as again:
        await again.settled()
        assert klein.screen.startswith("✅ kunden.csv ist übernommen\n300 neu · 0 geändert")
        attempts = await again.database.run(
            lambda s: s.scalar(select(jobs.Job.attempts).where(jobs.Job.kind == "import-apply"))
        )
        assert attempts == 1

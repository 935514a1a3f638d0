"""What people wrote stays text in the spreadsheets that the program writes."""

import csv
import io
import re
import zipfile

from bot.services.tables import read_table, write_csv
from tests.hostile import corpus
from tests.hostile.delivery import Delivery
from tests.hostile.watch import Watch
from tests.logs.reading import written
from tests.scenarios.imports import HEADINGS
from tests.simulated.office import Office, office

FORMULAS = [one.strip() for one in corpus.texts()["formulas"]]
RISKY = re.compile(r"[=+\-@\t\r＝＋－＠]")


def sheet_of(data: bytes) -> str:
    """The XML of a workbook's first sheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


async def latest_file(here: Office, name: str) -> bytes:
    """The content of the newest file that somebody was sent."""
    person = here.hands[name].person
    file = next(one.file for one in reversed(person.answers) if one.file)
    return file.content


def test_notes_that_look_like_formulas_are_text_in_the_table_of_visits() -> None:
    with written("INFO") as log, office() as here:
        tom = here.tom
        delivery, watch = Delivery(here.life), Watch(here.life, log)

        async def play() -> bytes:
            for said in FORMULAS:
                await tom.say("/besuch Weiß gestern 15 Uhr")
                await tom.press("Notiz")
                watch.begin()
                delivery.write(tom.person, said)
                await watch.settled()
                assert watch.faults(said) == []
                await tom.press("Besuch speichern")
            await tom.say("/besuche")
            await tom.press("Als Tabelle")
            return await latest_file(here, "tom")

        data = here.life.run(play())
    sheet = sheet_of(data)
    assert "<f" not in sheet
    found = [cell for row in read_table(data, "b.xlsx", lambda text: True).rows for cell in row]
    assert {*FORMULAS} <= {*found}


def test_refused_rows_that_look_like_formulas_come_back_as_text() -> None:
    rows = [[f"9{at}", said, "1", said] for at, said in enumerate(FORMULAS)]
    with office() as here:

        async def play() -> bytes:
            await here.ada.person.send_document("kunden.csv", write_csv(HEADINGS, rows))
            await here.settled()
            await here.ada.press("Abgelehnte als Datei")
            return await latest_file(here, "ada")

        data = here.life.run(play())
    assert "<f" not in sheet_of(data)
    found = [cell for row in read_table(data, "b.xlsx", lambda text: True).rows for cell in row]
    assert {*FORMULAS} <= {*found}


def test_texts_of_the_corpus_are_guarded_in_csv_and_come_back_as_they_were() -> None:
    texts = [one.replace("\0", "")[:4000] for said in corpus.texts().values() for one in said]
    texts = [one for one in texts if one.strip() and one.isprintable()]
    data = write_csv(["Nr", "Text"], [["1", one] for one in texts] + [["-5", "-5,00"]])
    written = [*csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";")][1:-1]
    assert not [cell for _, cell in written if RISKY.match(cell)]
    read = read_table(data, "k.csv", lambda text: True).rows
    assert [row[1].strip() for row in read[:-1]] == [one.strip() for one in texts]

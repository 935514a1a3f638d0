"""Files made to hurt, sent into the chat: each is refused with a sentence, and nobody waits."""

import io
import random
import time
import zipfile
from contextlib import suppress
from functools import cache

from sqlalchemy import select

from bot.domain.checks import Refused
from bot.services.tables import Sheet, read_table, write_csv, write_xlsx
from bot.storage import jobs
from tests.hostile.watch import LONGEST_STALL, Watch
from tests.logs.reading import written
from tests.services.test_tables_hostile import DTD, LAUGHS, SHEET, cells, with_part
from tests.simulated.office import office

GOOD = write_xlsx([Sheet("Kunden", ["Kundennummer", "Name"], [["1", "Huber"]])])
SHARED = "xl/sharedStrings.xml"


def polyglot() -> bytes:
    """A text file that is an archive too."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("x.txt", "x")
    return b"Kundennummer;Name\n1;Huber\n" + target.getvalue()


@cache
def files() -> dict[str, tuple[str, bytes]]:
    """Name and content of each."""
    noise = random.Random(1).randbytes(50_000)
    return {
        "bomb in a sheet": ("a.xlsx", with_part(SHEET, b" " * 100_000_000)),
        "bomb in shared strings": ("b.xlsx", with_part(SHARED, b" " * 100_000_000)),
        "climbs out": ("c.xlsx", with_part("../../etc/passwd", b"x")),
        "nested": ("d.xlsx", with_part("inner.zip", b"x")),
        "last corner": ("e.xlsx", with_part(SHEET, cells("A1", "XFD1048576"))),
        "dtd": ("f.xlsx", with_part(SHEET, DTD.encode("utf-16"))),
        "laughs": ("g.xlsx", with_part(SHEET, f"<!DOCTYPE x [{LAUGHS}]><x>&l9;</x>".encode())),
        "deep": ("h.xlsx", with_part(SHEET, b"<worksheet>" * 100_000)),
        "truncated": ("i.xlsx", GOOD[: len(GOOD) // 2]),
        "wrong ending": ("j.csv", GOOD),
        "wrong ending too": ("k.xlsx", write_csv(["Kundennummer", "Name"], [["1", "x"]])),
        "polyglot": ("l.xlsx", polyglot()),
        "noise": ("m.csv", noise),
        "old kind": ("n.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise),
        "utf-7": ("o.csv", b"Kundennummer;Name\n1;+ADw-script+AD4-\n"),
        "utf-16 without a mark": ("p.csv", "Kundennummer;Name\n1;x\n".encode("utf-16-le")[:-1]),
        "a million columns": ("q.csv", b"Kundennummer;Name\n" + b"1;" * 1_000_000),
        "one giant line": ("r.csv", b"x" * 5_000_000),
        "empty": ("s.csv", b""),
        "open quote": ("t.csv", b'Kundennummer;Name\n1;"' + b"x\n" * 500_000),
    }


SENT = ("bomb in shared strings", "deep", "polyglot")
"""Those that are sent into the chat: each costs a process."""


def test_a_file_made_to_hurt_is_refused() -> None:
    taken = []
    for kind, (name, content) in files().items():
        began = time.process_time()
        with suppress(Refused):
            read_table(content, name, lambda text: text in ("Kundennummer", "Name"))
            taken.append(kind)
        assert time.process_time() - began < LONGEST_STALL, kind
    assert taken == []


def test_a_file_made_to_hurt_is_refused_with_a_sentence_and_costs_this_process_little() -> None:
    wrong = []
    with written("INFO") as log, office() as here:
        ada, watch = here.ada, Watch(here.life, log)

        async def play() -> None:
            await ada.person.send_document("good.xlsx", GOOD)  # loads what reading needs
            await here.settled()
            for kind in SENT:
                name, content = files()[kind]
                began = time.process_time()
                watch.begin()
                await ada.person.send_document(name, content)
                await watch.settled()
                found = watch.faults()
                if time.process_time() - began > 1:
                    found.append("cost much")
                if not watch.answered(ada.person) or "übernehmen]" in ada.screen:
                    found.append(ada.screen)
                wrong.extend((kind, one) for one in found)
            await ada.say("10234")
            assert ada.screen.startswith("Bäckerei Huber"), ada.screen

        here.life.run(play())
        given_up = here.life.database.transact(
            lambda s: s.scalars(select(jobs.Job.kind).where(jobs.Job.status == "dead")).all()
        )
    assert (wrong, given_up) == ([], [])

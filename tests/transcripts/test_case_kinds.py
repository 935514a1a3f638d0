"""What a customer's message is: a case of which kind, with which words and files."""

import pytest
from sqlalchemy import select

from bot.playground.model import FileKind
from bot.storage import Session, files
from bot.storage.cases import Case, CaseEntry
from bot.storage.files import File
from tests.hand import PICTURE
from tests.stage import Stage
from tests.transcripts.book import three


def said(session: Session) -> list[tuple[str, str]]:
    """What was said in which case, in order."""
    query = select(Case.number, CaseEntry.words).join(CaseEntry, CaseEntry.case_id == Case.id)
    return [(number, words) for number, words in session.execute(query.order_by(CaseEntry.id))]


async def test_a_command_before_the_words_is_no_part_of_them_also_when_they_are_edited(
    stage: Stage,
) -> None:
    _, ada, anna = await three(stage)
    sent = await anna.say("/reklamation Palette kaputt")
    await stage.settled()
    await anna.edit(sent.id, "/reklamation Palette ganz kaputt")
    await stage.settled()
    assert await stage.database.run(said) == [("R-2026-0001", "Palette ganz kaputt")]
    assert ada.screen.splitlines()[1] == "Palette ganz kaputt"


async def test_a_photo_with_a_command_under_it_opens_a_case_of_that_kind_whatever_is_open(
    stage: Stage,
) -> None:
    _, _, anna = await three(stage)
    await anna.say("Rechnung falsch")
    await stage.settled()
    await anna.send_photo(PICTURE, "/reklamation Palette kaputt")
    await stage.settled()
    assert anna.screen.startswith("Vorgang R-2026-0002 ist aufgenommen.")
    await anna.send_photo(PICTURE, "/anfrage@nordlicht_bot Was kostet so eine?",
                          reply_to=anna.answers[-1].id)  # fmt: skip
    await stage.settled()
    assert anna.screen.startswith("Vorgang A-2026-0001 ist aufgenommen.")
    await anna.send_album([PICTURE, PICTURE], "/reklamation Zwei Bilder")
    await stage.settled()
    assert await stage.database.run(said) == [
        ("R-2026-0001", "Rechnung falsch"), ("R-2026-0002", "Palette kaputt"),
        ("A-2026-0001", "Was kostet so eine?"),
        ("R-2026-0003", "Zwei Bilder"), ("R-2026-0003", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["video", "video_note", "audio", "animation"])
async def test_what_a_customer_films_or_records_is_kept_and_reaches_the_desk(
    stage: Stage, kind: FileKind
) -> None:
    _, ada, anna = await three(stage)
    await anna.send_media(kind, b"film", None if kind == "video_note" else "So sieht es aus")
    await stage.settled()
    assert anna.screen.startswith("Vorgang R-2026-0001 ist aufgenommen.")
    shown = next(one for one in ada.answers if one.file)
    assert shown.file
    assert (shown.file.kind, shown.file.content) == (kind, b"film")
    rows = [key.text for row in shown.buttons for key in row]
    assert rows == ["Answer", "Open case"]
    kept = await stage.database.run(lambda s: s.scalars(select(File)).one())
    content = await stage.database.run(lambda s: files.content(s, kept.id))
    assert content
    assert content[1] == b"film"
    await ada.say("We have seen it.", reply_to=shown.id)
    await stage.settled()
    assert anna.screen.endswith("We have seen it.")


async def test_a_video_message_has_its_words_above_it(stage: Stage) -> None:
    _, ada, anna = await three(stage)
    await anna.send_media("video_note", b"film")
    await stage.settled()
    above, note, card = ada.answers[-3:]
    assert above.text == "💬 R-2026-0001 · Anna Huber, Bäckerei Huber GmbH:"
    assert (note.text, note.file is not None) == ("", True)
    assert "📎 1 video message" in card.transcript
    await ada.send_media("video_note", b"ours", reply_to=above.id)
    await stage.settled()
    assert [bool(one.file) for one in anna.answers[-2:]] == [False, True]


@pytest.mark.parametrize("kind", ["document", "video"])
async def test_a_file_over_20_mb_is_passed_on_and_said_to_be_kept_nowhere_else(
    stage: Stage, kind: FileKind
) -> None:
    _, ada, anna = await three(stage)
    await anna.send_media(kind, b"film", size=25 * 2**20)
    await stage.settled()
    assert "Die Datei ist größer als 20 MB" in anna.screen
    shown = next(one for one in ada.answers if one.file)
    assert "Larger than 20 MB" in shown.text
    kept = await stage.database.run(lambda s: s.scalars(select(File)).one())
    assert (kept.size, kept.fetched_at) == (25 * 2**20, None)


async def test_thirty_photos_at_once_are_one_case_and_each_reaches_the_desk_once(
    stage: Stage,
) -> None:
    _, ada, anna = await three(stage)
    before = len(ada.answers), len(anna.answers)
    picture = iter(range(30))
    for count in (10, 1, 1, 8, 1, 6, 1, 1, 1):  # three albums, and singles among them
        pictures = [PICTURE + bytes([next(picture)]) for _ in range(count)]
        if count > 1:
            await anna.send_album(pictures, "Palette kaputt")
        else:
            await anna.send_photo(pictures[0])
    await stage.settled()
    kept = await stage.database.run(lambda s: s.scalars(select(File.content)).all())
    assert sorted(one[-1] for one in kept if one) == [*range(30)]
    assert await stage.database.run(lambda s: s.scalars(select(Case.number)).all()) == [
        "R-2026-0001"
    ]
    assert len(ada.answers) - before[0] == 31, "each photo, and the card"
    assert len(anna.answers) - before[1] == 1, "the confirmation; the rest is a reaction"

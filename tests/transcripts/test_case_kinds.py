"""What a customer's message is: a case of which kind, with which words and files."""

from sqlalchemy import select

from bot.storage import Session
from bot.storage.cases import Case, CaseEntry
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

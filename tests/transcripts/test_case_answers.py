"""Answering a case: what the desk writes, what reaches the customer, and what does not."""

from datetime import timedelta

from bot.playground import Person
from tests.hand import PICTURE
from tests.stage import Stage
from tests.transcripts.book import three


async def asked(stage: Stage) -> tuple[Person, Person]:
    """Ada has pressed [Answer] under a case of Anna's."""
    _, ada, anna = await three(stage)
    await anna.say("Palette kaputt")
    await stage.settled()
    await ada.press("Answer")
    await stage.settled()
    return ada, anna


async def test_words_that_come_long_after_answer_was_pressed_are_asked_about_and_kept(
    stage: Stage,
) -> None:
    ada, anna = await asked(stage)
    before = len(anna.answers)
    stage.clock.advance(timedelta(minutes=31))
    await ada.say("Hello boss")
    await ada.send_photo(PICTURE, "the pallet")
    await stage.settled()
    assert ada.screen == (
        "R-2026-0001 · Bäckerei Huber GmbH (10234)\n💬 Hello boss\n💬 the pallet\n"
        "⚠ Is this for the customer? It was asked for more than 30 minutes ago.\n"
        "[Send to the customer]\n[No, not for this]\n[Cancel]"
    )
    assert len(anna.answers) == before
    await ada.press("Send to the customer")
    await stage.settled()
    got = [one.text for one in anna.answers[before:]]
    assert [one.splitlines()[-1] for one in got] == ["Hello boss", "the pallet"]


async def test_words_that_were_not_for_the_customer_are_not_sent(stage: Stage) -> None:
    ada, anna = await asked(stage)
    before = len(anna.answers)
    stage.clock.advance(timedelta(minutes=31))
    await ada.say("Hello boss")
    await stage.settled()
    await ada.press("No, not for this")
    await stage.settled()
    assert ada.screen.startswith(
        "Not sent. If it was for me, please send it again.\nR-2026-0001 · Bäckerei Huber GmbH"
    )
    await ada.say("10234")
    await stage.settled()
    assert ada.screen.startswith("Bäckerei Huber GmbH"), ada.screen
    assert len(anna.answers) == before


async def test_words_within_half_an_hour_go_out_at_once(stage: Stage) -> None:
    ada, anna = await asked(stage)
    stage.clock.advance(timedelta(minutes=29))
    await ada.say("We send a new one.")
    await stage.settled()
    assert anna.screen.endswith("We send a new one.")


async def test_what_the_customer_said_stays_readable_while_it_is_answered(stage: Stage) -> None:
    ada, anna = await asked(stage)
    await ada.say("How many?")
    await stage.settled()
    await anna.say("Twelve <boxes>")
    await stage.settled()
    said = ada.answers[-1].id
    await ada.press("Answer", on=said)
    await stage.settled()
    assert ada.messages[-1].id != said
    assert ada.screen.splitlines()[-2].startswith("Answer to the customer?")
    words = next(one for one in ada.answers if one.id == said)
    assert "Twelve <boxes>" in (words.text or "")


async def test_the_history_of_a_case_is_paged_in_place_to_its_first_words(stage: Stage) -> None:
    _, ada, anna = await three(stage)
    for at in range(26):
        await anna.say(f"Satz {at};")
    await stage.settled()
    await ada.press("Open case")
    await stage.settled()
    seen = []
    for label in ("History", "◀ Older", "◀ Older", "Newer ▶"):
        await ada.press(label)
        await stage.settled()
        lines = ada.answers[-1].transcript.splitlines()
        seen.append([int(one.split("Satz ")[1].strip(";")) for one in lines if "Satz " in one])
    assert seen == [[*range(14, 26)], [*range(2, 14)], [0, 1], [*range(2, 14)]]
    assert lines[-2:] == ["[◀ Older] [Newer ▶]", "[Back]"]


async def test_an_answer_to_who_has_blocked_the_bot_says_so_and_how_to_reach_them(
    stage: Stage,
) -> None:
    ada, anna = await asked(stage)
    anna.block()
    await stage.settled()
    told = [one.transcript for one in ada.answers if "cannot be reached" in one.transcript]
    assert len(told) == 1
    await ada.press("☎ +49 821 123456")
    assert ada.clipboard == "+49 821 123456"
    for label in ("Cancel", "Ask back"):
        await ada.press(label)
        await stage.settled()
    await ada.say("How many boxes?")
    await stage.settled()
    lines = ada.screen.splitlines()
    assert lines[0] == (
        "⚠ Anna Huber cannot be reached on Telegram: this about R-2026-0001 does not arrive. "
        "Please call or write."
    )
    assert "[☎ +49 821 123456]" in lines
    assert "Ada Klein · new" in lines, "a question that nobody reads stops no clock"
    told = [one for one in ada.answers if "Telegram (blocked or deleted)" in one.transcript]
    assert len(told) == 1, "once, however often something does not arrive"


async def test_two_strokes_keep_it_inside_in_private_too(stage: Stage) -> None:
    ada, anna = await asked(stage)
    before = len(anna.answers)
    await ada.say("// pays late")
    await stage.settled()
    assert ada.screen.startswith("The note is part of R-2026-0001.")
    await ada.say("// always", reply_to=ada.answers[-1].id)
    await anna.say("Hello?")
    await stage.settled()
    words = next(one for one in reversed(ada.answers) if "Hello?" in one.text)
    await ada.say("// no hurry", reply_to=words.id)
    await stage.settled()
    await ada.press("Answer")
    await stage.settled()
    await ada.send_photo(PICTURE, "/note from the shelf")
    await stage.settled()
    assert ada.screen.startswith("The note is part of R-2026-0001.")
    assert len(anna.answers) == before


async def test_the_same_words_in_answer_to_two_messages_go_out_twice(stage: Stage) -> None:
    _, ada, anna = await three(stage)
    for words in ("Pallet broken", "Box missing"):
        await anna.say(words)
        await stage.settled()
    asked = [one for one in ada.answers if "Pallet" in one.text or "Box" in one.text][-2:]
    before = len(anna.answers)
    for one in asked:
        await ada.say("Sorry for that.", reply_to=one.id)
    await stage.settled()
    assert sum("Sorry for that." in one.text for one in anna.answers[before:]) == 2


async def test_a_photo_without_words_is_shown_as_what_it_is_about_not_as_what_we_answered(
    stage: Stage,
) -> None:
    _, ada, anna = await three(stage)
    await anna.send_photo(PICTURE)
    await stage.settled()
    await anna.press("Qualität")
    await stage.settled()
    await ada.press("Answer")
    await stage.settled()
    await ada.send_photo(PICTURE, "A new one comes.")
    await stage.settled()
    await ada.say("R-2026-0001")
    await stage.settled()
    head, about, rest = ada.screen.split("\n", 2)
    assert (head, about) == ("R-2026-0001 · Bäckerei Huber GmbH (10234)", "Complaint · Quality")
    assert rest.startswith("📎 1 photo\nPriority: ")
    await anna.say("/meine")
    await stage.settled()
    assert "R-2026-0001 · Qualität · wir arbeiten daran" in anna.screen


async def test_who_has_rated_is_thanked_for_being_content_and_not_asked_again(
    stage: Stage,
) -> None:
    _, ada, anna = await three(stage)
    await anna.say("Palette kaputt")
    await stage.settled()
    await ada.press("Resolve")
    await stage.settled()
    await ada.say("A new one comes.")
    await stage.settled()
    await anna.press("4 ★")
    await anna.say("Danke")
    await stage.settled()
    await anna.press("Ja, erledigt")
    await stage.settled()
    assert anna.screen == "Vorgang R-2026-0001 ist abgeschlossen."

"""Guided visits: one hand, one question at a time."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.domain.actor import Role
from bot.storage import files, visits
from bot.storage.visits import Visit
from tests.books import fill, id_of
from tests.hand import Hand
from tests.stage import Stage, program_of


async def saved(stage: Stage) -> list[Visit]:
    query = select(Visit).where(Visit.undone_at.is_(None)).order_by(Visit.id)
    return list(await stage.database.run(lambda s: s.scalars(query).all()))


async def test_a_guided_visit_goes_from_question_to_question(any_stage: Stage) -> None:
    tom = await Hand.of(any_stage, "Tom Berg")
    await fill(any_stage, "Tom Berg")
    await tom.say("/besuch")
    assert tom.screen.startswith("Bei wem waren Sie? Name, Ort oder Nummer schreiben, oder:\n[")
    await tom.press("Bäckerei Huber, Augsburg")
    assert tom.screen == (
        "Besuch · Bäckerei Huber GmbH, Augsburg (10234)\n"
        "📅 Mo, 23.11.2026, 10:20\n"
        "Wie ging es aus?\n"
        "[Auftrag] [Angebot gewünscht] [Interesse]\n"
        "[Kein Bedarf] [Nicht angetroffen] [Problem]\n"
        "[Anderes]\n"
        "[Zurück] [Abbrechen]"
    )
    await tom.press("Interesse")
    assert "Notiz? Text, Sprachnachricht, Foto, Datei, auch mehrere." in tom.screen
    assert "[Besuch speichern] [Überspringen]" in tom.screen
    await tom.say("Mag Bio-Mehl")
    await tom.press("Weiter")
    assert "[Morgen: Di, 24.11.2026]" in tom.screen
    assert "[In 2 Wochen: Mo, 07.12.2026]" in tom.screen
    await tom.press("In 1 Woche: Mo, 30.11.2026")
    assert tom.screen.startswith("✅ Besuch 1001 gespeichert · Bäckerei Huber GmbH, Augsburg")
    assert "⏰ Nachfassen: Mo, 30.11.2026, 09:00" in tom.screen
    assert tom.actions == 6
    (visit,) = await saved(any_stage)
    assert (visit.result, visit.notes) == ("interested", "Mag Bio-Mehl")


async def test_an_english_guided_visit_needs_customer_and_result_only(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg", language="en")
    await fill(stage, "Tom Berg")
    await tom.say("/visit")
    assert tom.screen.startswith("Whom did you visit?")
    await tom.press("Bäckerei Müller, Ulm")
    await tom.press("Order")
    await tom.press("Save visit")
    assert tom.screen.startswith("✅ Visit 1001 saved · Bäckerei Müller, Ulm, Mon, 23 Nov 2026")
    assert tom.actions == 4


async def test_an_album_and_a_voice_message_are_notes(any_stage: Stage) -> None:
    tom = await Hand.of(any_stage, "Tom Berg")
    await fill(any_stage, "Tom Berg")
    await tom.say("/besuch")
    await tom.press("Bäckerei Huber, Augsburg")
    await tom.press("Problem")
    await tom.album(2, "Palette kaputt")
    assert "💬 Palette kaputt\n📎 2 Fotos\n" in tom.screen
    assert sum("📎" in one.transcript for one in tom.person.answers) == 1
    await tom.voice()
    await tom.file("kunden.csv")
    assert "📎 2 Fotos, 1 Sprachnachricht, 1 Datei" in tom.screen
    await tom.press("Besuch speichern")
    found = await any_stage.database.run(lambda s: visits.files_of(s, 1))
    assert [one.kind for one in found] == ["photo", "photo", "voice", "document"]
    content = await any_stage.database.run(lambda s: files.content(s, found[0].id))
    assert content
    assert content[1]


async def test_a_photo_with_no_form_open_begins_a_visit(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.album(3)
    assert tom.screen.startswith("Bei wem waren Sie?")
    await tom.say("huber")
    assert "📎 3 Fotos" in tom.screen
    await tom.press("Anderes")
    await tom.press("Besuch speichern")
    assert len(await stage.database.run(lambda s: visits.files_of(s, 1))) == 3


async def test_a_photo_that_says_it_all_shows_the_filled_card(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.photo("War heute um 9 bei Weiß, Palette kaputt")
    assert "Ergebnis: Problem\n💬 Palette kaputt\n📎 1 Foto\n" in tom.screen
    await tom.press("Besuch speichern")
    assert tom.actions == 2


async def test_a_table_from_the_office_is_no_visit(stage: Stage) -> None:
    eva = await Hand.of(stage, "Eva Klein", Role.ADMIN)
    await eva.file("kunden.csv")
    assert "Bei wem" not in eva.screen
    assert "Wer war dort" not in eva.screen


async def test_a_sticker_where_a_result_is_due_gets_a_sentence_and_the_question(
    stage: Stage,
) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch")
    await tom.sticker()
    assert tom.screen.startswith("Hier brauche ich den Kunden")
    assert "Bei wem waren Sie?" in tom.screen
    await tom.say("10237")
    await tom.sticker()
    assert tom.screen.startswith("Bitte auf einen der Knöpfe tippen.")
    assert "Wie ging es aus?" in tom.screen
    await tom.say("lief gut, Auftrag")
    await tom.sticker()
    assert tom.screen.startswith(
        "Als Notiz nehme ich Text, Sprachnachrichten, Fotos, Videos und Dateien."
    )
    await tom.press("Überspringen")
    await tom.sticker()
    assert tom.screen.startswith("Hier brauche ich einen Tag oder eine Uhrzeit")
    await tom.press("Besuch speichern")
    (visit,) = await saved(stage)
    assert visit.result == "order"


NONSENSE = [
    "😀" * 500,
    "ä" * 4096,
    "<b>&amp;</b>{x}%s",
    "\u202e\u0645\u0631\u062d\u0628\u0627",
    "'; DROP TABLE visits;--",
]


@pytest.mark.parametrize("words", NONSENSE)
async def test_nonsense_gets_a_sentence_and_the_same_question(stage: Stage, words: str) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch")
    await tom.say(words)
    assert "Bei wem waren Sie?" in tom.screen
    await tom.say("10237")
    await tom.say(words)
    assert "Wie ging es aus?" in tom.screen
    await tom.press("Auftrag")
    await tom.press("Überspringen")
    await tom.say(words)
    assert "Wiedervorlage?" in tom.screen
    await tom.press("Besuch speichern")
    assert "Besuch 1001 gespeichert" in tom.screen


async def test_forged_buttons_of_a_form_are_unknown_ones(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch")
    card = tom.person.answers[-1].id
    for data in ("f:", "f:1", "f:1:1:v:99", "f:1:1:v:-1", "f:1:1:q:", "f:x:1:v:0", "f:1:1:e:0"):
        await tom.person.press_data(data, on=card)
        await stage.settled()
        assert tom.toast == "Dieser Knopf gehört nicht mehr zu etwas, das ich kenne."
    await tom.press("Bäckerei Huber, Augsburg")
    assert "Wie ging es aus?" in tom.screen


async def test_a_file_too_big_gets_a_sentence_and_the_same_question(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch")
    await tom.person.send_document("film.bin", bytes(21 * 1024 * 1024))
    await stage.settled()
    assert tom.screen.startswith("Diese Datei ist größer als 20 MB")
    assert "Bei wem waren Sie?" in tom.screen


async def test_a_search_offers_what_fits_and_says_when_nothing_does(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch")
    await tom.say("xylophon")
    assert tom.screen.startswith("„xylophon“ finde ich nicht.")
    assert "Bei wem waren Sie?" in tom.screen
    await tom.say("müller")
    assert tom.screen.startswith("Welcher müller?")
    await tom.press("Bäckerei Müller, Ulm")
    assert "Wie ging es aus?" in tom.screen


async def test_a_follow_up_in_words_is_shown_before_it_counts(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch")
    await tom.press("Bäckerei Huber, Augsburg")
    await tom.press("Interesse")
    await tom.press("Überspringen")
    await tom.say("xyz")
    assert tom.screen.startswith("Das verstehe ich nicht als Zeit.")
    await tom.say("Freitag um 10")
    assert "⏰ Nachfassen: Fr, 27.11.2026, 10:00" in tom.screen
    assert await saved(stage) == []
    await tom.press("Besuch speichern")
    assert "Besuch 1001 gespeichert" in tom.screen


async def test_days_that_fall_on_a_weekend_are_moved_to_a_business_day(stage: Stage) -> None:
    stage.clock.advance(timedelta(days=4))  # Friday
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch")
    await tom.press("Bäckerei Huber, Augsburg")
    await tom.press("Interesse")
    await tom.press("Überspringen")
    assert "[Nächster Arbeitstag: Mo, 30.11.2026]" in tom.screen


async def test_back_and_change_lead_to_earlier_answers(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch")
    await tom.press("Bäckerei Huber, Augsburg")
    await tom.press("Zurück")
    assert "Bei wem waren Sie?" in tom.screen
    await tom.press("Weiß Elektro, Berlin")
    await tom.press("Interesse")
    await tom.say("erste Notiz")
    await tom.press("Weiter")
    await tom.say("Freitag um 10")
    await tom.press("Kunde")
    await tom.say("huber")
    assert tom.screen.startswith("Besuch · Bäckerei Huber GmbH, Augsburg")
    await tom.press("Notiz")
    await tom.press("Text löschen")
    assert "erste Notiz" not in tom.screen
    await tom.press("Wiedervorlage")
    await tom.press("Ohne Wiedervorlage")
    assert "⏰" not in tom.screen
    await tom.press("Zeit")
    await tom.say("gestern 15 Uhr")
    assert "📅 So, 22.11.2026, 15:00" in tom.screen
    await tom.press("Besuch speichern")
    (visit,) = await saved(stage)
    assert (visit.customer_id, visit.notes) == (await id_of(stage, "10234"), "")


async def test_a_cancelled_visit_can_be_taken_up_again(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch")
    await tom.press("Bäckerei Huber, Augsburg")
    await tom.say("/abbrechen")
    assert "Nichts wurde gespeichert." in tom.screen
    stage.clock.advance(timedelta(hours=5))
    await tom.press("Weitermachen")
    assert "Wie ging es aus?" in tom.screen
    await tom.press("Auftrag")
    await tom.press("Besuch speichern")
    assert "Mo, 23.11.2026, 10:20" in tom.screen


async def test_a_visit_begun_inside_another_leaves_that_one_waiting(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch")
    await tom.press("Bäckerei Huber, Augsburg")
    await tom.say("/besuch Weiß, Auftrag")
    assert "Noch offen: ein Besuch." in tom.screen
    await tom.press("Besuch speichern")
    await tom.press("Weitermachen")
    await tom.press("Interesse")
    await tom.press("Besuch speichern")
    assert [one.result for one in await saved(stage)] == ["order", "interested"]


async def test_a_restart_goes_on_with_the_same_question(real_stage: Stage) -> None:
    stage = real_stage
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch")
    await tom.press("Bäckerei Huber, Augsburg")
    stage.program.stop.set()
    await asyncio.sleep(1)
    await tom.person.press("Interesse")
    await tom.person.say("/besuch Weiß, Auftrag")
    stage.clock.advance(timedelta(hours=3))
    async with program_of(stage.settings, stage.world, stage.clock) as again:
        await again.settled()
        await tom.press("Besuch speichern")
        await tom.press("Weitermachen")
        assert "Interesse" in tom.screen
        await tom.press("Besuch speichern")
        found = await saved(again)
    assert [one.result for one in found] == ["order", "interested"]
    assert all(stage.program.desk.here(one.at).hour == 10 for one in found)


async def test_the_office_logs_for_a_rep(stage: Stage) -> None:
    await stage.join("Tom Berg", Role.REP)
    eva = await Hand.of(stage, "Eva Klein", Role.ADMIN)
    await fill(stage, "Tom Berg")
    await eva.say("/besuch Weiß gestern 15 Uhr: Auftrag, nachfassen in 2 Wochen")
    assert eva.screen.startswith("Besuch · Weiß Elektro")
    assert "Wer war dort?" in eva.screen
    await eva.press("Tom Berg")
    assert "👤 Tom Berg" in eva.screen
    await eva.press("Besuch speichern")
    await eva.say("/besuch")
    assert eva.screen.startswith("Wer war dort?")
    await eva.say("berg")
    assert eva.screen.startswith("Bei wem waren Sie?")
    (visit,) = await saved(stage)
    assert visit.rep_id != visit.created_by


async def test_a_photo_is_added_to_a_saved_visit(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch Weiß, Auftrag")
    await tom.press("Besuch speichern")
    await tom.press("Foto anhängen")
    await tom.say("ein Text")
    assert tom.screen.startswith("Hier nehme ich Fotos, Videos, Sprachnachrichten und Dateien.")
    await tom.album(2, "Regal 3")
    assert "📎 2 Fotos" in tom.screen
    await tom.press("Anhängen")
    assert "Besuch 1001 geändert" in tom.screen
    (visit,) = await saved(stage)
    assert visit.notes.endswith("Regal 3")
    count = await stage.database.run(
        lambda s: s.scalar(select(func.count(visits.VisitFile.file_id)))
    )
    assert count == 2


async def test_the_note_of_an_open_visit_follows_its_edited_message(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch")
    await tom.press("Bäckerei Huber, Augsburg")
    await tom.press("Interesse")
    note = await tom.say("Mag Bio-Mel")
    await tom.edit(note, "Mag Bio-Mehl")
    assert "💬 Mag Bio-Mehl" in tom.screen
    await tom.press("Besuch speichern")
    (visit,) = await saved(stage)
    assert visit.notes == "Mag Bio-Mehl"


async def test_a_photo_sent_at_the_result_does_not_skip_the_notes(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch")
    await tom.say("10237")
    await tom.photo()
    await tom.press("Interesse")
    assert "Notiz?" in tom.screen
    assert "1 Foto" in tom.screen
    await tom.say("Will Muster")
    assert "Will Muster" in tom.screen

"""A rep logs visits in one message; undo, editing, old and doubled presses."""

from datetime import timedelta

from sqlalchemy import func, select

from bot.domain.actor import Role
from bot.storage import audit, reminders, visits
from bot.storage.visits import Visit
from tests.books import fill
from tests.hand import Hand
from tests.stage import Stage

WEISS = "/besuch Weiß gestern 15 Uhr: Angebot besprochen, Wiedervorlage in 2 Wochen"
MUELLER = (
    "War gestern um drei bei Müller, Angebot über 500 Paletten besprochen, nachfassen in 2 Wochen"
)


async def count(stage: Stage) -> int:
    query = select(func.count(Visit.id)).where(Visit.undone_at.is_(None))
    return await stage.database.run(lambda s: s.scalar(query) or 0)


async def ringing(stage: Stage) -> int:
    query = select(func.count(reminders.Reminder.id)).where(
        reminders.Reminder.kind == "follow-up", reminders.Reminder.status == "waiting"
    )
    return await stage.database.run(lambda s: s.scalar(query) or 0)


async def test_one_sentence_and_one_tap_log_a_visit(any_stage: Stage) -> None:
    tom = await Hand.of(any_stage, "Tom Berg")
    await fill(any_stage, "Tom Berg")
    await tom.say(WEISS)
    assert tom.screen == (
        "Besuch · Weiß Elektro e.K., Berlin (10237)\n"
        "📅 So, 22.11.2026, 15:00\n"
        "Ergebnis: Angebot gewünscht\n"
        "💬 Angebot besprochen\n"
        "⏰ Nachfassen: Mo, 07.12.2026, 09:00\n"
        "[Besuch speichern]\n"
        "[Kunde] [Zeit] [Ergebnis]\n"
        "[Notiz] [Wiedervorlage]\n"
        "[Abbrechen]"
    )
    await tom.press("Besuch speichern")
    assert tom.screen == (
        "✅ Besuch 1001 gespeichert · Weiß Elektro e.K., Berlin, So, 22.11.2026, 15:00\n"
        "⏰ Nachfassen: Mo, 07.12.2026, 09:00\n"
        "[Foto anhängen] [Rückgängig]"
    )
    assert tom.actions == 2
    assert await count(any_stage) == 1


async def test_one_english_sentence_and_one_tap_log_a_visit(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg", language="en")
    await fill(stage, "Tom Berg")
    await tom.say("/visit Huber yesterday 3 pm: discussed a quote, follow up in two weeks")
    assert tom.screen.startswith(
        "Visit · Bäckerei Huber GmbH, Augsburg (10234)\n"
        "📅 Sun, 22 Nov 2026, 15:00\n"
        "Result: Quote wanted\n"
        "💬 discussed a quote\n"
        "⏰ Follow up: Mon, 7 Dec 2026, 09:00\n"
        "[Save visit]"
    )
    await tom.press("Save visit")
    assert tom.screen.startswith("✅ Visit 1001 saved · Bäckerei Huber GmbH, Augsburg")
    assert tom.actions == 2


async def test_words_without_a_command_log_a_visit_too(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("War heute um 9 bei Weiß, Auftrag über 3 Paletten")
    assert "[Besuch speichern] [Stattdessen suchen]" in tom.screen
    await tom.press("Besuch speichern")
    assert "Besuch 1001 gespeichert" in tom.screen


async def test_words_that_were_a_search_after_all_find_the_customer(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("Weiß gestern")
    await tom.press("Stattdessen suchen")
    assert "Weiß Elektro" in tom.screen
    assert await count(stage) == 0


async def test_two_customers_that_fit_are_the_only_question(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say(MUELLER)
    assert tom.screen.startswith("Welcher Müller?\n[")
    assert "[Keiner davon]" in tom.screen
    await tom.press("Bäckerei Müller, Ulm")
    assert tom.screen.startswith("Besuch · Bäckerei Müller, Ulm (10236)\n📅 So, 22.11.2026, 15:00")
    assert "💬 Angebot über 500 Paletten besprochen" in tom.screen
    await tom.press("Besuch speichern")
    assert "⏰ Nachfassen: Mo, 07.12.2026, 09:00" in tom.screen
    assert tom.actions == 3


async def test_none_of_those_that_fit_leads_to_the_search(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say(MUELLER)
    await tom.press("Keiner davon")
    assert tom.screen.startswith("Bei wem waren Sie?")
    await tom.say("weiss berlin")
    assert tom.screen.startswith("Besuch · Weiß Elektro e.K., Berlin")
    assert "500 Paletten" in tom.screen


async def test_an_unclear_time_is_asked_with_its_readings(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch gestern um sieben bei Weiß, Auftrag")
    assert "Wann genau war der Besuch?" in tom.screen
    assert "[So, 22.11.2026, 07:00]" in tom.screen
    await tom.press("So, 22.11.2026, 19:00")
    assert "📅 So, 22.11.2026, 19:00" in tom.screen
    assert "[Besuch speichern]" in tom.screen


async def test_a_follow_up_without_a_time_is_asked_for(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch Weiß, Interesse, bitte nachfassen")
    assert "Wann nachfassen?" in tom.screen
    await tom.say("nächsten Mittwoch")
    await tom.press("Mi, 02.12.2026, 09:00")
    assert "⏰ Nachfassen: Mi, 02.12.2026, 09:00" in tom.screen
    assert "[Besuch speichern]" in tom.screen


async def test_a_visit_that_is_yet_to_come_is_no_visit(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch morgen um 15 Uhr bei Weiß")
    assert "Wann war der Besuch?" in tom.screen
    await tom.say("morgen 15 Uhr")
    assert "liegt in der Zukunft" in tom.screen
    await tom.say("heute 9 Uhr")
    assert "📅 Mo, 23.11.2026, 09:00" in tom.screen


async def test_a_press_made_twice_saves_once(real_stage: Stage) -> None:
    tom = await Hand.of(real_stage, "Tom Berg")
    await fill(real_stage, "Tom Berg")
    await tom.say(WEISS)
    await tom.person.press("Besuch speichern")
    await tom.press("Besuch speichern")
    assert await count(real_stage) == 1
    assert "Das ist schon erledigt." in [one.text for one in tom.person.toasts]


async def test_a_button_pressed_weeks_later_shows_where_things_stand(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say(WEISS)
    old = tom.person.answers[-1].id
    await tom.press("Ergebnis")
    stage.clock.advance(timedelta(weeks=3))
    await stage.settled()
    await tom.person.press_data("f:1:1:s:", on=old)
    await stage.settled()
    assert "Hier geht es inzwischen weiter." in tom.toast
    await tom.press("Problem")
    await tom.press("Besuch speichern")
    assert await count(stage) == 1
    shown = [answer.transcript.splitlines()[0] for answer in tom.person.answers]
    assert shown[-2].startswith(
        "✅ Besuch 1001 gespeichert · Weiß Elektro e.K., Berlin, So, 22.11."
    )
    assert shown[-1].startswith("⏰ Nachfassen: Weiß Elektro")


async def test_undo_takes_back_the_visit_and_its_follow_up(any_stage: Stage) -> None:
    tom = await Hand.of(any_stage, "Tom Berg")
    await fill(any_stage, "Tom Berg")
    await tom.say(WEISS)
    await tom.press("Besuch speichern")
    assert await ringing(any_stage) == 1
    any_stage.clock.advance(timedelta(minutes=9))
    await tom.press("Rückgängig")
    assert "Besuch 1001 ist zurückgenommen." in tom.screen
    assert await count(any_stage) == 0
    assert await ringing(any_stage) == 0
    deeds = await any_stage.database.run(lambda s: audit.of(s, "visit", 1))
    assert [one.deed for one in deeds] == ["undone", "created"]


async def test_undo_later_than_ten_minutes_opens_editing(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say(WEISS)
    await tom.press("Besuch speichern")
    stage.clock.advance(timedelta(minutes=11))
    await tom.press("Rückgängig")
    assert tom.screen.startswith("Besuch 1001 ist länger als zehn Minuten gespeichert")
    await tom.press("Ergebnis")
    await tom.press("Auftrag")
    await tom.press("Besuch speichern")
    assert tom.screen.startswith("✅ Besuch 1001 geändert · Weiß Elektro")
    assert "Ergebnis: Auftrag" in tom.screen
    assert await count(stage) == 1
    assert await ringing(stage) == 1


async def test_editing_the_message_changes_the_visit_and_keeps_what_it_said(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    told = await tom.say(WEISS)
    await tom.press("Besuch speichern")
    await tom.edit(told, "/besuch Weiß gestern 16 Uhr: Auftrag, nachfassen in 3 Wochen")
    assert tom.screen.startswith(
        "✅ Besuch 1001 geändert · Weiß Elektro e.K., Berlin, So, 22.11.2026, 16:00\n"
        "Ergebnis: Auftrag"
    )
    assert "⏰ Nachfassen: Mo, 14.12.2026, 09:00" in tom.screen
    assert len(tom.person.answers) == 2
    (before,) = await stage.database.run(lambda s: visits.versions(s, 1))
    assert before.content["result"] == "quote_wanted"
    assert before.content["notes"] == "Angebot besprochen"
    assert await ringing(stage) == 1


async def test_editing_the_message_while_the_card_is_open_reads_it_again(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    told = await tom.say(WEISS)
    await tom.edit(told, "/besuch Huber gestern 16 Uhr: Auftrag")
    assert tom.screen.startswith("Besuch · Bäckerei Huber GmbH, Augsburg (10234)")
    assert "📅 So, 22.11.2026, 16:00" in tom.screen
    await tom.press("Besuch speichern")
    assert "Besuch 1001 gespeichert · Bäckerei Huber" in tom.screen


async def test_hostile_words_are_kept_as_they_are(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch Weiß: <i>Auftrag</i> & {x} \u202etfel\u202c 😀" + "ä" * 3000)
    assert "<i>Auftrag</i> & {x}" in tom.screen
    await tom.press("Besuch speichern")
    assert "Besuch 1001 gespeichert" in tom.screen


async def test_a_customer_logs_no_visits(stage: Stage) -> None:
    await fill(stage)
    anna = await stage.join("Anna Huber", Role.CUSTOMER, customer_id=1)
    await anna.say("/besuch Weiß gestern")
    await stage.settled()
    assert "gehört nicht zu Ihren Aufgaben" in anna.screen
    await anna.press_data("visit:for:1", on=anna.answers[-1].id)
    await stage.settled()
    assert await count(stage) == 0


async def test_a_sentence_that_names_a_customer_and_is_no_look_up_is_a_visit(stage: Stage) -> None:
    hand = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await hand.say("hab bei huber augsburg grad nen auftrag geholt")
    assert "[Besuch speichern]" in hand.screen
    assert "Bäckerei Huber" in hand.screen
    assert "[Stattdessen suchen]" in hand.screen


async def test_the_sentence_may_stand_on_the_line_below_the_command(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch\nMüller München gestern 15 Uhr: Interesse")
    assert tom.screen.startswith("Besuch · Müller Maschinenbau GmbH & Co. KG, München (10235)")

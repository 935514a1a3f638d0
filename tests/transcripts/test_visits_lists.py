"""Today's screen, lists of visits and the table."""

from datetime import timedelta

from sqlalchemy import update

from bot.domain.actor import Role
from bot.services.tables import read_table
from bot.storage.customers import Customer
from tests.books import fill
from tests.hand import Hand
from tests.stage import Stage


async def test_today_shows_visits_follow_ups_and_who_waits(any_stage: Stage) -> None:
    stage = any_stage
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/heute")
    assert "Heute steht nichts an" in tom.screen
    await tom.say("/besuch Weiß heute 9 Uhr: Auftrag, nachfassen heute 17 Uhr")
    await tom.press("Besuch speichern")
    long_ago = stage.program.desk.now() - timedelta(days=75)
    await stage.database.run(lambda s: s.execute(update(Customer).values(created_at=long_ago)))
    await tom.say("/heute")
    assert tom.screen == (
        "Heute, Mo, 23.11.2026\n"
        "✅ 09:00 Weiß Elektro, Berlin: Auftrag\n"
        "⏰ 17:00 Weiß Elektro, Berlin · Auftrag (Besuch 1001)\n"
        "📍 Müller Maschinenbau, München (A): 75 Tage ohne Besuch\n"
        "📍 Bäckerei Huber, Augsburg (B): 75 Tage ohne Besuch\n"
        "[Besuch: Weiß Elektro, Berlin]\n"
        "[⏰ Weiß Elektro, Berlin]\n"
        "[📍 Müller Maschinenbau, München]\n"
        "[📍 Bäckerei Huber, Augsburg]"
    )
    await tom.press("⏰ Weiß Elektro, Berlin")
    assert "📅 Mo, 23.11.2026, 17:00" in tom.screen


async def test_a_follow_up_of_another_day_says_when_it_was_due(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg", language="en")
    await fill(stage, "Tom Berg")
    await tom.say("/visit Weiß, order, follow up today 5 pm")
    await tom.press("Save visit")
    stage.clock.advance(timedelta(days=1))
    await tom.say("/today")
    assert "due Mon, 23 Nov 2026, 17:00" in tom.screen


async def test_today_tells_the_office_what_is_overdue_with_others(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    petra = await Hand.of(stage, "Petra Klein", Role.ADMIN)
    await fill(stage, "Tom Berg")
    await petra.say("/heute")
    assert "Heute steht nichts an" in petra.screen
    for hand in (tom, petra):
        await hand.say("Weiß morgen 9 Uhr Muster zeigen")
        await hand.press("Speichern")
    stage.clock.advance(timedelta(days=3))
    await petra.say("/heute")
    assert petra.screen == (
        "Heute, Do, 26.11.2026\n"
        "⏰ Weiß Elektro, Berlin · Muster zeigen, fällig Di, 24.11.2026, 09:00\n"
        "⚠ Bei anderen ist 1 Wiedervorlage überfällig\n"
        "[⏰ Weiß Elektro, Berlin]\n"
        "[Überfällige zeigen]"
    )
    await petra.press("Überfällige zeigen")
    assert "⚠ Tom Berg: Weiß Elektro e.K., Berlin · Muster zeigen, fällig Di, 24" in petra.screen
    await petra.press("Weiß Elektro, Berlin")
    await petra.press("Erledigt")
    await petra.say("/heute")
    assert "Bei anderen" not in petra.screen
    await tom.say("/heute")
    assert "Bei anderen" not in tom.screen


async def test_more_than_five_who_wait_are_behind_a_button(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await stage.database.run(lambda s: s.execute(update(Customer).values(visit_interval=5)))
    more = [Customer(number=str(n), name=f"Kunde {n}", grade="A", owner_id=1, visit_interval=3,
                     created_at=stage.program.desk.now() - timedelta(days=n),
                     changed_at=stage.program.desk.now()) for n in (40, 50, 60)]  # fmt: skip
    await stage.database.run(lambda s: s.add_all(more))
    await tom.say("/heute")
    assert tom.screen.splitlines()[1] == "📍 Kunde 60 (A): 60 Tage ohne Besuch"
    await tom.press("2 mehr")
    assert tom.screen.startswith("7 Kunden warten auf einen Besuch")


async def test_a_rep_sees_and_opens_own_visits_and_those_of_own_customers(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    eve = await Hand.of(stage, "Eve Fuchs")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch Weiß, Auftrag")
    await tom.press("Besuch speichern")
    await eve.say("/besuch Huber, Problem")
    await eve.press("Besuch speichern")
    await tom.say("/besuche")
    assert tom.screen.startswith("Meine Besuche · von Anfang an\n1 Besuch\n")
    await tom.press("Mo, 23.11.2026 · Weiß Elektro, Berlin")
    assert "Besuch 1001 · Weiß Elektro" in tom.screen
    await tom.person.press_data("visit:open:2", on=tom.person.answers[-1].id)
    await stage.settled()
    assert "Besuch 1002 · Bäckerei Huber" in tom.screen
    assert "[Bearbeiten]" not in tom.screen
    for verb in ("open", "edit", "undo", "attach", "files", "versions"):
        await eve.person.press_data(f"visit:{verb}:1", on=eve.person.answers[-1].id)
        await stage.settled()
        assert eve.toast == "Dieser Knopf gehört nicht mehr zu etwas, das ich kenne."
    await eve.person.press_data("visits:list:0:all:0", on=eve.person.answers[-1].id)
    await stage.settled()
    assert "1 Besuch\n" in eve.screen


async def test_the_office_filters_all_visits(any_stage: Stage) -> None:
    stage = any_stage
    tom = await Hand.of(stage, "Tom Berg")
    eva = await Hand.of(stage, "Eva Klein", Role.MANAGER, language="en")
    await fill(stage, "Tom Berg")
    for day in range(1, 9):
        await tom.say(f"/besuch Weiß am {day:02}.11.2026 9 Uhr: Auftrag")
        await tom.press("Besuch speichern")
    await eva.say("/visits")
    assert eva.screen.startswith("All visits · from the start\n8 visits\n")
    await eva.press("Week")
    assert eva.screen.startswith("All visits · this week\nNo visit\n[Week] [Month] [All]\n[Who]")
    await eva.press("Month")
    assert "8 visits" in eva.screen
    assert "[Sun, 8 Nov 2026 · Weiß Elektro, Berlin]" in eva.screen
    await eva.press("Older")
    assert "[Sun, 1 Nov 2026 · Weiß Elektro, Berlin]" in eva.screen
    await eva.press("Who")
    await eva.press("Tom Berg")
    assert eva.screen.startswith("Visits by Tom Berg · this month\n8 visits")


async def test_visits_come_as_a_table_without_formulas(any_stage: Stage) -> None:
    stage = any_stage
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch Weiß heute 9 Uhr: =1+1 Auftrag")
    await tom.press("Besuch speichern")
    await tom.say("/besuche")
    await tom.press("Als Tabelle")
    sent = tom.person.answers[-1]
    assert sent.file
    table = read_table(sent.file.content, sent.file.name, lambda _: True)
    assert table.headings[0] == "Nummer"
    assert table.rows[0][0] == "1001"
    assert "=1+1 Auftrag" in table.rows[0]


async def test_earlier_versions_and_files_are_shown(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.photo("War heute um 9 bei Weiß, Palette kaputt")
    await tom.press("Besuch speichern")
    await tom.say("/besuche")
    await tom.press("Mo, 23.11.2026 · Weiß Elektro, Berlin")
    await tom.press("Bearbeiten")
    await tom.press("Ergebnis")
    await tom.press("Auftrag")
    await tom.press("Besuch speichern")
    assert "Besuch 1001 geändert" in tom.screen
    await tom.say("/besuche")
    await tom.press("Mo, 23.11.2026 · Weiß Elektro, Berlin")
    card = tom.person.answers[-1].id
    await tom.press("Frühere Fassungen")
    assert "(Tom Berg): Problem. Palette kaputt" in tom.screen
    await tom.press("Dateien", on=card)
    assert tom.person.answers[-1].file

"""Follow-ups ring when they are due, are snoozed, done, and heard of at the office."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.actor import Role
from bot.storage import Session, people, reminders
from bot.storage.customers import Customer
from bot.storage.follow_ups import FollowUp
from tests.books import fill, id_of
from tests.hand import Hand
from tests.stage import Stage, program_of
from tests.transcripts.book import person_id

WEISS = "/besuch Müller München: Angebot über 500 Paletten, nachfassen in 2 Stunden"


async def due(stage: Stage) -> str:
    one = await stage.database.run(lambda s: s.scalars(select(FollowUp)).one())
    return f"{stage.program.desk.here(one.due_at):%d.%m. %H:%M} {one.status}"


async def with_follow_up(stage: Stage, words: str = WEISS) -> Hand:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say(words)
    await tom.press("Besuch speichern")
    return tom


async def test_a_follow_up_rings_at_its_instant_and_not_before(any_stage: Stage) -> None:
    tom = await with_follow_up(any_stage)
    any_stage.clock.advance(timedelta(hours=1, minutes=59, seconds=40))
    await asyncio.sleep(1.5)
    await any_stage.settled()
    assert "gespeichert" in tom.screen
    any_stage.clock.advance(timedelta(seconds=30))
    await asyncio.sleep(1.5)
    await any_stage.settled()
    assert tom.screen == (
        "⏰ Nachfassen: Müller Maschinenbau GmbH & Co. KG, München"
        " · Angebot über 500 Paletten (Besuch 1001)\n"
        "☎ Herr Dr. Jan Müller: +49 89 987654\n"
        "[Erledigt] [In 1 Stunde] [Morgen]\n"
        "[Nächste Woche] [Anderer Tag] [Kunde öffnen]"
    )
    rung = len(tom.person.answers)
    await asyncio.sleep(5)
    await any_stage.settled()
    assert len(tom.person.answers) == rung


async def ring(stage: Stage, hours: float = 2) -> None:
    stage.clock.advance(timedelta(hours=hours))
    await asyncio.sleep(1.5)
    await stage.settled()


async def test_what_is_done_rings_no_more_and_can_be_reopened(stage: Stage) -> None:
    tom = await with_follow_up(stage)
    await ring(stage)
    await tom.press("Erledigt")
    assert tom.screen.startswith("✅ Erledigt: Müller Maschinenbau")
    assert tom.actions == 3
    await tom.press("Rückgängig")
    assert tom.screen.startswith("⏰ Nachfassen: Müller Maschinenbau")
    assert (await due(stage)).endswith("open")
    await tom.press("Erledigt")
    assert (await due(stage)).endswith("done")


async def test_an_hour_later_it_rings_again(any_stage: Stage) -> None:
    tom = await with_follow_up(any_stage)
    await ring(any_stage)
    await tom.press("In 1 Stunde")
    assert tom.screen.startswith("⏰ Verschoben: Müller Maschinenbau")
    assert "📅 Mo, 23.11.2026, 13:2" in tom.screen
    await ring(any_stage, 1)
    assert tom.screen.startswith("⏰ Nachfassen: Müller Maschinenbau")


async def test_tomorrow_is_the_next_business_day_and_next_week_its_monday(stage: Stage) -> None:
    stage.clock.advance(timedelta(days=4))  # Friday
    tom = await with_follow_up(stage)
    await ring(stage)
    await tom.press("Morgen")
    assert await due(stage) == "30.11. 09:00 open"
    await tom.press("Nächste Woche")
    assert await due(stage) == "30.11. 09:00 open"


async def test_a_holiday_is_no_business_day(stage: Stage) -> None:
    stage.clock.advance(timedelta(days=31))  # 24 December
    tom = await with_follow_up(stage)
    await ring(stage)
    await tom.press("Morgen")
    assert await due(stage) == "28.12. 09:00 open"


@pytest.mark.desk(start=datetime(2026, 10, 24, 7, 0, tzinfo=UTC))
async def test_nine_in_the_morning_holds_over_the_change_of_the_clocks(stage: Stage) -> None:
    tom = await with_follow_up(stage, "/besuch Weiß, Auftrag, nachfassen am Montag")
    assert "⏰ Nachfassen: Mo, 26.10.2026, 09:00" in tom.screen
    stage.clock.advance(datetime(2026, 10, 26, 7, 59, 30, tzinfo=UTC) - stage.clock.now())
    await asyncio.sleep(1.5)
    await stage.settled()
    assert "Nachfassen: Weiß" not in tom.screen
    await ring(stage, 1 / 60)
    assert tom.screen.startswith("⏰ Nachfassen: Weiß Elektro")
    assert "verspätet" not in tom.screen


async def test_an_old_button_of_what_is_done_says_so(stage: Stage) -> None:
    tom = await with_follow_up(stage)
    await ring(stage)
    card = tom.person.answers[-1].id
    await tom.press("Erledigt")
    stage.clock.advance(timedelta(weeks=2))
    await tom.person.press_data("followup:hour:1", on=card)
    await stage.settled()
    assert tom.toast == "Das ist schon erledigt."
    assert (await due(stage)).endswith("done")


async def test_a_foreign_follow_up_is_an_unknown_one(stage: Stage) -> None:
    await with_follow_up(stage)
    eve = await Hand.of(stage, "Eve Fuchs")
    for data in ("followup:done:1", "followup:open:1", "followup:done:999", "followup:x:y"):
        await eve.person.press_data(data, on=eve.person.answers[-1].id)
        await stage.settled()
        assert eve.toast == "Dieser Knopf gehört nicht mehr zu etwas, das ich kenne."
    assert (await due(stage)).endswith("open")


async def test_somebody_elses_follow_up_is_read_and_not_changed(stage: Stage) -> None:
    """It is of a customer that has become another rep's."""
    await with_follow_up(stage)
    eva = await Hand.of(stage, "Eva Roth")

    def hand_over(session: Session) -> None:
        new = people.with_roles(session, [Role.REP])[0]
        session.scalars(select(Customer).where(Customer.number == "10235")).one().owner_id = new.id

    await stage.database.run(hand_over)
    before = await due(stage)
    for verb in ("done", "hour", "week", "move", "cancel", "undo"):
        await eva.person.press_data(f"followup:{verb}:1", eva.person.answers[-1].id)
        await stage.settled()
        assert eva.toast.startswith("Das gehört nicht zu Ihren Aufgaben")
    await eva.person.press_data("followup:open:1", eva.person.answers[-1].id)
    await stage.settled()
    assert "Müller Maschinenbau" in eva.screen
    assert "[Erledigt]" not in eva.screen
    assert await due(stage) == before


async def test_what_was_missed_while_down_rings_late_after_the_start(real_stage: Stage) -> None:
    stage = real_stage
    tom = await with_follow_up(stage)
    stage.program.stop.set()
    await asyncio.sleep(1)
    stage.clock.advance(timedelta(hours=5))
    async with program_of(stage.settings, stage.world, stage.clock) as again:
        await asyncio.sleep(1.5)
        await again.settled()
    assert tom.screen.startswith("⏰ Nachfassen: Müller Maschinenbau")
    assert "⚠ verspätet, fällig war Mo, 23.11.2026, 12:2" in tom.screen


async def test_a_follow_up_needs_no_visit(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg", language="en")
    await fill(stage, "Tom Berg")
    customer = await id_of(stage, "10235")
    await tom.person.press_data(f"followup:for:{customer}", on=tom.person.answers[-1].id)
    await stage.settled()
    assert tom.screen.startswith("Follow-up · Müller Maschinenbau")
    assert "What is it about?" in tom.screen
    await tom.say("send samples")
    await tom.say("tomorrow at 10")
    assert "📅 Tue, 24 Nov 2026, 10:00" in tom.screen
    await tom.press("Save")
    assert tom.screen.startswith("✅ Follow-up saved · Müller Maschinenbau")
    await ring(stage, 24)
    assert tom.screen.startswith(
        "⏰ Follow up: Müller Maschinenbau GmbH & Co. KG, München · send samples\n"
        "☎ Mr Dr. Jan Müller: +49 89 987654\n"
        "⚠ late, it was due Tue, 24 Nov 2026, 10:00\n"
        "[Done] [In 1 hour] [Tomorrow]"
    )


async def test_a_follow_up_just_set_can_be_called_off(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    customer = await id_of(stage, "10235")
    await tom.person.press_data(f"followup:for:{customer}", on=tom.person.answers[-1].id)
    await stage.settled()
    await tom.press("Überspringen")
    await tom.press("In 1 Woche: Mo, 30.11.2026")
    await tom.press("Rückgängig")
    assert tom.screen.startswith("Abgesagt: Müller Maschinenbau")
    assert await due(stage) == "30.11. 09:00 cancelled"
    waiting = select(reminders.Reminder).where(reminders.Reminder.kind == "follow-up")
    assert await stage.database.run(lambda s: s.scalars(waiting).all()) == []


async def test_the_office_hears_each_business_morning_what_is_overdue(any_stage: Stage) -> None:
    stage = any_stage
    eva = await Hand.of(stage, "Eva Klein", Role.ADMIN)
    tom = await with_follow_up(stage)
    before = len(eva.person.answers)
    await ring(stage, 22)  # Tuesday, 8:20: due for less than a business day
    assert len(eva.person.answers) == before
    await ring(stage, 24)
    assert eva.screen.startswith(
        "1 Wiedervorlage ist seit mehr als einem Arbeitstag überfällig\n"
        "⚠ Tom Berg: Müller Maschinenbau GmbH & Co. KG, München"
        " · Angebot über 500 Paletten (Besuch 1001), fällig Mo, 23.11.2026, 12:2"
    )
    await eva.press("Müller Maschinenbau, München")
    assert "👤 Tom Berg" in eva.screen
    await tom.press("Erledigt")
    count = len(eva.person.answers)
    await ring(stage, 24)
    assert len(eva.person.answers) == count


# -- another day


async def test_what_rings_is_moved_to_a_day_of_the_calendar(any_stage: Stage) -> None:
    tom = await with_follow_up(any_stage)
    await ring(any_stage)
    rung = tom.screen
    messages = len(tom.person.answers)
    await tom.press("Anderer Tag")
    assert tom.screen.startswith("⏰ Nachfassen: Müller Maschinenbau")
    assert "Auf wann? Ein Tag, oder in Worten wie „Freitag 10 Uhr“.\n" in tom.screen
    await tom.press("Abbrechen")
    assert tom.screen.startswith(rung.split("\n[")[0])
    assert "[Nächste Woche] [Anderer Tag] [Kunde öffnen]" in tom.screen
    for label in ("Anderer Tag", "Kalender", "›", "16"):
        await tom.press(label)
    assert "📅 Mi, 16.12.2026, 09:00" in tom.screen
    assert not (await due(any_stage)).startswith("16.12.")
    await tom.press("Verschieben")
    assert tom.screen.startswith("⏰ Verschoben: Müller Maschinenbau")
    assert "📅 Mi, 16.12.2026, 09:00" in tom.screen
    assert len(tom.person.answers) == messages
    assert await due(any_stage) == "16.12. 09:00 open"


async def test_what_rings_is_moved_by_a_button_or_in_words(stage: Stage) -> None:
    tom = await with_follow_up(stage)
    await ring(stage)
    await tom.press("Anderer Tag")
    await tom.press("Mi, 25.11.2026")
    assert await due(stage) == "25.11. 09:00 open"
    await tom.press("Anderer Tag")
    await tom.say("Freitag um 10")
    assert "📅 Fr, 27.11.2026, 10:00" in tom.screen
    await tom.press("Zeit")
    await tom.say("14:30")
    await tom.press("Verschieben")
    assert await due(stage) == "27.11. 14:30 open"


async def test_moving_ends_when_it_is_done_meanwhile_or_cancelled(stage: Stage) -> None:
    tom = await with_follow_up(stage)
    await ring(stage)
    card = tom.person.answers[-1].id
    await tom.press("Anderer Tag")
    await tom.say("/abbrechen")
    assert "[Nächste Woche] [Anderer Tag] [Kunde öffnen]" in tom.screen
    await tom.press("Anderer Tag")
    question = tom.person.answers[-1]
    tomorrow = question.buttons[0][0].callback_data
    await tom.person.press_data("followup:done:1", on=card)
    await stage.settled()
    await tom.person.press_data(tomorrow or "", on=question.id)
    await stage.settled()
    assert (await due(stage)).endswith("done")
    assert tom.screen.startswith("✅ Erledigt: Müller Maschinenbau")
    await tom.person.press_data("followup:move:1", on=card)
    await stage.settled()
    assert tom.toast == "Das ist schon erledigt."


@pytest.mark.parametrize("with_the_customer", [False, True])
async def test_moving_what_has_become_somebody_elses_is_refused_and_can_be_left(
    stage: Stage, with_the_customer: bool
) -> None:
    tom = await with_follow_up(stage)
    await stage.join("Eva Roth", Role.REP)
    await ring(stage)
    await tom.press("Anderer Tag")
    before = await due(stage)

    def pass_on(session: Session) -> None:
        eva = person_id(session, "Eva Roth")
        session.scalars(select(FollowUp)).one().person_id = eva
        if with_the_customer:
            session.scalars(
                select(Customer).where(Customer.number == "10235")
            ).one().owner_id = eva

    await stage.database.run(pass_on)
    await tom.press("Morgen: Di, 24.11.2026")
    assert tom.toast.startswith(
        "Dieser Knopf gehört nicht mehr" if with_the_customer else "Das gehört nicht zu Ihren"
    )
    assert await due(stage) == before
    await tom.say("/abbrechen")
    assert "[Erledigt]" not in tom.screen
    await tom.say("huber")
    assert tom.screen.startswith("Bäckerei Huber")

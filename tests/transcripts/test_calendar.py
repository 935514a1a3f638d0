"""A day is chosen in the calendar, of the past and of the future; words work beside it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.storage import Session
from bot.storage.forms import OpenForm
from bot.storage.visits import Visit
from tests.books import fill, id_of
from tests.hand import Hand
from tests.intake.test_odd_input import faults
from tests.stage import Stage

WEISS = "/besuch Weiß gestern 15 Uhr: Auftrag"
UNKNOWN = "Dieser Knopf gehört nicht mehr zu etwas, das ich kenne."
NOVEMBER = (
    "Besuch · Weiß Elektro e.K., Berlin (10237)\n"
    "Wann war der Besuch? Zum Beispiel „gestern 15 Uhr“ oder „20.11. 9:30“.\n"
    "* 1.11. Allerheiligen\n"
    "[Mo] [Di] [Mi] [Do] [Fr] [Sa] [So]\n"
    "[ ] [ ] [ ] [ ] [ ] [ ] [1*]\n"
    "[2] [3] [4] [5] [6] [(7)] [(8)]\n"
    "[9] [10] [11] [12] [13] [(14)] [(15)]\n"
    "[16] [17] [18] [19] [20] [(21)] [(22)]\n"
    "[23] [·] [·] [·] [·] [·] [·]\n"
    "[·] [ ] [ ] [ ] [ ] [ ] [ ]\n"
    "[‹] [Nov 2026] [ ]\n"
    "[Zurück] [Abbrechen]"
)

BAVARIA = pytest.mark.desk(region="BY")


async def told(stage: Stage, words: str = WEISS, language: str = "de") -> Hand:
    """Tom, who has told of a visit that is not saved yet."""
    tom = await Hand.of(stage, "Tom Berg", language=language)
    await fill(stage, "Tom Berg")
    await tom.say(words)
    return tom


async def follow_up_of(hand: Hand) -> None:
    """The follow-up form of the first customer, at its question when."""
    customer = await id_of(hand.stage, "10235")
    await hand.person.press_data(f"followup:for:{customer}", on=hand.person.answers[-1].id)
    await hand.stage.settled()
    await hand.press("Überspringen")


async def forge(hand: Hand, page: str) -> None:
    """A press of the newest form's calendar that its screen need not have."""

    def newest(session: Session) -> OpenForm:
        return session.scalars(select(OpenForm).order_by(OpenForm.id.desc())).first()  # type: ignore[return-value]

    row = await hand.stage.database.run(newest)
    data = f"f:{row.id}:{row.version}:d:{page}"
    await hand.person.press_data(data, on=hand.person.answers[-1].id)
    await hand.stage.settled()


async def press_all(hand: Hand, *labels: str) -> None:
    for label in labels:
        await hand.press(label)


# -- a visit: today or earlier, with its hour


@BAVARIA
async def test_a_visit_is_dated_by_the_calendar_in_three_presses(stage: Stage) -> None:
    tom = await told(stage)
    messages = len(tom.person.answers)
    await tom.press("Zeit")
    assert (
        "[Jetzt: Mo, 23.11.2026, 10:20]\n"
        "[Heute: Mo, 23.11.2026]\n"
        "[Gestern: So, 22.11.2026]\n"
        "[Fr, 20.11.2026] [Do, 19.11.2026]\n"
        "[Kalender]\n"
    ) in tom.screen
    await tom.press("Kalender")
    assert tom.screen == NOVEMBER
    await tom.press("(14)")
    assert tom.screen.splitlines() == [
        "Besuch · Weiß Elektro e.K., Berlin (10237)",
        "Sa, 14.11.2026: Um wie viel Uhr? Antippen oder schreiben, etwa „14:30“.",
        "[08:00] [09:00] [10:00] [11:00]",
        "[12:00] [13:00] [14:00] [15:00]",
        "[16:00] [17:00] [18:00]",
        "[Bleibt bei 15:00]",
        "[Zurück] [Abbrechen]",
    ]
    await tom.press("14:00")
    assert "📅 Sa, 14.11.2026, 14:00" in tom.screen
    assert len(tom.person.answers) == messages
    await tom.press("Besuch speichern")
    assert (
        "Besuch 1001 gespeichert · Weiß Elektro e.K., Berlin, Sa, 14.11.2026, 14:00" in tom.screen
    )


async def test_the_last_days_are_buttons_and_now_is_now(stage: Stage) -> None:
    tom = await told(stage)
    await press_all(tom, "Zeit", "Fr, 20.11.2026", "Bleibt bei 15:00")
    assert "📅 Fr, 20.11.2026, 15:00" in tom.screen
    await press_all(tom, "Zeit", "Jetzt: Mo, 23.11.2026, 10:20")
    assert "📅 Mo, 23.11.2026, 10:20" in tom.screen


async def test_of_today_only_the_hours_that_are_over_are_offered(stage: Stage) -> None:
    tom = await told(stage)
    await press_all(tom, "Zeit", "Heute: Mo, 23.11.2026")
    assert "[08:00] [09:00] [10:00]\n[Bleibt bei 10:20]" in tom.screen
    await tom.say("14:30")
    assert tom.screen.startswith("Das liegt in der Zukunft.")
    assert "Mo, 23.11.2026: Um wie viel Uhr?" in tom.screen
    await tom.press("09:00")
    assert "📅 Mo, 23.11.2026, 09:00" in tom.screen


@BAVARIA
async def test_back_leads_from_the_hour_to_the_grid_to_the_question(stage: Stage) -> None:
    tom = await told(stage)
    await press_all(tom, "Zeit", "Kalender", "12", "Zurück")
    assert tom.screen == NOVEMBER
    await press_all(tom, "‹", "Zurück")
    assert "[Kalender]" in tom.screen
    await press_all(tom, "Gestern: So, 22.11.2026", "Zurück")
    assert tom.screen == NOVEMBER
    await press_all(tom, "Zurück", "Zurück")
    assert "[Besuch speichern]" in tom.screen
    assert "📅 So, 22.11.2026, 15:00" in tom.screen


async def test_an_unclear_time_is_asked_with_the_calendar(stage: Stage) -> None:
    tom = await told(stage, "/besuch gestern um sieben bei Weiß, Auftrag")
    assert "[So, 22.11.2026, 07:00]\n[So, 22.11.2026, 19:00]\n[Kalender]" in tom.screen
    await press_all(tom, "Kalender", "20", "Bleibt bei 10:20")
    assert "📅 Fr, 20.11.2026, 10:20" in tom.screen
    await tom.press("Zeit")
    assert "[Jetzt: Mo, 23.11.2026, 10:20]" in tom.screen


async def test_a_time_yet_to_come_is_asked_with_the_last_days(stage: Stage) -> None:
    tom = await told(stage, "/besuch morgen um 15 Uhr bei Weiß, Auftrag")
    await press_all(tom, "Gestern: So, 22.11.2026", "09:00")
    assert "📅 So, 22.11.2026, 09:00" in tom.screen


# -- a follow-up: from tomorrow on, in the morning


@BAVARIA
async def test_a_follow_up_is_dated_by_the_calendar_and_shown_before_it_counts(
    stage: Stage,
) -> None:
    tom = await told(stage)
    await tom.press("Wiedervorlage")
    assert (
        "[Morgen: Di, 24.11.2026]\n"
        "[Mi, 25.11.2026] [Do, 26.11.2026]\n"
        "[In 1 Woche: Mo, 30.11.2026]\n"
        "[In 2 Wochen: Mo, 07.12.2026]\n"
        "[Kalender]\n"
    ) in tom.screen
    await tom.press("Kalender")
    assert "\n[23] [24] " not in tom.screen
    assert "\n[·] [24] [25] [26] [27] [(28)] [(29)]\n[30] [ ] " in tom.screen
    await press_all(tom, "›", "›")
    assert "* 1.1. Neujahr, 6.1. Heilige Drei Könige\n" in tom.screen
    assert "\n[4] [5] [6*] [7] [8] [(9)] [(10)]\n" in tom.screen
    await tom.press("6*")
    assert "⏰ Nachfassen: Mi, 06.01.2027, 09:00" in tom.screen
    assert "[Besuch speichern]" in tom.screen
    await tom.press("Wiedervorlage")
    await tom.say("14:30")
    assert "⏰ Nachfassen: Mi, 06.01.2027, 14:30" in tom.screen
    await press_all(tom, "Wiedervorlage", "Kalender")
    assert "[Jan 2027]" in tom.screen


@pytest.mark.desk(region="BE")
async def test_epiphany_is_a_work_day_elsewhere(stage: Stage) -> None:
    tom = await told(stage)
    await press_all(tom, "Wiedervorlage", "Kalender", "›", "›")
    assert "* 1.1. Neujahr\n" in tom.screen
    assert "\n[4] [5] [6] [7] [8] [(9)] [(10)]\n" in tom.screen


@BAVARIA
async def test_an_english_calendar_speaks_english(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg", language="en")
    await fill(stage, "Tom Berg")
    await tom.say("/visit Huber yesterday 3 pm: order, follow up in 4 weeks")
    await press_all(tom, "Follow-up", "Calendar")
    assert tom.screen == (
        "Visit · Bäckerei Huber GmbH, Augsburg (10234)\n"
        "Follow up? A day, or in words such as “Friday 10 am”.\n"
        "* 25 Dec Christmas Day, 26 Dec Second Day of Christmas\n"
        "[Mo] [Tu] [We] [Th] [Fr] [Sa] [Su]\n"
        "[ ] [1] [2] [3] [4] [(5)] [(6)]\n"
        "[7] [8] [9] [10] [11] [(12)] [(13)]\n"
        "[14] [15] [16] [17] [18] [(19)] [(20)]\n"
        "[21] [22] [23] [24] [25*] [26*] [(27)]\n"
        "[28] [29] [30] [31] [ ] [ ] [ ]\n"
        "[‹] [Dec 2026] [›]\n"
        "[Back] [Cancel]"
    )
    await tom.press("Mo")
    assert tom.toast == "Please tap a day."
    await tom.press("14")
    assert "⏰ Follow up: Mon, 14 Dec 2026, 09:00" in tom.screen
    await press_all(tom, "Time", "Yesterday: Sun, 22 Nov 2026")
    assert "Sun, 22 Nov 2026: At what time?" in tom.screen
    await tom.say("4 pm")
    assert "📅 Sun, 22 Nov 2026, 16:00" in tom.screen


async def test_an_unclear_follow_up_is_asked_with_the_calendar(stage: Stage) -> None:
    tom = await told(stage, "/besuch Weiß, Interesse, bitte nachfassen")
    await press_all(tom, "Kalender", "›", "24")
    assert "⏰ Nachfassen: Do, 24.12.2026, 09:00" in tom.screen
    await tom.press("Besuch speichern")
    assert "⏰ Nachfassen: Do, 24.12.2026, 09:00" in tom.screen


async def test_a_follow_up_without_a_visit_has_the_calendar_too(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await follow_up_of(tom)
    await press_all(tom, "Kalender", "(28)")
    assert "📅 Sa, 28.11.2026, 09:00" in tom.screen
    await tom.press("Speichern")
    assert "Wiedervorlage gespeichert" in tom.screen


@pytest.mark.desk(start=datetime(2026, 11, 23, 6, 0, tzinfo=UTC))
async def test_today_can_be_chosen_while_its_morning_is_yet_to_come(stage: Stage) -> None:
    tom = await told(stage)
    await press_all(tom, "Wiedervorlage", "Kalender", "23")
    assert "⏰ Nachfassen: Mo, 23.11.2026, 09:00" in tom.screen


@pytest.mark.desk(start=datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
async def test_the_calendar_opens_at_the_next_month_when_this_one_is_over(stage: Stage) -> None:
    tom = await told(stage)
    await press_all(tom, "Wiedervorlage", "Kalender")
    assert tom.screen.endswith("[ ] [Dez 2026] [›]\n[Zurück] [Abbrechen]")


# -- no dead ends


@BAVARIA
async def test_every_button_of_the_grid_changes_the_screen_or_says_why_not(
    stage: Stage,
) -> None:
    tom = await told(stage)
    await press_all(tom, "Zeit", "Kalender")
    (card,) = [one for one in tom.person.answers if one.transcript == NOVEMBER]
    led_on = 0
    for row, keys in enumerate(card.buttons[:-1]):
        for column in range(len(keys)):
            shown = len(tom.person.toasts)
            await tom.person.tap(card, card.buttons[row][column])
            await stage.settled()
            if card.transcript == NOVEMBER:
                assert len(tom.person.toasts) == shown + 1
                assert tom.toast in (
                    "Bitte auf einen Tag tippen.",
                    "Möglich sind Tage von Sa, 22.11.2025 bis Mo, 23.11.2026.",
                )
                continue
            led_on += 1
            await tom.press("Zurück")
            if "[Kalender]" in tom.screen:
                await tom.press("Kalender")
            assert card.transcript == NOVEMBER
    assert led_on == 23 + 1  # the days so far, and the month before
    assert await faults(stage) == []


async def test_the_grid_goes_to_its_bounds_and_back(stage: Stage) -> None:
    tom = await told(stage)
    await press_all(tom, "Zeit", "Kalender", *["‹"] * 12)
    assert tom.screen.endswith("[ ] [Nov 2025] [›]\n[Zurück] [Abbrechen]")
    assert "[·] [·] [·] [·] [·] [(22)] [(23)]" in tom.screen
    await press_all(tom, "›", "10", "12:00")
    assert "📅 Mi, 10.12.2025, 12:00" in tom.screen
    await press_all(tom, "Wiedervorlage", "Kalender", *["›"] * 24)
    assert tom.screen.endswith("[‹] [Nov 2028] [ ]\n[Zurück] [Abbrechen]")
    await press_all(tom, "23")
    assert "⏰ Nachfassen: Do, 23.11.2028, 09:00" in tom.screen


@BAVARIA
async def test_words_typed_while_the_grid_is_open_count(stage: Stage) -> None:
    tom = await told(stage)
    await press_all(tom, "Zeit", "Kalender")
    await tom.say("xyz")
    assert tom.screen == (
        "Das verstehe ich nicht als Zeit. Möglich ist etwa „gestern 15 Uhr“, „Freitag 9:30“ "
        f"oder „20.11.“.\n{NOVEMBER}"
    )
    await tom.photo()
    assert tom.screen == NOVEMBER
    await tom.say("gestern um sieben")
    assert "[So, 22.11.2026, 07:00]" in tom.screen
    await tom.press("Zurück")
    assert "[Kalender]" in tom.screen
    await tom.press("Kalender")
    await tom.say("20.11. 9:30")
    assert "📅 Fr, 20.11.2026, 09:30" in tom.screen
    assert "📎 1 Foto" in tom.screen


async def test_words_at_the_hour_mean_the_day_chosen_unless_they_name_another(
    stage: Stage,
) -> None:
    tom = await told(stage)
    await press_all(tom, "Zeit", "Kalender", "12")
    await tom.say("xyz")
    assert "Do, 12.11.2026: Um wie viel Uhr?" in tom.screen
    await tom.say("halb drei")
    assert "📅 Do, 12.11.2026, 14:30" in tom.screen
    await press_all(tom, "Zeit", "Kalender", "12")
    await tom.say("um sieben")
    assert "[Do, 12.11.2026, 07:00]\n[Do, 12.11.2026, 19:00]" in tom.screen
    await tom.press("Do, 12.11.2026, 19:00")
    assert "📅 Do, 12.11.2026, 19:00" in tom.screen
    for words in ("gestern 15 Uhr", "heute 9 Uhr"):
        await press_all(tom, "Zeit", "Kalender", "12")
        await tom.say(words)
    assert "📅 Mo, 23.11.2026, 09:00" in tom.screen


async def test_a_grid_that_was_left_is_there_again_and_moves_with_the_time(stage: Stage) -> None:
    tom = await told(stage)
    await press_all(tom, "Wiedervorlage", "Kalender", "Abbrechen", "Weitermachen")
    assert "[Nov 2026]" in tom.screen
    await tom.press("Abbrechen")
    stage.clock.advance(timedelta(days=90))
    await tom.press("Weitermachen")
    assert tom.screen.endswith("[ ] [Feb 2027] [›]\n[Zurück] [Abbrechen]")


async def test_old_buttons_of_the_grid_say_so(stage: Stage) -> None:
    tom = await told(stage)
    await press_all(tom, "Zeit", "Kalender")
    card = tom.person.answers[-1]
    old = [key.callback_data for row in card.buttons for key in row if key.text in ("12", "‹")]
    await press_all(tom, "12", "09:00")
    for data in old:
        await tom.person.press_data(data or "", on=card.id)
        await stage.settled()
        assert tom.toast == "Hier geht es inzwischen weiter."
    await tom.press("Besuch speichern")
    saved = tom.screen
    for data in old:
        await tom.person.press_data(data or "", on=card.id)
        await stage.settled()
        assert tom.toast == "Das ist schon erledigt."
    assert tom.screen == saved
    visits = await stage.database.run(lambda s: s.scalars(select(Visit)).all())
    assert [f"{stage.program.desk.here(one.at):%d.%m. %H:%M}" for one in visits] == [
        "12.11. 09:00"
    ]


FORGED = ["x", "2026", "2026-13", "2026-11-31", "2026-W48-1", "20261112", "0000-01", "-"]
BEYOND = ["2026-11-24", "2026-12", "2025-11-21", "2025-10", "9999-12", "9999-12-31", "0001-01-01"]


@BAVARIA
async def test_forged_pages_of_the_calendar_are_refused_and_those_beyond_are_explained(
    stage: Stage,
) -> None:
    tom = await told(stage)
    await forge(tom, "2026-11")
    assert tom.toast == UNKNOWN  # there is no calendar where everything is shown
    await press_all(tom, "Zeit", "Kalender")
    for page in FORGED:
        await forge(tom, page)
        assert tom.toast == UNKNOWN, page
    for page in BEYOND:
        await forge(tom, page)
        assert tom.toast == "Möglich sind Tage von Sa, 22.11.2025 bis Mo, 23.11.2026.", page
    assert tom.screen == NOVEMBER
    await tom.press("Zurück")
    await tom.press("Zurück")
    await tom.press("Ergebnis")
    await forge(tom, "2026-11")
    assert tom.toast == UNKNOWN
    assert await faults(stage) == []


async def test_somebody_elses_grid_is_an_unknown_one(stage: Stage) -> None:
    tom = await told(stage)
    await press_all(tom, "Zeit", "Kalender")
    row = await stage.database.run(lambda s: s.scalars(select(OpenForm)).one())
    shown = tom.screen
    eve = await Hand.of(stage, "Eve Fuchs")
    await eve.person.press_data(
        f"f:{row.id}:{row.version}:d:2026-11-12", eve.person.answers[-1].id
    )
    await stage.settled()
    assert eve.toast == UNKNOWN
    assert tom.screen == shown


# -- days on which the clocks change


@pytest.mark.desk(start=datetime(2026, 11, 2, 9, 0, tzinfo=UTC))
async def test_an_hour_that_the_day_skips_is_refused_and_one_it_repeats_is_asked(
    stage: Stage,
) -> None:
    tom = await told(stage, "/besuch Weiß gestern 2:30 Uhr: Auftrag")
    await press_all(tom, "Zeit", "Kalender", *["‹"] * 8)
    await press_all(tom, "(29)")
    await tom.say("2:30")
    assert tom.screen.startswith("Diese Uhrzeit hat der Tag nicht")
    assert "So, 29.03.2026: Um wie viel Uhr?" in tom.screen
    await tom.press("Bleibt bei 03:30")
    assert "📅 So, 29.03.2026, 03:30" in tom.screen
    await press_all(tom, "Zeit", "Kalender", *["›"] * 7, "(25)")
    await tom.say("2:30")
    assert "[So, 25.10.2026, 02:30 (Sommerzeit)]" in tom.screen
    assert "[So, 25.10.2026, 02:30 (Winterzeit)]" in tom.screen


async def test_the_morning_of_a_follow_up_holds_on_the_day_the_clocks_change(stage: Stage) -> None:
    tom = await told(stage)
    await press_all(tom, "Wiedervorlage", "Kalender", *["›"] * 4, "(28)")
    assert "⏰ Nachfassen: So, 28.03.2027, 09:00" in tom.screen

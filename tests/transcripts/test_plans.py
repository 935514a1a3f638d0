"""What a rep writes without a command: something to come, something that was, or a look-up."""

from datetime import UTC, datetime

import pytest

from tests.books import fill
from tests.hand import Hand
from tests.stage import Stage
from tests.transcripts.book import keep

pytestmark = pytest.mark.desk(start=datetime(2026, 11, 25, 9, 20, tzinfo=UTC))
"""A Wednesday, 10:20 in Berlin."""


@pytest.fixture
async def tom(stage: Stage) -> Hand:
    """A rep with four customers."""
    return await somebody(stage)


async def somebody(stage: Stage, language: str = "de") -> Hand:
    hand = await Hand.of(stage, "Tom Berg", language=language)
    await fill(stage, "Tom Berg")
    return hand


async def test_something_to_come_is_a_follow_up_in_two_actions(tom: Hand) -> None:
    await tom.say("Weiß Do 15:30 Angebot besprechen")
    assert tom.screen == (
        "Wiedervorlage · Weiß Elektro e.K., Berlin\n"
        "💬 Angebot besprechen\n"
        "📅 Do, 26.11.2026, 15:30\n"
        "[Speichern]\n"
        "[Besuch daraus machen] [Stattdessen suchen]\n"
        "[Kunde] [Worum es geht] [Zeit]\n"
        "[Abbrechen]"
    )
    await tom.press("Speichern")
    assert tom.screen.startswith("✅ Wiedervorlage gespeichert · Weiß Elektro e.K., Berlin")
    assert tom.actions == 2


async def test_several_customers_and_several_days_are_asked_one_after_the_other(tom: Hand) -> None:
    await tom.say("Müller nächsten Freitag 10 Uhr Muster zeigen")
    assert tom.screen.startswith("Welcher Müller?")
    await tom.press("Bäckerei Müller, Ulm")
    assert "[Fr, 27.11.2026, 10:00]\n[Fr, 04.12.2026, 10:00]" in tom.screen
    await tom.press("Fr, 04.12.2026, 10:00")
    assert "📅 Fr, 04.12.2026, 10:00" in tom.screen
    await tom.press("Speichern")
    assert tom.screen.startswith("✅ Wiedervorlage gespeichert · Bäckerei Müller, Ulm · Muster")


async def test_a_plan_can_be_made_a_visit_of_the_day_it_may_have_been(tom: Hand) -> None:
    await tom.say("Weiß Freitag 10 Uhr Angebot besprechen")
    assert "📅 Fr, 27.11.2026, 10:00" in tom.screen
    await tom.press("Besuch daraus machen")
    assert tom.screen.startswith("Besuch · Weiß Elektro e.K., Berlin (10237)")
    assert "📅 Fr, 20.11.2026, 10:00" in tom.screen
    await tom.press("Besuch speichern")
    assert "✅ Besuch 1001 gespeichert" in tom.screen


async def test_a_plan_can_be_the_look_up_that_was_meant(tom: Hand) -> None:
    await tom.say("Weiß morgen Muster")
    await tom.press("Stattdessen suchen")
    assert tom.screen.startswith("Weiß Elektro e.K. · 10237")


async def test_a_week_to_come_is_its_first_business_day(tom: Hand) -> None:
    await tom.say("Weiß nächste Woche Muster schicken")
    assert "📅 Mo, 30.11.2026, 09:00" in tom.screen


@pytest.mark.parametrize(
    "words",
    [
        "Huber Freitag 10 Uhr Interesse",
        "Huber 20.11. 10 Uhr Auftrag",
        "War Freitag um 10 bei Huber",
    ],
)
async def test_an_outcome_a_verb_or_a_day_just_past_tells_of_a_visit(
    tom: Hand, words: str
) -> None:
    await tom.say(words)
    assert tom.screen.startswith("Besuch · Bäckerei Huber GmbH")
    assert "📅 Fr, 20.11.2026, 10:00" in tom.screen


async def test_a_week_that_was_offers_its_business_days(tom: Hand) -> None:
    await tom.say("War letzte Woche bei Huber, Interesse")
    assert (
        "Wann genau war der Besuch?\n[Fr, 20.11.2026, 10:20]\n[Do, 19.11.2026, 10:20]\n"
        "[Mi, 18.11.2026, 10:20]\n[Di, 17.11.2026, 10:20]\n[Mo, 16.11.2026, 10:20]\n"
    ) in tom.screen
    await tom.press("Mi, 18.11.2026, 10:20")
    assert "📅 Mi, 18.11.2026, 10:20" in tom.screen


async def test_a_visit_to_somebody_not_in_the_books_keeps_all_but_the_customer(tom: Hand) -> None:
    await tom.say("War gestern um 11 bei Ziegler, Auftrag, Wiedervorlage in 2 Wochen")
    assert tom.screen.startswith("Bei wem waren Sie?")
    await tom.say("weiß")
    assert tom.screen.startswith(
        "Besuch · Weiß Elektro e.K., Berlin (10237)\n📅 Di, 24.11.2026, 11:00\nErgebnis: Auftrag\n"
    )
    assert "⏰ Nachfassen: Mi, 09.12.2026, 09:00" in tom.screen


@pytest.mark.parametrize("words", ["weiß", "Freitag", "huber augsburg", "10237"])
async def test_what_tells_of_nothing_is_a_look_up(tom: Hand, words: str) -> None:
    await tom.say(words)
    assert "Besuch ·" not in tom.screen
    assert "Wiedervorlage ·" not in tom.screen


async def test_a_rep_who_writes_the_other_language_is_understood(stage: Stage) -> None:
    tom = await somebody(stage, "en")
    await tom.say("Weiß morgen um halb drei Muster zeigen")
    assert "📅 Thu, 26 Nov 2026, 14:30" in tom.screen


async def test_an_edited_plan_is_read_again_while_its_card_is_open(tom: Hand) -> None:
    message = await tom.say("Weiß Do 15:30 Muster zeigen")
    await tom.edit(message, "Weiß Fr 16:30 Muster zeigen")
    assert "📅 Fr, 27.11.2026, 16:30" in tom.screen


async def test_what_and_when_of_a_follow_up_may_be_one_message(tom: Hand) -> None:
    await tom.say("weiß")
    await tom.press("Wiedervorlage")
    await tom.say("Becher zeigen nächsten Mittwoch 14 Uhr")
    assert tom.screen.startswith(
        "Wiedervorlage · Weiß Elektro e.K., Berlin\n💬 Becher zeigen\n📅 Mi, 02.12.2026, 14:00"
    )


@pytest.mark.parametrize("words", ["31.02.", "29.2.2027"])
async def test_a_day_that_does_not_exist_is_told_as_such(tom: Hand, words: str) -> None:
    await tom.say("weiß")
    await tom.press("Wiedervorlage")
    await tom.say("Becher")
    await tom.say(words)
    assert tom.screen.startswith("Diesen Tag oder diese Uhrzeit gibt es nicht.")


async def test_a_name_with_a_time_word_in_it_is_looked_up(tom: Hand) -> None:
    now = tom.stage.clock.now()
    await tom.stage.database.run(
        lambda s: keep(s, now, "10240", "Montag & Söhne GmbH", "Ulm", "Tom Berg")
    )
    await tom.say("Montag & Söhne")
    assert tom.screen.startswith("Montag & Söhne GmbH · 10240")

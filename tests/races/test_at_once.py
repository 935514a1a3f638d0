"""Two people, or two phones, at the same instant: one effect, and the later one is told."""

from functools import partial

import pytest
from sqlalchemy import select

from bot.storage import Session
from bot.storage.customers import Address, Customer
from bot.storage.imports import Import
from bot.storage.outbox import OutboxRow
from bot.storage.visits import Visit
from tests.books import remove
from tests.faulty_telegram.desk import seen, tell
from tests.hand import Hand
from tests.races.taps import deeds, tapping
from tests.scenarios.imports import table
from tests.scenarios.visits import WEISS
from tests.simulated.office import Office, office


def customer(office: Office, number: str = "10234") -> Customer:
    return office.life.database.transact(
        lambda s: s.scalars(select(Customer).where(Customer.number == number)).one()
    )


def test_fifty_taps_on_save_keep_one_visit_and_are_all_answered() -> None:
    with office() as here:

        async def play() -> None:
            await here.tom.say(WEISS)
            await tapping(50)(here.tom, "Besuch speichern")
            assert deeds(here)["created", "visit"] == 1
            await tapping(10)(here.tom, "Rückgängig")
            assert deeds(here)["undone", "visit"] == 1
            queries = here.life.world.queries.values()
            assert (len(queries), all(one.answered for one in queries)) == (60, True)

        here.life.run(play())


def test_a_message_delivered_fifty_times_is_worked_on_once() -> None:
    with office() as here:

        async def play() -> None:
            tom, updates = here.tom.person, here.life.world.updates
            await tom.say("/hilfe")
            again = updates.waiting[-1]
            updates.waiting.extend([again] * 49)
            await here.settled()
            updates.waiting.append(again)
            await here.settled()
            assert len(tom.answers) == 1

        here.life.run(play())


def test_two_admins_who_remove_the_same_person_both_hear_that_it_is_done() -> None:
    with office() as here:

        async def play() -> None:
            for hand in (here.ada, here.max):
                await hand.say("/team")
                await hand.press("Eva Roth")
                await hand.press("Zugang entziehen")
            await here.ada.person.press("Jetzt entziehen")
            await here.max.person.press("Jetzt entziehen")
            await here.settled()
            assert deeds(here)["removed", "person"] == 1
            assert len([one for one in seen(here.eva) if "Zugang" in one]) == 1
            assert "hat keinen Zugang mehr" in here.ada.toast + here.max.toast

        here.life.run(play())


async def invited(ada: Hand) -> None:
    """An invitation, its link on Ada's clipboard."""
    await ada.say("/einladen")
    await ada.press("Außendienst")
    await ada.say("Uwe Neu")
    await ada.press("Link kopieren")


def test_an_invitation_pressed_by_two_people_lets_in_one() -> None:
    with office() as here:

        async def play() -> None:
            await invited(here.ada)
            both = [here.life.world.person(name) for name in ("Uwe Neu", "Udo Dieb")]
            for one in both:
                await one.open(here.ada.person.clipboard)
            await here.settled()
            for one in both:
                await one.press("Einladung annehmen")
            await here.settled()
            assert deeds(here)["joined", "person"] == 1
            assert ["Guten Tag" in one.screen for one in both].count(True) == 1
            assert [one.text for two in both for one in two.toasts if one.text] != []

        here.life.run(play())


def test_an_invitation_withdrawn_as_it_is_accepted_ends_one_way() -> None:
    with office() as here:

        async def play() -> None:
            await invited(here.ada)
            uwe = here.life.world.person("Uwe Neu")
            await uwe.open(here.ada.person.clipboard)
            await here.max.say("/team")
            await here.max.press("Einladungen (1)")
            await uwe.press("Einladung annehmen")
            await here.max.person.press("Zurückziehen: Uwe Neu")
            await here.settled()
            done = deeds(here)
            assert done["joined", "person"] + done["withdrew", "invitation"] == 1

        here.life.run(play())


def place(office: Office) -> tuple[str, str]:
    def read(session: Session) -> tuple[str, str]:
        found = select(Address.postal_code, Address.city).join(Customer)
        of_one = (Customer.number == "10234", Address.kind == "billing")
        code, city = session.execute(found.where(*of_one)).one()
        return code, city

    return office.life.database.transact(read)


async def asked_for_a_preference(hand: Hand) -> None:
    await hand.say("10234")
    await hand.press("Bearbeiten")
    await hand.press("Vorlieben")


def test_who_changes_a_field_that_somebody_else_just_changed_is_told_and_overwrites_nothing() -> (
    None
):
    with office() as here:

        async def play() -> None:
            await asked_for_a_preference(here.ada)
            await asked_for_a_preference(here.max)
            await here.ada.say("Vormittags")
            await here.max.say("Nachmittags")
            assert customer(here).preferences == "Vormittags"
            assert "Ada Klein hat das inzwischen geändert" in here.max.screen
            await here.max.say("Nachmittags")
            assert customer(here).preferences == "Nachmittags"
            await here.ada.press("Rückgängig")
            assert customer(here).preferences == "Nachmittags"

        here.life.run(play())


def test_a_place_that_somebody_else_just_changed_is_told_with_its_code_and_overwritten_by_none() -> (
    None
):
    with office() as here:

        async def play() -> None:
            for one in (here.ada, here.max):
                await one.say("10234")
                await one.press("Bearbeiten")
                await one.press("Adressen")
                await one.press("PLZ und Ort")
            await here.ada.say("86199 Augsburg")
            await here.max.say("München")
            assert "Ada Klein hat das inzwischen geändert" in here.max.screen
            assert "86199" in here.max.screen
            assert place(here) == ("86199", "Augsburg")

        here.life.run(play())


async def asked_for_a_canned_text(hand: Hand) -> None:
    await hand.say("/textbausteine")
    await hand.press("Ersatz")
    await hand.press("Text ändern")


def test_who_changes_a_canned_answer_that_somebody_else_just_changed_is_told() -> None:
    with office() as here:

        async def play() -> None:
            await canned_answer(here)
            await asked_for_a_canned_text(here.ada)
            await asked_for_a_canned_text(here.max)
            await here.ada.say("Von Ada")
            await here.max.say("Von Max")
            assert "Ada Klein hat das inzwischen geändert" in here.max.screen
            assert "antippen: Von Ada" in here.max.screen
            assert deeds(here)["changed", "canned-answer"] == 1
            await here.max.say("Von Max")
            assert "Geändert\nErsatz\nVon Max" in here.max.screen

        here.life.run(play())


def test_a_canned_answer_that_two_delete_while_one_changes_it_is_deleted_once() -> None:
    with office() as here:

        async def play() -> None:
            await canned_answer(here)
            for hand in (here.ada, here.max):
                await hand.say("/textbausteine")
                await hand.press("Ersatz")
            await here.ada.person.press("Löschen")
            await here.max.person.press("Löschen")
            await here.settled()
            assert deeds(here)["deleted", "canned-answer"] == 1
            assert here.max.screen.startswith("„Ersatz“ ist gelöscht.")
            await here.max.press("Rückgängig")
            await asked_for_a_canned_text(here.ada)
            await asked_for_a_canned_text(here.max)
            await here.ada.say("/textbausteine")
            await here.ada.press("Ersatz")
            await here.ada.press("Löschen")
            await here.max.say("Von Max")
            assert here.max.screen.startswith("„Ersatz“ ist gelöscht.")
            assert deeds(here)["changed", "canned-answer"] == 0

        here.life.run(play())


async def canned_answer(office: Office) -> None:
    """One of them, by Ada."""
    await office.ada.say("/textbausteine")
    await office.ada.press("Neuer Textbaustein")
    await office.ada.say("Ersatz")
    await office.ada.say("Ersatz kommt.")


def test_a_form_on_two_phones_takes_each_answer_once() -> None:
    with office() as here:

        async def play() -> None:
            tom = here.tom
            told = await tom.say(WEISS)
            await tom.person.press("Besuch speichern")
            await tom.person.edit(told, WEISS.replace("15 Uhr", "16 Uhr"))
            await tom.person.say("/abbrechen")
            await tom.person.press("Besuch speichern")
            await here.settled()
            visits = here.life.database.transact(lambda s: s.scalars(select(Visit)).all())
            assert len(visits) == 1
            hour = here.life.program.desk.here(visits[0].at).hour
            assert hour == 16

        here.life.run(play())


def test_cancel_before_a_press_wins_and_the_press_is_told() -> None:
    with office() as here:

        async def play() -> None:
            await here.tom.say(WEISS)
            await here.tom.person.say("/abbrechen")
            await here.tom.person.press("Besuch speichern")
            await here.settled()
            assert deeds(here)["created", "visit"] == 0
            assert here.tom.toast != ""

        here.life.run(play())


def test_a_follow_up_done_as_it_rings_rings_once_at_most_and_stays_done() -> None:
    with office() as here:

        async def play() -> None:
            tom = here.tom
            await tom.say("/besuch Müller München: Angebot, nachfassen in 2 Stunden")
            await tom.press("Besuch speichern")
            await here.wait(2 * 3600)
            await tom.press("In 1 Stunde")
            count = len([one for one in seen(tom) if one.startswith("⏰ Nachfassen")])
            await here.wait(3600 - 1)
            await tom.person.press("Erledigt")
            await here.settled()
            await here.wait(3 * 3600)
            rung = [one for one in seen(tom) if one.startswith("⏰ Nachfassen")]
            assert len(rung) <= count + 1
            assert deeds(here)["done", "follow-up"] == 1

        here.life.run(play())


CLAIM, CALL = "commit Sender._send_what_may_go", "sendMessage"


@pytest.mark.parametrize(("instant", "sent"), [(CLAIM, []), (CALL, ["Zurück"])])
def test_removal_stops_what_has_been_claimed_and_what_waits_behind_what_is_in_flight(
    instant: str, sent: list[str]
) -> None:
    armed: list[Office] = []

    def watch(name: str) -> None:
        if name == instant and armed:
            life = armed.pop().life
            end = partial(remove, desk=life.program.desk, name="Eva Roth")
            life.loop.call_soon(life.database.transact, end)

    with office(before=watch) as here:

        async def play() -> None:
            tell(here, here.eva, "form-back", "form-next")
            armed.append(here)
            await here.settled()
            assert (seen(here.eva), armed) == (sent, [])
            rows = here.life.database.transact(lambda s: s.scalars(select(OutboxRow)).all())
            assert {one.status for one in rows} == {"done"}

        here.life.run(play())


def test_two_admins_apply_imports_at_once_and_one_waits_its_turn() -> None:
    with office() as here:

        async def play() -> None:
            for hand in (here.ada, here.max):
                await hand.person.send_document("kunden.csv", table(0))
            await here.settled()
            for hand in (here.ada, here.max):
                await tapping(2)(hand, "4 Kunden übernehmen")
            await here.settled()
            rows = here.life.database.transact(
                lambda s: [one.applied for one in s.scalars(select(Import)).all()]
            )
            assert sum(one.get("new", 0) for one in rows) == 4
            numbers = here.life.database.transact(
                lambda s: s.scalars(select(Customer.number)).all()
            )
            assert len(numbers) == len(set(numbers)) == 8

        here.life.run(play())

"""A rep's customer is given to another: what was theirs to change is theirs to read."""

from sqlalchemy import select

from bot.storage import Session, audit
from bot.storage.customers import Customer
from tests.hand import Hand
from tests.simulated.office import Office, office

HOUR = 3600.0


async def give_to_eva(here: Office, number: str) -> None:
    await here.ada.say(number)
    await here.ada.press("Bearbeiten")
    await here.ada.press("Betreuung")
    await here.ada.press("Eva Roth")


def customer(here: Office, number: str) -> Customer:
    def read(session: Session) -> Customer:
        return session.scalars(select(Customer).where(Customer.number == number)).one()

    return here.life.database.transact(read)


async def forged(here: Office, hand: Hand, data: str) -> str:
    await hand.person.press_data(data, on=hand.person.answers[-1].id)
    await here.settled()
    return hand.toast


def test_a_lost_customer_can_be_read_but_no_longer_changed() -> None:
    with office() as here:

        async def play() -> None:
            tom = here.tom
            await tom.say("10237")
            await tom.press("Bearbeiten")
            await tom.press("IBAN")
            await tom.say("DE89 3704 0044 0532 0130 00")
            await tom.press("Bearbeiten")
            await tom.press("IBAN")  # the question is open when the customer goes
            await give_to_eva(here, "10237")
            await tom.say("DE02 1203 0000 0000 2020 51")
            assert "Das gehört nicht zu Ihren Aufgaben hier." in tom.screen
            one = customer(here, "10237")
            assert one.iban == "DE89370400440532013000"
            await tom.say("/abbrechen")
            deeds = here.life.database.transact(lambda s: audit.of(s, "customer", one.id))
            mine = next(deed for deed in deeds if "iban" in deed.details)
            for data in (f"customer:undo:{mine.id}", f"customer:edit:{one.id}",
                         f"customer:field:{one.id}:iban"):  # fmt: skip
                assert await forged(here, tom, data), data
            assert customer(here, "10237").iban == "DE89370400440532013000"
            await tom.say("10237")
            assert "Weiß Elektro" in tom.screen
            assert "[Bearbeiten]" not in tom.screen

        here.life.run(play())


def test_own_visits_and_follow_ups_stay_ones_own_and_the_new_reps_are_not_seen() -> None:
    with office() as here:

        async def play() -> None:
            tom, eva = here.tom, here.eva
            await tom.say("/besuch Weiß heute 8 Uhr: Auftrag, nachfassen in 2 Stunden")
            await tom.press("Besuch speichern")
            await give_to_eva(here, "10237")
            await eva.say("/besuch Weiß heute 9 Uhr: Problem, Geheimnis, nachfassen in 3 Wochen")
            await eva.press("Besuch speichern")
            await here.wait(2 * HOUR)
            assert tom.screen.startswith("⏰ Nachfassen: Weiß Elektro")
            await tom.press("Erledigt")
            assert "✅ Erledigt" in tom.screen
            await tom.say("/besuche")
            assert "1 Besuch\n" in tom.screen
            assert await forged(here, tom, "visit:open:2") == await forged(
                here, tom, "visit:open:77"
            )
            await tom.say("10237")
            await tom.press("Verlauf")
            assert "Problem" not in tom.screen
            assert "Eva Roth" not in tom.screen.partition("[")[0].split("Besuch")[-1]
            await tom.press("Zurück")
            assert "Geheimnis" not in tom.screen
            await forged(here, tom, "visit:edit:1")
            assert "Besuch 1001" in tom.screen
            await forged(here, eva, "visit:edit:1")
            assert eva.toast.startswith("Das gehört nicht zu Ihren Aufgaben")

        here.life.run(play())

"""The team in chat: inviting, the list, ending access, blocked chats."""

from datetime import timedelta

from sqlalchemy import select

from bot.domain.actor import Role
from bot.playground import Person
from bot.services import customers
from bot.services import people as access
from bot.storage import Session, chats, reminders
from bot.storage.audit import AuditRow
from bot.storage.customers import Customer
from bot.storage.people import Invitation
from bot.storage.people import Person as Row
from bot.storage.reminders import Reminder
from tests.stage import Stage, eventually

REMINDED = select(Reminder).where(Reminder.recipient_id == 2, Reminder.status == "waiting")


async def do(stage: Stage, person: Person, *presses: str) -> str:
    """Press the buttons one after the other; what is on the screen then."""
    for label in presses:
        await person.press(label)
        await stage.settled()
    return person.screen


async def tell(stage: Stage, person: Person, words: str) -> str:
    """Write something; what is on the screen then."""
    await person.say(words)
    await stage.settled()
    return person.screen


async def add_customer(stage: Stage, number: str, name: str) -> int:
    def add(session: Session) -> int:
        now = stage.clock.now()
        customer = Customer(number=number, name=name, created_at=now, changed_at=now)
        session.add(customer)
        session.flush()
        customers.touched(session, customer.id)
        return customer.id

    return await stage.database.run(add)


async def deeds(stage: Stage) -> list[tuple[str, dict[str, object]]]:
    def read(session: Session) -> list[tuple[str, dict[str, object]]]:
        return [(row.deed, row.details) for row in session.scalars(select(AuditRow))]

    return await stage.database.run(read)


async def test_an_admin_invites_a_rep_who_scans_the_code(either_way: Stage) -> None:
    stage = either_way
    eva = await stage.join("Eva Klein", Role.ADMIN)
    assert "Wen möchten Sie einladen?" in await tell(stage, eva, "/einladen")
    assert "Leitung" not in eva.screen.replace("Vertriebsinnendienst", "")
    await do(stage, eva, "Außendienst")
    screen = await tell(stage, eva, "Tom Berg")
    assert "Einladung für Tom Berg · Außendienst\nhttps://t.me/nordlicht_bot?start=" in screen
    assert "Gilt bis Mi, 25.11.2026, 10:2" in screen
    assert eva.answers[-1].file is not None
    assert eva.answers[-1].file.content.startswith(b"\x89PNG")
    await eva.press("Link kopieren")
    assert eva.clipboard in screen
    tom = stage.world.person("Tom")
    await tom.open(eva.clipboard)
    await stage.settled()
    await do(stage, tom, "Einladung annehmen")
    assert tom.screen.startswith("Guten Tag, Tom Berg.")
    assert "Tom Berg (Außendienst) hat die Einladung angenommen" in eva.screen


async def test_inviting_in_english(stage: Stage) -> None:
    max_ = await stage.join("Max Boss", Role.MANAGER, "en")
    assert "Whom would you like to invite?" in await tell(stage, max_, "/invite")
    await do(stage, max_, "sales manager")
    screen = await tell(stage, max_, "Ann Other")
    assert "Invitation for Ann Other · sales manager" in screen
    assert "Good until Wed, 25 Nov 2026" in screen


async def test_a_contact_is_invited_to_their_customer(stage: Stage) -> None:
    await add_customer(stage, "10234", "Bäckerei Huber GmbH")
    await add_customer(stage, "10235", "Müller Maschinenbau GmbH")
    await add_customer(stage, "10236", "Müller Elektro KG")
    eva = await stage.join("Eva Klein", Role.ADMIN)
    await tell(stage, eva, "/einladen")
    await do(stage, eva, "Ansprechpartner eines Kunden")
    assert "Zu welchem Kunden" in await tell(stage, eva, "Anna Huber")
    assert "finde ich nicht" in await tell(stage, eva, "xyzzy qwertz")
    assert "Welcher Kunde ist gemeint?" in await tell(stage, eva, "müller")
    screen = await tell(stage, eva, "huber")
    assert "Einladung für Anna Huber · Ansprechpartner eines Kunden\nKunde: Bäckerei" in screen
    await eva.press("Link kopieren")
    anna = stage.world.person("Anna")
    await anna.open(eva.clipboard)
    await stage.settled()
    await do(stage, anna, "Einladung annehmen")
    await tell(stage, eva, "/team")
    assert "Kunde: Bäckerei Huber GmbH" in await do(stage, eva, "Anna Huber")


async def test_a_contact_is_not_invited_to_a_customer_that_is_only_guessed(stage: Stage) -> None:
    await add_customer(stage, "10234", "Bäckerei Huber GmbH")
    eva = await stage.join("Eva Klein", Role.ADMIN)
    await tell(stage, eva, "/einladen")
    await do(stage, eva, "Ansprechpartner eines Kunden")
    await tell(stage, eva, "Anna Hubner")
    assert "Welcher Kunde ist gemeint?" in await tell(stage, eva, "hubner")
    assert "Einladung für Anna Hubner" in await do(stage, eva, "Bäckerei Huber GmbH")


async def test_what_is_no_name_is_asked_again(stage: Stage) -> None:
    eva = await stage.join("Eva Klein", Role.ADMIN)
    await tell(stage, eva, "/einladen")
    assert "auf einen der Knöpfe" in await tell(stage, eva, "irgendwen")
    await do(stage, eva, "Außendienst")
    await eva.send_sticker()
    await stage.settled()
    assert "Ich brauche den Namen als Text" in eva.screen
    await tell(stage, eva, "n" * 81)
    assert "Wie heißt die Person?" in eva.screen
    assert "Einladung für <b>Tom</b>" in await tell(stage, eva, "<b>Tom</b>")


async def test_removal_ends_access_at_once_and_says_so(any_stage: Stage) -> None:
    stage = any_stage
    eva = await stage.join("Eva Klein", Role.ADMIN)
    tom = await stage.join("Tom Berg", Role.REP)
    await eventually(lambda: bool(tom.commands))
    await stage.database.run(
        lambda s: reminders.schedule(
            s, "follow-up", 1, 2, stage.clock.now() + timedelta(days=1), stage.program.desk.zone
        )
    )
    await tell(stage, eva, "/team")
    assert "Team · 2 mit Zugang" in eva.screen
    assert "Außendienst: Tom Berg" in eva.screen
    await do(stage, eva, "Tom Berg")
    assert "Dabei seit Mo, 23.11.2026" in eva.screen
    assert "Das wirkt sofort" in await do(stage, eva, "Zugang entziehen")
    assert "Tom Berg hat keinen Zugang mehr" in await do(stage, eva, "Jetzt entziehen")
    assert "Ihr Zugang zum Innendienst von Nordlicht Handel GmbH ist beendet" in tom.screen
    assert tom.commands == []
    assert await stage.database.run(lambda s: s.scalars(REMINDED).all()) == []
    assert "brauchen Sie eine Einladung" in await tell(stage, tom, "/hilfe")
    assert ("removed", {}) in await deeds(stage)


async def test_a_removed_person_comes_back_by_a_new_invitation_only(stage: Stage) -> None:
    eva = await stage.join("Eva Klein", Role.ADMIN)
    tom = await stage.join("Tom Berg", Role.REP)
    await tell(stage, eva, "/team")
    await do(stage, eva, "Tom Berg", "Zugang entziehen", "Jetzt entziehen")
    code = await stage.database.run(
        lambda s: access.invite(s, stage.program.desk, Role.REP, "Tom Berg", None)
    )
    await tom.start(code)
    await stage.settled()
    assert "Guten Tag, Tom Berg." in await do(stage, tom, "Einladung annehmen")


async def test_managers_are_removed_by_managers_only_and_nobody_by_themselves(
    stage: Stage,
) -> None:
    eva = await stage.join("Eva Klein", Role.ADMIN)
    max_ = await stage.join("Max Boss", Role.MANAGER)
    await tell(stage, eva, "/team")
    screen = await do(stage, eva, "Max Boss")
    assert "Zugang entziehen" not in screen
    await eva.press_data("team:x:2", eva.answers[-1].id)
    await stage.settled()
    assert eva.toasts[-1].text.startswith("Das gehört nicht zu Ihren Aufgaben")
    await eva.press_data("team:x:1", eva.answers[-1].id)
    await stage.settled()
    assert "eigenen Zugang" in eva.toasts[-1].text
    assert "Außendienst" not in await tell(stage, max_, "/team")


async def test_a_rep_sees_no_team_even_with_a_forged_button(stage: Stage) -> None:
    tom = await stage.join("Tom Berg", Role.REP)
    assert "nicht zu Ihren Aufgaben" in await tell(stage, tom, "/team")
    assert "nicht zu Ihren Aufgaben" in await tell(stage, tom, "/einladen")
    for data in ("team:l:0", "team:x:1", "team:n", "team:p:x"):
        await tom.press_data(data, tom.answers[0].id)
        await stage.settled()
        assert "nicht zu Ihren Aufgaben" in tom.toasts[-1].text


async def test_forged_buttons_of_the_team_are_answered_politely(stage: Stage) -> None:
    eva = await stage.join("Eva Klein", Role.ADMIN)
    await tell(stage, eva, "/team")
    for data in ("team:p:999", "team:p:x", "team:zz:1", "team:w:99", "team:l", "team:"):
        await eva.press_data(data, eva.answers[-1].id)
        await stage.settled()
        assert eva.toasts[-1].alert, data


async def test_an_open_invitation_is_withdrawn(stage: Stage) -> None:
    eva = await stage.join("Eva Klein", Role.ADMIN)
    code = await stage.database.run(
        lambda s: access.invite(s, stage.program.desk, Role.REP, "Tom Berg", 1)
    )
    await stage.database.run(
        lambda s: access.invite(s, stage.program.desk, Role.MANAGER, "Max Boss", None)
    )
    await tell(stage, eva, "/team")
    screen = await do(stage, eva, "Einladungen (1)")
    assert "Tom Berg · Außendienst, gilt bis Mi, 25.11.2026" in screen
    assert "keine Einladung offen" in await do(stage, eva, "Zurückziehen: Tom Berg")
    tom = stage.world.person("Tom")
    await tom.start(code)
    await stage.settled()
    assert "zurückgezogen" in tom.screen


async def test_the_invitations_of_somebody_removed_are_void(stage: Stage) -> None:
    await stage.join("Eva Klein", Role.ADMIN)
    max_ = await stage.join("Max Boss", Role.MANAGER)
    code = await stage.database.run(
        lambda s: access.invite(s, stage.program.desk, Role.ADMIN, "Eva again", 1)
    )
    await tell(stage, max_, "/team")
    await do(stage, max_, "Eva Klein", "Zugang entziehen", "Jetzt entziehen")
    back = stage.world.person("Eva")
    await back.start(code)
    await stage.settled()
    assert "zurückgezogen" in back.screen


async def test_bad_invitations_get_a_sentence_and_are_noted(stage: Stage) -> None:
    eva = await stage.join("Eva Klein", Role.ADMIN)
    stranger = stage.world.person("Uwe")
    await stranger.start("A" * 22)
    await stage.settled()
    assert "kenne ich nicht" in stranger.screen
    code = await stage.database.run(
        lambda s: access.invite(s, stage.program.desk, Role.REP, "Tom Berg", 1)
    )
    await stranger.start(code)
    await stage.settled()
    stage.clock.advance(timedelta(hours=49))
    await stranger.press("Einladung annehmen")
    await stage.settled()
    assert "abgelaufen" in stranger.toasts[-1].text
    reasons = [details["reason"] for deed, details in await deeds(stage) if deed == "refused"]
    assert reasons == ["invitation-unknown", "invitation-expired"]
    await eva.start(code)
    await stage.settled()
    assert "schon Zugang als Eva Klein" in eva.screen


async def test_an_invitation_pressed_twice_lets_in_once(stage: Stage) -> None:
    code = await stage.database.run(
        lambda s: access.invite(s, stage.program.desk, Role.ADMIN, "Eva Klein", None)
    )
    one, two = stage.world.person("Eva"), stage.world.person("Eve")
    await one.start(code)
    await two.start(code)
    await stage.settled()
    await one.press("Einladung annehmen")
    await two.press("Einladung annehmen")
    await stage.settled()
    welcomed = [one.screen.startswith("Guten Tag"), two.screen.startswith("Guten Tag")]
    assert sorted(welcomed) == [False, True]
    used = await stage.database.run(lambda s: s.scalars(select(Invitation.used_by)).all())
    assert len(used) == 1


async def test_who_blocks_the_bot_is_reported_to_the_office_once(stage: Stage) -> None:
    eva = await stage.join("Eva Klein", Role.ADMIN)
    tom = await stage.join("Tom Berg", Role.REP)
    tom.block()
    await stage.settled()
    assert "Tom Berg ist über Telegram nicht erreichbar" in eva.screen
    count = len(eva.answers)
    assert await stage.database.run(lambda s: chats.is_unreachable(s, tom.id))
    await tell(stage, eva, "/team")
    assert "zurzeit nicht erreichbar" in await do(stage, eva, "Tom Berg")
    tom.unblock()
    await stage.settled()
    assert not await stage.database.run(lambda s: chats.is_unreachable(s, tom.id))
    assert sum("nicht erreichbar (" in one.text for one in eva.answers) == 1
    assert len(eva.answers) == count + 1


async def test_a_long_team_is_shown_in_pages(stage: Stage) -> None:
    eva = await stage.join("Eva Klein", Role.ADMIN)

    def crowd(session: Session) -> None:
        for number in range(30):
            name, now = f"Person {number:02}", stage.clock.now()
            session.add(Row(name=name, role="rep", language="de", joined_at=now))

    await stage.database.run(crowd)
    assert "Team · 31 mit Zugang" in await tell(stage, eva, "/team")
    assert "Person 10" in eva.screen
    assert "Person 11" not in eva.screen
    assert "Person 22" in await do(stage, eva, "Weiterblättern")
    assert "Person 29" in await do(stage, eva, "Weiterblättern")
    assert "Weiterblättern" not in eva.screen
    assert "Person 00" in await do(stage, eva, "Zurückblättern", "Zurückblättern")


async def test_an_invitation_is_not_made_in_a_group(stage: Stage) -> None:
    eva = await stage.join("Eva Klein", Role.ADMIN)
    group = stage.world.group("Vertrieb", [eva])
    await eva.say("/einladen", chat=group)
    await stage.settled()
    said = [one.text for one in group.messages.values() if one.from_bot]
    assert len(said) == 1
    assert "gehören nicht in eine Gruppe" in said[0]

"""Somebody is removed in the midst of everything: only the farewell still reaches them."""

import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy import select

from bot.domain.say import Toast, text
from bot.storage import Session, jobs, outbox, people
from bot.storage.audit import MOST_DENIED, AuditRow
from bot.storage.reminders import Reminder
from bot.texts.render import Renderer
from tests.books import remove
from tests.hand import Hand
from tests.simulated.office import Office, office
from tests.simulated.state import keys

HOUR = 3600.0


async def removed(here: Office, full: str) -> None:
    """The manager ends it, as fast as a thumb can."""
    await here.max.say("/team")
    await here.max.press(full)
    await here.max.press("Zugang entziehen")
    await here.max.press("Jetzt entziehen")


def sent_to(here: Office, hand: Hand, since: int) -> list[str]:
    """What arrived in a chat since."""
    return [
        str(call.params.get("text", call.method))
        for call in here.life.world.calls[since:]
        if str(call.params.get("chat_id")) == str(hand.person.id) and call.outcome == "ok"
    ]


@pytest.mark.parametrize("language", ["de", pytest.param("en", marks=pytest.mark.long)])
def test_after_a_removal_nothing_arrives_but_the_farewell(language: str) -> None:
    with office() as here:
        here.life.run(_everything_under_way(here, language))


async def _everything_under_way(here: Office, language: str) -> None:
    tom, world = here.tom, here.life.world
    await tom.say("/besuch Weiß heute 8 Uhr: Auftrag, nachfassen in 15 Minuten")
    await tom.press("Besuch speichern")
    if language == "en":
        await tom.say("/sprache")
        await tom.press("English")
    await tom.say("/besuch Huber gestern 15 Uhr: Interesse, nachfassen in 1 Woche")
    await here.wait(13 * 60)  # the reminder is due in less than two minutes
    world.faults.add("sendMessage", status=429, retry_after=90, chat_id=tom.person.id)
    await tom.person.say("10235")  # its answer waits behind the gate
    await tom.person.press_data("visits:table:3:all:0", on=tom.person.answers[-1].id)
    while here.life.database.transact(lambda s: s.scalar(select(jobs.Job.id))) is None:
        await asyncio.sleep(0.01)
    since = len(world.calls)
    here.life.database.transact(lambda s: remove(s, here.life.program.desk, "Tom Berg"))
    his = select(people.Person.id).where(people.Person.name == "Tom Berg")
    waiting = select(Reminder).where(Reminder.status == "waiting", Reminder.recipient_id.in_(his))
    assert not here.life.database.transact(lambda s: s.scalars(waiting).all())
    await here.wait(HOUR / 2)
    texts = sent_to(here, tom, since)
    assert not [one for one in texts if "Müller" in one or "Weiß" in one or "Huber" in one], texts
    since = len(world.calls)
    datas = {key["callback_data"] for call in world.calls for key in keys(call.params)}
    for data in sorted(datas):
        await tom.person.press_data(data, on=tom.person.answers[0].id)
    await here.settled()
    for said in sent_to(here, tom, since):
        assert "Einladung" in said or "invitation" in said, said
    notes = here.life.database.transact(
        lambda s: s.scalars(select(AuditRow).where(AuditRow.subject == "access")).all()
    )
    assert 1 <= len(notes) <= MOST_DENIED < len(datas)


def test_what_waits_for_somebody_removed_is_forgotten_and_not_only_held_back() -> None:
    with office() as here:

        async def play() -> None:
            here.life.world.faults.add("sendMessage", status=429, retry_after=30)
            await here.tom.person.say("10235")
            await asyncio.sleep(5)
            here.life.database.transact(lambda s: remove(s, here.life.program.desk, "Tom Berg"))
            rows = here.life.database.transact(_rows_of("Tom Berg"))
            assert rows
            assert all(row.status == "done" and not row.params for row in rows), rows
            await here.wait(60)

        here.life.run(play())


def test_the_answer_to_a_press_goes_nowhere_once_its_person_is_removed() -> None:
    with office() as here:
        desk, tom = here.life.program.desk, here.tom.person

        def work(session: Session) -> list[str]:
            one = people.by_user(session, tom.id)
            assert one
            origin = outbox.Origin(tom.id, "de", one.id, callback_id="query")
            toast = Toast(text("customer-unknown"))
            outbox.post(session, [toast], Renderer(desk.zone), desk.now(), origin)
            remove(session, desk, "Tom Berg")
            query = select(outbox.OutboxRow.method).where(outbox.OutboxRow.status == "queued")
            return list(session.scalars(query))

        assert here.life.database.transact(work) == ["deleteMyCommands"]


def _rows_of(full: str) -> Callable[[Session], list[outbox.OutboxRow]]:
    def read(session: Session) -> list[outbox.OutboxRow]:
        one = session.scalars(select(people.Person.id).where(people.Person.name == full)).one()
        query = select(outbox.OutboxRow).where(outbox.OutboxRow.person_id == one)
        return list(session.scalars(query))

    return read


def test_the_farewell_is_the_last_that_a_removed_person_hears() -> None:
    with office() as here:

        async def play() -> None:
            await here.eva.say("10236")
            since = len(here.life.world.calls)
            await removed(here, "Eva Roth")
            await here.wait(HOUR / 2)
            texts = sent_to(here, here.eva, since)
            assert len([one for one in texts if "Ihr Zugang" in one]) == 1, texts
            assert all("Ihr Zugang" in one or one == "deleteMyCommands" for one in texts), texts

        here.life.run(play())

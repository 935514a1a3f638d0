"""Who looks after a case: what they are told when that changes."""

import asyncio
from datetime import timedelta

from sqlalchemy import select

from bot.access import actor_for
from bot.domain.actor import Role
from bot.playground import Person
from bot.services import cases
from bot.storage import Session, people
from bot.storage.reminders import Reminder
from tests.books import remove
from tests.stage import Stage
from tests.transcripts.book import keep, person_id, three


async def of_ada(stage: Stage, count: int) -> tuple[Person, Person, Person]:
    """As many cases, of as many customers, that Ada looks after; Max, who may remove her, and two
    admins who came later."""
    max_ = await stage.join("Max Boss", Role.MANAGER)
    await stage.join("Ada Klein", Role.ADMIN)

    def open_all(session: Session) -> None:
        ada = people.by_id(session, person_id(session, "Ada Klein"))
        assert ada
        actor = actor_for(stage.program.desk, ada, ada.chat_id or 0)
        for at in range(count):
            one = keep(session, stage.clock.now(), f"{20000 + at}", f"Firma {at}", "Ulm")
            case = cases.begin(session, actor, one, "complaint", "kaputt")
            cases.tell(session, actor, case, "report", "kaputt")
            assert case.owner_id == ada.id

    await stage.database.run(open_all)
    ben = await stage.join("Ben Alt", Role.ADMIN)
    cem = await stage.join("Cem Neu", Role.ADMIN)
    await max_.say("/team")
    await stage.settled()
    for label in ("Ada Klein", "Zugang entziehen", "Jetzt entziehen"):
        await max_.press(label)
        await stage.settled()
    return max_, ben, cem


async def test_when_somebody_leaves_their_cases_go_to_the_others_evenly_each_with_its_card(
    any_stage: Stage,
) -> None:
    _, ben, cem = await of_ada(any_stage, 4)
    for person, numbers in ((ben, (1, 3)), (cem, (2, 4))):
        got = [one.transcript for one in person.answers[-2:]]
        for number, card in zip(numbers, got, strict=True):
            lines = card.splitlines()
            assert lines[0] == (
                "⚠ Dieser Vorgang liegt jetzt bei Ihnen. Ada Klein ist nicht mehr dabei."
            )
            assert lines[1].startswith(f"R-2026-000{number} · Firma {number - 1}")
            assert "[Übernehmen] [Antworten] [Rückfrage]" in lines


async def test_many_cases_of_somebody_who_leaves_are_one_message_with_the_way_to_them(
    stage: Stage,
) -> None:
    _, ben, cem = await of_ada(stage, 11)
    assert ben.screen == (
        "⚠ 6 Vorgänge liegen jetzt bei Ihnen. Ada Klein ist nicht mehr dabei.\n[Meine]"
    )
    assert cem.answers[-5].transcript.splitlines()[1].startswith("R-2026-0002 · Firma 1")
    await ben.press("Meine")
    await stage.settled()
    assert ben.screen.startswith("Vorgänge bei mir · 6")


async def test_who_becomes_manager_later_hears_of_what_is_over_and_who_leaves_does_not(
    stage: Stage,
) -> None:
    await stage.join("Max Boss", Role.MANAGER)
    _, _, anna = await three(stage)
    await anna.say("Palette kaputt")
    await stage.settled()
    eva = await stage.join("Eva Roth", Role.MANAGER)
    await stage.database.run(lambda s: remove(s, stage.program.desk, "Max Boss"))

    def rings(session: Session) -> list[tuple[str, int]]:
        query = select(Reminder.stage, Reminder.recipient_id).where(
            Reminder.stage.like("%-manager")
        )
        return [(stage, one) for stage, one in session.execute(query.order_by(Reminder.stage))]

    id_of_eva = await stage.database.run(lambda s: person_id(s, "Eva Roth"))
    await asyncio.sleep(2)  # a beat or two
    assert await stage.database.run(rings) == [
        ("response-manager", id_of_eva), ("solution-manager", id_of_eva)
    ]  # fmt: skip
    stage.clock.advance(timedelta(hours=48))
    await asyncio.sleep(2)
    await stage.settled()
    assert eva.screen.startswith("⚠ Die Antwort war fällig"), eva.screen


async def test_a_customer_hears_who_looks_after_their_case_when_somebody_leaves(
    stage: Stage,
) -> None:
    _, _, anna = await three(stage)
    max_ = await stage.join("Max Boss", Role.MANAGER)
    await anna.say("Palette kaputt")
    await stage.settled()
    await stage.join("Ben Alt", Role.ADMIN)
    await max_.say("/team")
    await stage.settled()
    for label in ("Ada Klein", "Zugang entziehen", "Jetzt entziehen"):
        await max_.press(label)
        await stage.settled()
    assert anna.screen == "Ben Alt kümmert sich jetzt um R-2026-0001."

"""Every entry of the corpus gets what its class says, from the whole program."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.domain.checks import Refused, multi_line, single_line
from bot.playground import Person
from bot.storage import Session
from bot.storage.audit import AuditRow
from bot.storage.base import Base
from bot.storage.customers import Customer
from bot.storage.files import File
from tests.hand import Hand
from tests.hostile import corpus
from tests.hostile.delivery import Delivery
from tests.hostile.places import Place, Rooms, missing, places
from tests.hostile.watch import Watch
from tests.logs.reading import Written, written
from tests.races.taps import FLEETING
from tests.simulated.office import Office, office

NOTES = "customer:field:{customer}:notes"
SHOWN = 30
"""So much of a text is compared with what the screen shows."""
LONGEST_SHOWN = 40
"""A longer text is clipped there, perhaps in the middle of a sign."""


def test_every_question_of_every_form_is_a_place() -> None:
    assert missing() == set()
    assert {*corpus.fields()} <= {place.name for place in places()}


class Ground:
    """An office, watched, with somebody who is written to the program."""

    def __init__(self, here: Office, log: Written) -> None:
        self.here = here
        self.delivery = Delivery(here.life)
        self.watch = Watch(here.life, log)
        self.wrong: list[Any] = []

    async def furnish(self) -> None:
        """A visit to work with."""
        self.rooms = await Rooms.of(self.here)

    async def say(self, person: Person, said: str, about: object) -> None:
        """Write exactly this, and note what goes wrong."""
        self.watch.begin()
        self.delivery.write(person, said)
        await self.settled(person, said, about)

    async def settled(self, person: Person, said: str, about: object) -> None:
        """Until it is answered; what goes wrong is noted."""
        try:
            await self.watch.settled()
        except TimeoutError:
            raise AssertionError((about, said)) from None
        found = self.watch.faults(said)
        if not self.watch.answered(person):
            found.append("no answer")
        self.wrong += [(about, ascii(said)[:80], one) for one in found]

    def must(self, true: bool, *about: object) -> None:
        """Note what is not as it must be."""
        if not true:
            self.wrong.append(about)

    def form(self, hand: Hand) -> tuple[int, str, Any] | None:
        """Which form somebody is in, at which question, with which values."""
        row = self.rooms.open_form(hand)
        return (row.id, row.step, row.data["values"]) if row else None


def on_ground(play: Any) -> None:
    """Play, and show everything that went wrong at once."""
    with written("INFO") as log, office() as here:
        ground = Ground(here, log)

        async def all_of_it() -> None:
            await ground.furnish()
            await play(ground)

        here.life.run(all_of_it())
    assert ground.wrong == [], "\n".join(map(ascii, ground.wrong))


def test_what_is_written_is_kept_as_it_is_and_shown_escaped() -> None:
    async def play(ground: Ground) -> None:
        place = next(one for one in places() if one.name == "customer-edit:notes")
        for kind, said in corpus.texts().items():
            for one in said[:2]:
                if one.startswith("/"):
                    continue  # a command is no answer
                ada = await ground.rooms.enter(place)
                await ground.say(ada.person, one, kind)
                wanted = _kept(one)
                if not wanted:
                    ground.must(ground.form(ada) is not None, kind, one[:40], "not refused")
                    continue
                kept = ground.here.life.database.transact(_notes)
                ground.must(kept == wanted, kind, one[:80], kept[:80])
                shown = ada.person.answers[-1].text
                first = " ".join(wanted.split())[:SHOWN]
                is_shown = first in " ".join(shown.split()) or "war schon so" in shown
                ground.must(is_shown or len(wanted) > LONGEST_SHOWN, kind, first, shown)

    on_ground(play)


def _kept(said: str) -> str:
    """What is left of a text without half and control characters; nothing if it is too long."""
    try:
        return multi_line(said.replace("\0", "").encode("utf-8", "replace").decode())
    except Refused:
        return ""


def _notes(session: Session) -> str:
    return session.scalars(select(Customer.notes).where(Customer.number == "10234")).one()


@pytest.mark.parametrize("who", ["tom", "ada", "anna", "stranger"])
def test_whatever_is_written_outside_of_forms_is_answered(who: str) -> None:
    async def play(ground: Ground) -> None:
        person = (
            ground.here.life.world.person("<b>Fremd</b>")
            if who == "stranger"
            else ground.here.hands[who].person
        )
        for kind, said in corpus.texts().items():
            for one in said if who == "tom" and kind == "costly" else said[:2]:
                await ground.say(person, one, kind)
        await ground.say(person, "/hilfe", "afterwards")

    on_ground(play)


def test_answers_that_cannot_be_taken_are_refused_and_the_question_stays() -> None:
    async def play(ground: Ground) -> None:
        for place in places():
            given = corpus.fields().get(place.name, {})
            if refused := given.get("REFUSE"):
                hand = await ground.rooms.enter(place)
                before = ground.form(hand)
                for one in refused:
                    await ground.say(hand.person, one, place.name)
                    ground.must(ground.form(hand) == before, place.name, one, hand.screen)
            for one in given.get("ASK", []):
                hand = await ground.rooms.enter(place)
                before = ground.form(hand)
                await ground.say(hand.person, one, place.name)
                ground.must(ground.form(hand) == before, place.name, one, hand.screen)
                ground.must(len(hand.person.answers[-1].buttons) > 2, place.name, one, "asks")
            for one in given.get("STORE", []):
                await _stored(ground, place, one)

    on_ground(play)


async def _stored(ground: Ground, place: Place, said: str) -> None:
    hand = await ground.rooms.enter(place)
    before = ground.form(hand)
    await ground.say(hand.person, said, place.name)
    ground.must(ground.form(hand) != before, place.name, said, "not taken")
    line = said.splitlines()[0]
    ground.must(line in hand.person.answers[-1].text, place.name, said, hand.screen)


def test_forged_buttons_are_denied_and_change_nothing() -> None:
    async def play(ground: Ground) -> None:
        place = next(one for one in places() if one.name == "follow-up:customer")
        for who, theirs in MAY_PRESS.items():
            hand = ground.here.hands[who]
            await hand.say("/hilfe")
            before = ground.here.life.database.transact(_business)
            for data in corpus.buttons():
                if data in theirs:
                    continue
                open_now = ground.rooms.open_form(hand)
                elsewhere = open_now is None or open_now.kind != place.form
                if "{form}" in data and who == "tom" and elsewhere:
                    hand = await ground.rooms.enter(place)
                row = ground.rooms.open_form(hand)
                version = row.version if row else 1
                made = (
                    data.format(form=row.id if row else 1, version=version)
                    if "{" in data
                    else data
                )
                ground.watch.begin()
                ground.delivery.press(hand.person, made)
                await ground.settled(hand.person, made, who)
                now = ground.here.life.database.transact(_business)
                ground.must(now == before, who, data, [n for n in now if now[n] != before[n]])
                before = now

    on_ground(play)


MAY_PRESS: dict[str, set[str]] = {"tom": {"followup:done:1"}, "anna": set()}
"""What is no forgery to them."""


def _business(session: Session) -> dict[str, list[Any]]:
    """All that is kept of customers, visits, follow-ups and people."""
    return {
        table.name: [tuple(row) for row in session.execute(select(table)).all()]
        for table in Base.metadata.sorted_tables if table.name not in FLEETING
    }  # fmt: skip


def test_forged_invitations_are_denied_and_noted() -> None:
    async def play(ground: Ground) -> None:
        stranger = ground.here.life.world.person("</b>Mallory<b>")
        for payload in corpus.starts():
            before = ground.here.life.database.transact(_refusals)
            ground.here.life.clock.advance(A_DAY)  # so many a day are noted
            await ground.say(stranger, f"/start {payload}", "start")
            noted = ground.here.life.database.transact(_refusals) - before
            ground.must(noted == bool(payload.strip("\0 ")), payload, noted)
        await ground.say(stranger, "10234", "afterwards")
        ground.must("Einladung" in stranger.screen, stranger.screen)

    on_ground(play)


A_DAY = timedelta(days=1, seconds=1)


def _refusals(session: Session) -> int:
    return session.scalar(select(func.count()).where(AuditRow.deed == "refused")) or 0


def test_files_of_any_name_are_kept_with_what_is_written_under_them() -> None:
    async def play(ground: Ground) -> None:
        captions = [said[0][:1000] for said in corpus.texts().values()]
        names = corpus.names()
        tom, anna = ground.here.tom, ground.here.anna
        await tom.say("/besuch")
        written: list[str] = []
        for at, caption in enumerate(captions):
            name = names[at % len(names)]
            await _attached(ground, tom, name, caption)
            written += [kept] if (kept := _kept(caption)) else []
            form = ground.form(tom)
            texts = [one for _, one in form[2]["notes"]["texts"]] if form else []
            ground.must(texts == written, name, ascii(caption)[:80], texts[-1:])
            written = texts
        for name in names:
            await _attached(ground, anna, name, "x")

    on_ground(play)


async def _attached(ground: Ground, hand: Hand, name: str, caption: str) -> None:
    ground.watch.begin()
    ground.delivery.attach(hand.person, "document", caption, name)
    await ground.settled(hand.person, caption, name)
    kept = ground.here.life.database.transact(_newest_file)
    plain = name.replace("\0", "").encode("utf-8", "replace").decode()
    wanted = single_line(plain or "document", 400)[-120:]
    ground.must(kept == wanted, ascii(name), ascii(kept), ascii(wanted))


def _newest_file(session: Session) -> str:
    return session.scalars(select(File.name).order_by(File.id.desc())).first() or ""

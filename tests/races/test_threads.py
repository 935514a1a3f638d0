"""On PostgreSQL people act in transactions side by side: the later one waits, and is told."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from telegram import Chat, Message

from bot.access import Sender, actor_for, actor_of
from bot.domain.actor import Actor, Role
from bot.domain.clock import MovableClock
from bot.domain.desk import Desk
from bot.domain.refusal import Refusal
from bot.domain.say import Place, Say, Text
from bot.handlers import case_customer
from bot.outgoing import topics
from bot.services import case_care, case_ending, case_steps, cases, customers, follow_ups
from bot.services import people as team
from bot.storage import Session, audit, outbox, people, staff_group
from bot.storage.audit import AuditRow
from bot.storage.cases import Case, entries_of
from bot.storage.checking import problems
from bot.storage.customers import Customer
from bot.storage.engine import Database, hold
from bot.storage.forms import OpenForm
from bot.storage.outbox import OutboxRow
from bot.texts.render import Renderer
from tests.databases import laid_out
from tests.stage import MONDAY
from tests.transcripts.book import keep

OF_PEOPLE = ("invitations", "people-removed")
GROUP = -1001
Deed = Callable[[Session, Actor], Any]
DESK = Desk("Nordlicht", ZoneInfo("Europe/Berlin"), "BY", "de", "EUR", MovableClock(MONDAY))


@pytest.fixture
def database(postgresql_url: str) -> Iterator[Database]:
    made = laid_out(postgresql_url)
    made.transact(_fill)
    yield made
    made.close()


def _fill(session: Session) -> None:
    for number, (name, role) in enumerate((("Ada", "admin"), ("Max", "manager"), ("Eva", "rep"))):
        session.add(people.Person(name=name, role=role, user_id=number + 1, chat_id=number + 1,
                                  language="de", joined_at=MONDAY))  # fmt: skip
    session.flush()
    keep(session, MONDAY, "10234", "Huber", "Augsburg", "Eva", None)


def at_once(database: Database, deed: Deed) -> list[str]:
    """Ada and Max do the same: both have read before either has written. What each was told."""
    both_have_read, told = threading.Barrier(2, timeout=10), []

    def act(user_id: int) -> None:
        def work(session: Session) -> None:
            person = people.by_user(session, user_id)
            assert person
            prepared = deed(session, actor_for(DESK, person, user_id))
            both_have_read.wait()
            prepared()

        try:
            database.transact(work)
            told.append("")
        except Refusal as no:
            told.append(no.text.key)

    threads = [threading.Thread(target=act, args=(one,)) for one in (1, 2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sorted(told)


def deeds(database: Database, deed: str) -> int:
    return len(database.transact(
        lambda s: s.scalars(select(AuditRow.id).where(AuditRow.deed == deed)).all()
    ))  # fmt: skip


def test_a_person_is_removed_once(database: Database) -> None:
    def deed(session: Session, actor: Actor) -> Any:
        eva = people.by_user(session, 3)
        assert eva
        return lambda: team.remove(session, actor, eva)

    assert at_once(database, deed) == ["", "team-gone"]
    assert deeds(database, "removed") == 1


def test_a_follow_up_is_done_once(database: Database) -> None:
    def begin(session: Session) -> int:
        eva = people.by_user(session, 3)
        assert eva
        customer = session.scalars(select(Customer.id)).one()
        return follow_ups.add(session, actor_for(DESK, eva, 3), customer, MONDAY).id

    number = database.transact(begin)

    def deed(session: Session, actor: Actor) -> Any:
        one = follow_ups.get(session, actor, number)
        return lambda: follow_ups.done(session, actor, one)

    assert at_once(database, deed) == ["", ""]
    assert deeds(database, "done") == 1


def test_whoever_is_coming_in_as_their_invitation_ends_comes_in_or_not(database: Database) -> None:
    """Who invited them is removed at that instant, and with them their open invitations."""
    codes = []

    def begin(session: Session) -> None:
        ada = people.by_user(session, 1)
        assert ada
        codes.append(team.invite(session, DESK, Role.REP, "Uwe Neu", ada.id))

    database.transact(begin)
    both_have_read = threading.Barrier(2, timeout=10)

    def accept(session: Session) -> None:
        row = team.open_invitation(session, MONDAY, codes[0])
        both_have_read.wait()
        team.join(session, Actor(DESK, 9, 9, "de"), row)

    def remove(session: Session) -> None:
        ada, max_ = people.by_user(session, 1), people.by_user(session, 2)
        assert ada
        assert max_
        both_have_read.wait()
        team.remove(session, actor_for(DESK, max_, 2), ada)

    side_by_side(database, accept, remove)
    assert (deeds(database, "joined"), deeds(database, "withdrew")) == (1, 0)
    assert left_over(database) == []


def test_what_somebody_does_as_they_are_removed_is_closed_with_all_else(
    database: Database,
) -> None:
    at_work, sender = threading.Event(), Sender(3, 3)

    def work(session: Session) -> None:
        actor = actor_of(session, DESK, sender)
        assert actor.role
        at_work.set()
        time.sleep(0.3)  # the removal has begun meanwhile
        session.add(
            OpenForm(person_id=actor.person_id, chat_id=3, thread_id=0, kind="visit", step="at",
                     data={}, screen={}, opened_at=MONDAY, touched_at=MONDAY)
        )  # fmt: skip

    def remove(session: Session) -> None:
        at_work.wait(10)
        eva, ada = people.by_user(session, 3), people.by_user(session, 1)
        assert eva
        assert ada
        team.remove(session, actor_for(DESK, ada, 1), eva)

    side_by_side(database, work, remove)
    assert left_over(database) == []
    assert database.transact(lambda s: actor_of(s, DESK, sender).role) is None


def left_over(database: Database) -> list[str]:
    """What should not be there any more, or not like that."""
    return [one.check for one in database.read(problems) if one.check in OF_PEOPLE]


def side_by_side(database: Database, *works: Callable[[Session], None]) -> None:
    """Each in a transaction and a thread of its own; all have to come to an end well."""
    with ThreadPoolExecutor(len(works)) as pool:
        for one in [pool.submit(database.transact, work) for work in works]:
            one.result()


@pytest.mark.parametrize("field", ["notes", "billing.city", "contact1.last_name"])
def test_the_trail_of_two_changes_at_once_says_what_each_found(
    database: Database, field: str
) -> None:
    def deed(session: Session, actor: Actor) -> Any:
        customer = customers.get(session, actor, session.scalars(select(Customer.id)).one())
        return lambda: customers.change(session, actor, customer, **{field: actor.name})

    assert at_once(database, deed) == ["", ""]
    rows = database.transact(
        lambda s: audit.of(s, "customer", s.scalars(select(Customer.id)).one())
    )
    second, first = [one.details[field] for one in rows if one.deed == "changed"]
    assert first[1] == second[0]


def complained(session: Session) -> int:
    """The bakery's contact has a case."""
    customer = session.scalars(select(Customer.id)).one()
    jan = people.Person(name="Jan", role="customer", user_id=4, chat_id=4, language="de",
                        joined_at=MONDAY, customer_id=customer)  # fmt: skip
    session.add(jan)
    session.flush()
    return cases.begin(session, actor_for(DESK, jan, 4), customer, "complaint", "kaputt").id


def of_cases(database: Database) -> list[str]:
    """What does not fit together about them."""
    return [one.check for one in database.read(problems) if one.check.startswith("cases")]


def test_a_case_is_taken_by_one_and_the_other_is_told(database: Database) -> None:
    number = database.transact(complained)

    def deed(session: Session, actor: Actor) -> Any:
        case = case_steps.get(session, actor, number)
        return lambda: case_care.take(session, actor, case)

    assert at_once(database, deed) == ["", "case-is-taken"]
    assert deeds(database, "taken") == 1
    assert of_cases(database) == []


def test_words_that_come_as_a_case_is_resolved_are_in_it_or_open_it_anew(
    database: Database,
) -> None:
    number = database.transact(complained)
    both_have_read = threading.Barrier(2, timeout=10)

    def read(session: Session, user_id: int) -> tuple[Actor, Case]:
        person = people.by_user(session, user_id)
        assert person
        actor = actor_for(DESK, person, user_id)
        case = case_steps.get(session, actor, number)
        both_have_read.wait()
        return actor, case

    def resolve(session: Session) -> None:
        cases.respond(session, *read(session, 1), "resolution", "Ersatz ist da")

    def write(session: Session) -> None:
        actor, case = read(session, 4)
        time.sleep(0.2)  # so that the case is resolved meanwhile
        sent = Message(5, DESK.now(), Chat(4, "private"), text="Es fehlt noch etwas")
        case_customer._added(session, actor, case, sent)

    side_by_side(database, resolve, write)
    case, said = database.transact(
        lambda s: (s.get_one(Case, number), [one.kind for one in entries_of(s, number)])
    )
    assert (case.state, said) == ("in_progress", ["resolution", "message"])
    assert of_cases(database) == []


@pytest.mark.parametrize("other", ["beat", "sender"])
def test_two_processes_open_one_topic(
    database: Database, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    number = database.transact(complained)
    render, both_have_looked = Renderer(DESK.zone), threading.Barrier(2, timeout=10)

    def choose(session: Session) -> None:
        staff_group.choose(session, GROUP)

    def hold_later(session: Session, case: Case) -> None:
        both_have_looked.wait()
        hold(session, case)

    def beat(session: Session) -> None:
        topics.keep_current(session, DESK, render)

    def send(session: Session) -> None:
        at = Place(GROUP, "de", number)
        outbox.post(session, [Say((Text("case-a-file"),), at=at)], render, MONDAY)
        row = session.scalars(select(OutboxRow)).one()
        topics.enter(session, DESK, render, row)

    database.transact(choose)
    monkeypatch.setattr(topics, "hold", hold_later)
    side_by_side(database, beat, beat if other == "beat" else send)
    titles = select(OutboxRow).where(OutboxRow.method == "editForumTopic")
    assert len(database.read(lambda s: s.scalars(titles).all())) == 1


@pytest.mark.parametrize("first", ["closed", "written"])
def test_words_that_come_as_a_case_is_closed_open_a_new_one_or_keep_it_open(
    database: Database, first: str
) -> None:
    number = database.transact(complained)

    def begun(session: Session, user_id: int, deed: str) -> tuple[Actor, Case]:
        person = people.by_user(session, user_id)
        assert person
        actor = actor_for(DESK, person, user_id)
        case = case_steps.get(session, actor, number)
        both_have_read.wait()
        if deed != first:
            time.sleep(0.2)  # so that the other one is ahead
        return actor, case

    def resolve(session: Session) -> None:
        ada = people.by_user(session, 1)
        assert ada
        actor = actor_for(DESK, ada, 1)
        case = case_steps.get(session, actor, number)
        cases.respond(session, actor, case, "resolution", "Ersatz ist da")

    def close(session: Session) -> None:
        with contextlib.suppress(Refusal):
            case_ending.close(session, *begun(session, 1, "closed"))
        if first == "closed":
            time.sleep(0.4)  # so that the words are written before this is known

    def write(session: Session) -> None:
        actor, case = begun(session, 4, "written")
        sent = Message(5, DESK.now(), Chat(4, "private"), text="Es fehlt noch etwas")
        case_customer._added(session, actor, case, sent)
        if first == "written":
            time.sleep(0.4)

    database.transact(resolve)
    both_have_read = threading.Barrier(2, timeout=10)
    side_by_side(database, close, write)
    found = database.transact(
        lambda s: [
            (case.state, [one.kind for one in entries_of(s, case.id)])
            for case in s.scalars(select(Case).order_by(Case.id))
        ]
    )
    assert (
        found
        == {
            "closed": [("closed", ["resolution"]), ("new", ["message"])],
            "written": [("in_progress", ["resolution", "message"])],
        }[first]
    )
    assert of_cases(database) == []

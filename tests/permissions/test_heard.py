"""Words, files and edits: each is taken by those whom the table names, and by nobody else."""

import itertools
from contextlib import closing
from typing import Any

from bot.access import actor_for
from bot.domain.refusal import Refusal
from bot.domain.say import say
from bot.handlers.features import FEATURES
from bot.intake.incoming import parse
from bot.storage import Session, chats, files
from bot.storage.cases import Case, CaseEntry
from bot.storage.forms import OpenForm
from bot.storage.people import Person
from bot.storage.visits import Visit
from tests.books import remove
from tests.permissions.bench import Bench
from tests.permissions.canaries import plant
from tests.permissions.test_presses import leaks
from tests.permissions.test_registered import named
from tests.permissions.who_may import EDITS, LISTENERS, REPLIES
from tests.simulated.office import PEOPLE, Office, office
from tests.transcripts.book import person_id

SENT = 5
"""The id of every message written on the bench."""
TABLE = {"file_id": "F", "file_unique_id": "F", "file_name": "kunden.csv"}
SHOWN = 6
"""The id of the message that shows somebody's case."""
REPLIED = {"message_id": SHOWN, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "x"}
EDITED = "War gestern um 16 Uhr bei Huber, Auftrag"
EXAMPLES: dict[str, dict[str, Any]] = {
    "imports.listen": {"text": None, "document": TABLE},
    "follow_ups.heard": {"text": "Müller München Freitag um 10 anrufen"},
    "visits.heard": {"text": "War gestern um 15 Uhr bei Müller München, Auftrag"},
    "customers.look_up": {"text": "10235"},
    "case_raising.heard": {"text": "Reklamation Huber: Palette kaputt"},
    "case_writing.continued": {
        "text": None,
        "media_group_id": "1",
        "photo": [{"file_id": "F", "file_unique_id": "F", "width": 1, "height": 1}],
    },
    "cases.asked_for": {"text": "R-2026-9001"},
    "case_customer.heard": {"text": "Guten Tag"},
    "cases.replied": {"text": "Guten Tag", "reply_to_message": REPLIED},
    "case_customer.replied": {"text": "Guten Tag", "reply_to_message": REPLIED},
    "follow_ups.edited": {"text": "Müller München Freitag um 11 anrufen"},
    "visits.edited": {"text": "War gestern um 16 Uhr bei Müller München, Auftrag"},
    "case_writing.edited": {"text": "Guten Abend"},
    "case_customer.edited": {"text": "Guten Abend"},
}
"""What each takes."""


def told(session: Session, here: Office, name: str) -> None:
    """Somebody has made a visit of a message, and begun a follow-up by it."""
    chat, now = here.hands[name].person.id, here.life.clock.now()
    one = person_id(session, PEOPLE[name][0])
    session.add(Visit(customer_id=1, rep_id=one, created_by=one, result="order", at=now,
                      created_at=now, chat_id=chat, message_id=SENT))  # fmt: skip
    session.add(OpenForm(
        chat_id=chat, thread_id=0, person_id=one, kind="follow-up", step="what", screen={},
        data={"values": {"message_id": SENT}, "trail": [], "review": True}, opened_at=now,
        touched_at=now,
    ))  # fmt: skip


def said(session: Session, here: Office, name: str) -> None:
    """Somebody has said something in a case by a message, and another shows it."""
    chat, now = here.hands[name].person.id, here.life.clock.now()
    one = session.get_one(Person, person_id(session, PEOPLE[name][0]))
    case = Case(number=f"R-2026-{9000 + one.id}", kind="complaint", opened_by=one.id, state="new",
                customer_id=one.customer_id or 1, owner_id=1, priority="normal", reasons=[],
                opened_at=now, touched_at=now)  # fmt: skip
    session.add(case)
    session.flush()
    file = files.add(session, "photo", "x.jpg", "image/jpeg", 1, now, telegram_id="F")
    kind = "message" if one.customer_id else "note"
    for message_id, file_id in ((SENT, None), (SENT - 1, file.id)):
        session.add(CaseEntry(case_id=case.id, kind=kind, person_id=one.id, words="x", at=now,
                              chat_id=chat, message_id=message_id, file_id=file_id))  # fmt: skip
    chats.remember_card(session, chat, f"case:{case.id}", SHOWN, now)


def takes(session: Session, here: Office, listen: Any, name: str, bench: Bench) -> bool:
    """Whether this is for a listener, when this person writes it."""
    hand = here.hands[name]
    update = bench.written(hand.person.user, hand.person.chat, "", **EXAMPLES[named(listen)])
    message = parse({"update_id": 1, **update}, bench.application.bot).effective_message
    one = session.get_one(Person, person_id(session, PEOPLE[name][0]))
    with session.begin_nested() as tried:
        try:
            heard = listen(
                session, actor_for(here.life.program.desk, one, hand.person.id), message
            )
        except Refusal as no:  # it was for this one, to say no to
            heard = [say(no.text.key)]
        tried.rollback()
    return heard not in (None, [say("import-office-only")])


def test_what_is_written_or_edited_is_for_the_roles_in_the_table_and_for_no_other() -> None:
    with office() as here:

        def work(session: Session) -> None:
            for name in PEOPLE:
                told(session, here, name)
                said(session, here, name)

        here.life.database.transact(work)

        async def play() -> list[tuple[str, str]]:
            wrong = []
            with closing(await Bench.of(here.life)) as bench:
                for listen in (
                    one for f in FEATURES for one in (*f.listeners, *f.edits, *f.replies)
                ):
                    what = named(listen)
                    for name, (_, role) in PEOPLE.items():
                        taken = bench.database.transact(
                            lambda s, listen=listen, name=name: takes(s, here, listen, name, bench)
                        )
                        if taken != (role in (LISTENERS | EDITS | REPLIES)[what]):
                            wrong.append((what, name))
            return wrong

        assert here.life.run(play()) == []


def test_an_edited_message_changes_what_its_sender_made_of_it_in_that_chat_alone() -> None:
    with office() as here:
        planted = here.life.database.transact(lambda s: plant(s, here))
        for name in ("tom", "eva"):
            here.life.database.transact(lambda s, name=name: told(s, here, name))
        for name in ("anna", "jan"):
            here.life.database.transact(lambda s, name=name: said(s, here, name))
        here.life.database.transact(lambda s: remove(s, here.life.program.desk, "Eva Roth"))
        planted.readers = {one: who - {"eva"} for one, who in planted.readers.items()}

        async def play() -> list[str]:
            wrong, sam = [], here.life.world.person("Sam Fremd")
            people = {name: hand.person for name, hand in here.hands.items()} | {"sam": sam}
            with closing(await Bench.of(here.life)) as bench:
                for name, chat in itertools.product(people, people):
                    body = bench.written(people[name].user, people[chat].chat, EDITED)["message"]
                    edit = {"edited_message": {**body, "edit_date": body["date"]}}
                    outcome = await bench.work(edit)
                    what = f"{name} edits in the chat of {chat}"
                    wrong += leaks(here, planted, outcome, what)
                    if ("visits" in outcome.written) != (name == chat == "tom"):
                        wrong.append(f"{what}: {outcome.written}")
                    is_contact = name == chat and name in ("anna", "jan")
                    if (name != chat or name in ("eva", "sam")) and outcome.said:
                        wrong.append(f"{what}: {outcome.said}")
                    if is_contact != any(EDITED in one.text for one in outcome.said):
                        wrong.append(f"{what}, and it is passed on wrongly: {outcome.said}")
            return wrong

        wrong = here.life.run(play())
    assert not wrong, "\n".join(wrong)

"""What is said in a case: a message as words and a file, and how it is told on."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from telegram import Message, Update

from bot.domain import checks
from bot.domain.actor import STAFF, Actor
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, Clipped, Place, Say, Value, button, text
from bot.handlers import kept_files
from bot.services import case_card, case_steps, case_telling, cases
from bot.services.acting import acting_for
from bot.storage import Session, chats, files, people, staff_group
from bot.storage import cases as cases_said
from bot.storage.cases import TO_CUSTOMER, Case, CaseEntry
from bot.storage.customers import Customer

TAKEN = ("text", *kept_files.KINDS, "location", "contact", "sticker")
LONGEST = 4200
INSIDE = "//"
"""Begins what stays among ourselves."""
MOST_OF_FIRST = 150
"""So much of the customer's first words tells a rep what it is about."""
MOST_CARDS = 5
"""As many cards are sent at once as a phone's screen is worth."""
KINDS = {"reklamation": "complaint", "complaint": "complaint",
         "anfrage": "enquiry", "enquiry": "enquiry"}  # fmt: skip
NOTES = ("notiz", "note")
_COMMAND = re.compile(rf"/({'|'.join((*KINDS, *NOTES))})(?:@\w+)?(?!\w)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """A message's words, its file if it has one, and whether that stays with Telegram."""

    words: str
    file_id: int | None = None
    is_big: bool = False


def said_in(session: Session, actor: Actor, message: Message) -> Said:
    """What the message says; raises Refusal for what nobody could make anything of."""
    if not any(getattr(message, kind) for kind in TAKEN):
        raise Refusal("case-cannot-take")
    words = checks.multi_line(without_command(_words(message)), LONGEST)
    if kept_files.carries_file(message):
        is_big = kept_files.size_of(message) > files.MAX_DOWNLOAD
        return Said(words, kept_files.keep(session, actor, message).id, is_big)
    if not words:
        raise Refusal("case-cannot-take")
    return Said(words)


def said_by_us(session: Session, actor: Actor, message: Message) -> Said:
    """The same of one of us: /note under a picture means what // means. Raises Refusal for any
    other command."""
    said = said_in(session, actor, message)
    if is_note(message.caption or ""):
        return replace(said, words=INSIDE + said.words)
    if is_command(message.caption or ""):
        raise Refusal("command-unknown")
    return said


def is_command(words: str) -> bool:
    """Whether they begin like one."""
    return words.startswith("/") and not words.startswith(INSIDE)


def is_note(words: str) -> bool:
    """Whether they begin with the command of notes."""
    found = _COMMAND.match(words)
    return found is not None and found[1].lower() in NOTES


def keeps_inside(words: str) -> bool:
    """Whether any line of them is for ourselves."""
    return any(line.lstrip().startswith(INSIDE) for line in words.splitlines())


def without_command(words: str) -> str:
    """The words alone, where they stand behind a command of cases: in a caption, or edited."""
    return _COMMAND.sub("", words, count=1)


def kind_asked_for(message: Message) -> str:
    """The kind of case that a command in a caption opens; empty: it has none."""
    found = _COMMAND.match(message.caption or "")
    return KINDS.get(found[1].lower(), "") if found else ""


def _words(message: Message) -> str:
    if message.location:
        return f"📍 {message.location.latitude:.5f}, {message.location.longitude:.5f}"
    if message.contact:
        shared = message.contact
        who = " ".join(filter(None, (shared.first_name, shared.last_name)))
        return f"☎ {who}: {shared.phone_number}"
    if message.sticker:
        return message.sticker.emoji or ""
    return message.text or message.caption or ""


def corrected(session: Session, actor: Actor, message: Message) -> tuple[Case, CaseEntry] | None:
    """The entry that an edited message was, saying now what it says, both wordings kept; None when
    nothing is known of it, or nothing in it has changed. Raises Refusal for what is for ourselves
    where the customer has it already."""
    entry = cases_said.entry_by_message(
        session, actor.chat_id, message.message_id, actor.person_id
    )
    now = message.text or message.caption or ""
    said = checks.multi_line(without_command(now), LONGEST)
    if entry is not None and entry.kind == "note":
        said = said.removeprefix(INSIDE).lstrip()
    if entry is None or said in ("", entry.words):  # a location that moves has no words
        return None
    if entry.kind in TO_CUSTOMER and (is_note(now) or keeps_inside(said)):
        raise Refusal("case-inside-too-late")
    cases_said.keep_version(session, entry, said, actor.desk.now())
    return case_steps.get(session, actor, entry.case_id), entry


def to_the_desk(
    session: Session, actor: Actor, case: Case, entry: CaseEntry, key: str = "case-from-customer"
) -> list[Say]:
    """The customer's words, or a note, for the case's topic, and for whoever looks after it; not
    for who does so in the group."""
    customer = session.get_one(Customer, case.customer_id)
    head = text(key, number=case.number, name=actor.name, company=customer.name)
    file = session.get(files.File, entry.file_id) if entry.file_id else None
    more = [text("case-file-not-kept")] if file and file.size > files.MAX_DOWNLOAD else []
    told: list[Say] = []
    topic = case_telling.topic_of(session, actor.desk, case)
    if topic and not _is_in(session, actor, topic):
        told += case_telling.passed_on(session, head, entry, topic, case_card.below(entry), more)
    if owner := _reading_in_private(session, actor, case, entry, topic):
        buttons = case_card.answering(entry)
        told += case_telling.passed_on(session, head, entry, owner, buttons, more)
    return told


def _reading_in_private(
    session: Session, actor: Actor, case: Case, entry: CaseEntry, topic: Place | None
) -> int | None:
    """Who looks after the case, unless it is the actor, or they wrote last in the group."""
    owner = people.reachable(session, case.owner_id) if case.owner_id else None
    if owner is None or owner.id == actor.person_id:
        return None
    if topic and case_telling.is_read_in(session, topic.chat_id, entry, owner.id):
        return None
    return owner.id


def to_topic(session: Session, actor: Actor, case: Case, entry: CaseEntry) -> list[Say]:
    """What one of us has written to the customer, for the others to read."""
    topic = case_telling.topic_of(session, actor.desk, case)
    if topic is None or (entry.message_id and _is_in(session, actor, topic)):
        return []
    head = case_telling.head(session, entry)
    return case_telling.passed_on(session, head, entry, topic)


def _is_in(session: Session, actor: Actor, topic: Place) -> bool:
    """Whether it was written there."""
    is_there = actor.chat_id == topic.chat_id
    return (
        is_there and staff_group.case_of(session, actor.chat_id, actor.thread_id) == topic.case_id
    )


def card_for_owner(
    session: Session, actor: Actor, case: Case, *, in_place: bool = False
) -> list[Answer]:
    """The card, for whoever looks after the case, unless the actor does."""
    owner = acting_for(session, actor.desk, case.owner_id) if case.owner_id else None
    if owner is None or owner.person_id == actor.person_id:
        return []
    return [case_card.show(session, owner, case, to=owner.person_id, new=not in_place,
                           in_place=in_place)]  # fmt: skip


def handed_over(session: Session, actor: Actor, handed: Sequence[Case], name: str) -> list[Answer]:
    """For each who looks after cases from now on that were `name`'s: their cards, or how many; and
    their customers hear who does."""
    owners = {case.owner_id for case in handed if case.owner_id}
    told: list[Answer] = _customers_told(session, handed, people.names(session, owners))
    for person_id in sorted(owners):
        owner = acting_for(session, actor.desk, person_id)
        theirs = [case for case in handed if case.owner_id == person_id]
        if owner and len(theirs) > MOST_CARDS:
            line = text("cases-handed-over", count=len(theirs), name=name)
            rows = [[button("cases-mine-button", "cases:list:mine:0")]]
            told.append(Say((line,), rows, to=person_id, new=True))
        elif owner:
            line = text("case-handed-over", name=name)
            told += [case_card.show(session, owner, case, to=person_id, new=True).under(line)
                     for case in theirs]  # fmt: skip
    return told


def _customers_told(
    session: Session, handed: Sequence[Case], names: Mapping[int, str]
) -> list[Answer]:
    """One line for each who reads of such cases and each who looks after some."""
    theirs: dict[tuple[int, int], list[Case]] = {}
    for case in handed:
        if case.owner_id and (reader := cases.reader(session, case)):
            theirs.setdefault((reader.id, case.owner_id), []).append(case)
    told: list[Answer] = []
    for (reader_id, owner_id), some in theirs.items():
        name = names[owner_id]
        line = text("case-goes-to", number=some[0].number, name=name)
        if len(some) > 1:
            line = text("cases-go-to", count=len(some), name=name)
        told.append(Say((line,), to=reader_id, new=True))
    return told


def told_former(
    session: Session, actor: Actor, case: Case, was: int | None, name: str
) -> list[Answer]:
    """A line for who looked after the case before, unless they gave it away themselves."""
    if not was or was in (actor.person_id, case.owner_id):
        return []
    line = text("case-went-to", number=case.number, name=name)
    return [Say((line,), [[case_card.opening(case)]], to=was, new=True)]


def told_rep(session: Session, actor: Actor, case: Case, key: str) -> list[Answer]:
    """A line for the customer's rep, and for who raised the case: they are told what changes."""
    customer = session.get_one(Customer, case.customer_id)
    whom = dict.fromkeys(filter(None, (customer.owner_id, case.opened_by)))
    lines = [text(key, number=case.number, customer=customer.name)]
    said = cases_said.entries_of(session, case.id, cases_said.OF_CUSTOMER)
    if key == "case-rep-new" and (first := next((one.words for one in said if one.words), "")):
        lines.append(text("case-words", words=Clipped(first, MOST_OF_FIRST)))
    return [
        Say(lines, [[case_card.opening(case)]], to=one, new=True)
        for one in whom
        if one not in (actor.person_id, case.owner_id) and _is_staff(session, one)
    ]


def _is_staff(session: Session, person_id: int) -> bool:
    person = people.reachable(session, person_id)
    return person is not None and person.role in STAFF


def told_customer(session: Session, case: Case, key: str, **values: Value) -> list[Answer]:
    """A line for the customer about what becomes of their case."""
    reader = cases.reader(session, case)
    if reader is None:
        return []
    line = text(key, number=case.number, **values)
    return [Say((line,), to=reader.id, new=True)]


def replied_to(session: Session, actor: Actor, message: Message) -> Case | None:
    """The case that the message replies to, if the actor may see it; after a merge the one that
    goes on."""
    answered = message.reply_to_message
    if answered is None:
        return None
    card = chats.card_of_message(session, actor.chat_id, answered.message_id)
    entry = session.get(CaseEntry, case_card.entry_of(card))  # which may have been moved
    case_id = entry.case_id if entry else case_card.case_of(card)
    if not case_id:
        return None
    return case_steps.going_on(session, actor, case_steps.get(session, actor, case_id))


def entry_shown(session: Session, actor: Actor, update: Update) -> CaseEntry | None:
    """What was said in the message that the pressed button hangs on, which is to stay readable."""
    query = update.callback_query
    if query is None or query.message is None:
        return None
    card = chats.card_of_message(session, actor.chat_id, query.message.message_id)
    return session.get(CaseEntry, case_card.entry_of(card))


def replies_to_note(session: Session, actor: Actor, message: Message) -> bool:
    """Whether what the message replies to is ours alone."""
    answered = message.reply_to_message
    if answered is None:
        return False
    card = chats.card_of_message(session, actor.chat_id, answered.message_id)
    entry = session.get(CaseEntry, case_card.entry_of(card)) or cases_said.entry_by_message(
        session, actor.chat_id, answered.message_id
    )
    return entry is not None and entry.kind == "note"

"""A customer's cases: the first message opens one, what follows goes to it or is moved."""

from collections.abc import Sequence

from telegram import Message, Update

from bot.domain.actor import Actor, Role
from bot.domain.cases import OPEN, is_thanks
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, React, Say, Style, Toast, button, text
from bot.handlers import case_mine, case_opening
from bot.handlers import case_words as words
from bot.handlers.feature import Buttons, Command, Feature, number, parts
from bot.services import case_card, case_ending, case_steps
from bot.services import cases as service
from bot.storage import Session, cases
from bot.storage.cases import FROM_CUSTOMER, Case, CaseEntry
from bot.storage.customers import Customer


def heard(session: Session, actor: Actor, message: Message) -> Sequence[Answer] | None:
    """Whatever a customer's contact sends is about a case, and opens one if there is none."""
    if actor.role is not Role.CUSTOMER:
        return None
    if case := service.by_number(session, actor, message.text or ""):
        return [case_mine.history(session, actor, case, new=True)]
    if kind := words.kind_asked_for(message):
        return case_opening.begun(session, actor, kind, message)
    if case := _of_album(session, actor, message):
        return _added(session, actor, case, message)
    candidates = service.candidates(session, actor, actor.customer_id or 0)
    open_ones = [one for one in candidates if one.state in OPEN]
    if not candidates:
        return case_opening.begun(session, actor, "complaint", message)
    case = (open_ones or candidates)[0]
    answers = _added(session, actor, case, message)
    others = [one for one in candidates if one.id != case.id]
    was_resolved_last = candidates[0].state not in OPEN
    if len(open_ones) < 2 and not (open_ones and was_resolved_last):
        return answers
    told = [one for one in answers if not isinstance(one, React)]
    return [_filed(session, actor, case, message, others), *told]


def _filed(
    session: Session, actor: Actor, case: Case, message: Message, others: Sequence[Case]
) -> Say:
    """Where it went, and where else it may belong."""
    entry = cases.entry_by_message(session, actor.chat_id, message.message_id, actor.person_id)
    entry_id = entry.id if entry else 0
    rows = [
        [button("case-choice", f"mycase:move:{one.id}:{entry_id}", number=one.number,
                what=case_mine.title(session, one))]
        for one in others[:case_mine.MOST_SHOWN]
    ]  # fmt: skip
    new = button("case-new-one", f"mycase:apart:{case.id}:{entry_id}")
    card = f"{case_card.name(case)}:{case_opening.OPENED}:{entry_id}"
    return Say((text("case-filed", number=case.number),), [*rows, [new]], card=card)


def replied(session: Session, actor: Actor, message: Message) -> Sequence[Answer] | None:
    """A reply to what was written in a case goes to that one."""
    if actor.role is not Role.CUSTOMER or words.kind_asked_for(message):
        return None
    case = words.replied_to(session, actor, message)
    if case is None or (case.state not in OPEN and not case_ending.may_reopen(actor.desk, case)):
        return None
    return _added(session, actor, case, message)


def edited(session: Session, actor: Actor, message: Message) -> Sequence[Answer] | None:
    """An edited message: both wordings are kept, and the desk learns of it."""
    if actor.role is not Role.CUSTOMER:
        return None
    found = words.corrected(session, actor, message)
    if found is None:
        return None
    case, entry = found
    told = words.to_the_desk(session, actor, case, entry, "case-from-customer-edited")
    return [*told, Say((text("case-edited", number=case.number),))]


def _of_album(session: Session, actor: Actor, message: Message) -> Case | None:
    """The case that the picture before this one went to."""
    if not message.media_group_id:
        return None
    before = cases.entry_of_album(session, actor.chat_id, message.message_id, actor.person_id)
    if before is None:
        return None
    return case_steps.going_on(session, actor, case_steps.get(session, actor, before.case_id))


def _added(session: Session, actor: Actor, case: Case, message: Message) -> Sequence[Answer]:
    """One more thing said in the case; one that was resolved is opened anew, unless it is only
    thanks; one that was closed at this moment leaves it to a new one."""
    case_steps.keep_still(session, case)
    if case.state not in OPEN and not case_ending.may_reopen(actor.desk, case):
        return case_opening.begun(session, actor, "complaint", message)
    said = words.said_in(session, actor, message)
    return _kept(session, actor, case, said, message.message_id)


def _kept(
    session: Session, actor: Actor, case: Case, said: words.Said, message_id: int
) -> list[Answer]:
    was_resolved = case.state not in OPEN
    entry = service.tell(session, actor, case, FROM_CUSTOMER, said.words, said.file_id, message_id)
    is_only_thanks = said.file_id is None and is_thanks(said.words)
    if was_resolved and not is_only_thanks:
        case_ending.reopen(session, actor, case)
    told = words.to_the_desk(session, actor, case, entry)
    if was_resolved and is_only_thanks:
        return [_thanked(case), *told]
    if was_resolved:
        again = _told_of_reopening(session, actor, case)
        return [_reopened(session, case, entry.id), *told, *again]
    if said.is_big:
        return [Say((text("case-file-big"),)), *told]
    return [React(), *told]


def _thanked(case: Case) -> Say:
    return Say(
        (text("case-thanked", number=case.number),),
        [[button("case-content", f"mycase:content:{case.id}", Style.SUCCESS),
          button("case-not-content", f"mycase:again:{case.id}")]],
    )  # fmt: skip


def _reopened(session: Session, case: Case, entry_id: int = 0) -> Say:
    lines = [text("case-reopened", number=case.number), *case_opening.who_and_when(session, case)]
    elsewhere = button("case-something-else", f"mycase:apart:{case.id}:{entry_id}")
    return Say(lines, [[elsewhere]] if entry_id else ())


def _told_of_reopening(session: Session, actor: Actor, case: Case) -> list[Answer]:
    customer = session.get_one(Customer, case.customer_id)
    line = text("case-rep-reopened", number=case.number, customer=customer.name)
    cards = words.card_for_owner(session, actor, case)
    return [*(one.under(line) for one in cards if isinstance(one, Say)),
            *words.told_rep(session, actor, case, "case-rep-reopened")]  # fmt: skip


def _moved(
    session: Session, actor: Actor, case: Case, entry_id: int, *, apart: bool
) -> Sequence[Answer]:
    """What was said goes to this case; `apart`: out of this one, to a new one."""
    entry = session.get(CaseEntry, entry_id)
    if entry is None or entry.person_id != actor.person_id or entry.kind != FROM_CUSTOMER:
        raise Refusal("button-unknown")
    if not apart:
        case_ending.move(session, actor, entry, case)
        done = Say((text("case-added", number=case.number),))
        return [done, *words.to_the_desk(session, actor, case, entry)]
    if entry.case_id != case.id:
        return [Toast(text("form-is-done"))]
    new = service.begin(session, actor, actor.customer_id or 0, "complaint", entry.words)
    case_ending.move(session, actor, entry, new)
    said = words.Said(entry.words, entry.file_id)
    return [
        case_opening.confirmed(session, actor, new, said),
        *case_opening.told_of_new(session, actor, new),
    ]


def press(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """A customer's buttons: mycase:verb:id."""
    verb, case = parts(update)[1], case_steps.get(session, actor, number(update, 2))
    if verb == "open":
        return [case_mine.history(session, actor, case, new=True)]
    if verb == "content":
        if case.state in OPEN:
            return [Toast(text("case-is-open", number=case.number))]
        if case.state != "closed":
            case_ending.close(session, actor, case)
        closed = text("case-closed", number=case.number)
        return [Say((closed,)) if case.rating else case_mine.ask_rating(case, closed)]
    if verb == "again":
        if not case_ending.may_reopen(actor.desk, case):
            return [Toast(text("form-is-done"))]
        case_ending.reopen(session, actor, case)
        return [_reopened(session, case), *_told_of_reopening(session, actor, case)]
    if verb == "about":
        return case_opening.about(session, actor, case, number(update, 3))
    if verb in ("move", "apart"):
        return _moved(session, actor, case, number(update, 3), apart=verb == "apart")
    if verb == "rate":
        return case_mine.rated(session, actor, case, number(update, 3))
    raise Refusal("button-unknown")


FEATURE = Feature(
    name="cases of customers",
    commands=[Command("meine", "mine", case_mine.mine_command, case_opening.CONTACTS)],
    buttons=[Buttons("mycase", press, case_opening.CONTACTS)],
    forms=[case_opening.REFERENCE, case_opening.FIRST],
    listeners=[heard],
    edits=[edited],
    replies=[replied],
)

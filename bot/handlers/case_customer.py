"""A customer's cases: the first message opens one, what follows goes to it, its end is rated."""

from collections.abc import Sequence
from typing import Any

from telegram import Message, Update

from bot.domain import checks
from bot.domain.actor import Actor, Role
from bot.domain.cases import CATEGORIES, LOW_RATING, OPEN, is_thanks
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, Clipped, React, Say, Style, Text, Toast, Value, button, text
from bot.forms.engine import open_form
from bot.forms.form import Dialogue, Field, Form, Got
from bot.handlers import case_words as words
from bot.handlers.feature import Buttons, Command, Feature, number, parts, words_after_command
from bot.services import case_card
from bot.services import cases as service
from bot.storage import Session, cases, people
from bot.storage.cases import FROM_CUSTOMER, TO_CUSTOMER, Case, CaseEntry

CONTACTS = frozenset({Role.CUSTOMER})
MOST_SHOWN = 6
MOST_SAID = 8
MOST_OF_ONE = 350
MOST_WORDS = 5
"""As many as a reference has: "Rechnung 2026-1188 vom 3.11."."""
BETWEEN_US = (FROM_CUSTOMER, *TO_CUSTOMER)
"""What a customer reads of a case: nothing that is told among ourselves."""
OPENED = "opened"
"""Ends the name of the message that confirms a case."""


def heard(session: Session, actor: Actor, message: Message) -> Sequence[Answer] | None:
    """Whatever a customer's contact sends is about a case, and opens one if there is none."""
    if actor.role is not Role.CUSTOMER:
        return None
    if case := service.by_number(session, actor, message.text or ""):
        return [_history(session, actor, case, new=True)]
    if case := _of_album(session, actor, message):
        return _added(session, actor, case, message)
    candidates = service.candidates(session, actor, actor.customer_id or 0)
    open_ones = [one for one in candidates if one.state in OPEN]
    if not candidates:
        return _begun(session, actor, "complaint", message)
    case = (open_ones or candidates)[0]
    answers = _added(session, actor, case, message)
    others = [one for one in open_ones if one.id != case.id]
    if not others:
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
                what=_title(session, one))]
        for one in others[:MOST_SHOWN]
    ]  # fmt: skip
    new = button("case-new-one", f"mycase:apart:{case.id}:{entry_id}")
    card = f"{case_card.name(case)}:{OPENED}:{entry_id}"
    return Say((text("case-filed", number=case.number),), [*rows, [new]], card=card)


def replied(session: Session, actor: Actor, message: Message) -> Sequence[Answer] | None:
    """A reply to what was written in a case goes to that one."""
    if actor.role is not Role.CUSTOMER:
        return None
    case = words.replied_to(session, actor, message)
    if case is None or (case.state not in OPEN and not service.may_reopen(actor.desk, case)):
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
    return service.get(session, actor, before.case_id) if before else None


def _begun(
    session: Session, actor: Actor, kind: str, message: Message, said: words.Said | None = None
) -> Sequence[Answer]:
    """A new case of this message, confirmed with its number; then what it is about is asked."""
    said = said or words.said_in(session, actor, message)
    case = service.begin(session, actor, actor.customer_id or 0, kind, said.words)
    service.tell(session, actor, case, FROM_CUSTOMER, said.words, said.file_id,
                 message.message_id)  # fmt: skip
    return [_confirmed(session, actor, case, said), *_told_of_new(session, actor, case)]


def _confirmed(session: Session, actor: Actor, case: Case, said: words.Said) -> Say:
    """Its number, who and until when; then a complaint is asked what it is about."""
    lines = [text("case-opened", number=case.number), *who_and_when(session, case)]
    if said.is_big:
        lines.append(text("case-file-big"))
    card = f"{case_card.name(case)}:{OPENED}"
    if case.kind == "enquiry":
        return Say([*lines, text("case-write-on")], card=card)
    chosen = [button(f"case-category-{one}", f"mycase:about:{case.id}:{at}")
              for at, one in enumerate(CATEGORIES)]  # fmt: skip
    question = button("case-kind-enquiry", f"mycase:about:{case.id}:{len(CATEGORIES)}")
    return Say([*lines, text("case-about-category")],
               [chosen[:3], [chosen[3], question], chosen[4:]], card=card)  # fmt: skip


def _told_of_new(session: Session, actor: Actor, case: Case) -> list[Answer]:
    """The first thing said, with its file, and the card below it."""
    told: list[Answer] = []
    for entry in cases.entries_of(session, case.id):
        if entry.file_id or len(entry.words) > case_card.LONGEST_SHOWN:
            told += words.to_the_desk(session, actor, case, entry)
    told += words.card_for_owner(session, actor, case)
    return [*told, *words.told_rep(session, actor, case, "case-rep-new")]


def _added(session: Session, actor: Actor, case: Case, message: Message) -> Sequence[Answer]:
    """One more thing said in the case; one that was resolved is opened anew, unless it is only
    thanks; one that was closed at this moment leaves it to a new one."""
    service.keep_still(session, case)
    if case.state not in OPEN and not service.may_reopen(actor.desk, case):
        return _begun(session, actor, "complaint", message)
    said = words.said_in(session, actor, message)
    return _kept(session, actor, case, said, message.message_id)


def _kept(
    session: Session, actor: Actor, case: Case, said: words.Said, message_id: int
) -> list[Answer]:
    was_resolved = case.state not in OPEN
    entry = service.tell(session, actor, case, FROM_CUSTOMER, said.words, said.file_id, message_id)
    is_only_thanks = said.file_id is None and is_thanks(said.words)
    if was_resolved and not is_only_thanks:
        service.reopen(session, actor, case)
    told = words.to_the_desk(session, actor, case, entry)
    if was_resolved and is_only_thanks:
        return [_thanked(case), *told]
    if was_resolved:
        return [_reopened(session, case, entry.id), *told,
                *words.card_for_owner(session, actor, case),
                *words.told_rep(session, actor, case, "case-rep-reopened")]  # fmt: skip
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
    lines = [text("case-reopened", number=case.number), *who_and_when(session, case)]
    elsewhere = button("case-something-else", f"mycase:apart:{case.id}:{entry_id}")
    return Say(lines, [[elsewhere]] if entry_id else ())


def who_and_when(session: Session, case: Case) -> list[Text]:
    """Who looks after it, and by when they will be heard of."""
    owner = people.by_id(session, case.owner_id) if case.owner_id else None
    if owner is None:
        return [text("case-nobody-yet")]
    if case.response_due_at is None:
        return [text("case-who", name=owner.name)]
    return [text("case-who-until", name=owner.name, due=case.response_due_at)]


# -- what is it about? which one is meant?


def _about(session: Session, actor: Actor, case: Case, chosen: int) -> Sequence[Answer]:
    """A category was pressed; a complaint's invoice or order is asked next."""
    if chosen > len(CATEGORIES):
        raise Refusal("button-unknown")
    category = "enquiry" if chosen == len(CATEGORIES) else CATEGORIES[chosen]
    said = " ".join(one.words for one in cases.entries_of(session, case.id))
    service.classify(session, actor, case, category, said)
    told = words.card_for_owner(session, actor, case, in_place=True)
    if category == "enquiry" or case.state not in OPEN:
        return [_noted(session, case), *told]
    return [*open_form(session, actor, REFERENCE, {"case": case.id}), *told]


def _noted(session: Session, case: Case) -> Say:
    lines = [text("case-noted", number=case.number), *who_and_when(session, case),
             text("case-write-on")]  # fmt: skip
    return Say(lines, card=f"{case_card.name(case)}:{OPENED}")


def _reference_head(dialogue: Dialogue) -> Sequence[Text]:
    case = service.get(dialogue.session, dialogue.actor, dialogue.values["case"])
    about = text("case-line", what=text(f"case-category-{case.category or 'other'}"))
    return [text("case-opened", number=case.number), *who_and_when(dialogue.session, case), about]


def _is_no_reference(_dialogue: Dialogue, message: Message) -> bool:
    """Whatever is no number goes to the case: a picture, a story, thanks."""
    said = message.text or ""
    is_a_story = len(said) > service.LONGEST_REFERENCE or len(said.split()) > MOST_WORDS
    return is_a_story or not any(one.isdigit() for one in said)


def _read_reference(_dialogue: Dialogue, message: Message) -> Got:
    return Got(checks.single_line(message.text or "", service.LONGEST_REFERENCE))


def _reference_submit(dialogue: Dialogue) -> Sequence[Answer]:
    session, actor = dialogue.session, dialogue.actor
    case = service.get(session, actor, dialogue.values["case"])
    if not (reference := dialogue.get("reference")):
        return [_noted(session, case)]
    service.refer(session, actor, case, reference)
    return [_noted(session, case), *words.card_for_owner(session, actor, case, in_place=True)]


def _reference_cancelled(dialogue: Dialogue) -> Sequence[Answer]:
    case = service.get(dialogue.session, dialogue.actor, dialogue.values["case"])
    return [_noted(dialogue.session, case)]


REFERENCE = Form(
    "case-reference",
    [Field("reference", _read_reference, changeable=False)],
    _reference_head,
    _reference_submit,
    roles=CONTACTS,
    cancelled=_reference_cancelled,
    lets_by=_is_no_reference,
)


def _title(session: Session, case: Case) -> str | Text:
    """The first words that went between the customer and us."""
    said = cases.entries_of(session, case.id, BETWEEN_US)
    first = next((one.words for one in said if one.words), "")
    return checks.excerpt(" ".join(first.split())) if first else text("case-a-file")


def _moved(
    session: Session, actor: Actor, case: Case, entry_id: int, *, apart: bool
) -> Sequence[Answer]:
    """What was said goes to this case; `apart`: out of this one, to a new one."""
    entry = session.get(CaseEntry, entry_id)
    if entry is None or entry.person_id != actor.person_id or entry.kind != FROM_CUSTOMER:
        raise Refusal("button-unknown")
    if not apart:
        service.move(session, actor, entry, case)
        done = Say((text("case-added", number=case.number),))
        return [done, *words.to_the_desk(session, actor, case, entry)]
    if entry.case_id != case.id:
        return [Toast(text("form-is-done"))]
    new = service.begin(session, actor, actor.customer_id or 0, "complaint", entry.words)
    service.move(session, actor, entry, new)
    said = words.Said(entry.words, entry.file_id)
    return [_confirmed(session, actor, new, said), *_told_of_new(session, actor, new)]


# -- opening one by command


def complain(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """/complaint of a customer."""
    return _by_command(session, actor, update, "complaint")


def enquire(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """/enquiry of a customer."""
    return _by_command(session, actor, update, "enquiry")


def _by_command(session: Session, actor: Actor, update: Update, kind: str) -> Sequence[Answer]:
    message, said = update.message, words_after_command(update)
    assert message is not None
    if said:
        told = words.Said(checks.multi_line(said, words.LONGEST))
        return _begun(session, actor, kind, message, told)
    return open_form(session, actor, FIRST, {"kind": kind})


def _read_first(dialogue: Dialogue, message: Message) -> Got:
    said = words.said_in(dialogue.session, dialogue.actor, message)
    return Got([message.message_id, said.words, said.file_id, said.is_big])


def _first_ask(dialogue: Dialogue) -> Text:
    return text(f"case-first-{dialogue.values['kind']}")


def _first_submit(dialogue: Dialogue) -> Sequence[Answer]:
    session, actor = dialogue.session, dialogue.actor
    message_id, said, file_id, is_big = dialogue.values["what"]
    case = service.begin(session, actor, actor.customer_id or 0, dialogue.values["kind"], said)
    service.tell(session, actor, case, FROM_CUSTOMER, said, file_id, message_id)
    told = words.Said(said, file_id, is_big)
    return [_confirmed(session, actor, case, told), *_told_of_new(session, actor, case)]


FIRST = Form(
    "case-first",
    [Field("what", _read_first, required=True, changeable=False, ask=_first_ask)],
    lambda _: (),
    _first_submit,
    roles=CONTACTS,
)


# -- my cases


def mine(session: Session, actor: Actor) -> Sequence[Answer]:
    """The customer's cases with their states in plain words."""
    found = service.of_company(session, actor, MOST_SHOWN)
    if not found:
        return [Say((text("case-none-yet"), text("case-write-on")))]
    lines = [text("case-mine")]
    lines += [text("case-mine-line", number=one.number, what=_title(session, one),
                   state=text(f"case-plain-{one.state.replace('_', '-')}"))
              for one in found]  # fmt: skip
    rows = [[button("case-mine-button", f"mycase:open:{one.id}", number=one.number)]
            for one in found]  # fmt: skip
    return [Say(lines, rows)]


def _history(session: Session, actor: Actor, case: Case, *, new: bool = False) -> Say:
    """What was said between them and us; nothing that is ours alone."""
    said = cases.entries_of(session, case.id, BETWEEN_US)
    lines = [text("case-mine-head", number=case.number,
                  state=text(f"case-plain-{case.state.replace('_', '-')}"))]  # fmt: skip
    names = people.names(session, [one.person_id for one in said])
    for one in said[-MOST_SAID:]:
        what: Value = Clipped(one.words, MOST_OF_ONE) if one.words else text("case-a-file")
        name = names[one.person_id] if one.kind == FROM_CUSTOMER else actor.desk.company
        lines.append(text("case-history-line", at=one.at, name=name, what=what))
    return Say(lines, new=new)


def press(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """A customer's buttons: mycase:verb:id."""
    verb, case = parts(update)[1], service.get(session, actor, number(update, 2))
    if verb == "open":
        return [_history(session, actor, case, new=True)]
    if verb == "content":
        if case.state in OPEN:
            return [Toast(text("case-is-open", number=case.number))]
        if case.state != "closed":
            service.close(session, actor, case)
        return [_rating(case, text("case-closed", number=case.number))]
    if verb == "again":
        if not service.may_reopen(actor.desk, case):
            return [Toast(text("form-is-done"))]
        service.reopen(session, actor, case)
        return [_reopened(session, case), *words.card_for_owner(session, actor, case)]
    if verb == "about":
        return _about(session, actor, case, number(update, 3))
    if verb in ("move", "apart"):
        return _moved(session, actor, case, number(update, 3), apart=verb == "apart")
    if verb == "rate":
        return _rated(session, actor, case, number(update, 3))
    raise Refusal("button-unknown")


def _rating(case: Case, *lines: Text) -> Say:
    return Say((*lines, text("case-rate")), [rating_row(case)])


def rating_row(case: Case) -> list[Any]:
    """Five buttons, from poor to very good."""
    return [button("case-stars", f"mycase:rate:{case.id}:{one}", stars=f"{one} ★")
            for one in range(1, 6)]  # fmt: skip


def _rated(session: Session, actor: Actor, case: Case, rating: int) -> Sequence[Answer]:
    was = case.rating or LOW_RATING + 1
    service.rate(session, actor, case, rating)
    thanks = text("case-rating-thanks", number=case.number, stars="★" * rating)
    told: list[Answer] = [Say((thanks,), new=True)]
    if rating <= LOW_RATING < was:
        line = text("case-rated-low", number=case.number, name=actor.name, stars="★" * rating)
        told += [
            Say((line,), [[case_card.opening(case)]], to=one.id, new=True)
            for one in people.with_roles(session, [Role.MANAGER])
            if one.chat_id
        ]
    return told


def mine_command(session: Session, actor: Actor, _update: Update) -> Sequence[Answer]:
    """/mine."""
    return mine(session, actor)


FEATURE = Feature(
    name="cases of customers",
    commands=[Command("meine", "mine", mine_command, CONTACTS)],
    buttons=[Buttons("mycase", press, CONTACTS)],
    forms=[REFERENCE, FIRST],
    listeners=[heard],
    edits=[edited],
    replies=[replied],
)

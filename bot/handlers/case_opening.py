"""A customer opens a case: confirmed with its number, then asked what it is about."""

from collections.abc import Sequence

from telegram import Message, Update

from bot.domain import checks
from bot.domain.actor import Actor, Role
from bot.domain.cases import CATEGORIES, OPEN
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, Say, Text, button, text
from bot.forms.engine import open_form
from bot.forms.form import Dialogue, Field, Form, Got
from bot.handlers import case_words as words
from bot.handlers.feature import words_after_command
from bot.services import case_card, case_steps
from bot.services import cases as service
from bot.storage import Session, cases, people
from bot.storage.cases import FROM_CUSTOMER, Case

CONTACTS = frozenset({Role.CUSTOMER})
MOST_WORDS = 5
"""As many as a reference has: "Rechnung 2026-1188 vom 3.11."."""
OPENED = "opened"
"""Ends the name of the message that confirms a case."""


def begun(
    session: Session, actor: Actor, kind: str, message: Message, said: words.Said | None = None
) -> Sequence[Answer]:
    """A new case of this message, confirmed with its number; then what it is about is asked."""
    said = said or words.said_in(session, actor, message)
    case = service.begin(session, actor, actor.customer_id or 0, kind, said.words)
    service.tell(session, actor, case, FROM_CUSTOMER, said.words, said.file_id,
                 message.message_id)  # fmt: skip
    return [confirmed(session, actor, case, said), *told_of_new(session, actor, case)]


def confirmed(session: Session, actor: Actor, case: Case, said: words.Said) -> Say:
    """Its number, who and until when; then a complaint is asked what it is about."""
    lines = [text("case-opened", number=case.number), *who_and_when(session, case)]
    if said.is_big:
        lines.append(text("case-file-big"))
    card = f"{case_card.name(case)}:{OPENED}"
    if case.kind == "enquiry":
        return Say([*lines, text("case-write-on")], card=card)
    chosen = [button(f"case-category-{one}", f"mycase:about:{case.id}:{at}")
              for at, one in enumerate(CATEGORIES)]  # fmt: skip
    question = button("case-category-enquiry", f"mycase:about:{case.id}:{len(CATEGORIES)}")
    return Say([*lines, text("case-about-category")],
               [chosen[:3], [chosen[3], question], chosen[4:]], card=card)  # fmt: skip


def told_of_new(session: Session, actor: Actor, case: Case) -> list[Answer]:
    """The first thing said, with its file, and the card below it."""
    told: list[Answer] = []
    for entry in cases.entries_of(session, case.id):
        if entry.file_id or len(entry.words) > case_card.LONGEST_SHOWN:
            told += words.to_the_desk(session, actor, case, entry)
    told += words.card_for_owner(session, actor, case)
    return [*told, *words.told_rep(session, actor, case, "case-rep-new")]


def who_and_when(session: Session, case: Case) -> list[Text]:
    """Who looks after it, and by when they will be heard of."""
    owner = people.by_id(session, case.owner_id) if case.owner_id else None
    if owner is None:
        return [text("case-nobody-yet")]
    if case.response_due_at is None:
        return [text("case-who", name=owner.name)]
    return [text("case-who-until", name=owner.name, due=case.response_due_at)]


def about(session: Session, actor: Actor, case: Case, chosen: int) -> Sequence[Answer]:
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
    case = case_steps.get(dialogue.session, dialogue.actor, dialogue.values["case"])
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
    case = case_steps.get(session, actor, dialogue.values["case"])
    if not (reference := dialogue.get("reference")):
        return [_noted(session, case)]
    service.refer(session, actor, case, reference)
    return [_noted(session, case), *words.card_for_owner(session, actor, case, in_place=True)]


def _reference_cancelled(dialogue: Dialogue) -> Sequence[Answer]:
    case = case_steps.get(dialogue.session, dialogue.actor, dialogue.values["case"])
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
        return begun(session, actor, kind, message, told)
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
    return [confirmed(session, actor, case, told), *told_of_new(session, actor, case)]


FIRST = Form(
    "case-first",
    [Field("what", _read_first, required=True, changeable=False, ask=_first_ask)],
    lambda _: (),
    _first_submit,
    roles=CONTACTS,
)

"""A case as the staff see it: what, whose, how urgent, until when."""

from bot.domain import checks
from bot.domain.actor import Actor
from bot.domain.cases import OPEN
from bot.domain.say import Button, Clipped, Rows, Say, Style, Text, Words, button, text
from bot.services import case_care, case_ending, case_steps, customers
from bot.services.counted_files import counted_files
from bot.storage import Session, cases, people
from bot.storage.cases import Case, CaseEntry
from bot.storage.customers import Customer

CARD = "case:"
LONGEST_SHOWN = 500


def name(case: Case) -> str:
    """The name of the message that shows it."""
    return f"{CARD}{case.id}"


def name_of_entry(entry: CaseEntry) -> str:
    """The name of a message that shows one thing said in it; a reply to it is about the case."""
    return f"{CARD}{entry.case_id}:{entry.id}"


def entry_of(card: str) -> int:
    """The id of what is said in a message; 0: it shows all of the case."""
    number = card.removeprefix(CARD).partition(":")[2].partition(":")[0]
    return int(number) if card.startswith(CARD) and number.isdecimal() else 0


def case_of(card: str) -> int:
    """The id of the case that a message is about; 0: of none."""
    kind, _, rest = card.partition(":")
    number = rest.partition(":")[0]
    return int(number) if f"{kind}:" == CARD and number.isdecimal() else 0


def show(
    session: Session, actor: Actor, case: Case, *, to: int = 0, new: bool = False,
    in_place: bool = False,
) -> Say:  # fmt: skip
    """The card; `to` another of the staff, who may see it."""
    return Say(lines(session, actor, case), buttons(session, actor, case), to=to,
               card=name(case), new=new, in_place=in_place)  # fmt: skip


def lines(session: Session, actor: Actor, case: Case) -> list[Text]:
    """At most eight short lines."""
    customer = customers.get(session, actor, case.customer_id)
    made = [text("case-head", number=case.number, customer=customer.name, of=customer.number)]
    if about := _about(case):
        made.append(text("case-line", what=Words(about, " · ")))
    said = cases.entries_of(session, case.id, cases.OF_CUSTOMER)
    if first := next((one for one in said if one.words), None):
        made.append(text("case-words", words=Clipped(first.words, LONGEST_SHOWN)))
    if kinds := [file.kind for file in cases.files_of(session, case.id, cases.OF_CUSTOMER)]:
        made.append(counted_files(kinds))
    made.append(_priority(case))
    made += _due(case)
    if call := _whom_to_call(session, case, customer):
        made.append(call)
    made.append(_state(session, actor, case))
    return made


def buttons(session: Session, actor: Actor, case: Case) -> Rows:
    """What may be done with it now; in its topic by whoever may, since all see the same card."""
    if actor.is_in_group():
        return _in_topic(session, actor, case)
    history = button("case-history", f"case:history:{case.id}")
    customer = button("case-customer", f"customer:show:{case.customer_id}")
    note = button("case-note", f"case:note:{case.id}")
    if not case_steps.may_work(actor):
        return [[note, history, customer]]
    if case.state not in OPEN:
        return [*_going_on(session, actor, case), [history, customer]]
    first = [
        button("case-answer", f"case:answer:{case.id}", Style.PRIMARY),
        button("case-question", f"case:question:{case.id}"),
    ]
    is_mine = case.owner_id == actor.person_id and case.state not in ("new", "triaged")
    if case_care.may_take(actor, case) and not is_mine:
        first.insert(0, button("case-take", f"case:take:{case.id}", Style.SUCCESS))
    return [
        first,
        [
            button("case-resolve", f"case:resolution:{case.id}", Style.SUCCESS),
            note,
            button("case-priority", f"case:priority:{case.id}"),
        ],
        [
            button("case-assign", f"case:assign:{case.id}"),
            button("case-merge", f"case:merge:{case.id}"),
        ],
        [history, customer],
    ]


def _going_on(session: Session, actor: Actor, case: Case) -> list[list[Button]]:
    """Of a case at its end: open it again; of a merged one: to that which goes on, and back."""
    if case_ending.may_reopen(actor.desk, case):
        return [[button("case-reopen", f"case:reopen:{case.id}")]]
    if not case.merged_into_id:
        return []
    row = []
    if not actor.is_in_group():  # where that one has a topic of its own
        into = case_steps.going_on(session, actor, case)
        row.append(button("case-mine-button", f"case:show:{into.id}", number=into.number))
    if case_steps.may_part(session, actor.desk, case):
        row.append(button("case-part", f"case:part:{case.id}:{case.merged_into_id}"))
    return [row] if row else []


def _in_topic(session: Session, actor: Actor, case: Case) -> Rows:
    """What needs no words: these are written into the topic."""
    if case.state not in OPEN:
        return _going_on(session, actor, case)
    first = [button("case-solved", f"case:solved:{case.id}", Style.SUCCESS)]
    if case.state != "waiting":
        first.append(button("case-waits", f"case:waits:{case.id}"))
    rows = [
        first,
        [
            button("canned-button", f"case:canned:{case.id}"),
            button("case-priority", f"case:priority:{case.id}"),
        ],
        [
            button("case-assign", f"case:assign:{case.id}"),
            button("case-merge", f"case:merge:{case.id}"),
        ],
    ]
    if case.state in ("new", "triaged") or case.owner_id is None:
        rows.insert(0, [button("case-take", f"case:take:{case.id}", Style.PRIMARY)])
    return rows


def answering(entry: CaseEntry) -> list[list[Button]]:
    """Under something that the customer said, or that one of us noted."""
    to_the_case = button("case-open", f"case:show:{entry.case_id}")
    if entry.kind == "note":
        return [[button("case-note", f"case:note:{entry.case_id}"), to_the_case]]
    answer = button("case-answer", f"case:answer:{entry.case_id}", Style.PRIMARY)
    return [[answer, to_the_case]]


def below(entry: CaseEntry) -> list[list[Button]]:
    """Under something in the topic: what the customer said brings the card down to it."""
    if entry.kind != cases.FROM_CUSTOMER:
        return []
    return [[button("case-open", f"case:show:{entry.case_id}")]]


def opening(case: Case) -> Button:
    """The button that leads to it."""
    return button("case-open", f"case:show:{case.id}")


def state_words(case: Case) -> Text:
    """ "wartet auf den Kunden"."""
    return text(f"case-state-{case.state.replace('_', '-')}")


def _about(case: Case) -> list[Text | str]:
    found: list[Text | str] = [text(f"case-kind-{case.kind}")]
    if case.category:
        found.append(text(f"case-category-{case.category}"))
    if case.reference:
        found.append(case.reference)
    return found


def _priority(case: Case) -> Text:
    priority = text(f"case-priority-{case.priority}")
    if not case.reasons:
        return text("case-priority-line", priority=priority)
    reasons = Words([text(f"case-reason-{one}") for one in case.reasons])
    return text("case-priority-why", priority=priority, reasons=reasons)


def _due(case: Case) -> list[Text]:
    """What is due next."""
    if case.response_due_at:
        return [text("case-response-due", due=case.response_due_at)]
    return [text("case-solution-due", due=case.solution_due_at)] if case.solution_due_at else []


def _whom_to_call(session: Session, case: Case, customer: Customer) -> Text | None:
    contact = people.by_id(session, case.contact_id) if case.contact_id else None
    known = next((one for one in customer.contacts if one.phone or one.mobile), None)
    phone = (known.phone or known.mobile) if known else customer.phone
    who = contact.name if contact else None
    if who is None and known:
        who = " ".join(filter(None, (known.title, known.first_name, known.last_name)))
    if not phone:
        return text("case-contact", who=who) if who else None
    number = checks.show_phone(phone)
    return text("case-call", who=who or customer.name, phone=number)


def _state(session: Session, actor: Actor, case: Case) -> Text:
    owner = people.names(session, [case.owner_id]).get(case.owner_id or 0)
    if case.merged_into_id:
        into = case_steps.going_on(session, actor, case)
        return text("case-went-on", state=state_words(case), into=into.number)
    if case.rating:
        return text("case-rated", name=owner or "", state=state_words(case),
                    stars="★" * case.rating)  # fmt: skip
    if owner is None:
        return text("case-nobodys", state=state_words(case))
    return text("case-whose", state=state_words(case), name=owner)

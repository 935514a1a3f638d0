"""Cases at the desk: the card and its buttons, lists, and replies that go to the customer."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import Message, Update

from bot.domain.actor import EVERYONE, STAFF, Actor
from bot.domain.cases import OPEN, PRIORITIES
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, Button, Clipped, Say, Style, Text, Toast, button, text
from bot.handlers import case_canned_topic, case_merging, case_mine, case_raising, case_writing
from bot.handlers import case_words as words
from bot.handlers.feature import Buttons, Command, Feature, number, parts
from bot.services import case_card, case_care, case_ending, case_steps, case_telling
from bot.services import cases as service
from bot.storage import Session, cases, people
from bot.storage.cases import Case

MOST_SAID = 12
MOST_FILES = 10
MOST_PAGES = 10_000
WRITTEN = ("answer", "question", "resolution", "note")


def press(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """The buttons of a case: case:verb:id, some with a choice behind."""
    verb = parts(update)[1]
    if verb in ("for", "visit"):
        return case_raising.from_button(session, actor, update)
    entry = words.entry_shown(session, actor, update)  # it may have been moved since
    case = case_steps.get(session, actor, entry.case_id if entry else number(update, 2))
    if verb in ("show", "open"):
        return [case_card.show(session, actor, case, new=verb == "show")]
    if verb == "history":
        return [_history(session, actor, case, _page(update))]
    if verb == "files":
        return _files(session, actor, case)
    if verb in WRITTEN:
        asked = case_writing.begin(session, actor, case, verb)
        return [_below(one) for one in asked] if entry else asked
    if not case_steps.may_work(actor):
        raise Refusal("may-not")
    if verb == "merge":
        return [case_merging.choice(session, actor, case)]
    if verb in ("canned", "fill", "send"):
        return _canned(session, actor, case, verb, update)
    if verb in ("priority", "assign"):
        return [_choice(session, actor, case, verb)]
    return _done(session, actor, case, verb, update)


def _page(update: Update) -> int:
    return min(number(update, 3), MOST_PAGES) if len(parts(update)) > 3 else 0


def _canned(
    session: Session, actor: Actor, case: Case, verb: str, update: Update
) -> Sequence[Answer]:
    if verb == "canned":
        return [case_canned_topic.choose(session, actor, case, _page(update))]
    if verb == "fill":
        return [case_canned_topic.show(session, actor, case, number(update, 3))]
    return case_canned_topic.send(session, actor, case, number(update, 3), parts(update)[-1])


def _below(one: Answer) -> Answer:
    return replace(one, new=True) if isinstance(one, Say) else one


def _done(
    session: Session, actor: Actor, case: Case, verb: str, update: Update
) -> Sequence[Answer]:
    """Take it, have somebody take it, say how urgent it is, or go on with another one."""
    was, was_begun = case.owner_id, case.state not in ("new", "triaged")
    if verb == "take":
        case_care.take(session, actor, case)
    elif verb == "to":
        case_care.assign(session, actor, case, number(update, 3))
    elif verb == "rank" and number(update, 3) < len(PRIORITIES):
        case_care.set_priority(session, actor, case, PRIORITIES[number(update, 3)])
    elif verb == "waits":
        case_care.wait(session, actor, case)
    elif verb == "solved":
        return _solved(session, actor, case)
    elif verb == "reopen":
        return _reopened(session, actor, case)
    elif verb == "into":
        return case_merging.merge(session, actor, case, number(update, 3))
    elif verb == "part":
        return case_merging.part(session, actor, case, number(update, 3))
    else:
        raise Refusal("button-unknown")
    return _changed(session, actor, case, was, is_taken=verb == "take" and not was_begun)


def _solved(session: Session, actor: Actor, case: Case) -> Sequence[Answer]:
    """What was written last was the solution: the customer hears so, and is asked how it was."""
    case_ending.resolve(session, actor, case)
    shown: list[Answer] = [case_card.show(session, actor, case)]
    if reader := service.reader(session, case):
        line = text("case-to-customer-resolution", company=actor.desk.company, number=case.number)
        shown.append(Say((line,), [case_mine.rating_row(case)], to=reader.id, new=True,
                         card=f"{case_card.name(case)}:solved"))  # fmt: skip
    return [*shown, *words.told_rep(session, actor, case, "case-rep-resolved")]


def _reopened(session: Session, actor: Actor, case: Case) -> Sequence[Answer]:
    """It was not solved after all: the customer and the rep hear so."""
    case_steps.keep_still(session, case)
    was_open = case.state in OPEN  # a colleague was quicker
    case_ending.reopen(session, actor, case)
    shown: list[Answer] = [case_card.show(session, actor, case)]
    if was_open:
        return shown
    shown += words.told_customer(session, case, "case-reopened-by-us")
    return [*shown, *words.told_rep(session, actor, case, "case-rep-reopened")]


def _changed(
    session: Session, actor: Actor, case: Case, was: int | None, *, is_taken: bool
) -> list[Answer]:
    """The card as it is now; whoever looked after it before, or does from now on, is told."""
    told: list[Answer] = [case_card.show(session, actor, case)]
    if case.owner_id != was or is_taken:
        told += words.told_customer(session, case, "case-goes-to", name=_owner(session, case))
    if case.owner_id != was:
        told += words.card_for_owner(session, actor, case)
        told += words.told_former(session, actor, case, was, _owner(session, case))
    return told


def _owner(session: Session, case: Case) -> str:
    return people.names(session, [case.owner_id]).get(case.owner_id or 0, "")


def _choice(session: Session, actor: Actor, case: Case, verb: str) -> Say:
    """Who, or how urgent; and the way back."""
    head = case_card.lines(session, actor, case)[:1]
    rows: list[Sequence[Button]] = []
    if verb == "priority":
        rows.append([
            button(f"case-priority-{one}", f"case:rank:{case.id}:{at}",
                   Style.PRIMARY if one == case.priority else Style.PLAIN)
            for at, one in enumerate(PRIORITIES)
        ])  # fmt: skip
    else:
        rows += [[button("case-person", f"case:to:{case.id}:{one.id}", name=one.name)]
                 for one in case_care.colleagues(session)]  # fmt: skip
    back = button("form-back", f"case:open:{case.id}")
    return Say([*head, text(f"case-which-{verb}")], [*rows, [back]], card=case_card.name(case))


def _history(session: Session, actor: Actor, case: Case, page: int) -> Say:
    """Who said what, the newest last, with what was there before a merge or an edit; page 0 is the
    newest."""
    said = cases.last_entries(session, case.id, MOST_SAID, page * MOST_SAID)
    lines = case_card.lines(session, actor, case)[:1]
    names = people.names(session, [one.person_id for one in said])
    for one in said:
        versions = cases.versions_of(session, one.id)
        what: str | Text | Clipped = Clipped(one.words, 200) if one.words else text("case-a-file")
        lines.append(text(f"case-history-{one.kind}", at=one.at, name=names[one.person_id],
                          what=what))  # fmt: skip
        lines += [
            text("case-history-before", what=Clipped(old.words, 200)) for old in versions[-1:]
        ]
    back = button("form-back", f"case:open:{case.id}")
    merged = service.merged_into(session, actor, case.id)
    others = [button("case-mine-button", f"case:history:{one.id}", number=one.number)
              for one in merged]  # fmt: skip
    if cases.last_with_files(session, case.id, 1):
        others.insert(0, button("case-files", f"case:files:{case.id}"))
    return Say(lines, [others, _turning(session, case, page), [back]], card=case_card.name(case))


def _files(session: Session, actor: Actor, case: Case) -> list[Answer]:
    """The newest files with who sent them."""
    made: list[Answer] = []
    for entry in cases.last_with_files(session, case.id, MOST_FILES):
        head = case_telling.head(session, entry)
        made += case_telling.passed_on(session, head, entry, actor.person_id)
    return made or [Toast(text("case-no-files"))]


def _turning(session: Session, case: Case, page: int) -> list[Button]:
    """To what was said before, and since."""
    row = []
    if (page + 1) * MOST_SAID < cases.count_entries(session, case.id):
        row.append(button("case-older", f"case:history:{case.id}:{page + 1}"))
    if page:
        row.append(button("case-newer", f"case:history:{case.id}:{page - 1}"))
    return row


# -- words


def asked_for(session: Session, actor: Actor, message: Message) -> Sequence[Answer] | None:
    """A case's number, written by staff, opens it."""
    if actor.role not in STAFF or not message.text:
        return None
    case = service.by_number(session, actor, message.text)
    return [case_card.show(session, actor, case)] if case else None


def replied(session: Session, actor: Actor, message: Message) -> Sequence[Answer] | None:
    """The office's reply to a message of a case goes to the customer; a rep's is a note."""
    if actor.role not in STAFF:
        return None
    case = words.replied_to(session, actor, message)
    if case is None:
        return None
    is_note = not case_steps.may_work(actor) or words.replies_to_note(session, actor, message)
    return case_writing.written(session, actor, case, "note" if is_note else "answer", message)


FEATURE = Feature(
    name="cases",
    commands=[
        Command("reklamation", "complaint", case_raising.complain, EVERYONE),
        Command("anfrage", "enquiry", case_raising.enquire, EVERYONE),
        Command("notiz", "note", case_writing.note),
    ],
    buttons=[Buttons("case", press)],
    forms=[case_writing.FORM, case_raising.FORM],
    listeners=[case_writing.continued, case_raising.heard, asked_for],
    edits=[case_writing.edited],
    replies=[replied],
)

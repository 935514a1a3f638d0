"""Who may do what with which case: tried by everybody, and shown as a page.

`python -m tests.permissions.test_case_page` writes `docs/permissions.md` anew.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.handlers import case_canned_topic
from bot.playground import Person
from bot.services import canned_answers, case_ending, cases
from bot.services.acting import acting_for
from bot.storage import Session, chats, people
from bot.storage.customers import Customer
from tests.permissions.bench import Bench, Outcome
from tests.permissions.who_may import BUTTONS
from tests.simulated.office import PEOPLE, Office, office
from tests.transcripts.book import person_id

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"
OF_ANNA, OF_EVA, OF_TOM, ABSENT = "of Anna", "of Eva", "of Tom", "absent"
"""Anna's own, of Tom's customer, with Ada; Eva's customer's, with Max; raised for that customer by
Tom, with Max; and one that is not there."""
COLUMNS = [
    ("contact", "own", "anna", OF_ANNA), ("contact", "foreign", "anna", OF_EVA),
    ("contact", "absent", "anna", ABSENT),
    ("rep", "own customer's", "tom", OF_ANNA), ("rep", "raised", "tom", OF_TOM),
    ("rep", "foreign", "tom", OF_EVA), ("rep", "absent", "tom", ABSENT),
    ("admin", "own", "ada", OF_ANNA), ("admin", "a colleague's", "ada", OF_EVA),
    ("admin", "absent", "ada", ABSENT),
    ("manager", "own", "max", OF_EVA), ("manager", "a colleague's", "max", OF_ANNA),
    ("manager", "absent", "max", ABSENT),
]  # fmt: skip
REPLY = "reply"
ACTIONS = {
    "its number, written": "{number}",
    "[Open case]": "case:show:{case}",
    "back to its card": "case:open:{case}",
    "[History]": "case:history:{case}",
    "[Show files]": "case:files:{case}",
    "[Note]": "case:note:{case}",
    "a reply to its message": REPLY,
    "[Answer]": "case:answer:{case}",
    "[Ask back]": "case:question:{case}",
    "[Resolve]": "case:resolution:{case}",
    "[Take]": "case:take:{case}",
    "[Priority]": "case:priority:{case}",
    "a priority": "case:rank:{case}:3",
    "[Assign]": "case:assign:{case}",
    "a colleague": "case:to:{case}:{ada}",
    "[Merge]": "case:merge:{case}",
    "the case to go on with": "case:into:{case}:{other}",
    "[Separate again]": "case:part:{merged}:{other}",
    "[Complaint] on a customer's card": "case:for:{customer}",
    "[Waiting for customer], in the group": "case:waits:{case}",
    "[Resolved], in the group": "case:solved:{case}",
    "[Open again]": "case:reopen:{case}",
    "[Canned answers], in the group": "case:canned:{case}",
    "a canned answer": "case:fill:{case}:{canned}",
    "[Send], below it": "case:send:{case}:{canned}:{mark}",
    "in a contact's list": "mycase:open:{case}",
    "what it is about": "mycase:about:{case}:0",
    "[Yes, settled]": "mycase:content:{case}",
    "[No, not yet]": "mycase:again:{case}",
    "words moved to it": "mycase:move:{other}:{entry}",
    "words moved out of it": "mycase:apart:{case}:{entry}",
    "a rating": "mycase:rate:{case}:5",
}
NOT_SHOWN = {"case:visit"}
"""Is about a visit: who may see that may press it."""


@dataclass(frozen=True)
class Tried:
    """Whether somebody may, and what was said when not."""

    may: bool
    no: str


def plant(session: Session, here: Office) -> dict[str, dict[str, Any]]:
    """What the buttons name, for each sort of case; each was shown to everybody once."""
    desk, ids = here.life.program.desk, {name: person_id(session, full)
                                         for name, (full, _) in PEOPLE.items()}  # fmt: skip
    ada = acting_for(session, desk, ids["ada"])
    assert ada
    canned = canned_answers.add(session, ada, "Ersatz", "Ersatz kommt.").id
    found: dict[str, dict[str, Any]] = {}
    for which, number, by, owner in ((OF_ANNA, "10234", "anna", "ada"), (OF_EVA, "10236", "eva", "max"),
                                     (OF_TOM, "10236", "tom", "max")):  # fmt: skip
        actor = acting_for(session, desk, ids[by])
        assert actor
        customer = session.scalars(select(Customer.id).where(Customer.number == number)).one()
        made = [cases.begin(session, actor, customer, "complaint") for _ in range(3)]
        for case in made:
            case.owner_id = ids[owner]
        kind = "message" if by == "anna" else "report"
        entry = cases.tell(session, actor, made[0], kind, "kaputt")
        case_ending.merge(session, ada, made[2], made[1])
        found[which] = {"case": made[0].id, "other": made[1].id, "number": made[0].number,
                        "entry": entry.id, "customer": customer, "ada": ids["ada"],
                        "canned": canned, "merged": made[2].id,
                        "mark": case_canned_topic.mark(session, made[0], "Ersatz kommt.")}  # fmt: skip
    found[ABSENT] = {"case": 765_432, "other": 765_433, "number": "R-2026-9999", "entry": 765_434,
                     "customer": 765_435, "ada": ids["ada"], "canned": canned, "merged": 765_436, "mark": "x"}  # fmt: skip
    for at, which in enumerate(found):
        found[which]["message"] = 9000 + at
        for one in people.with_roles(session, people.Role):
            card = f"case:{found[which]['case']}"
            chats.remember_card(session, one.chat_id or 0, card, 9000 + at, desk.now())
    return found


async def tried(bench: Bench, person: Person, how: str, named: dict[str, Any]) -> Outcome:
    """One action of somebody's."""
    user, chat = person.user, person.chat
    if how == REPLY:
        above = {"message_id": named["message"], "date": 1, "chat": chat.as_json(), "text": "x"}
        return await bench.work(bench.written(user, chat, "Zwölf", reply_to_message=above))
    data = how.format(**named)
    if ":" in data:
        return await bench.press(user, chat, data)
    return await bench.say(user, chat, data)


async def _all(here: Office, planted: dict[str, dict[str, Any]]) -> dict[str, list[Tried]]:
    bench, rows = await Bench.of(here.life), {}
    try:
        for words, how in ACTIONS.items():
            rows[words] = []
            for _, _, name, which in COLUMNS:
                outcome = await tried(bench, here.hands[name].person, how, planted[which])
                texts = str([one.text for one in outcome.said])
                rows[words].append(Tried(not outcome.is_denial, texts))
    finally:
        bench.close()
    return rows


def table() -> dict[str, list[Tried]]:
    """By action, for each of the columns, what came of it."""
    with office() as here:
        planted = here.life.database.transact(lambda s: plant(s, here))
        return here.life.run(_all(here, planted))


def page(rows: dict[str, list[Tried]]) -> str:
    """The page."""
    heads = [f"{role}: {which}" for role, which, _, _ in COLUMNS]
    lines = [
        "# Who may do what with a case",
        "",
        "Tried by the tests, which hold this page true: ✓ may, · may not. *own* is a contact's own case, "
        "one of a rep's customer, one that somebody looks after; *raised* is a case that the rep has "
        "raised for somebody else's customer. What is foreign and what is not there answer alike, and "
        "both are noted in the audit trail. Whether a deed fits how the case stands is asked after that.",
        "",
        f"| | {' | '.join(heads)} |",
        f"|---|{':-:|' * len(heads)}",
    ]
    lines += [
        f"| {words} | {' | '.join('✓' if one.may else '·' for one in cells)} |"
        for words, cells in rows.items()
    ]
    return "\n".join(lines) + "\n"


def test_the_page_says_who_may_do_what_with_which_case() -> None:
    rows = table()
    assert PAGE.read_text(encoding="utf-8") == page(rows)
    at = {(name, which): index for index, (_, _, name, which) in enumerate(COLUMNS)}
    for words, cells in rows.items():
        for name, foreign in (("anna", OF_EVA), ("tom", OF_EVA)):
            one, absent = cells[at[name, foreign]], cells[at[name, ABSENT]]
            assert one.may or one.no == absent.no, (words, name)


def test_the_page_leaves_out_no_button_of_a_case() -> None:
    shown = {":".join(how.split(":")[:2]) for how in ACTIONS.values() if ":" in how}
    known = {one for one in BUTTONS if one.startswith(("case:", "mycase:"))}
    assert shown | NOT_SHOWN == known


if __name__ == "__main__":
    PAGE.write_text(page(table()), encoding="utf-8")

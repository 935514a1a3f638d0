"""The staff group's topics: opened, kept as their cases are, and made anew when they are gone."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.actor import Actor, Role
from bot.domain.desk import Desk
from bot.domain.say import Answer, Attachment, Clipped, Headline, Place, Say, Text, text
from bot.services import case_card, case_telling
from bot.storage import Session, cases, chats, files, outbox, people, staff_group
from bot.storage.cases import Case, CaseEntry
from bot.storage.customers import Customer
from bot.storage.engine import hold
from bot.storage.outbox import OutboxRow
from bot.texts.render import Renderer

REPLAYED = 10
"""How much of what was said a topic begins with; what is older stands in a file."""
AT_ONCE = 5
LATELY = timedelta(hours=1)


def keep_current(session: Session, desk: Desk, render: Renderer) -> None:
    """Open the topic of one case that has none, and have some tell of what has changed; only while
    nothing waits for the group, so that a customer's words never stand behind this."""
    chat_id = staff_group.chat_of(session)
    if not chat_id or chats.is_unreachable(session, chat_id):
        return
    if outbox.is_under_way(session, chat_id):
        return
    if case := staff_group.without_topic(session, chat_id):
        hold(session, case)
        if outbox.is_under_way(session, chat_id):  # another process was quicker
            return
        renew(session, desk, render, case)
    for case, topic in staff_group.outdated(session, chat_id, AT_ONCE):
        at = Place(chat_id, desk.language, case.id)
        told: list[Answer] = [_card(session, desk, case, at, in_place=True)]
        title = _title(session, case)
        words = render.plain(title, at.language)
        if words != topic.title:
            told.append(Headline(at, title))
        outbox.post(session, told, render, desk.now())
        topic.title, topic.shown_at = words, case.touched_at


def enter(session: Session, desk: Desk, render: Renderer, row: OutboxRow) -> int | None:
    """The id of the topic that the row goes into. None: it is not open yet, and the row, unless
    opening it says the same, stands behind that now."""
    assert row.topic is not None
    case = session.get_one(Case, row.topic)
    topic = staff_group.topic_of(session, row.chat_id, case.id)
    if topic and topic.thread_id:
        return topic.thread_id
    hold(session, case)
    waiting = outbox.waiting_for_topic(session, row.chat_id, case.id)
    if any(one.method == "editForumTopic" for one in waiting):
        outbox.put_behind(session, row, desk.now())
    else:
        renew(session, desk, render, case, row)
    return None


def lose(session: Session, desk: Desk, render: Renderer, row: OutboxRow) -> None:
    """The topic that the row was for is gone: a new one, with all that was in it."""
    assert row.topic is not None
    if row.chat_id != staff_group.chat_of(session):
        leave(session, desk, render, row)
        return
    case = session.get_one(Case, row.topic)
    hold(session, case)
    renew(session, desk, render, case, row)


def leave(session: Session, desk: Desk, render: Renderer, row: OutboxRow) -> None:
    """The group is no longer the staff group: nothing more goes into its topics, and whoever looks
    after the case gets what was on its way."""
    assert row.topic is not None
    rows = [row, *outbox.waiting_for_topic(session, row.chat_id, row.topic)]
    for one in rows:
        outbox.finish(one, "elsewhere")
    if any(case_card.entry_of(one.card) for one in rows):
        case = session.get_one(Case, row.topic)
        outbox.post(session, _to_owner(session, desk, case, rows), render, desk.now())


def renew(
    session: Session, desk: Desk, render: Renderer, case: Case, cause: OutboxRow | None = None
) -> None:
    """Open a topic with what was said in the case, and its card; what waits for it and says
    something else, comes behind. The caller holds the case."""
    chat_id, now = staff_group.chat_of(session), desk.now()
    # Looked up first: what is said by a row that is not seen here, is seen among what was said.
    waiting = list(outbox.waiting_for_topic(session, chat_id, case.id))
    said = cases.entries_of(session, case.id)
    at, title = Place(chat_id, desk.language, case.id), _title(session, case)
    staff_group.remember(session, chat_id, case, render.plain(title, at.language))
    made = [Headline(at, title), *_made_anew(session, desk, render, case, at, said)]
    outbox.post(session, made, render, now)
    for row in [cause, *waiting] if cause else waiting:
        if _tells_something_else(row):
            outbox.put_behind(session, row, now)
        else:
            outbox.finish(row, "told anew")


def _tells_something_else(row: OutboxRow) -> bool:
    is_said = case_card.case_of(row.card) == row.topic
    return not is_said and row.method != "editForumTopic"


def _made_anew(
    session: Session, desk: Desk, render: Renderer, case: Case, at: Place, said: list[CaseEntry]
) -> list[Answer]:
    made: list[Answer] = []
    if older := said[:-REPLAYED]:
        content = case_telling.as_file(session, older, lambda one: render.plain(one, at.language))
        file = files.add(session, "document", f"{case.number}.txt", "text/plain", 0, desk.now(),
                         content=content)  # fmt: skip
        line = text("case-topic-older", count=len(older))
        made.append(Say((line,), at=at, card=case_card.name(case) + ":older",
                        attachment=Attachment(file.id)))  # fmt: skip
    for entry in said[-REPLAYED:]:
        head = case_telling.head(session, entry)
        made += case_telling.passed_on(session, head, entry, at)
    return [*made, _card(session, desk, case, at)]


def _title(session: Session, case: Case) -> Text:
    """Number, customer and state."""
    name = Clipped(session.get_one(Customer, case.customer_id).name, 60)
    state = case_card.state_words(case)
    return text("case-topic-title", number=case.number, customer=name, state=state)


def _card(session: Session, desk: Desk, case: Case, at: Place, *, in_place: bool = False) -> Say:
    """As the office sees it; who presses its buttons is asked then."""
    anybody = Actor(desk, at.chat_id, 0, at.language, role=Role.MANAGER)
    return Say(case_card.lines(session, anybody, case),
               case_card.buttons(session, anybody, case), at=at, card=case_card.name(case),
               new=not in_place, in_place=in_place)  # fmt: skip


def fall_back(
    session: Session, desk: Desk, render: Renderer, row: OutboxRow, *, is_news: bool
) -> None:
    """The group cannot be written to: the managers hear of it, unless they have, and whoever looks
    after a case gets what was on its way there."""
    told: list[Answer] = [
        Say((text("staff-group-away"),), to=one.id, new=True)
        for one in people.with_roles(session, [Role.MANAGER])
        if is_news
    ]
    waiting = {*outbox.cases_waiting(session, row.chat_id), *([row.topic] if row.topic else ())}
    for case_id in sorted(waiting):
        rows = [row, *outbox.waiting_for_topic(session, row.chat_id, case_id)]
        told += _to_owner(session, desk, session.get_one(Case, case_id), rows)
        for one in rows:
            outbox.finish(one, "unreachable")
    outbox.post(session, told, render, desk.now())


def tell_owner(session: Session, desk: Desk, render: Renderer, row: OutboxRow) -> None:
    """It is refused in the case's topic: whoever looks after the case gets what is new."""
    assert row.topic is not None
    case = session.get_one(Case, row.topic)
    outbox.post(session, _to_owner(session, desk, case, [row]), render, desk.now())


def _to_owner(session: Session, desk: Desk, case: Case, rows: Sequence[OutboxRow]) -> list[Answer]:
    """What the customer has said lately, and all of what these were to tell; not what they read in
    private anyway."""
    since = min(desk.now() - LATELY, *(row.created_at for row in rows))
    owner = people.reachable(session, case.owner_id) if case.owner_id else None
    if owner is None:
        return []
    made: list[Answer] = []
    chat_id = rows[0].chat_id
    for entry in cases.entries_of(session, case.id, [cases.FROM_CUSTOMER]):
        if entry.at >= since and case_telling.is_read_in(session, chat_id, entry, owner.id):
            head = case_telling.head(session, entry)
            made += case_telling.passed_on(
                session, head, entry, owner.id, case_card.answering(entry)
            )
    line = text("case-back-here", number=case.number)
    return [*made, Say((line,), [[case_card.opening(case)]], to=owner.id, new=True)]

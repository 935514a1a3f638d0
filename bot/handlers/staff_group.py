"""The staff group: chosen by a manager, and what happens in it; other groups get nothing."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from telegram import Chat, ChatMember, Message, Update, User

from bot.domain.actor import STAFF, Actor, Role
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, Place, Say, Style, button, say, text
from bot.handlers import case_topic
from bot.handlers.feature import Command, Feature, parts
from bot.services import case_card, case_telling
from bot.storage import Session, audit, chats, facts, jobs, people, staff_group

CHIEFS = frozenset({Role.MANAGER})
GROUPS = (Chat.GROUP, Chat.SUPERGROUP)
COMMANDS = ("teamgruppe", "staffgroup")
TOLD_AGAIN = timedelta(minutes=10)
"""Until then somebody without a role is not told once more that nothing comes of it."""
MOST_MISSED = 5
"""A topic that missed more is made anew, when its turn comes: the group takes 20 messages a
minute, and a customer's words must not stand behind what is old."""
NOTED = "staff-group-outsider"


def in_group(session: Session, actor: Actor, update: Any) -> Sequence[Answer]:
    """Everything that happens in a group."""
    if update.my_chat_member:
        return _standing(session, actor, update)
    message = update.message
    if message and message.migrate_to_chat_id:
        staff_group.move(session, actor.chat_id, message.migrate_to_chat_id)
        return []
    command = _command(session, message)
    if actor.role in CHIEFS and update.effective_chat.type in GROUPS:
        if command in COMMANDS:
            return _look(session, actor)
        if update.callback_query and parts(update)[0] == "group":
            return _chosen(session, actor, update)
    if staff_group.chat_of(session) != actor.chat_id:
        return _elsewhere(session, actor, update, command)
    if message and message.new_chat_members:
        return _newcomers(session, actor, message)
    if actor.role not in STAFF:
        return _outsider(session, actor, update)
    answers = case_topic.heard(session, actor, update)
    if answers is None:
        return [say("not-in-groups")] if command else []
    return answers


def _command(session: Session, message: Message | None) -> str:
    """The command that a message is, if it is meant for us; else an empty text."""
    word = (message.text or "").split(maxsplit=1)[0] if message and message.text else ""
    name, _, bot = word.partition("@")
    ours = not bot or bot.lower() == facts.read(session, "username").lower()
    return name[1:].lower() if ours and name.startswith("/") and name[1:2].isalpha() else ""


def _elsewhere(session: Session, actor: Actor, update: Update, command: str) -> Sequence[Answer]:
    """Nothing of a company's goes into a group; a command gets a sentence, talk nothing."""
    if actor.role is None and (command or update.callback_query):
        audit.deny(session, actor.desk.now(), None, actor.user_id, "not-in-groups")
    if actor.role in STAFF and not update.edited_message and case_topic.case_of(session, actor):
        raise Refusal("staff-group-no-more")
    return [say("not-in-groups")] if command else []


# -- who is in it


def _newcomers(session: Session, actor: Actor, message: Message) -> list[Answer]:
    told: list[Answer] = []
    for user in message.new_chat_members:
        person = people.at_work(session, user.id)
        if not user.is_bot and (person is None or Role(person.role) not in STAFF):
            told += _warned(session, actor, user)
    return told


def _outsider(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """Somebody without a role writes or presses: nothing comes of it, and the managers hear."""
    message = update.effective_message
    if message and message.sender_chat:  # as the group itself, or as a channel
        is_of_case = case_topic.case_of(session, actor)
        return [say("staff-group-anonymous")] if is_of_case else []
    told = _warned(session, actor, update.effective_user)
    if update.callback_query:
        raise Refusal("may-not")
    if update.edited_message or not case_topic.case_of(session, actor):
        return told
    card = f"no role:{actor.user_id}"
    shown = session.get(chats.Card, (actor.chat_id, card))
    if shown and abs(actor.desk.now() - shown.shown_at) < TOLD_AGAIN:
        return told
    line = text("staff-group-no-role", name=_name(update.effective_user))
    return [Say((line,), card=card, new=True), *told]


def _warned(session: Session, actor: Actor, user: User | None) -> list[Answer]:
    """The managers learn of somebody once."""
    if user is None:
        return []
    audit.deny(session, actor.desk.now(), actor.person_id or None, user.id, NOTED)
    card = f"outsider:{user.id}"
    line = text(NOTED, name=_name(user))
    return [
        Say((line,), to=one.id, card=card, new=True)
        for one in people.with_roles(session, CHIEFS)
        if chats.message_of_card(session, one.chat_id or 0, card) is None
    ]


def _name(user: User | None) -> str:
    return user.full_name[:80] if user else ""


# -- which group it is


def how(_session: Session, _actor: Actor, _update: Update) -> Sequence[Answer]:
    """/staffgroup in a private chat: how a group becomes it."""
    return [say("staff-group-how")]


def _look(session: Session, actor: Actor) -> Sequence[Answer]:
    """/staffgroup in a group: look whether it can be it."""
    jobs.add(session, "staff-group", {}, actor.chat_id, actor.person_id, actor.desk.now())
    return []


def looked(session: Session, actor: Actor, result: dict[str, Any]) -> Sequence[Answer]:
    """What was found: what is missing, or the question that a manager has to answer."""
    if actor.role not in CHIEFS:
        raise Refusal("may-not")
    is_it = staff_group.chat_of(session) == actor.chat_id
    again = [button("staff-group-again", "group:look")]
    if result.get("failed"):
        return [Say((text("staff-group-not-seen"),), [again])]
    if not result["is_forum"]:
        return [Say((text("staff-group-no-topics"),), [again])]
    if not result["may_manage"]:
        return [Say((text("staff-group-no-rights"),), [again])]
    if is_it:
        return [_is_it(), *_back(session, actor)]
    lines = [text("staff-group-offer", company=actor.desk.company, members=result["members"])]
    if staff_group.chat_of(session):
        lines.append(text("staff-group-instead"))
    return [Say(lines, [[button("staff-group-yes", "group:yes", Style.PRIMARY)],
                        [button("staff-group-no", "group:no")]])]  # fmt: skip


def _chosen(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """A manager's answer to that."""
    verb = parts(update)[1]
    if verb == "look":
        return _look(session, actor)
    if verb == "no":
        return [say("staff-group-left")]
    chat = update.effective_chat
    if verb not in ("yes", "end") or (verb == "yes" and not (chat and chat.is_forum)):
        raise Refusal("button-unknown")
    if verb == "end" and staff_group.chat_of(session) != actor.chat_id:
        raise Refusal("button-unknown")
    chosen = actor.chat_id if verb == "yes" else 0
    staff_group.choose(session, chosen)
    chats.mark_reachable(session, actor.chat_id)
    audit.note(session, actor.desk.now(), actor.person_id, f"staff-group-{verb}", "person",
               actor.person_id, chat=actor.chat_id)  # fmt: skip
    return [_is_it() if chosen else say("staff-group-ended")]


def _is_it() -> Say:
    end = button("staff-group-end", "group:end", Style.DANGER)
    return Say((text("staff-group-is"), text("staff-group-use")), [[end]])


def _standing(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """What the bot may do in a group has changed."""
    now = update.my_chat_member.new_chat_member  # type: ignore[union-attr]
    is_it = staff_group.chat_of(session) == actor.chat_id
    if now.status in (ChatMember.BANNED, ChatMember.LEFT):
        lost = is_it and chats.mark_unreachable(session, actor.chat_id, actor.desk.now())
        return _to_managers(session, "staff-group-away") if lost else []
    may = now.status == ChatMember.ADMINISTRATOR and getattr(now, "can_manage_topics", False)
    return _back(session, actor) if is_it and may else []


def _back(session: Session, actor: Actor) -> list[Answer]:
    """It can be written to: if it could not, what was said meanwhile is told there."""
    since = chats.unreachable_since(session, actor.chat_id)
    if since is None:
        return []
    chats.mark_reachable(session, actor.chat_id)
    session.flush()
    told = _to_managers(session, "staff-group-back")
    missed = staff_group.missed(session, actor.chat_id, since)
    counts = Counter(entry.case_id for entry in missed)
    for entry in missed:
        if counts[entry.case_id] > MOST_MISSED:
            staff_group.forget(session, actor.chat_id, entry.case_id)
            continue
        head = case_telling.head(session, entry)
        at = Place(actor.chat_id, actor.desk.language, entry.case_id)
        told += case_telling.passed_on(session, head, entry, at, case_card.below(entry))
    return told


def _to_managers(session: Session, key: str) -> list[Answer]:
    return [Say((text(key),), to=one.id, new=True) for one in people.with_roles(session, CHIEFS)]


FEATURE = Feature(
    name="staff group",
    commands=[Command("teamgruppe", "staffgroup", how, CHIEFS)],
    results={"staff-group": looked},
)

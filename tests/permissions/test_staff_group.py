"""In the staff group: every button and some words, by everybody, in the topic of a case."""

from typing import Any

from bot.playground.model import Chat, User
from bot.services import cases
from bot.services.acting import acting_for
from bot.storage import staff_group
from bot.storage.cases import Case
from bot.storage.staff_group import CaseTopic
from tests.books import remove
from tests.permissions.bench import Bench, Outcome
from tests.permissions.canaries import ABSENT, Planted, plant
from tests.permissions.test_presses import ANONYMOUS
from tests.permissions.who_may import BUTTONS
from tests.simulated.office import Office, office
from tests.transcripts.book import person_id

THREAD = 77
WITHOUT_WORDS = {
    "open",
    "show",
    "take",
    "priority",
    "rank",
    "assign",
    "to",
    "merge",
    "into",
    "part",
    "reopen",
    "canned",
    "fill",
    "send",
    "waits",
    "solved",
}
ADMINS = {"ada", "max"}


def chosen(here: Office, planted: Planted) -> tuple[Chat, int]:
    """The staff group with everybody in it, and a case of Tom's customer that has its topic."""
    group = here.life.world.group(
        "Innendienst", [one.person for one in here.hands.values()], forum=True
    )
    case_id = int(planted.things["case"][0].id)

    def choose(session: Any) -> None:
        staff_group.choose(session, group.id)
        session.flush()
        now = here.life.clock.now()
        case = session.get_one(Case, case_id)
        ada = acting_for(session, here.life.program.desk, person_id(session, "Ada Klein"))
        assert ada
        cases.tell(session, ada, case, "answer", "Kommt.")
        session.add(
            CaseTopic(chat_id=group.id, case_id=case_id, thread_id=THREAD, title="", shown_at=now)
        )

    here.life.database.transact(choose)
    here.life.database.transact(lambda s: remove(s, here.life.program.desk, "Eva Roth"))
    return group, case_id


def in_topic(made: dict[str, Any]) -> dict[str, Any]:
    """The same update, in the topic."""
    message = made.get("message") or made["callback_query"]["message"]
    message |= {"message_thread_id": THREAD, "is_topic_message": True}
    return made


def test_every_button_does_in_the_group_what_it_may_for_those_who_may() -> None:
    with office() as here:
        planted = here.life.database.transact(lambda s: plant(s, here))
        group, case_id = chosen(here, planted)
        wrong = here.life.run(_press_all(here, group, case_id))
    assert not wrong, "\n".join(wrong[:30])


async def _press_all(here: Office, group: Chat, case_id: int) -> list[str]:
    bench, wrong = await Bench.of(here.life), []
    sam = here.life.world.person("Sam Fremd")
    people: dict[str, User] = {name: hand.person.user for name, hand in here.hands.items()}
    people |= {"sam": sam.user, "anonymous": ANONYMOUS}
    try:
        of_cases, others = [*_of_cases(case_id), *_of_cases(ABSENT)], _others()
        for data in [*of_cases, *others]:
            for name, user in people.items():
                if data in others and name in ("eva", "jan"):
                    continue  # others of the same roles
                outcome = await bench.work(in_topic(bench._pressed(user, group, data)))
                if _does_something(outcome) != _may(name, data, case_id):
                    wrong.append(f"{name} presses {data}: {outcome}")
        return wrong
    finally:
        bench.close()


def test_a_group_without_topics_is_not_chosen_by_a_forged_button() -> None:
    with office() as here:
        group = here.life.world.group("Freunde", [here.max.person])

        async def play() -> Outcome:
            bench = await Bench.of(here.life)
            try:
                return await bench.press(here.max.person.user, group, "group:yes")
            finally:
                bench.close()

        assert here.life.run(play()).is_denial


def _of_cases(case_id: int) -> list[str]:
    verbs = [kind.partition(":")[2] for kind in BUTTONS if kind.startswith("case:")]
    last = {"rank": ":2", "to": ":1", "into": f":{ABSENT}", "fill": ":1", "send": ":1:x"}
    return [f"case:{verb}:{case_id}{last.get(verb, '')}" for verb in verbs]


def _others() -> list[str]:
    return [*(kind for kind in BUTTONS if not kind.startswith("case:")), "mycase:open:1", "x"]


def _may(name: str, data: str, case_id: int) -> bool:
    prefix, verb, *rest = [*data.split(":"), ""]
    if prefix == "group":
        return name == "max"
    if prefix != "case" or verb not in WITHOUT_WORDS or rest[0] != str(case_id):
        return False
    if verb in ("into", "part"):  # with an absent one; is merged with none
        return False
    return name in ADMINS or (name == "tom" and verb in ("open", "show"))


def _does_something(outcome: Outcome) -> bool:
    """More than an answer to the press, a warning, or a sentence for who wrote as the group."""
    told = [one for one in outcome.said if one.method != "answerCallbackQuery"]
    warned = [one for one in told if "in der Teamgruppe" in one.text or "als Gruppe" in one.text]
    return bool(outcome.written - {"cards", "cards_shown"}) or len(told) > len(warned)


def test_words_in_a_topic_go_to_the_customer_only_from_those_who_may() -> None:
    with office() as here:
        planted = here.life.database.transact(lambda s: plant(s, here))
        group, _ = chosen(here, planted)
        heard = here.life.run(_write_all(here, group))
    assert heard == {"ada": {"Kommt morgen."}, "max": {"Kommt morgen."}}


async def _write_all(here: Office, group: Chat) -> dict[str, set[str]]:
    """Who reached the customer, by which words."""
    bench, heard = await Bench.of(here.life), {}
    people = {name: hand.person.user for name, hand in here.hands.items()}
    people |= {"sam": here.life.world.person("Sam Fremd").user, "anonymous": ANONYMOUS}
    customers = {here.anna.person.id, here.jan.person.id}
    try:
        for name, user in people.items():
            for words in ("Kommt morgen.", "// unter uns", "/notiz unter uns", "/heute"):
                more: dict[str, Any] = (
                    {"sender_chat": group.as_json()} if user is ANONYMOUS else {}
                )
                outcome = await bench.work(in_topic(bench.written(user, group, words, **more)))
                if any(one.chat_id in customers for one in outcome.said):
                    heard.setdefault(name, set()).add(words)
        return heard
    finally:
        bench.close()

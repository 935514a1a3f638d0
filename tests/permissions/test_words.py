"""Commands and free words by everybody: nobody is told what is not theirs."""

from bot.access import actor_for
from bot.playground.model import User
from bot.storage import Session, customers, people, visit_lists
from bot.storage.visit_lists import Wanted
from tests.books import remove
from tests.permissions.bench import Bench
from tests.permissions.canaries import Planted, plant
from tests.permissions.test_presses import ANONYMOUS, leaks
from tests.permissions.who_may import COMMANDS, STRANGERS_TOO
from tests.simulated.office import PEOPLE, Office, office

OF_A_CASE = ("Danke, das steht", "<b>Vorgang", "<b>Zu welchem", "<b>R-2026", "Diesen Vorgang")
LOOK_UPS = (
    "10235", "Müller", "mül", "Müler Maschinenbao", "Weiß Elektro e.K.", "Bäckerei Müller Ulm",
    "War gestern um 15 Uhr bei Müller München, Auftrag", "Freitag um 10 bei Huber anrufen",
    "/besuch Müller Ulm gestern: Auftrag", "/kunde Bäckerei Müler", "/heute", "/besuche", "/team",
    "R-2026-0001", "R-2026-0003", "R-2026-0099", "Reklamation Müller Ulm: kaputt", "/faelle",
    "/meine", "kanarie100x", "+49 89 5551 0142", "10240", "Tom Berg",
)  # fmt: skip


def test_words_and_commands_tell_everybody_only_what_is_theirs() -> None:
    with office() as here:
        planted = here.life.database.transact(lambda s: plant(s, here))
        tries, wrong = here.life.run(_say_all(here, planted))
    print("cells tried:", tries)
    assert not wrong, "\n".join(wrong)


async def _say_all(here: Office, planted: Planted) -> tuple[int, list[str]]:
    bench, wrong = await Bench.of(here.life), []
    phone = next(word for word in planted.readers if word.startswith("555"))
    try:
        for name, hand in here.hands.items():
            staff = PEOPLE[name][1] != "customer"
            for words in (*LOOK_UPS, f"+4989{phone}"):
                outcome = await bench.say(hand.person.user, hand.person.chat, words)
                wrong += leaks(here, planted, outcome, f"{name} says {words}")
                if not staff and not words.startswith(
                    "/"
                ):  # it is about a case, and opens nothing
                    mine = [one for one in outcome.said if one.chat_id == hand.person.id]
                    if len(mine) != 1 or not mine[0].text.startswith(OF_A_CASE):
                        wrong.append(f"{name} says {words}: {mine}")
            for command, roles in COMMANDS.items():
                outcome = await bench.say(hand.person.user, hand.person.chat, f"/{command}")
                wrong += leaks(here, planted, outcome, f"{name} says /{command}")
                if (PEOPLE[name][1] in roles) == outcome.is_denial:
                    wrong.append(f"{name} says /{command}: {outcome}")
        return bench.tries, wrong
    finally:
        bench.close()


def test_strangers_removed_people_groups_bots_and_channels_are_told_nothing() -> None:
    with office() as here:
        planted = here.life.database.transact(lambda s: plant(s, here))
        here.life.database.transact(lambda s: remove(s, here.life.program.desk, "Eva Roth"))
        planted.readers = {one: who - {"eva"} for one, who in planted.readers.items()}
        wrong = here.life.run(_say_without_right(here, planted))
    assert not wrong, "\n".join(wrong)


async def _say_without_right(here: Office, planted: Planted) -> list[str]:
    bench, wrong = await Bench.of(here.life), []
    tom, eva, sam = here.tom.person, here.eva.person, here.life.world.person("Sam Fremd")
    group = here.life.world.group("Vertrieb", [tom, eva, sam])
    robot = User(55, "Robot", is_bot=True)
    commands = [f"/{one}" for one in COMMANDS if one not in STRANGERS_TOO]
    try:
        for words in (*LOOK_UPS[:4], *LOOK_UPS[6:9], *commands):
            for user, chat, more in (
                (sam.user, sam.chat, {}), (eva.user, eva.chat, {}), (tom.user, group, {}),
                (sam.user, group, {}), (ANONYMOUS, group, {"sender_chat": group.as_json()}),
                (robot, group, {}), (robot, sam.chat, {}), (sam.user, tom.chat, {}),
            ):  # fmt: skip
                outcome = await bench.work(bench.written(user, chat, words, **more))
                what = f"{user.name} in {chat.id} says {words}"
                wrong += leaks(here, planted, outcome, what)
                said = {one.text for one in outcome.said}
                allowed = ("brauchen Sie eine Einladung", "gehören nicht in eine Gruppe")
                is_right = all(any(one in text for one in allowed) for text in said)
                if outcome.written or not is_right or (user is robot and said):
                    wrong.append(f"{what}: {outcome}")
            post = {"channel_post": bench.written(tom.user, group, words)["message"]}
            if (outcome := await bench.work(post)).said or outcome.written:
                wrong.append(f"a channel says {words}: {outcome}")
        return wrong
    finally:
        bench.close()


def test_a_contact_finds_their_own_company_alone_whatever_ids_are_asked_for() -> None:
    with office() as here:

        def read(session: Session) -> list[str]:
            anna = people.by_user(session, here.anna.person.id)
            assert anna
            actor = actor_for(here.life.program.desk, anna, here.anna.person.id)
            assert not visit_lists.count(session, actor, Wanted())
            return [one.number for one in customers.some(session, actor, range(1, 10))]

        assert here.life.database.transact(read) == ["10234"]


def test_a_private_chat_of_somebody_else_does_not_become_ones_own() -> None:
    """Where to write to somebody is learnt in their own chat alone."""
    with office() as here:

        async def play() -> None:
            bench = await Bench.of(here.life)
            outcome = await bench.say(here.tom.person.user, here.jan.person.chat, "10236")
            assert not outcome.said
            assert not outcome.written
            bench.close()

        here.life.run(play())

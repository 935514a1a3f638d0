"""Every button the program knows, pressed by everybody, about what is theirs and what is not."""

import pytest

from bot.domain.actor import Role
from bot.playground.model import Chat, User
from tests.books import remove
from tests.permissions.bench import Bench, Outcome
from tests.permissions.canaries import ABSENT, OFFICE, Planted, Thing, plant
from tests.permissions.harvest import Shapes, shape_of
from tests.permissions.who_may import BUTTONS, Press
from tests.simulated.office import PEOPLE, Office, office

pytestmark = pytest.mark.early

MALFORMED = ("", "x", "-1", "9" * 25, "1 OR 1=1")
PATIENCE = 300
"""Seconds, on a machine that has much else to do: the first to run plays all scenarios."""
OF_SOME_QUESTIONS = {"f:v", "f:n", "f:g", "f:e", "f:d"}
"""An open form takes these at some of its questions only."""
ANONYMOUS = User(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)


def may(press: Press, thing: Thing | None, name: str) -> bool:
    """What the table says."""
    role = Role(PEOPLE[name][1])
    if role not in press.roles:
        return False
    if not press.about or thing is None:
        return not press.about
    return name in (thing.editors if press.need == "edit" else thing.readers)


def reader_of(here: Office, chat_id: int) -> str:
    """Whose chat it is; empty for anybody's but those with access."""
    return next((n for n, hand in here.hands.items() if hand.person.id == chat_id), "")


def leaks(here: Office, planted: Planted, outcome: Outcome, what: str) -> list[str]:
    """What somebody was told that they may not know."""
    told = [(one, planted.leaks(one.words, reader_of(here, one.chat_id))) for one in outcome.said]
    return [f"{what}: {found} in {one}" for one, found in told if found]


def cells(
    planted: Planted, shapes: Shapes
) -> list[tuple[str, str, list[tuple[str, Thing | None]]]]:
    """Kind, shape, and the data to press with the thing it names."""
    made = []
    for kind, ones in shapes.items():
        about = BUTTONS[kind].about
        for shape in ones:
            things = planted.things[about] if about else []
            data: list[tuple[str, Thing | None]] = [(shape.replace("{}", one.id), one)
                                                    for one in things]  # fmt: skip
            if about:
                names = ("x" * 22,) if about == "code" else (str(ABSENT), *MALFORMED)
                data += [(shape.replace("{}", one), None) for one in names]
            made.append((kind, shape, data or [(shape, None)]))
    return made


def a_few(tried: list[tuple[str, Thing | None]]) -> list[tuple[str, Thing | None]]:
    """One that is there and one that is not, for those who may not at all."""
    there = [one for one in tried if one[1]]
    return [*there[:1], *[one for one in tried if not one[1]][:1]]


def is_malformed(data: str, thing: Thing | None) -> bool:
    """Whether the data names no thing that could be there."""
    return thing is None and str(ABSENT) not in data and "{}" in shape_of(data)


@pytest.mark.timeout(PATIENCE)
@pytest.mark.parametrize("name", PEOPLE)
def test_every_button_does_what_the_table_says_for_everybody(name: str, shapes: Shapes) -> None:
    with office() as here:
        planted = here.life.database.transact(lambda s: plant(s, here))
        tries, wrong = here.life.run(_press_all(here, planted, name, shapes))
    print("cells tried:", tries)
    assert not wrong, "\n".join(wrong[:40]) + f"\n{len(wrong)} wrong"


async def _press_all(
    here: Office, planted: Planted, name: str, shapes: Shapes
) -> tuple[int, list[str]]:
    bench, wrong = await Bench.of(here.life), []
    try:
        seen: set[str] = set()
        for kind, shape, tried in cells(planted, shapes):
            if kind in seen and name not in ("tom", "ada"):
                continue  # what a button is about more closely is tried by those who see it
            is_thorough = name == "tom" and kind not in seen
            some = tried if is_thorough else [one for one in tried if not is_malformed(*one)]
            wrong += await _pressed_by(bench, here, planted, name, kind, shape, some)
            seen.add(kind)
        return bench.tries, wrong
    finally:
        bench.close()


async def _pressed_by(
    bench: Bench, here: Office, planted: Planted, name: str, kind: str, shape: str,
    tried: list[tuple[str, Thing | None]],
) -> list[str]:  # fmt: skip
    """One person, one sort of button, about everything there is; what went wrong."""
    wrong, person, press = [], here.hands[name].person, BUTTONS[kind]
    answers: dict[bool, set[str]] = {True: set(), False: set()}
    of_all_alike = name in OFFICE and press.about in ("customer", "visit", "follow-up")
    if PEOPLE[name][1] not in press.roles or of_all_alike:
        tried = a_few(tried)
    for data, thing in tried:
        allowed = may(press, thing, name) and not (
            shape.endswith(":owner_id") and name not in OFFICE
        )
        if press.about == "list" and str(ABSENT) in data:
            allowed = name in OFFICE  # the list of nobody is empty
        outcome = await bench.press(person.user, person.chat, data)
        wrong += leaks(here, planted, outcome, f"{name} presses {data}")
        if kind == "join:":  # somebody with access comes in by no invitation
            is_right = not outcome.written and len(outcome.said) == 1
        else:
            is_right = outcome.is_denial != allowed or (allowed and kind in OF_SOME_QUESTIONS)
        if not is_right:
            wrong.append(f"{name} {'may' if allowed else 'may not'} {data}: {outcome}")
        if not allowed and (thing is None or name not in thing.readers):
            answers[thing is None].add(str([one.params for one in outcome.said]))
    if answers[False] and answers[True] and not answers[False] <= answers[True]:
        wrong.append(f"{name}: foreign and absent {shape} answer differently: {answers}")
    return wrong


def test_a_button_of_an_older_question_shows_the_present_one_and_chooses_nothing() -> None:
    with office() as here:
        planted = here.life.database.transact(lambda s: plant(s, here))
        form = next(one for one in planted.things["form"] if "tom" in one.readers)

        async def play() -> None:
            bench, tom = await Bench.of(here.life), here.tom.person
            for verb in "vnsbgex":
                outcome = await bench.press(tom.user, tom.chat, f"f:{form.id}:0:{verb}:0")
                assert "Hier geht es inzwischen weiter" in str(outcome.said), (verb, outcome)
                assert outcome.written <= {"forms"}
            bench.close()

        here.life.run(play())


@pytest.mark.timeout(PATIENCE)
def test_no_button_does_anything_for_strangers_removed_people_and_in_groups(
    shapes: Shapes,
) -> None:
    with office() as here:
        planted = here.life.database.transact(lambda s: plant(s, here))
        here.life.database.transact(lambda s: remove(s, here.life.program.desk, "Eva Roth"))
        planted.readers = {one: who - {"eva"} for one, who in planted.readers.items()}
        tries, wrong = here.life.run(_press_without_right(here, planted, shapes))
    print("cells tried:", tries)
    assert not wrong, "\n".join(wrong[:40])


async def _press_without_right(
    here: Office, planted: Planted, shapes: Shapes
) -> tuple[int, list[str]]:
    bench, wrong = await Bench.of(here.life), []
    group = here.life.world.group("Vertrieb", [one.person for one in here.hands.values()])
    plain = here.life.world.group("Klein", [here.tom.person], supergroup=False)
    sam, robot = here.life.world.person("Sam Fremd"), User(55, "Robot", is_bot=True)
    channel = Chat(-1009, "channel", "Kanal")  # type: ignore[arg-type]
    theirs = sam.chat
    try:
        outsiders = [(sam.user, theirs), (here.eva.person.user, here.eva.person.chat)]
        for kind, tried in {kind: tried for kind, _, tried in cells(planted, shapes)}.items():
            for at, (data, _thing) in enumerate(a_few(tried)):
                for user, chat in outsiders if at else (
                    *outsiders,
                    (here.tom.person.user, group), (here.tom.person.user, plain),
                    (here.max.person.user, group), (sam.user, group), (ANONYMOUS, group),
                    (robot, group), (here.tom.person.user, channel),
                    (sam.user, here.tom.person.chat), (here.tom.person.user, theirs),
                ):  # fmt: skip
                    if kind.startswith("group:") and user is here.max.person.user:
                        continue  # a manager chooses a group in it
                    if kind == "join:" and chat in (theirs, here.eva.person.chat):
                        continue  # that is how one comes in
                    outcome = await bench.press(user, chat, data)
                    what = f"{user.name} in {chat.id} presses {data}"
                    wrong += leaks(here, planted, outcome, what)
                    if outcome.written or not _says_nothing(outcome):
                        wrong.append(f"{what}: {outcome}")
                    if user is sam and chat is theirs and not outcome.noted:
                        wrong.append(f"{what}: not noted")
        return bench.tries, wrong
    finally:
        bench.close()


def _says_nothing(outcome: Outcome) -> bool:
    """Nothing but that an invitation is needed."""
    return all(
        one.params.keys() == {"callback_query_id"} or "brauchen Sie eine Einladung" in one.text
        for one in outcome.said
    )

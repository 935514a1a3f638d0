"""What leaves without anybody's press or word: it tells nobody what is not theirs."""

from contextlib import closing
from datetime import timedelta

from bot.app import menus
from bot.domain.actor import Role
from bot.handlers.features import FEATURES
from bot.storage.inbox import MAX_ATTEMPTS
from tests.books import remove
from tests.logs.reading import written
from tests.permissions.bench import Bench
from tests.permissions.canaries import OFFICE, Planted, Thing, plant, squeezed
from tests.permissions.test_presses import leaks
from tests.permissions.who_may import COMMANDS, JOBS, REMINDERS
from tests.simulated.office import PEOPLE, Office, office

A_WEEK = timedelta(days=7)


def with_eva_removed(here: Office) -> Planted:
    """All there is, and nothing of it for Eva any more."""
    planted = here.life.database.transact(lambda s: plant(s, here))
    here.life.database.transact(lambda s: remove(s, here.life.program.desk, "Eva Roth"))
    planted.readers = {one: who - {"eva"} for one, who in planted.readers.items()}
    return planted


def test_long_work_and_its_result_tell_everybody_only_what_is_theirs() -> None:
    with written("INFO"), office() as here:  # one of the jobs fails, and is told of at length
        planted = with_eva_removed(here)

        async def play() -> tuple[int, list[str]]:
            wrong = []
            with closing(await Bench.of(here.life)) as bench:
                tables = [{"rep": int(one.id), "since": ""} for one in planted.things["list"]]
                things = [*planted.things["import"], *planted.things["applying import"]]
                imports = [{"import": int(one.id), "file": 1, "language": "de"} for one in things]
                weeks = [{"week": "2026-11-23", "pushed": False}]
                args = dict.fromkeys(JOBS, imports) | {
                    "visits-table": tables,
                    "fetch": [{"file": 1}],
                    "case-week": weeks,
                    "case-week-table": weeks,
                }
                cells = [(kind, one) for kind in sorted(JOBS) for one in args[kind]]
                files = set()
                for name in ("ada", "max", "tom", "eva", "anna"):
                    for kind, one in cells:
                        outcome = await bench.job(here.hands[name], kind, one)
                        wrong += leaks(here, planted, outcome, f"{kind} {one} of {name}")
                        files |= {(name, kind) for said in outcome.said if said.inside}
                        if name == "eva" and outcome.said:
                            wrong.append(f"{kind} {one} of somebody removed: {outcome.said}")
                staff = {"ada", "max", "tom"}
                assert files >= {(name, "visits-table") for name in staff}, files
                who = {name for name, kind in files if kind.startswith("case-week")}
                assert who == OFFICE, files
                assert files >= {(name, "import-refused") for name in ("ada", "max")}, files
            return bench.tries, wrong

        tries, wrong = here.life.run(play())
    print("cells tried:", tries)
    assert not wrong, "\n".join(wrong)


def test_a_reminder_rings_for_those_it_is_for_and_tells_them_only_what_is_theirs() -> None:
    with office() as here:
        planted = with_eva_removed(here)

        async def play() -> tuple[int, list[str]]:
            here.life.clock.advance(A_WEEK)  # what was due is overdue for the office
            wrong, rung = [], set()
            with closing(await Bench.of(here.life)) as bench:
                subjects = {
                    "follow-up": planted.things["follow-up"],
                    "overdue-follow-ups": [Thing("0", OFFICE)],
                    "case-week": [Thing("0", frozenset({"max"}))],
                    "case-target": [Thing(one.id, OFFICE) for one in planted.things["case"]],
                }
                for name, hand in here.hands.items():
                    for kind in REMINDERS:
                        for thing in subjects[kind]:
                            outcome = await bench.due(hand, kind, int(thing.id))
                            wrong += leaks(here, planted, outcome, f"{kind} {thing.id} for {name}")
                            rung |= {(kind, name) for _ in outcome.said}
                            if outcome.said and name not in thing.readers:
                                wrong.append(f"{kind} {thing.id} rings for {name}: {outcome.said}")
                wanted = {(kind, name) for kind, roles in REMINDERS.items() for name in PEOPLE
                          if PEOPLE[name][1] in roles and name != "eva"}  # fmt: skip
                assert rung == wanted, wrong
            return bench.tries, wrong

        tries, wrong = here.life.run(play())
    print("cells tried:", tries)
    assert not wrong, "\n".join(wrong)


def test_what_could_not_be_worked_on_is_told_without_what_it_said() -> None:
    with office() as here:
        planted = with_eva_removed(here)
        words = " ".join(planted.readers)

        async def play() -> list[str]:
            wrong = []
            with closing(await Bench.of(here.life)) as bench:
                sam = here.life.world.person("Sam Fremd")
                for person in (*(one.person for one in here.hands.values()), sam):
                    update = bench.written(person.user, person.chat, words)
                    outcome = await bench.work(update, attempts=MAX_ATTEMPTS)
                    wrong += leaks(here, planted, outcome, f"a dead letter of {person.name}")
                    office_too = {here.hands[one].person.id for one in ("ada", "max")}
                    told = [one.chat_id for one in outcome.said]
                    if told[0] != person.id or len(told) != 2 or told[1] not in office_too:
                        wrong.append(f"a dead letter of {person.name}: {outcome.said}")
                    told_of = squeezed("".join(said.words for said in outcome.said))
                    if any(
                        one in told_of for one in planted.readers if one != squeezed(person.name)
                    ):
                        wrong.append(f"a dead letter of {person.name} is quoted: {outcome.said}")
            return wrong

        wrong = here.life.run(play())
    assert not wrong, "\n".join(wrong)


def test_a_menu_names_the_commands_of_its_role_and_no_other() -> None:
    name = {one.en: {"de": one.de, "en": one.en} for f in FEATURES for one in f.commands}
    menu_of = {one.en: one.menu for feature in FEATURES for one in feature.commands}
    found = menus().of
    assert {role for role, _ in found} == set(Role)
    for (role, language), commands in found.items():
        allowed = {en for en, roles in COMMANDS.items() if role in roles & menu_of[en]}
        assert {one["command"] for one in commands} == {name[en][language] for en in allowed}

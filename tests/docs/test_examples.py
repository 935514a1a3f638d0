"""Examples: what they write finds the demo company's customers, how to run several is so."""

import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from bot.cli.commands import program
from bot.cli.running import GRACE, REFUSED
from bot.cli_customers import import_customers
from bot.config import Settings
from bot.demo import company, history
from bot.domain.say import text
from bot.storage import Session
from bot.storage.people import Person
from bot.texts.render import Renderer
from tests.docs.pages import FENCE, LANGUAGES, ROOT, read
from tests.hand import Hand
from tests.stage import MONDAY, Stage

UNIT = "contrib/innendienst.service"


def unit() -> dict[str, str]:
    """The unit's assignments; none stands twice."""
    found = re.findall(r"^(\w+)=(.*)$", read(UNIT), re.MULTILINE)
    assert len(dict(found)) == len(found)
    return dict(found)


def test_the_containers_run_a_command_of_the_program_with_settings_it_knows() -> None:
    services = yaml.safe_load(read("compose.yaml"))["services"]
    desk = services["desk"]
    [command] = re.findall(r'^CMD \["innendienst", "(\w+)"\]$',
                           desk["build"]["dockerfile_inline"], re.MULTILINE)  # fmt: skip
    assert command in program().commands
    assert {name.lower() for name in desk["environment"]} <= set(Settings.model_fields)
    port = desk["environment"]["WEBHOOK_LISTEN"].rpartition(":")[2]
    assert f"server desk:{port} " in read("compose.yaml")
    assert (
        f"http://{desk['environment']['HEALTH_LISTEN']}/health" in desk["healthcheck"]["test"][-1]
    )
    assert int(desk["stop_grace_period"].rstrip("s")) > GRACE
    for name in re.findall(r"COPY ([^-\n]+)$", desk["build"]["dockerfile_inline"], re.MULTILINE):
        assert all((ROOT / one).exists() for one in name.split()[:-1]), name


def test_the_settings_that_the_containers_need_beside_are_named_and_known() -> None:
    named = set(re.findall(r"\b(?:BOT|WEBHOOK)_[A-Z]+\b", read("compose.yaml")))
    assert named >= {"BOT_TOKEN", "WEBHOOK_URL", "WEBHOOK_SECRET"}
    assert {one.lower() for one in named} <= set(Settings.model_fields)


def test_the_unit_starts_the_program_and_leaves_a_refused_token_alone() -> None:
    found = unit()
    path, command = found["ExecStart"].split()
    assert Path(path).name == "innendienst"
    assert command in program().commands
    assert (found["Restart"], found["RestartPreventExitStatus"]) == ("always", str(REFUSED))
    assert int(found["TimeoutStopSec"]) > GRACE


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    here = tmp_path / "innendienst.service"
    here.write_text(read(UNIT).replace(unit()["ExecStart"], "/bin/true"))
    found = subprocess.run(["systemd-analyze", "verify", here], capture_output=True, text=True)
    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.parametrize("page", ["docs/operate.md", "docs/de/betrieb.md"])
def test_the_manual_says_how_the_proxy_is_set_in_the_example(page: str) -> None:
    for line in ("proxy_read_timeout 5s;", "proxy_next_upstream error timeout non_idempotent;"):
        assert line in read(page)
        assert line in read("compose.yaml")


async def demo_company(stage: Stage, language: str) -> Hand:
    """Tom's phone on the morning of a Tuesday, with all that the demo company has."""
    tom = await Hand.of(stage, company.REP.name, language=language)

    def come_in(session: Session) -> None:
        for one in company.OTHERS:
            session.add(Person(name=one.name, role=one.role, language="de", joined_at=MONDAY))

    stage.clock.advance(timedelta(days=1))
    stage.database.transact(come_in)
    desk = stage.program.desk
    import_customers(stage.database, desk, company.CUSTOMERS, False, lambda _: None)
    stage.database.transact(lambda s: history.write(s, desk))
    return tom


def said(key: str, language: str, **values: str) -> str:
    """What the bot says."""
    return Renderer(Settings(_env_file=None).zone).plain(text(key, **values), language)


def looked_up_in(page: str) -> list[str]:
    """The words to look customers up by that a page names, and that the help does."""
    [named] = re.findall(r"`müller`[^.]*", read(page))
    helping = said("help-rep", LANGUAGES[page]).splitlines()[1]
    return [*re.findall("`(.+?)`", named), *re.findall("[„“](.+?)[“”]", helping)]


def written_in(readme: str) -> list[str]:
    """What the walk through the demo has the rep write: words to look up, a visit, a follow-up,
    and what can be read in two ways."""
    [steps] = re.findall(r"^1\. \*\*.*?(?=^3\. )", read(readme), re.MULTILINE | re.DOTALL)
    return [one for one in re.findall("`(.+?)`", steps) if not one.startswith("/")]


def played_in(page: str) -> list[tuple[str, str]]:
    """What is written or pressed in the conversations of a page, and what the phone then shows."""
    parts = [
        one
        for block in FENCE.findall(read(page))
        for one in re.split("^→ ", block, flags=re.M)[1:]
    ]
    return [(done, shown.strip()) for done, _, shown in (one.partition("\n") for one in parts)]


@pytest.mark.parametrize(
    ("readme", "page"),
    [("README.md", "docs/rep.md"), ("LIESMICH.md", "docs/de/aussendienst.md")],
)
async def test_the_examples_for_a_rep_do_at_the_demo_company_what_the_pages_say(
    readme: str, page: str, stage: Stage
) -> None:
    language = LANGUAGES[page]
    tom = await demo_company(stage, language)
    *words, visit, ahead, unclear = written_in(readme)
    assert len(looked_up_in(page)) == 6 + 4
    assert len(words) == 2
    for one in (*looked_up_in(page), *words):
        await tom.say(one)
        assert not tom.screen.startswith(said("customer-nobody", language, words=one)), one
    for one, key in (
        (visit, "visit-customer-which"), (ahead, "follow-up-save"), (unclear, "follow-up-due_at")
    ):  # fmt: skip
        await tom.say(one)
        assert said(key, language, name="Müller") in tom.screen, one
        await tom.say("/cancel")
    assert len(played_in(page)) == 5
    for done, shown in played_in(page):
        await (tom.press(done.strip("[]")) if done.startswith("[") else tom.say(done))
        assert tom.screen == shown

"""The examples of how to run several: their commands and settings are those of the program."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from bot.cli.commands import program
from bot.cli.running import GRACE, REFUSED
from bot.config import Settings
from tests.docs.pages import ROOT, read

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

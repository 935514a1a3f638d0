"""Starting and ending the demo, and what its phones show at first."""

import signal
from pathlib import Path

import pytest

from .process import demo

REP, ADMIN, CUSTOMER = range(3)


def test_a_newcomer_finds_the_day_begun_looks_something_up_and_ends_it(tmp_path: Path) -> None:
    with demo(tmp_path) as running:
        running.say(REP, "10234")
        assert "Bio-Mehl, Lieferung vor 6 Uhr" in running.until_shown(REP, "Hauptstr. 12")
        assert "Guten Tag, Tom Berg." in running.until_shown(REP, "Angebot über 500 Paletten")
        assert "60 neu" in running.until_shown(
            ADMIN, "R-2026-0027 · Müller Maschinenbau, München · dringend"
        )
        running.say(ADMIN, "/textbausteine")
        running.until_shown(ADMIN, "Gutschrift ist unterwegs")
        running.say(CUSTOMER, "Zwei Paletten kamen kaputt an")
        welcome = running.until_shown(CUSTOMER, "Vorgang R-2026-0028 ist aufgenommen.")
        assert "Guten Tag, Anna Huber." in welcome
        assert "Zwei Paletten kamen kaputt an" in running.until_shown(ADMIN, "R-2026-0028")
        assert running.end(signal.SIGTERM) == (0, "", "")


@pytest.mark.long
def test_everybody_speaks_the_language_that_is_set_whatever_the_terminal_speaks(
    tmp_path: Path,
) -> None:
    with demo(tmp_path, DEFAULT_LANGUAGE="en") as running:
        assert "Type “huber”" in running.greeting
        assert "60 new" in running.until_shown(ADMIN, "delivery of flour")
        assert "Hello, Anna Huber." in running.until_shown(CUSTOMER, "is with Tom Berg")


@pytest.mark.long
def test_a_second_demo_takes_another_port_and_leaves_the_first_alone(tmp_path: Path) -> None:
    with demo(tmp_path) as first:
        port = int(first.url.rpartition(":")[2])
        with demo(tmp_path, port, LANG="en_GB.UTF-8") as second:
            assert second.url != first.url
            assert "Type “huber”" in second.greeting
            assert "/?lang=en" in second.greeting
            assert "Hello, Tom Berg." in second.phones()[REP]
            first.say(REP, "10234")
            first.until_shown(REP, "Hauptstr. 12")
            assert "Hauptstr. 12" not in second.phones()[REP]
            assert second.end(signal.SIGINT) == (0, "", "")


@pytest.mark.long
def test_it_starts_afresh_each_time_and_leaves_the_real_bots_settings_alone(
    tmp_path: Path,
) -> None:
    (tmp_path / ".env").write_text("BOT_TOKEN=nonsense\nDATABASE_URL=sqlite:///real.db\n")
    real = {"WEBHOOK_URL": "https://desk.example/", "HTTP_PROXY": "http://127.0.0.1:9"}
    with demo(tmp_path, **real) as first:
        pass
    port = int(first.url.rpartition(":")[2])
    with demo(tmp_path, port, **real) as again:
        assert again.url == first.url
        assert "60 neu" in again.until_shown(ADMIN, "kunden.csv ist übernommen")
    assert [file.name for file in tmp_path.rglob("*.db")] == [f"demo-{port}.db"]

"""Settings: what is wrong is named in one sentence, and a secret is never told."""

from datetime import time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.cli.words import words
from bot.config import BadSettings, Settings, read_settings
from bot.domain.business_hours import BusinessHours
from bot.domain.targets import Target
from bot.opening import desk_of

ENV_EXAMPLE = Path(__file__).parent.parent / ".env.example"


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def read(folder: Path, content: str) -> Settings:
    file = folder / ".env"
    file.write_text(content, encoding="utf-8")
    return read_settings(file)


@pytest.mark.parametrize(
    ("line", "named", "key"),
    [
        ("BOT_TOKEN=hello", "BOT_TOKEN", "setting-token"),
        ("BOT_TOKEN=123456:ab cd", "BOT_TOKEN", "setting-token"),
        ("TELEGRAM_API_URL=api.telegram.org", "TELEGRAM_API_URL", "setting-web-address"),
        ("DATABASE_URL=mysql://host/desk", "DATABASE_URL", "setting-database"),
        ("DATABASE_URL=sqlite:///", "DATABASE_URL", "setting-database"),
        ("WEBHOOK_URL=ftp://desk.example", "WEBHOOK_URL", "setting-web-address"),
        ("WEBHOOK_URL=https://[::1", "WEBHOOK_URL", "setting-web-address"),
        ("WEBHOOK_LISTEN=8080", "WEBHOOK_LISTEN", "setting-listen"),
        ("WEBHOOK_LISTEN=0.0.0.0:70000", "WEBHOOK_LISTEN", "setting-listen"),
        ("WEBHOOK_SECRET=not this!", "WEBHOOK_SECRET", "setting-webhook-secret"),
        ("WEBHOOK_SECRET=" + "x" * 257, "WEBHOOK_SECRET", "setting-webhook-secret"),
        ("WEBHOOK_URL=https://desk.example", "WEBHOOK_SECRET", "setting-webhook-needs-secret"),
        ("COMPANY_NAME=" + "x" * 121, "COMPANY_NAME", "setting-company"),
        ("TIMEZONE=Europe/Berlinn", "TIMEZONE", "setting-zone"),
        ("TIMEZONE=../etc/passwd", "TIMEZONE", "setting-zone"),
        ("REGION=Bayern", "REGION", "setting-region"),
        ("DEFAULT_LANGUAGE=fr", "DEFAULT_LANGUAGE", "setting-choice"),
        ("CURRENCY=Euro", "CURRENCY", "setting-currency"),
        ("BUSINESS_HOURS=Mo-Fr 17:00-08:00", "BUSINESS_HOURS", "setting-hours"),
        ("CASE_TARGETS=soon 1h/8h", "CASE_TARGETS", "setting-targets"),
        ("HEALTH_LISTEN=localhost", "HEALTH_LISTEN", "setting-listen"),
        ("LOG_LEVEL=loud", "LOG_LEVEL", "setting-choice"),
        ("BOT_TOKE=1", "BOT_TOKE", "setting-unknown"),
        ("bot_toke=", "bot_toke", "setting-unknown"),
        ("BOT_TOKEN 123:abc", "line", "setting-line"),
    ],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_wrong_setting_is_named_in_a_sentence(
    line: str, named: str, key: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadSettings) as bad:
        read(tmp_path, f"# a comment\n\n{line}\n")
    monkeypatch.setenv("DEFAULT_LANGUAGE", language)
    assert [one.key for one in bad.value.problems] == [key]
    sentence = words(key, **bad.value.problems[0].values)
    assert (named if named != "line" else ".env") in sentence
    assert "hello" not in sentence
    assert "not this" not in sentence


def test_every_wrong_setting_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadSettings) as bad:
        read(tmp_path, "TIMEZONE=Mars\nCURRENCY=€\n")
    assert [one.values["name"] for one in bad.value.problems] == ["TIMEZONE", "CURRENCY"]


def test_an_empty_value_means_the_default(tmp_path: Path) -> None:
    lines = "".join(f"{name.upper()}=\n" for name in Settings.model_fields)
    assert read(tmp_path, lines) == Settings(_env_file=None)


def test_the_environment_goes_before_the_file_and_may_hold_other_things(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CURRENCY", "CHF")
    monkeypatch.setenv("SOMETHING_ELSE", "1")
    settings = read(tmp_path, "CURRENCY=EUR\nexport LOG_LEVEL=debug # why\nREGION='BY'\n")
    assert (settings.currency, settings.log_level, settings.region) == ("CHF", "DEBUG", "BY")


def test_the_desk_works_at_the_hours_and_to_the_targets_that_are_set(tmp_path: Path) -> None:
    lines = "TIMEZONE=Europe/Vienna\nREGION=BY\nBUSINESS_HOURS=Sa 9:00-12:00; So 10:00-11:00\n"
    desk = desk_of(read(tmp_path, lines + "CASE_TARGETS=low 2h/3h; high 1h/2h\n"))
    assert desk.hours == BusinessHours(
        {5: ((time(9), time(12)),), 6: ((time(10), time(11)),)}, ZoneInfo("Europe/Vienna"), "BY"
    )
    assert desk.targets["low"] == Target(timedelta(hours=2), timedelta(hours=3))
    assert desk.targets["urgent"] == Target(timedelta(hours=1), timedelta(hours=8))


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadSettings, match="setting-file"):
        read_settings(tmp_path / ".env")


def test_the_example_names_every_setting_and_starts_as_it_is(tmp_path: Path) -> None:
    example = ENV_EXAMPLE.read_text(encoding="utf-8")
    named = [line.partition("=")[0] for line in example.splitlines() if line[:1].isalpha()]
    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)
    assert read(tmp_path, example) == Settings(_env_file=None)


def test_no_secret_is_in_the_settings_words() -> None:
    settings = Settings(_env_file=None, bot_token="1234:abcdefgh", webhook_secret="hidden-one")
    assert "abcdefgh" not in repr(settings) + str(settings)
    assert "hidden-one" not in repr(settings) + str(settings)

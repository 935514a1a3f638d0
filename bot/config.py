"""Settings: read once from the environment and `.env` into one frozen object."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, SecretStr, ValidationError
from pydantic import model_validator as model
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.domain.business_hours import USUAL_HOURS, read_hours
from bot.domain.targets import USUAL_TARGETS, read_targets

STATES = frozenset(
    ("", "Augsburg", "BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN",
     "ST", "SH", "TH")
)  # fmt: skip
ASSIGNMENT = re.compile(r"\s*(?:#.*)?|\s*(?:export\s+)?(?P<name>[A-Za-z_]\w*)\s*=.*")
ENV_FILE = Path(".env")


class Wrong(ValueError):
    """A value cannot be taken; its words are the key of the sentence that says why."""


def _token(secret: SecretStr) -> SecretStr:
    if not re.fullmatch(r"(\d+:[A-Za-z0-9_-]+)?", secret.get_secret_value()):
        raise Wrong("setting-token")
    return secret


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Wrong("setting-zone") from None
    return name


def _known_state(name: str) -> str:
    if name not in STATES:
        raise Wrong("setting-region")
    return name


def _database(url: str) -> str:
    if not re.fullmatch(r"sqlite:///.+|postgresql://.+", url):
        raise Wrong("setting-database")
    return url


def _web_address(url: str) -> str:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if url and not good:
        raise Wrong("setting-web-address")
    return url


def _host_and_port(text: str) -> str:
    host, _, port = text.rpartition(":")
    if text and (not host or not port.isdecimal() or not 0 <= int(port) < 65536):
        raise Wrong("setting-listen")
    return text


def _webhook_secret(secret: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret.get_secret_value()):
        raise Wrong("setting-webhook-secret")
    return secret


def _company(name: str) -> str:
    if not 1 <= len(name.strip()) <= 120:
        raise Wrong("setting-company")
    return name.strip()


def _currency(code: str) -> str:
    if not re.fullmatch("[A-Z]{3}", code):
        raise Wrong("setting-currency")
    return code


def _hours(words: str) -> str:
    try:
        read_hours(words)
    except ValueError:
        raise Wrong("setting-hours") from None
    return words


def _targets(words: str) -> str:
    try:
        read_targets(words)
    except ValueError:
        raise Wrong("setting-targets") from None
    return words


def _upper(text: Any) -> Any:
    return text.upper() if isinstance(text, str) else text


class Settings(BaseSettings):
    """Everything that can be set; the meaning of each stands in `.env.example`."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
    )

    bot_token: Annotated[SecretStr, AfterValidator(_token)] = SecretStr("")
    telegram_api_url: Annotated[str, AfterValidator(_web_address)] = "https://api.telegram.org"
    database_url: Annotated[str, AfterValidator(_database)] = "sqlite:///var/innendienst.db"
    webhook_url: Annotated[str, AfterValidator(_web_address)] = ""
    webhook_listen: Annotated[str, AfterValidator(_host_and_port)] = "127.0.0.1:8080"
    webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] = SecretStr("")
    company_name: Annotated[str, AfterValidator(_company)] = "Nordlicht Handel GmbH"
    timezone: Annotated[str, AfterValidator(_known_zone)] = "Europe/Berlin"
    region: Annotated[str, AfterValidator(_known_state)] = ""
    default_language: Literal["de", "en"] = "de"
    currency: Annotated[str, AfterValidator(_currency)] = "EUR"
    business_hours: Annotated[str, AfterValidator(_hours)] = USUAL_HOURS
    case_targets: Annotated[str, AfterValidator(_targets)] = USUAL_TARGETS
    health_listen: Annotated[str, AfterValidator(_host_and_port)] = ""
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)] = (
        "INFO"
    )

    @model(mode="after")
    def _webhook_needs_a_secret(self) -> Self:
        if self.webhook_url and not self.webhook_secret.get_secret_value():
            raise Wrong("setting-webhook-needs-secret")
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The company's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def token(self) -> str:
        """The bot's token in the clear; empty when it is not set."""
        return self.bot_token.get_secret_value()


@dataclass(frozen=True)
class Problem:
    """What is wrong with one setting: the key of a sentence, and its values."""

    key: str
    values: Mapping[str, str]


class BadSettings(Exception):
    """Settings are malformed or unknown; each problem names its setting, never a secret."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{one.values.get('name', '')}: {one.key}" for one in problems))
        self.problems = problems


def read_settings(env_file: Path | None = ENV_FILE) -> Settings:
    """The settings; raises BadSettings with a problem for each wrong one."""
    if env_file and env_file.is_file() and (problems := list(_problems_of_lines(env_file))):
        raise BadSettings(problems)
    try:
        return Settings(_env_file=env_file)  # type: ignore[call-arg]
    except ValidationError as error:
        raise BadSettings([_problem(one) for one in error.errors()]) from None


def _problems_of_lines(env_file: Path) -> Iterator[Problem]:
    """A line that is no assignment, and an unknown name without a value, would else be passed
    over in silence."""
    try:
        lines = env_file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        yield Problem("setting-file", {"name": str(env_file)})
        return
    for number, line in enumerate(lines, 1):
        found = ASSIGNMENT.fullmatch(line)
        if found is None:
            yield Problem("setting-line", {"name": str(env_file), "line": str(number)})
        elif found["name"] and found["name"].lower() not in Settings.model_fields:
            yield Problem("setting-unknown", {"name": found["name"], "file": str(env_file)})


def _problem(error: Any) -> Problem:
    name = "_".join(str(part) for part in error["loc"]).upper()
    match error["type"]:
        case "literal_error":
            return Problem("setting-choice", {"name": name, "choices": _choices(name)})
        case _:
            return Problem(str(error["ctx"]["error"]), {"name": name or "WEBHOOK_SECRET"})


def _choices(name: str) -> str:
    allowed = Settings.model_fields[name.lower()].annotation
    return ", ".join(getattr(allowed, "__args__", ()))

"""Settings: read once from the environment and `.env` into one frozen object."""

from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

STATES = frozenset(
    ("", "Augsburg", "BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN",
     "ST", "SH", "TH")
)  # fmt: skip


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"{name!r} is no time zone, for example Europe/Berlin")
    return name


def _known_state(name: str) -> str:
    if name not in STATES:
        raise ValueError(f"{name!r} is no German state, for example BY or NW")
    return name


def _database(url: str) -> str:
    if not url.startswith(("sqlite:///", "postgresql://")):
        raise ValueError("must begin with sqlite:/// or postgresql://")
    return url


def _web_address(url: str) -> str:
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ValueError("must be an address beginning with https:// or http://")
    return url


def _host_and_port(text: str) -> str:
    host, _, port = text.rpartition(":")
    if text and (not host or not port.isdecimal() or not 0 <= int(port) < 65536):
        raise ValueError("must be host:port, for example 127.0.0.1:8080")
    return text


class Settings(BaseSettings):
    """Everything that can be set; the meaning of each stands in `.env.example`."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="forbid", frozen=True
    )

    bot_token: SecretStr = SecretStr("")
    telegram_api_url: Annotated[str, AfterValidator(_web_address)] = "https://api.telegram.org"
    database_url: Annotated[str, AfterValidator(_database)] = "sqlite:///var/innendienst.db"
    webhook_url: Annotated[str, AfterValidator(_web_address)] = ""
    webhook_listen: Annotated[str, AfterValidator(_host_and_port)] = "127.0.0.1:8080"
    webhook_secret: SecretStr = SecretStr("")
    company_name: str = Field("Nordlicht Handel GmbH", min_length=1, max_length=120)
    timezone: Annotated[str, AfterValidator(_known_zone)] = "Europe/Berlin"
    region: Annotated[str, AfterValidator(_known_state)] = ""
    default_language: Literal["de", "en"] = "de"
    currency: str = Field("EUR", pattern="^[A-Z]{3}$")
    health_listen: Annotated[str, AfterValidator(_host_and_port)] = ""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @model_validator(mode="after")
    def _webhook_needs_a_secret(self) -> Self:
        if self.webhook_url and not self.webhook_secret.get_secret_value():
            raise ValueError("WEBHOOK_SECRET must be set when WEBHOOK_URL is")
        return self

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class BadSettings(Exception):
    """A setting is malformed or unknown; the message names it."""


def read_settings(env_file: Path | None = Path(".env")) -> Settings:
    """The settings; raises BadSettings with one sentence that names every wrong one."""
    try:
        return Settings(_env_file=env_file)  # type: ignore[call-arg]
    except ValidationError as error:
        raise BadSettings("; ".join(_sentence(one) for one in error.errors())) from None


def _sentence(error: object) -> str:
    assert isinstance(error, dict)
    name = "_".join(str(part) for part in error["loc"]).upper()
    if error["type"] == "extra_forbidden":
        return f"{name} is no setting of this program"
    return f"{name}: {error['msg']}" if name else str(error["msg"])

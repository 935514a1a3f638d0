"""What all tables share: naming of constraints, instants in UTC, JSON, ids."""

import math
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, MetaData, Text, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase

BigId = BigInteger().with_variant(Integer, "sqlite")
Json = JSON().with_variant(JSONB(), "postgresql")


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept and given back in UTC; refuses naive ones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime is no instant")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


DEEPEST = 64
"""Levels of an update that are kept; Telegram needs a dozen."""


def storable(value: Any, levels: int = DEEPEST) -> Any:
    """The same without what PostgreSQL does not take: NUL, half characters, NaN; and without
    what is nested so deep that nobody could read it."""
    match value:
        case str():
            return value.replace("\0", "").encode("utf-8", "replace").decode()
        case dict() | list() if not levels:
            return None
        case dict():
            return {storable(key): storable(one, levels - 1) for key, one in value.items()}
        case list():
            return [storable(one, levels - 1) for one in value]
        case float() if not math.isfinite(value):
            return None
    return value


class Base(DeclarativeBase):
    """The parent of every table."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy's own way to say it)
        datetime: Instant,
        dict[str, Any]: Json,
        list[Any]: Json,
        str: Text,
    }

"""Statements are compiled once for all databases of a kind, as for the one of a running program."""

from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

from bot.storage import engine

MOST = 5000
_COMPILED: LRUCache[Any, Any] = LRUCache(MOST)


def compile_once() -> None:
    """From now on."""
    engine.create_engine = _create  # type: ignore[attr-defined]
    for kind in (PGDialect_psycopg, SQLiteDialect_pysqlite):
        kind.__eq__ = lambda one, other: type(one) is type(other)  # type: ignore[method-assign]
        kind.__hash__ = lambda one: hash(type(one))  # type: ignore[method-assign]


def _create(url: str, **how: Any) -> Engine:
    made = create_engine(url, **how)
    made._compiled_cache = _COMPILED
    return made

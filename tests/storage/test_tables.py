"""Every table is known to whatever reads all of them: backups, checks, migrations."""

from pathlib import Path

from bot import storage
from bot.storage.tables import TABLES


def test_every_module_with_a_table_is_listed() -> None:
    folder = Path(storage.__path__[0])
    having = {one.stem for one in folder.glob("*.py") if "__tablename__ = " in one.read_text()}
    assert having == {one.__name__.rpartition(".")[2] for one in TABLES}

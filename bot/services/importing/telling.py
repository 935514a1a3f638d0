"""An import in words, for the chat and the command line alike."""

from bot.domain.refusal import Refusal
from bot.domain.say import Clipped, Text, Words, text
from bot.storage import Session, imports
from bot.storage.imports import Import

SHOWN = 3
LONGEST_NAME = 60


def named(key: str, one: Import, **values: int) -> Text:
    """A text about an import, which it names by its file."""
    return text(key, name=Clipped(one.file_name, LONGEST_NAME), **values)


def reason(key: str, values: dict[str, str | int]) -> Text:
    """Why a row was refused, as it was staged."""
    return Refusal(key, **values).text


def dry_run(session: Session, one: Import) -> list[Text]:
    """What would happen: counts, the first refused rows, and columns left out."""
    refused = imports.refused_rows(session, one.id, SHOWN)
    rows = [
        text("import-line", line=str(row.line), reason=reason(*(row.reasons or [])[0]))
        for row in refused
    ]
    more = one.found.get("refused", 0) - len(rows)
    if more > 0:
        rows.append(text("import-more", count=more))
    lines = [
        named("import-head", one, rows=sum(one.found.values())),
        _counts("import-found", one.found),
        *rows,
        *_columns("import-unknown", one.columns.get("unknown", [])),
        *_columns("import-duplicates", one.columns.get("duplicates", [])),
    ]
    return lines if to_apply(one) else [*lines, text("import-nothing")]


def done(one: Import) -> list[Text]:
    """What has happened."""
    lines = [named("import-done", one), _counts("import-applied", one.applied)]
    if refused := one.found.get("refused", 0):
        lines.append(text("import-done-refused", count=refused))
    return lines


def to_apply(one: Import) -> int:
    """How many customers are waiting to be taken over."""
    return int(one.found.get("new", 0) + one.found.get("changed", 0))


def _counts(key: str, counts: dict[str, int]) -> Text:
    verdicts = ("new", "changed", "unchanged", "refused")
    return text(key, **{verdict: counts.get(verdict, 0) for verdict in verdicts})


def _columns(key: str, headings: list[str]) -> list[Text]:
    if not headings:
        return []
    shown = [text("import-column", heading=heading) for heading in headings[:10]]
    return [text(key, columns=Words(shown), count=len(headings), rest=len(headings) - len(shown))]


def card(import_id: int) -> str:
    """The name of the message that shows an import."""
    return f"import:{import_id}"

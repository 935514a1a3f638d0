"""The checks: nothing is wrong in a database at rest, and whatever is wrong is found."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select, text

from bot.storage import Session
from bot.storage.checking import CHECKS, problems, results
from bot.storage.checking.references import NOT_OURS, REFERENCES
from bot.storage.engine import Database
from bot.storage.tables import metadata
from tests.databases import laid_out
from tests.furnished import furnish

NAMES_A_PERSON = {"changed_by", "created_by", "invited_by", "opened_by", "used_by"}

WRONG = {
    "DELETE FROM chats WHERE chat_id = 73": [],
    "DELETE FROM chats WHERE chat_id = 74":
        ["references: case_entries 1", "references: people 4"],
    "DELETE FROM cards; UPDATE outbox SET person_id = 99 WHERE id = 1": ["references: outbox 1"],
    "UPDATE audit SET person_id = NULL, subject = 'ghost' WHERE id = 1":
        ["audit-chain: audit 1", "references: audit 1"],
    "UPDATE audit SET subject_id = 99 WHERE id = 2":
        ["audit-chain: audit 2", "references: audit 2"],
    "UPDATE outbox SET params = '{\"document\": {\"file\": 9}}' WHERE id = 1":
        ["references: outbox 1"],
    "UPDATE jobs SET args = '{\"file\": 9}' WHERE id = 1": ["references: jobs 1"],
    "UPDATE inbox SET payload = '{\"job\": 99, \"result\": {}}' WHERE update_id < 0":
        ["references: inbox 2"],
    "UPDATE forms SET data = '{\"values\": {\"customer\": 99}}'": ["references: forms 1"],
    "UPDATE forms SET data = '{\"values\": {\"notes\": {\"files\": [[9, \"photo\"]]}}}'":
        ["references: forms 1"],
    "UPDATE people SET role = 'boss' WHERE id = 1": ["people-roles: people 1"],
    "UPDATE people SET customer_id = 1 WHERE id = 2": ["people-roles: people 2"],
    "UPDATE people SET chat_id = 73 WHERE id = 3": ["people-removed: people 3"],
    "UPDATE people SET removed_at = joined_at, user_id = NULL, chat_id = NULL WHERE id = 2":
        ["people-removed: forms 1", "people-removed: outbox 1", "people-removed: reminders 1"],
    "UPDATE invitations SET used_by = NULL WHERE id = 1": ["invitations: invitations 1"],
    "UPDATE invitations SET role = 'admin' WHERE id = 1": ["invitations: invitations 1"],
    "UPDATE customers SET version = 7": ["customers-version: customers 1"],
    "UPDATE addresses SET kind = 'other'": ["customers-parts: addresses 1"],
    "UPDATE contacts SET position = 0": ["customers-parts: contacts 1"],
    "DELETE FROM visit_versions": ["visits-versions: visits 1"],
    "UPDATE visit_versions SET version = 4": ["visits-versions: visits 1"],
    "UPDATE follow_ups SET status = 'lost'":
        ["follow-ups-states: follow_ups 1", "reminders-subjects: reminders 1"],
    "DELETE FROM reminders": ["cases-due: cases 1", "follow-ups-ring: follow_ups 1"],
    "UPDATE reminders SET due_at = '2026-11-24 09:20:00+00:00' WHERE id = 1":
        ["follow-ups-ring: follow_ups 1", "reminders-subjects: reminders 1",
         "reminders-times: reminders 1"],
    "UPDATE reminders SET subject_id = 9, status = 'queued', queued_at = due_at WHERE id = 1":
        ["follow-ups-ring: follow_ups 1", "reminders-subjects: reminders 1"],
    "UPDATE reminders SET zone = 'Mars' WHERE id = 2": ["reminders-times: reminders 2"],
    "UPDATE reminders SET status = 'lost' WHERE id = 2": ["reminders-states: reminders 2"],
    "UPDATE reminders SET status = 'failed', queued_at = due_at WHERE id = 1":
        ["reminders-failed: reminders 1"],
    "UPDATE reminders SET status = 'failed', queued_at = due_at WHERE id = 2":
        ["reminders-failed: reminders 2"],
    "UPDATE reminders SET status = 'failed', queued_at = due_at WHERE id = 1; "
    "UPDATE follow_ups SET status = 'done', done_at = due_at": [],
    "UPDATE audit SET subject = 'case', subject_id = 9 WHERE id = 2":
        ["audit-chain: audit 2", "references: audit 2"],
    "UPDATE cases SET state = 'in_progress'": ["cases-states: cases 1"],
    "DELETE FROM case_states": ["cases-states: cases 1"],
    "UPDATE cases SET solution_due_at = NULL": ["cases-due: cases 1"],
    "UPDATE cases SET response_due_at = opened_at, answered_at = opened_at":
        ["cases-due: cases 1"],
    "DELETE FROM reminders WHERE kind = 'case-target'": ["cases-due: cases 1"],
    "UPDATE cases SET state = 'waiting', solution_due_at = NULL; "
    "UPDATE case_states SET state = 'waiting'": ["cases-ended: reminders 3"],
    "UPDATE canned_answers SET words = ''": ["canned-answers: canned_answers 1"],
    "UPDATE forms SET state = 'lost'": ["forms: forms 1"],
    "INSERT INTO forms SELECT id + 1, chat_id, thread_id, person_id, kind, step, data, screen,"
    " version, state, opened_at, touched_at FROM forms": ["forms: forms 2"],
    "UPDATE files SET size = 3": ["files: files 1"],
    "UPDATE imports SET status = 'lost'": ["imports-states: imports 1"],
    "DELETE FROM import_rows WHERE line = 2": ["imports-rows: imports 1"],
    "UPDATE imports SET status = 'done', started_at = created_at, done_at = created_at":
        ["imports-rows: import_rows 1/False/2"],
    "UPDATE inbox SET status = 'done', done_at = received_at WHERE update_id < 0":
        ["inbox-order: inbox 1"],
    "UPDATE inbox SET status = 'dead', done_at = received_at WHERE update_id = 900":
        ["inbox-states: inbox 1"],
    "UPDATE inbox SET attempts = 4 WHERE update_id = 900": ["inbox-states: inbox 1"],
    "UPDATE outbox SET status = 'done' WHERE id = 1": ["outbox-states: outbox 1"],
    "UPDATE outbox SET owner = 'nobody' WHERE id = 2": ["owners: outbox 2"],
    "UPDATE jobs SET owner = 'nobody' WHERE id = 1": ["owners: jobs 1"],
    "UPDATE jobs SET status = 'dead', done_at = created_at WHERE id = 1": ["jobs-states: jobs 1"],
    "UPDATE runs SET crashed = true": [f"runs: runs {'?' * 32}"],
    "UPDATE facts SET value = '9 x' WHERE name = 'audit-head'": ["audit-chain: audit audit-head"],
}  # fmt: skip
"""What is done to the database, and what is wrong then."""


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = laid_out(database_url)
    made.transact(furnish)
    yield made
    made.close()


def test_nothing_is_wrong_in_a_database_with_something_in_every_table(database: Database) -> None:
    def counts(session: Session) -> set[str]:
        tables = metadata.sorted_tables
        return {
            one.name for one in tables if not session.scalar(select(func.count()).select_from(one))
        }

    assert database.read(counts) == set()
    assert database.read(problems) == []


def test_whatever_is_wrong_is_found_row_by_row_and_nothing_else(database: Database) -> None:
    found = {}
    for damage in list(WRONG)[:: 1 if database.is_sqlite else 6]:

        def damaged(session: Session, damage: str = damage) -> list[str]:
            for one in damage.split("; "):
                session.execute(text(one).execution_options(autoflush=False))
            seen = sorted(repr(one).strip("<>") for one in problems(session))
            session.rollback()
            return seen

        seen = database.transact(damaged)
        found[damage] = [
            f"runs: runs {'?' * 32}" if one[:10] == "runs: runs" else one for one in seen
        ]
    assert found == {damage: WRONG[damage] for damage in found}


def test_every_name_is_told_once_with_what_was_looked_at(database: Database) -> None:
    told = list(database.read(lambda s: list(results(s))))
    assert [one.name for one in told] == [*dict.fromkeys(check.name for check in CHECKS)]
    assert all(one.rows > 0 for one in told)


def test_every_table_is_named_by_a_check() -> None:
    named = {table.__tablename__ for check in CHECKS for table in check.tables}
    assert set(metadata.tables) - named == set()


def test_every_column_that_names_a_row_is_checked() -> None:
    known = {(column.class_.__tablename__, column.key) for column, _ in REFERENCES}
    known |= {("audit", "subject_id"), ("reminders", "subject_id"), ("chats", "chat_id")}
    for table in metadata.sorted_tables:
        for column in table.c:
            names = column.name.endswith("_id") or column.name in NAMES_A_PERSON
            if (names and column.name not in NOT_OURS) or column.foreign_keys:
                assert (table.name, column.name) in known, f"{table.name}.{column.name}"

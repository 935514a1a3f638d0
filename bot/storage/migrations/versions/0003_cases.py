"""cases"""

import sqlalchemy as sa
from alembic import op

from bot.storage.base import BigId, Instant, Json

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cards_shown",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name=op.f("pk_cards_shown")),
    )
    op.create_table(
        "cases",
        sa.Column("id", BigId, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("customer_id", BigId, nullable=False),
        sa.Column("contact_id", BigId, nullable=True),
        sa.Column("opened_by", BigId, nullable=False),
        sa.Column("visit_id", BigId, nullable=True),
        sa.Column("owner_id", BigId, nullable=True),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("reasons", Json, nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("touched_at", Instant(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("resolved_at", Instant(), nullable=True),
        sa.Column("response_due_at", Instant(), nullable=True),
        sa.Column("solution_due_at", Instant(), nullable=True),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("merged_into_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["people.id"], name=op.f("fk_cases_contact_id")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_cases_customer_id")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["cases.id"], name=op.f("fk_cases_merged_into_id")
        ),
        sa.ForeignKeyConstraint(["opened_by"], ["people.id"], name=op.f("fk_cases_opened_by")),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name=op.f("fk_cases_owner_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_cases_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("number", name=op.f("uq_cases_number")),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index("ix_cases_customer_state", ["customer_id", "state"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_cases_merged_into_id"), ["merged_into_id"], unique=False
        )
        batch_op.create_index("ix_cases_owner_state", ["owner_id", "state"], unique=False)
        batch_op.create_index("ix_cases_state_resolved_at", ["state", "resolved_at"], unique=False)

    op.create_table(
        "case_entries",
        sa.Column("id", BigId, nullable=False),
        sa.Column("case_id", BigId, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person_id", BigId, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("file_id", BigId, nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_entries_case_id")),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_case_entries_file_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_case_entries_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_entries")),
    )
    with op.batch_alter_table("case_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_entries_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_case_entries_message", ["chat_id", "message_id"], unique=False)

    op.create_table(
        "case_states",
        sa.Column("id", BigId, nullable=False),
        sa.Column("case_id", BigId, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("person_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_states_case_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_case_states_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_states")),
    )
    with op.batch_alter_table("case_states", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_states_case_id"), ["case_id"], unique=False)

    op.create_table(
        "case_entry_versions",
        sa.Column("entry_id", BigId, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["case_entries.id"], name=op.f("fk_case_entry_versions_entry_id")
        ),
        sa.PrimaryKeyConstraint("entry_id", "version", name=op.f("pk_case_entry_versions")),
    )


def downgrade() -> None:
    op.execute("DELETE FROM reminders WHERE kind = 'case-target'")
    op.drop_table("case_entry_versions")
    with op.batch_alter_table("case_states", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_states_case_id"))

    op.drop_table("case_states")
    with op.batch_alter_table("case_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_case_entries_message")
        batch_op.drop_index(batch_op.f("ix_case_entries_case_id"))

    op.drop_table("case_entries")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_state_resolved_at")
        batch_op.drop_index("ix_cases_owner_state")
        batch_op.drop_index(batch_op.f("ix_cases_merged_into_id"))
        batch_op.drop_index("ix_cases_customer_state")

    op.drop_table("cases")
    op.drop_table("cards_shown")

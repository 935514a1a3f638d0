"""staff group"""

import sqlalchemy as sa
from alembic import op

from bot.storage.base import BigId, Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_topics",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", BigId, autoincrement=False, nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("shown_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_topics_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("chat_id", "case_id", name=op.f("pk_case_topics")),
    )
    op.create_index("ix_case_topics_thread", "case_topics", ["chat_id", "thread_id"])
    op.add_column("outbox", sa.Column("topic", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_column("topic")

    op.drop_index("ix_case_topics_thread", "case_topics")
    op.drop_table("case_topics")

"""the trail is a chain"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.storage.audit import HEAD, START, Head
from bot.storage.base import BigId, Instant, Json

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

AT_ONCE = 1000
AUDIT = sa.table(
    "audit",
    sa.column("id", BigId),
    sa.column("at", Instant()),
    sa.column("person_id", sa.Integer()),
    sa.column("deed", sa.Text()),
    sa.column("subject", sa.Text()),
    sa.column("subject_id", BigId),
    sa.column("details", Json),
    sa.column("place", sa.BigInteger()),
    sa.column("seal", sa.Text()),
)
FACTS = sa.table("facts", sa.column("name", sa.Text()), sa.column("value", sa.Text()))


def upgrade() -> None:
    op.add_column("audit", sa.Column("place", sa.BigInteger(), nullable=True))
    op.add_column("audit", sa.Column("seal", sa.Text(), nullable=True))
    head = _chained(op.get_bind())
    op.create_index("ix_audit_place", "audit", ["place"], unique=True)
    op.execute(sa.insert(FACTS).values(name=HEAD, value=str(head)))
    # Files of our own, such as an invitation's picture, did not count their bytes.
    op.execute(sa.text("UPDATE files SET size = length(content) WHERE content IS NOT NULL"))


def _chained(connection: sa.Connection) -> Head:
    """Give the deeds there are their places, a piece at a time; the last one's."""
    head, last = Head.read(START), 0
    content = [one for one in AUDIT.c if one.name not in ("place", "seal")]
    place = (
        sa.update(AUDIT)
        .where(AUDIT.c.id == sa.bindparam("the_id"))
        .values(place=sa.bindparam("place"), seal=sa.bindparam("seal"))
    )
    query = sa.select(*content).order_by(AUDIT.c.id).limit(AT_ONCE)
    while rows := connection.execute(query.where(AUDIT.c.id > last)).all():
        placed: list[dict[str, Any]] = []
        for row in rows:
            head, last = head.next(row), row.id
            placed.append({"the_id": last, "place": head.place, "seal": head.seal})
        connection.execute(place, placed)
    return head


def downgrade() -> None:
    op.execute(sa.delete(FACTS).where(FACTS.c.name == HEAD))
    op.drop_index("ix_audit_place", "audit")
    with op.batch_alter_table("audit") as batch_op:
        batch_op.drop_column("seal")
        batch_op.drop_column("place")

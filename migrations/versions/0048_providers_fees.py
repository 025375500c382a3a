"""When a provider is asked what it kept for its work."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("payment_attempts", sa.Column("fees_due_at", sa.DateTime(), nullable=True))
    op.create_index("ix_payment_attempts_fees_due_at", "payment_attempts", ["fees_due_at"])


def downgrade() -> None:
    op.drop_index("ix_payment_attempts_fees_due_at", "payment_attempts")
    with op.batch_alter_table("payment_attempts") as table:
        table.drop_column("fees_due_at")

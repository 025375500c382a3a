"""Transfers are asked for by month: an index on their moment."""

from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_ledger_transfers_at"), "ledger_transfers", ["at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_ledger_transfers_at"), table_name="ledger_transfers")

"""The sub-order of a transfer: which supplier's part of an order a movement belongs to."""

import sqlalchemy as sa
from alembic import op

from app.evidence.guards import statements

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

OF_A_SALE = """
    UPDATE ledger_transfers SET suborder = (
        SELECT s.reference FROM suborders s JOIN orders o ON o.id = s.order_id
        WHERE o.reference = ledger_transfers.about
        AND ledger_transfers.source LIKE 'formed:' || s.reference || ':%'
    ) WHERE source LIKE 'formed:%'
"""
OF_A_REFUND = """
    UPDATE ledger_transfers SET suborder = (
        SELECT r.suborder_reference FROM refunds r
        WHERE ledger_transfers.source LIKE 'refund:' || r.number || ':%'
        OR ledger_transfers.source = 'refund:' || r.number
    ) WHERE source LIKE 'refund:%'
"""


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    op.add_column("ledger_transfers", sa.Column("suborder", sa.String(length=24), nullable=True))
    op.create_index(op.f("ix_ledger_transfers_suborder"), "ledger_transfers", ["suborder"])
    for statement in unguard(dialect):
        op.execute(statement)
    op.execute(OF_A_SALE)
    op.execute(OF_A_REFUND)
    for statement in statements("ledger_transfers", dialect):
        op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f("ix_ledger_transfers_suborder"), table_name="ledger_transfers")
    op.drop_column("ledger_transfers", "suborder")


def unguard(dialect: str) -> list[str]:
    if dialect == "postgresql":
        return [
            "DROP TRIGGER ledger_transfers_guarded ON ledger_transfers",
            "DROP FUNCTION ledger_transfers_guard()",
        ]
    return [f"DROP TRIGGER ledger_transfers_no_{verb}" for verb in ("update", "delete")]

"""Orders formed before donations were booked: the gift lies on the buyer's account until now."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from app.kernel.clock import UtcDateTime

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

MISSING = """
    SELECT o.reference, o.donation_minor FROM orders o
    WHERE o.formed_at IS NOT NULL AND o.donation_minor > 0 AND NOT EXISTS (
        SELECT 1 FROM ledger_transfers t WHERE t.source = 'formed\\:' || o.reference || '\\:donation')
    ORDER BY o.id
"""


def upgrade() -> None:
    transfers = sa.table(
        "ledger_transfers",
        sa.column("at", UtcDateTime()),
        *(sa.column(name, sa.String) for name in ("debit", "credit", "currency", "kind")),
        *(sa.column(name, sa.String) for name in ("source", "about")),
        sa.column("amount_minor", sa.BigInteger),
    )
    rows = [
        {
            "at": datetime.now(UTC),
            "debit": f"shopper:{order.reference}",
            "credit": "cooperative",
            "amount_minor": order.donation_minor,
            "currency": "TRY",
            "kind": "donation",
            "source": f"formed:{order.reference}:donation",
            "about": order.reference,
        }
        for order in op.get_bind().execute(sa.text(MISSING)).all()
    ]
    op.bulk_insert(transfers, rows)


def downgrade() -> None:
    """What was booked stays booked: a row of the ledger is never taken away."""

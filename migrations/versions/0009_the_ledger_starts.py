"""The ledger starts: transfers have a kind and are guarded; refunds know set-offs and shares."""

import sqlalchemy as sa
from alembic import op

from app.evidence.guards import statements

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "ledger_transfers",
        sa.Column("kind", sa.String(length=20), nullable=False, server_default="capture"),
    )
    op.execute("UPDATE ledger_transfers SET kind = 'refund_sent' WHERE source LIKE 'refund:%'")
    for statement in statements("ledger_transfers", op.get_bind().dialect.name):
        op.execute(statement)
    op.add_column(
        "refund_lines",
        sa.Column("commission_vat_minor", sa.BigInteger(), nullable=False, server_default="0"),
    )
    with op.batch_alter_table("refunds", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_refunds_amount_is_sum"), type_="check")
        batch_op.add_column(
            sa.Column("set_off_minor", sa.BigInteger(), nullable=False, server_default="0")
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_refunds_amount_is_sum"),
            "amount_minor = goods_minor + delivery_minor + interest_minor + cost_minor "
            "- set_off_minor",
        )


def downgrade() -> None:
    for statement in unguard(op.get_bind().dialect.name):
        op.execute(statement)
    with op.batch_alter_table("refunds", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_refunds_amount_is_sum"), type_="check")
        batch_op.drop_column("set_off_minor")
        batch_op.create_check_constraint(
            batch_op.f("ck_refunds_amount_is_sum"),
            "amount_minor = goods_minor + delivery_minor + interest_minor + cost_minor",
        )
    op.drop_column("refund_lines", "commission_vat_minor")
    op.drop_column("ledger_transfers", "kind")


def unguard(dialect: str) -> list[str]:
    if dialect == "postgresql":
        return [
            "DROP TRIGGER ledger_transfers_guarded ON ledger_transfers",
            "DROP FUNCTION ledger_transfers_guard()",
        ]
    return [f"DROP TRIGGER ledger_transfers_no_{verb}" for verb in ("update", "delete")]

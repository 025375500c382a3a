"""What providers say moved, what left the bank, and what each night's comparison found."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "provider_movements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(length=12), nullable=False),
        sa.Column("ref", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("fee_minor", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("pending", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_movements")),
    )
    op.create_index(
        "uq_provider_movements_ref", "provider_movements", ["provider", "ref"], unique=True
    )
    op.create_index("ix_provider_movements_at", "provider_movements", ["provider", "at"])
    op.create_table(
        "outgoing_transfers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("value_on", sa.Date(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("remark", sa.String(length=300), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_outgoing_transfers_amount_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_transfers")),
        sa.UniqueConstraint("mark", name=op.f("uq_outgoing_transfers_mark")),
    )
    op.create_index(op.f("ix_outgoing_transfers_value_on"), "outgoing_transfers", ["value_on"])
    op.create_table(
        "reconciliations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(length=60), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("ledger_minor", sa.BigInteger(), nullable=False),
        sa.Column("said_minor", sa.BigInteger(), nullable=False),
        sa.Column("differences", sa.JSON(), nullable=False),
        sa.Column("unheard", sa.String(length=120), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reconciliations")),
    )
    op.create_index(
        "uq_reconciliations_account", "reconciliations", ["account", "until"], unique=True
    )


def downgrade() -> None:
    op.drop_table("reconciliations")
    op.drop_table("outgoing_transfers")
    op.drop_table("provider_movements")

"""Payment by bank transfer: how an order is paid, and the money that comes in."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "orders", sa.Column("means", sa.String(10), nullable=False, server_default="card")
    )
    with op.batch_alter_table("orders") as table:
        table.alter_column("means", server_default=None)
    op.create_table(
        "incoming_transfers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("value_on", sa.Date(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("booked_minor", sa.BigInteger(), nullable=False),
        sa.Column("payer", sa.String(120), nullable=False),
        sa.Column("iban_cipher", sa.String(300), nullable=True),
        sa.Column("remark", sa.String(300), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=True),
        sa.Column("back_attempt_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(300), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("amount_minor > 0", name="amount_positive"),
        sa.CheckConstraint(
            "booked_minor >= 0 AND booked_minor <= amount_minor", name="booked_part"
        ),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["payment_attempts.id"],
            name=op.f("fk_incoming_transfers_attempt_id_payment_attempts"),
        ),
        sa.ForeignKeyConstraint(
            ["back_attempt_id"],
            ["payment_attempts.id"],
            name=op.f("fk_incoming_transfers_back_attempt_id_payment_attempts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_transfers")),
        sa.UniqueConstraint("mark", name=op.f("uq_incoming_transfers_mark")),
    )
    op.create_index("ix_incoming_transfers_state", "incoming_transfers", ["state"])
    op.create_index(op.f("ix_incoming_transfers_attempt_id"), "incoming_transfers", ["attempt_id"])
    op.create_index(
        op.f("ix_incoming_transfers_back_attempt_id"), "incoming_transfers", ["back_attempt_id"]
    )


def downgrade() -> None:
    op.drop_table("incoming_transfers")
    op.drop_column("orders", "means")

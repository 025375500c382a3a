"""Disputes of card payments: what a card scheme takes back, our answer, who bears it."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "disputes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("provider", sa.String(12), nullable=False),
        sa.Column("provider_ref", sa.String(80), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("taken_minor", sa.BigInteger(), nullable=False),
        sa.Column("movements", sa.Integer(), nullable=False),
        sa.Column("booked", sa.Integer(), nullable=False),
        sa.Column("answer_by", sa.DateTime(), nullable=True),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("checked_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.String(12), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("trouble", sa.String(300), nullable=True),
        sa.Column("cause", sa.String(20), nullable=True),
        sa.Column("borne_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("amount_minor > 0", name="amount_positive"),
        sa.CheckConstraint("taken_minor >= 0", name="taken_not_negative"),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_disputes_order_id_orders")
        ),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["payment_attempts.id"],
            name=op.f("fk_disputes_attempt_id_payment_attempts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disputes")),
        sa.UniqueConstraint("number", name=op.f("uq_disputes_number")),
    )
    op.create_index(
        "uq_disputes_provider_ref", "disputes", ["provider", "provider_ref"], unique=True
    )
    op.create_index("ix_disputes_state", "disputes", ["state"])
    op.create_index(op.f("ix_disputes_order_id"), "disputes", ["order_id"])
    op.create_index(op.f("ix_disputes_attempt_id"), "disputes", ["attempt_id"])
    op.create_table(
        "dispute_proofs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("file", sa.String(60), nullable=True),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["disputes.id"], name=op.f("fk_dispute_proofs_dispute_id_disputes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute_proofs")),
    )
    op.create_index(op.f("ix_dispute_proofs_dispute_id"), "dispute_proofs", ["dispute_id"])
    op.create_table(
        "dispute_shares",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("suborder_reference", sa.String(24), nullable=False),
        sa.Column("order_line_id", sa.Integer(), nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("commission_minor", sa.BigInteger(), nullable=False),
        sa.Column("commission_vat_minor", sa.BigInteger(), nullable=False),
        sa.Column("bearer", sa.String(12), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["disputes.id"], name=op.f("fk_dispute_shares_dispute_id_disputes")
        ),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["order_lines.id"],
            name=op.f("fk_dispute_shares_order_line_id_order_lines"),
        ),
        sa.CheckConstraint("amount_minor > 0", name="amount_positive"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute_shares")),
    )
    op.create_index(op.f("ix_dispute_shares_dispute_id"), "dispute_shares", ["dispute_id"])
    op.create_index(
        op.f("ix_dispute_shares_suborder_reference"), "dispute_shares", ["suborder_reference"]
    )
    with op.batch_alter_table("payment_commands") as table:
        table.add_column(sa.Column("dispute_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_payment_commands_dispute_id_disputes"), "disputes", ["dispute_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("payment_commands") as table:
        table.drop_constraint(op.f("fk_payment_commands_dispute_id_disputes"), type_="foreignkey")
        table.drop_column("dispute_id")
    op.drop_table("dispute_shares")
    op.drop_table("dispute_proofs")
    op.drop_table("disputes")

"""Refunds by instrument and kind, with interest, outlays, shares of lines and who bears them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("payment_attempts", sa.Column("captured_at", sa.DateTime(), nullable=True))
    op.add_column(
        "suppliers",
        sa.Column(
            "carrier_contract", sa.String(length=12), nullable=False, server_default="supplier"
        ),
    )
    with op.batch_alter_table("refunds", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_refunds_amount_is_sum"), type_="check")
        batch_op.drop_index("uq_refunds_cause")
        batch_op.alter_column("cause", type_=sa.String(length=40), existing_nullable=False)
        batch_op.add_column(
            sa.Column("instrument", sa.String(length=12), nullable=False, server_default="card:1")
        )
        batch_op.add_column(sa.Column("attempt_id", sa.Integer(), nullable=True))
        for name in ("interest_minor", "cost_minor"):
            batch_op.add_column(
                sa.Column(name, sa.BigInteger(), nullable=False, server_default="0")
            )
        batch_op.add_column(sa.Column("bearing", sa.JSON(), nullable=False, server_default="{}"))
        for name, kind in (
            ("sent_at", sa.DateTime()),
            ("value_on", sa.Date()),
            ("blocked", sa.String(length=120)),
            ("asked_at", sa.DateTime()),
            ("iban_cipher", sa.String(length=300)),
            ("holder", sa.String(length=120)),
            ("iban_given_at", sa.DateTime()),
        ):
            batch_op.add_column(sa.Column(name, kind, nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_refunds_amount_is_sum"),
            "amount_minor = goods_minor + delivery_minor + interest_minor + cost_minor",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_refunds_attempt_id_payment_attempts"),
            "payment_attempts",
            ["attempt_id"],
            ["id"],
        )
        batch_op.create_index("uq_refunds_cause", ["cause", "kind", "instrument"], unique=True)
        batch_op.create_index(
            batch_op.f("ix_refunds_suborder_reference"), ["suborder_reference"], unique=False
        )
    op.execute(
        "UPDATE refunds SET attempt_id = (SELECT min(id) FROM payment_attempts WHERE "
        "payment_attempts.order_id = refunds.order_id AND "
        "payment_attempts.state IN ('authorised', 'captured'))"
    )
    op.create_table(
        "refund_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("refund_id", sa.Integer(), nullable=False),
        sa.Column("order_line_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("goods_minor", sa.BigInteger(), nullable=False),
        sa.Column("commission_minor", sa.BigInteger(), nullable=False),
        sa.Column("bearer", sa.String(length=12), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_refund_lines_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["order_lines.id"],
            name=op.f("fk_refund_lines_order_line_id_order_lines"),
        ),
        sa.ForeignKeyConstraint(
            ["refund_id"], ["refunds.id"], name=op.f("fk_refund_lines_refund_id_refunds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refund_lines")),
    )
    op.create_index(
        op.f("ix_refund_lines_order_line_id"), "refund_lines", ["order_line_id"], unique=False
    )
    op.create_index(op.f("ix_refund_lines_refund_id"), "refund_lines", ["refund_id"], unique=False)


def downgrade() -> None:
    op.drop_table("refund_lines")
    with op.batch_alter_table("refunds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_refunds_suborder_reference"))
        batch_op.drop_index("uq_refunds_cause")
        batch_op.drop_constraint(
            batch_op.f("fk_refunds_attempt_id_payment_attempts"), type_="foreignkey"
        )
        batch_op.drop_constraint(batch_op.f("ck_refunds_amount_is_sum"), type_="check")
        for name in (
            "instrument",
            "attempt_id",
            "interest_minor",
            "cost_minor",
            "bearing",
            "sent_at",
            "value_on",
            "blocked",
            "asked_at",
            "iban_cipher",
            "holder",
            "iban_given_at",
        ):
            batch_op.drop_column(name)
        batch_op.create_check_constraint(
            batch_op.f("ck_refunds_amount_is_sum"), "amount_minor = goods_minor + delivery_minor"
        )
        batch_op.create_index("uq_refunds_cause", ["cause", "kind"], unique=True)
    op.drop_column("suppliers", "carrier_contract")
    op.drop_column("payment_attempts", "captured_at")

"""Whom the invoices of an order name, where it was wished."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "invoice_parties",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("buyer_type", sa.String(length=24), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("tax_office", sa.String(length=80), nullable=True),
        sa.Column("tax_number_cipher", sa.String(length=300), nullable=True),
        sa.Column("tax_number_index", sa.String(length=64), nullable=True),
        sa.Column("national_id_cipher", sa.String(length=300), nullable=True),
        sa.Column("national_id_index", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "buyer_type <> 'company' OR (tax_office IS NOT NULL AND tax_number_cipher IS NOT NULL)",
            name=op.f("ck_invoice_parties_company_has_tax_number"),
        ),
        sa.CheckConstraint(
            "buyer_type <> 'company' OR national_id_cipher IS NULL",
            name=op.f("ck_invoice_parties_company_has_no_national_id"),
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_invoice_parties_order_id_orders")
        ),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_invoice_parties")),
    )
    for number in ("tax_number_index", "national_id_index"):
        op.create_index(op.f(f"ix_invoice_parties_{number}"), "invoice_parties", [number])


def downgrade() -> None:
    op.drop_table("invoice_parties")

"""Tax documents that sellers attach to their sub-orders, and what integrators are asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "invoice_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("suborder_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_invoice_documents_version_positive")),
        sa.ForeignKeyConstraint(
            ["suborder_id"],
            ["suborders.id"],
            name=op.f("fk_invoice_documents_suborder_id_suborders"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice_documents")),
    )
    op.create_index(
        "uq_invoice_documents_version",
        "invoice_documents",
        ["suborder_id", "cause", "version"],
        unique=True,
    )
    for column in ("number", "issued_on", "sha256"):
        op.create_index(op.f(f"ix_invoice_documents_{column}"), "invoice_documents", [column])
    op.create_table(
        "invoice_requests",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("suborder_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("run_at", sa.DateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=200), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["suborder_id"],
            ["suborders.id"],
            name=op.f("fk_invoice_requests_suborder_id_suborders"),
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_invoice_requests")),
    )
    op.create_index(op.f("ix_invoice_requests_suborder_id"), "invoice_requests", ["suborder_id"])


def downgrade() -> None:
    op.drop_table("invoice_requests")
    op.drop_table("invoice_documents")

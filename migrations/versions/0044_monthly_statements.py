"""Monthly statements of suppliers: final once the month is over."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "monthly_statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("opening_minor", sa.BigInteger(), nullable=False),
        sa.Column("closing_minor", sa.BigInteger(), nullable=False),
        sa.Column("document_sha256", sa.String(64), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["supplier_id"],
            ["suppliers.id"],
            name=op.f("fk_monthly_statements_supplier_id_suppliers"),
        ),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["documents.sha256"],
            name=op.f("fk_monthly_statements_document_sha256_documents"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monthly_statements")),
    )
    op.create_index(
        "uq_monthly_statements_month", "monthly_statements", ["supplier_id", "month"], unique=True
    )


def downgrade() -> None:
    op.drop_table("monthly_statements")

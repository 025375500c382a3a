"""What suppliers say has changed of their kind, numbers and account."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "number_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("tax_office", sa.String(length=80), nullable=True),
        sa.Column("tax_number_cipher", sa.String(length=300), nullable=True),
        sa.Column("tax_number_index", sa.String(length=64), nullable=True),
        sa.Column("national_id_cipher", sa.String(length=300), nullable=True),
        sa.Column("national_id_index", sa.String(length=64), nullable=True),
        sa.Column("certificate_number", sa.String(length=40), nullable=True),
        sa.Column("certificate_on", sa.Date(), nullable=True),
        sa.Column("iban_cipher", sa.String(length=300), nullable=True),
        sa.Column("iban_index", sa.String(length=64), nullable=True),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["suppliers.id"], name=op.f("fk_number_changes_supplier_id_suppliers")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["members.id"], name=op.f("fk_number_changes_asked_by_members")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["members.id"], name=op.f("fk_number_changes_decided_by_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_changes")),
    )
    op.create_index("ix_number_changes_supplier_id", "number_changes", ["supplier_id"])


def downgrade() -> None:
    op.drop_table("number_changes")

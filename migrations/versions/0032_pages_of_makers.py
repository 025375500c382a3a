"""More pictures of a maker, and changes of legal identity that staff look at."""

import sqlalchemy as sa
from alembic import op

from app.kernel.clock import UtcDateTime

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "supplier_pictures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=False),
        sa.Column("alt", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["supplier_id"],
            ["suppliers.id"],
            name=op.f("fk_supplier_pictures_supplier_id_suppliers"),
        ),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["pictures.id"], name=op.f("fk_supplier_pictures_picture_id_pictures")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier_pictures")),
    )
    op.create_table(
        "identity_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("words", sa.String(500), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.String(500), nullable=True),
        sa.ForeignKeyConstraint(
            ["supplier_id"],
            ["suppliers.id"],
            name=op.f("fk_identity_changes_supplier_id_suppliers"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["members.id"], name=op.f("fk_identity_changes_asked_by_members")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["members.id"], name=op.f("fk_identity_changes_decided_by_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_changes")),
    )
    for table in ("supplier_pictures", "identity_changes"):
        op.create_index(op.f(f"ix_{table}_supplier_id"), table, ["supplier_id"])


def downgrade() -> None:
    for table in ("identity_changes", "supplier_pictures"):
        op.drop_index(op.f(f"ix_{table}_supplier_id"), table)
        op.drop_table(table)

"""The register of authorities that ask for records."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLE = "authority_requests"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("authority", sa.String(length=160), nullable=False),
        sa.Column("authority_reference", sa.String(length=80), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("order_reference", sa.String(length=20), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("released_at", sa.DateTime(), nullable=True),
        sa.Column("released_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "approved_by_id <> entered_by_id", name=op.f(f"ck_{TABLE}_approved_by_another")
        ),
        sa.CheckConstraint(
            "released_at IS NULL OR approved_at IS NOT NULL",
            name=op.f(f"ck_{TABLE}_released_after_approval"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], ["members.id"], name=op.f(f"fk_{TABLE}_{column}_members")
            )
            for column in ("entered_by_id", "approved_by_id", "released_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("number", name=op.f(f"uq_{TABLE}_number")),
    )
    op.create_index(op.f(f"ix_{TABLE}_order_reference"), TABLE, ["order_reference"])


def downgrade() -> None:
    op.drop_table(TABLE)

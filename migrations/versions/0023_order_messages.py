"""What buyers and makers write to each other about an order."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "order_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("suborder_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("side", sa.String(length=24), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("photo", sa.String(length=80), nullable=True),
        sa.Column("masked_at", sa.DateTime(), nullable=True),
        sa.Column("masked_by", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["suborder_id"], ["suborders.id"], name=op.f("fk_order_messages_suborder_id_suborders")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_messages")),
        sa.UniqueConstraint("key", name=op.f("uq_order_messages_key")),
    )
    op.create_index("ix_order_messages_suborder_id", "order_messages", ["suborder_id"])


def downgrade() -> None:
    op.drop_table("order_messages")

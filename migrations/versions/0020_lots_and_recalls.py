"""From which lots a parcel was packed, and recalls with whom they told."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "packed_lots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shipment_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("lot_key", sa.String(length=40), nullable=False),
        sa.Column("use_by", sa.Date(), nullable=True),
        _to("packed_lots", "line_id", "order_lines"),
        _to("packed_lots", "shipment_id", "shipments"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packed_lots")),
    )
    for column in ("line_id", "lot_key", "shipment_id"):
        op.create_index(f"ix_packed_lots_{column}", "packed_lots", [column])
    op.create_table(
        "recalls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("lots", sa.JSON(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("asked_by", sa.String(length=40), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by", sa.String(length=40), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=True),
        _to("recalls", "product_id", "products"),
        _to("recalls", "supplier_id", "suppliers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recalls")),
        sa.UniqueConstraint("number", name=op.f("uq_recalls_number")),
    )
    for column in ("product_id", "supplier_id"):
        op.create_index(f"ix_recalls_{column}", "recalls", [column])
    op.create_table(
        "recall_notices",
        sa.Column("recall_id", sa.Integer(), nullable=False),
        sa.Column("suborder_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("lots", sa.String(length=500), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=False),
        _to("recall_notices", "message_id", "messages"),
        _to("recall_notices", "recall_id", "recalls"),
        _to("recall_notices", "suborder_id", "suborders"),
        sa.PrimaryKeyConstraint("recall_id", "suborder_id", name=op.f("pk_recall_notices")),
    )
    op.create_index("ix_recall_notices_suborder_id", "recall_notices", ["suborder_id"])


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")


def downgrade() -> None:
    for table in ("recall_notices", "recalls", "packed_lots"):
        op.drop_table(table)

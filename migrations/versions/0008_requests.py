"""Requests for records or refunds and complaints, with what was said and done about them."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("suborder_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_key", sa.String(length=254), nullable=False),
        sa.Column("order_text", sa.String(length=120), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("take_by", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("taken_by", sa.String(length=40), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("led_to", sa.String(length=40), nullable=True),
        sa.Column("link_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_requests_order_id_orders")
        ),
        sa.ForeignKeyConstraint(
            ["suborder_id"], ["suborders.id"], name=op.f("fk_requests_suborder_id_suborders")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requests")),
        sa.UniqueConstraint("number", name=op.f("uq_requests_number")),
        sa.UniqueConstraint("key", name=op.f("uq_requests_key")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_requests_link_hash")),
    )
    op.create_index("ix_requests_state", "requests", ["state", "answer_by"])
    op.create_index("ix_requests_email_key", "requests", ["email_key"])
    op.create_index("ix_requests_order_id", "requests", ["order_id"])
    op.create_index("ix_requests_suborder_id", "requests", ["suborder_id"])
    op.create_table(
        "request_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("role", sa.String(length=4), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=True),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_request_entries_request_id_requests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_entries")),
    )
    op.create_index("ix_request_entries_request_id", "request_entries", ["request_id"])


def downgrade() -> None:
    op.drop_table("request_entries")
    op.drop_table("requests")

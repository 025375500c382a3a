"""What happened to a message and when; links to its page; the document that says the same."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("messages", sa.Column("document_sha256", sa.String(length=64), nullable=True))
    op.add_column("messages", sa.Column("settled_at", sa.DateTime(), nullable=True))
    op.create_table(
        "message_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("led_to", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_message_events_message_id_messages")
        ),
        sa.ForeignKeyConstraint(
            ["led_to"], ["messages.id"], name=op.f("fk_message_events_led_to_messages")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_events")),
    )
    op.create_index("ix_message_events_message_id", "message_events", ["message_id"])
    op.create_index("ix_message_events_led_to", "message_events", ["led_to"])
    op.create_table(
        "message_links",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_message_links_message_id_messages")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_message_links")),
    )
    op.create_index("ix_message_links_message_id", "message_links", ["message_id"])


def downgrade() -> None:
    op.drop_table("message_links")
    op.drop_table("message_events")
    op.drop_column("messages", "settled_at")
    op.drop_column("messages", "document_sha256")

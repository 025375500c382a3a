"""Sub-orders and parcels in full: carrier events, endings, setbacks, goods in several parts."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("suborders", sa.Column("agreed_by", sa.Date(), nullable=True))
    op.add_column("suborders", sa.Column("named_receiver", sa.String(length=120), nullable=True))
    op.add_column(
        "order_lines", sa.Column("parts_count", sa.Integer(), nullable=False, server_default="1")
    )
    op.add_column("shipment_lines", sa.Column("parts", sa.Integer(), nullable=True))
    for column in (
        sa.Column("last_scan_at", sa.DateTime(), nullable=True),
        sa.Column("turn_back_asked_at", sa.DateTime(), nullable=True),
        sa.Column("turned_on", sa.Date(), nullable=True),
        sa.Column("turned_why", sa.String(length=12), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("damage_report", sa.String(length=60), nullable=True),
        sa.Column("damaged", sa.Boolean(), nullable=False, server_default=sa.false()),
    ):
        op.add_column("shipments", column)
    op.create_table(
        "carrier_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shipment_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("to_whom", sa.String(length=12), nullable=True),
        sa.Column("proof", sa.String(length=120), nullable=True),
        sa.Column("file", sa.String(length=80), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["shipment_id"], ["shipments.id"], name=op.f("fk_carrier_events_shipment_id_shipments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carrier_events")),
        sa.UniqueConstraint("key", name=op.f("uq_carrier_events_key")),
    )
    op.create_index(op.f("ix_carrier_events_shipment_id"), "carrier_events", ["shipment_id"])
    op.create_table(
        "endings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("suborder_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("cause", sa.String(length=16), nullable=False),
        sa.Column("notice_on", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=False),
        sa.Column("learned_on", sa.Date(), nullable=True),
        sa.Column("told_by", sa.Date(), nullable=True),
        sa.Column("breach", sa.Boolean(), nullable=False),
        sa.Column("code", sa.String(length=24), nullable=True),
        sa.Column("words", sa.String(length=1000), nullable=True),
        sa.Column("proof", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(
            ["suborder_id"], ["suborders.id"], name=op.f("fk_endings_suborder_id_suborders")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_endings")),
        sa.UniqueConstraint("number", name=op.f("uq_endings_number")),
    )
    op.create_index(op.f("ix_endings_suborder_id"), "endings", ["suborder_id"])
    op.create_table(
        "setbacks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("suborder_id", sa.Integer(), nullable=False),
        sa.Column("shipment_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("words", sa.String(length=1000), nullable=True),
        sa.Column("new_day", sa.Date(), nullable=True),
        sa.Column("choice", sa.String(length=12), nullable=True),
        sa.Column("chosen_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["shipment_id"], ["shipments.id"], name=op.f("fk_setbacks_shipment_id_shipments")
        ),
        sa.ForeignKeyConstraint(
            ["suborder_id"], ["suborders.id"], name=op.f("fk_setbacks_suborder_id_suborders")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setbacks")),
        sa.UniqueConstraint("number", name=op.f("uq_setbacks_number")),
    )
    op.create_index(op.f("ix_setbacks_shipment_id"), "setbacks", ["shipment_id"])
    op.create_index(op.f("ix_setbacks_suborder_id"), "setbacks", ["suborder_id"])
    op.create_index("ix_setbacks_choice_answer", "setbacks", ["choice", "answer_by"])
    for table, owner in (("ending_lines", "ending"), ("setback_lines", "setback")):
        op.create_table(
            table,
            sa.Column(f"{owner}_id", sa.Integer(), nullable=False),
            sa.Column("line_id", sa.Integer(), nullable=False),
            sa.Column("quantity", sa.Integer(), nullable=False),
            sa.CheckConstraint("quantity > 0", name=op.f(f"ck_{table}_quantity_positive")),
            sa.ForeignKeyConstraint(
                [f"{owner}_id"], [f"{owner}s.id"], name=op.f(f"fk_{table}_{owner}_id_{owner}s")
            ),
            sa.ForeignKeyConstraint(
                ["line_id"], ["order_lines.id"], name=op.f(f"fk_{table}_line_id_order_lines")
            ),
            sa.PrimaryKeyConstraint(f"{owner}_id", "line_id", name=op.f(f"pk_{table}")),
        )


def downgrade() -> None:
    for table in ("setback_lines", "ending_lines", "setbacks", "endings", "carrier_events"):
        op.drop_table(table)
    for column in (
        "damaged",
        "damage_report",
        "ended_at",
        "turned_why",
        "turned_on",
        "turn_back_asked_at",
        "last_scan_at",
    ):
        op.drop_column("shipments", column)
    op.drop_column("shipment_lines", "parts")
    op.drop_column("order_lines", "parts_count")
    op.drop_column("suborders", "named_receiver")
    op.drop_column("suborders", "agreed_by")

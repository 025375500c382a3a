"""Fees by province group and weight, days of shipping and closing, districts and weekdays."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

LISTS = (
    ("suppliers", "shipping_days"),
    ("suppliers", "closures"),
    ("delivery_methods", "districts"),
    ("delivery_methods", "tariff"),
    ("delivery_methods", "weekdays"),
    ("suborders", "delivery_bands"),
)


def upgrade() -> None:
    for table, name in LISTS:
        column = sa.Column(name, sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
        op.add_column(table, column)
    op.add_column("variants", sa.Column("weight_g", sa.Integer(), nullable=True))
    weight = sa.Column("weight_g", sa.Integer(), nullable=False, server_default="0")
    op.add_column("order_lines", weight)


def downgrade() -> None:
    op.drop_column("order_lines", "weight_g")
    op.drop_column("variants", "weight_g")
    for table, name in reversed(LISTS):
        op.drop_column(table, name)

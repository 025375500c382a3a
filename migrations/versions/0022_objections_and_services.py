"""A seller's objection to paying back without the goods, and the day an agreed service comes."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

COLUMNS = (
    ("service_on", sa.Date()),
    ("objection", sa.Text()),
    ("objected_at", sa.DateTime()),
    ("objected_by", sa.String(40)),
)


def upgrade() -> None:
    for name, kind in COLUMNS:
        op.add_column("cases", sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    for name, _kind in reversed(COLUMNS):
        op.drop_column("cases", name)

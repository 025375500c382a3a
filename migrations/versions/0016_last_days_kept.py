"""The last day to withdraw, kept with what it was computed from."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("suborders", sa.Column("last_day", sa.Date(), nullable=True))
    op.add_column("suborders", sa.Column("last_day_inputs", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("suborders", "last_day_inputs")
    op.drop_column("suborders", "last_day")

"""A supplier without a MERSİS number, confirmed; a supplier that collects what comes back."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

FLAGS = ("without_mersis", "collects_returns")


def upgrade() -> None:
    for flag in FLAGS:
        column = sa.Column(flag, sa.Boolean(), nullable=False, server_default=sa.false())
        op.add_column("suppliers", column)


def downgrade() -> None:
    for flag in FLAGS:
        op.drop_column("suppliers", flag)

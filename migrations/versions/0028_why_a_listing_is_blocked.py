"""Since when and why the cooperative keeps a listing off sale."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("products", sa.Column("blocked_at", sa.DateTime(), nullable=True))
    op.add_column(
        "products",
        sa.Column("blocked_words", sa.String(length=1000), nullable=False, server_default=""),
    )


def downgrade() -> None:
    op.drop_column("products", "blocked_words")
    op.drop_column("products", "blocked_at")

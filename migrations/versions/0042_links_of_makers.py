"""Web and social addresses of makers, shown only where they wish it."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("suppliers") as batch:
        batch.add_column(sa.Column("website", sa.String(length=200), nullable=True))
        batch.add_column(sa.Column("socials", sa.Text(), nullable=True))
        batch.add_column(
            sa.Column("links_shown", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("suppliers") as batch:
        batch.alter_column("links_shown", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("suppliers") as batch:
        for name in ("links_shown", "socials", "website"):
            batch.drop_column(name)

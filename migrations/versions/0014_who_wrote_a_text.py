"""Who wrote the text of a product: its supplier, or the platform that translated it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("entered_by", sa.String(length=2), nullable=False, server_default="SU")
    op.add_column("product_texts", column)


def downgrade() -> None:
    op.drop_column("product_texts", "entered_by")

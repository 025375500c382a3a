"""A hosted page's address may be longer than 500 characters."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make(2000)


def downgrade() -> None:
    _make(500)


def _make(length: int) -> None:
    with op.batch_alter_table("payment_attempts") as table:
        table.alter_column("pay_url", type_=sa.String(length), existing_nullable=True)

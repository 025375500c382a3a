"""Codes for a collection are kept encrypted for the buyer's eyes and hashed for the check."""

import sqlalchemy as sa
from alembic import op

from app.kernel import crypto

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

OPEN = "SELECT id, reference, collection_code FROM suborders WHERE collection_code IS NOT NULL"
KEEP = "UPDATE suborders SET collection_cipher = :cipher, collection_hash = :hash WHERE id = :id"


def upgrade() -> None:
    op.add_column("suborders", sa.Column("collection_cipher", sa.String(200), nullable=True))
    op.add_column("suborders", sa.Column("collection_hash", sa.String(64), nullable=True))
    bind = op.get_bind()
    for row in bind.execute(sa.text(OPEN)).mappings().all():
        code = row["collection_code"]
        named = f"{row['reference']}:{code}".encode()
        kept = {
            "id": row["id"],
            "cipher": crypto.encrypt(code),
            "hash": crypto.sign("collection", named),
        }
        bind.execute(sa.text(KEEP), kept)
    op.drop_column("suborders", "collection_code")


def downgrade() -> None:
    op.add_column("suborders", sa.Column("collection_code", sa.String(6), nullable=True))
    bind = op.get_bind()
    kept = sa.text("SELECT id, collection_cipher AS c FROM suborders WHERE collection_cipher > ''")
    for row in bind.execute(kept).mappings().all():
        back = sa.text("UPDATE suborders SET collection_code = :code WHERE id = :id")
        bind.execute(back, {"id": row["id"], "code": crypto.decrypt(row["c"])})
    op.drop_column("suborders", "collection_hash")
    op.drop_column("suborders", "collection_cipher")

"""Who sells for whom, and what a supplier keeps of numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None
COLUMNS = (
    ("tax_number_index", sa.String(length=64)),
    ("national_id_cipher", sa.String(length=300)),
    ("national_id_index", sa.String(length=64)),
    ("iban_cipher", sa.String(length=300)),
    ("iban_index", sa.String(length=64)),
    ("certificate_number", sa.String(length=40)),
    ("certificate_on", sa.Date()),
    ("standing_reason", sa.Text()),
    ("review_by", sa.Date()),
)
INDEXED = ("tax_number_index", "national_id_index", "iban_index")


def upgrade() -> None:
    with op.batch_alter_table("suppliers") as batch:
        for name, kind in COLUMNS:
            batch.add_column(sa.Column(name, kind, nullable=True))
        batch.add_column(
            sa.Column(
                "seller_of_record", sa.String(length=12), nullable=False, server_default="supplier"
            )
        )
        batch.create_check_constraint(
            batch.f("ck_suppliers_seller_of_record_known"),
            "seller_of_record IN ('supplier', 'cooperative')",
        )
        for name in INDEXED:
            batch.create_index(batch.f(f"ix_suppliers_{name}"), [name])
    with op.batch_alter_table("suppliers") as batch:
        batch.alter_column("seller_of_record", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("suppliers") as batch:
        for name in INDEXED:
            batch.drop_index(batch.f(f"ix_suppliers_{name}"))
        batch.drop_constraint("ck_suppliers_seller_of_record_known", type_="check")
        batch.drop_column("seller_of_record")
        for name, _kind in COLUMNS:
            batch.drop_column(name)

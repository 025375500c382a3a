"""Listings that suppliers keep themselves: revisions, food facts, own article numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "listing_revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("wd_approved", sa.Boolean(), nullable=True),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("reviewer_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_listing_revisions_product_id_products")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["members.id"], name=op.f("fk_listing_revisions_author_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["members.id"], name=op.f("fk_listing_revisions_reviewer_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_revisions")),
        sa.UniqueConstraint(
            "product_id", "number", name=op.f("uq_listing_revisions_product_id_number")
        ),
    )
    op.create_index(op.f("ix_listing_revisions_state"), "listing_revisions", ["state"])
    op.add_column(
        "categories",
        sa.Column("food_preset", sa.String(length=12), nullable=False, server_default="none"),
    )
    with op.batch_alter_table("products") as batch_op:
        batch_op.add_column(sa.Column("food", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("changed_by", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_products_changed_by_members"), "members", ["changed_by"], ["id"]
        )
    with op.batch_alter_table("product_pictures") as batch_op:
        batch_op.add_column(sa.Column("focus", sa.Integer(), nullable=False, server_default="5"))
        batch_op.create_check_constraint(
            op.f("ck_product_pictures_focus_of_nine"), "focus BETWEEN 1 AND 9"
        )
    _give_variants_their_supplier()


def _give_variants_their_supplier() -> None:
    with op.batch_alter_table("variants") as batch_op:
        batch_op.add_column(sa.Column("supplier_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("low_at", sa.Integer(), nullable=False, server_default="4"))
    op.execute(
        "UPDATE variants SET supplier_id = "
        "(SELECT supplier_id FROM products WHERE products.id = variants.product_id)"
    )
    with op.batch_alter_table("variants") as batch_op:
        batch_op.alter_column("supplier_id", existing_type=sa.Integer(), nullable=False)
        batch_op.drop_constraint(op.f("uq_variants_sku"), type_="unique")
        batch_op.create_unique_constraint(
            op.f("uq_variants_supplier_id_sku"), ["supplier_id", "sku"]
        )
        batch_op.create_foreign_key(
            op.f("fk_variants_supplier_id_suppliers"), "suppliers", ["supplier_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("variants") as batch_op:
        batch_op.drop_constraint(op.f("uq_variants_supplier_id_sku"), type_="unique")
        batch_op.drop_constraint(op.f("fk_variants_supplier_id_suppliers"), type_="foreignkey")
        batch_op.create_unique_constraint(op.f("uq_variants_sku"), ["sku"])
        batch_op.drop_column("low_at")
        batch_op.drop_column("supplier_id")
    with op.batch_alter_table("product_pictures") as batch_op:
        batch_op.drop_constraint(op.f("ck_product_pictures_focus_of_nine"), type_="check")
        batch_op.drop_column("focus")
    with op.batch_alter_table("products") as batch_op:
        batch_op.drop_constraint(op.f("fk_products_changed_by_members"), type_="foreignkey")
        batch_op.drop_column("changed_by")
        batch_op.drop_column("food")
    op.drop_column("categories", "food_preset")
    op.drop_table("listing_revisions")

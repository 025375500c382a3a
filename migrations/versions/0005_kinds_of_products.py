"""Kinds of products: facts of listings and lines, extras, warranties, files, donations."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TEXTS = (("personal_prompt", 160), ("protection", 300), ("compatibility", 300), ("place", 200))


def upgrade() -> None:
    with op.batch_alter_table("categories", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("scope", sa.String(length=24), nullable=False, server_default="in")
        )
        batch_op.add_column(sa.Column("excluded_kind", sa.String(length=4), nullable=True))
        batch_op.add_column(
            sa.Column("wd_preset", sa.String(length=4), nullable=False, server_default="none")
        )
    with op.batch_alter_table("products", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("kind", sa.String(length=24), nullable=False, server_default="goods")
        )
        for name in ("parts_count", "deliveries", "interval_months"):
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(
            sa.Column("personal_most", sa.Integer(), nullable=False, server_default="0")
        )
        batch_op.add_column(sa.Column("dated_kind", sa.String(length=16), nullable=True))
        batch_op.add_column(
            sa.Column("authorised_install", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("party", sa.JSON(), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_products_parts_at_least_one"), "parts_count >= 1"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_products_deliveries_limited"), "deliveries BETWEEN 1 AND 24"
        )
    for name, length in TEXTS:
        op.add_column(
            "product_texts",
            sa.Column(name, sa.String(length=length), nullable=False, server_default=""),
        )
    op.add_column("variants", sa.Column("starts_at", sa.DateTime(), nullable=True))
    op.create_table(
        "offers",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("extra_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["extra_id"], ["products.id"], name=op.f("fk_offers_extra_id_products")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_offers_product_id_products")
        ),
        sa.PrimaryKeyConstraint("product_id", "extra_id", name=op.f("pk_offers")),
    )
    op.create_index(op.f("ix_offers_extra_id"), "offers", ["extra_id"], unique=False)
    op.create_table(
        "digital_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=60), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("scan", sa.String(length=120), nullable=False),
        sa.Column("scanned_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_digital_files_product_id_products")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digital_files")),
    )
    op.create_index(
        op.f("ix_digital_files_product_id"), "digital_files", ["product_id"], unique=False
    )
    op.add_column(
        "carts", sa.Column("donation_minor", sa.Integer(), nullable=False, server_default="0")
    )
    with op.batch_alter_table("cart_lines", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("personalisation", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("extras", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.drop_index("uq_cart_lines_variant")
        batch_op.create_index(
            "uq_cart_lines_variant", ["cart_id", "variant_id", "personalisation"], unique=True
        )
    with op.batch_alter_table("orders", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("donation_minor", sa.BigInteger(), nullable=False, server_default="0")
        )
        batch_op.drop_constraint(batch_op.f("ck_orders_total_is_sum"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_orders_total_is_sum"),
            "total_minor = goods_minor + delivery_minor + donation_minor",
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_orders_donation_not_negative"), "donation_minor >= 0"
        )
    with op.batch_alter_table("order_lines", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("kind", sa.String(length=24), nullable=False, server_default="goods")
        )
        batch_op.add_column(sa.Column("parent_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("personalisation", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("deliveries", sa.Integer(), nullable=False, server_default="1")
        )
        for name in ("starts_at", "asked_at", "performed_at"):
            batch_op.add_column(sa.Column(name, sa.DateTime(), nullable=True))
        batch_op.add_column(
            sa.Column("consent_checked", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_order_lines_parent_id_order_lines"),
            "order_lines",
            ["parent_id"],
            ["id"],
        )
        batch_op.create_index(batch_op.f("ix_order_lines_parent_id"), ["parent_id"], unique=False)
    op.create_table(
        "ancillary_contracts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent_line_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("party", sa.JSON(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["line_id"], ["order_lines.id"], name=op.f("fk_ancillary_contracts_line_id_order_lines")
        ),
        sa.ForeignKeyConstraint(
            ["parent_line_id"],
            ["order_lines.id"],
            name=op.f("fk_ancillary_contracts_parent_line_id_order_lines"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ancillary_contracts")),
        sa.UniqueConstraint("line_id", name=op.f("uq_ancillary_contracts_line_id")),
    )
    op.create_index(
        op.f("ix_ancillary_contracts_parent_line_id"),
        "ancillary_contracts",
        ["parent_line_id"],
        unique=False,
    )
    op.create_table(
        "downloads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_id"], ["order_lines.id"], name=op.f("fk_downloads_line_id_order_lines")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_downloads")),
    )
    op.create_index(op.f("ix_downloads_line_id"), "downloads", ["line_id"], unique=False)


def downgrade() -> None:
    for table in ("downloads", "ancillary_contracts"):
        op.drop_table(table)
    with op.batch_alter_table("order_lines", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_order_lines_parent_id"))
        batch_op.drop_constraint(
            batch_op.f("fk_order_lines_parent_id_order_lines"), type_="foreignkey"
        )
        for name in (
            "consent_checked",
            "performed_at",
            "asked_at",
            "starts_at",
            "deliveries",
            "personalisation",
            "parent_id",
            "kind",
        ):
            batch_op.drop_column(name)
    with op.batch_alter_table("orders", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_orders_donation_not_negative"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_orders_total_is_sum"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_orders_total_is_sum"), "total_minor = goods_minor + delivery_minor"
        )
        batch_op.drop_column("donation_minor")
    with op.batch_alter_table("cart_lines", schema=None) as batch_op:
        batch_op.drop_index("uq_cart_lines_variant")
        batch_op.create_index("uq_cart_lines_variant", ["cart_id", "variant_id"], unique=True)
        batch_op.drop_column("extras")
        batch_op.drop_column("personalisation")
    with op.batch_alter_table("carts", schema=None) as batch_op:
        batch_op.drop_column("donation_minor")
    for table in ("digital_files", "offers"):
        op.drop_table(table)
    with op.batch_alter_table("variants", schema=None) as batch_op:
        batch_op.drop_column("starts_at")
    with op.batch_alter_table("product_texts", schema=None) as batch_op:
        for name, _length in TEXTS:
            batch_op.drop_column(name)
    with op.batch_alter_table("products", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_products_deliveries_limited"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_products_parts_at_least_one"), type_="check")
        for name in (
            "party",
            "authorised_install",
            "dated_kind",
            "personal_most",
            "interval_months",
            "deliveries",
            "parts_count",
            "kind",
        ):
            batch_op.drop_column(name)
    with op.batch_alter_table("categories", schema=None) as batch_op:
        for name in ("wd_preset", "excluded_kind", "scope"):
            batch_op.drop_column(name)

"""Agreement versions with their rates, who accepted which, and the terms of each contract.

Until now every supplier had a rate of its own: each rate in use becomes a version with the shop's
text, the most usual one last, so that newcomers are asked to accept it.
"""

from collections import Counter
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from app.kernel.clock import UtcDateTime

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

DEFAULT_BP = 1200
TAXED = ("legal_person", "taxpayer")
DEFAULT_WITHHOLDING_BP = 100


def upgrade() -> None:
    op.create_table(
        "agreement_versions",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("commission_bp", sa.Integer(), nullable=False),
        sa.Column("rates", sa.JSON(), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=False),
        sa.Column("published_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "commission_bp BETWEEN 0 AND 10000",
            name=op.f("ck_agreement_versions_commission_within_limits"),
        ),
        sa.ForeignKeyConstraint(
            ["published_by"],
            ["members.id"],
            name=op.f("fk_agreement_versions_published_by_members"),
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_agreement_versions")),
    )
    op.create_table(
        "agreement_acceptances",
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("accepted_at", UtcDateTime(), nullable=False),
        sa.Column("accepted_by", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["supplier_id"],
            ["suppliers.id"],
            name=op.f("fk_agreement_acceptances_supplier_id_suppliers"),
        ),
        sa.ForeignKeyConstraint(
            ["number"],
            ["agreement_versions.number"],
            name=op.f("fk_agreement_acceptances_number_agreement_versions"),
        ),
        sa.ForeignKeyConstraint(
            ["accepted_by"],
            ["members.id"],
            name=op.f("fk_agreement_acceptances_accepted_by_members"),
        ),
        sa.PrimaryKeyConstraint("supplier_id", "number", name=op.f("pk_agreement_acceptances")),
    )
    op.create_table(
        "suborder_terms",
        sa.Column("suborder_reference", sa.String(length=24), nullable=False),
        sa.Column("agreement_number", sa.Integer(), nullable=False),
        sa.Column("line_bp", sa.JSON(), nullable=False),
        sa.Column("goods_minor", sa.BigInteger(), nullable=False),
        sa.Column("commission_minor", sa.BigInteger(), nullable=False),
        sa.Column("commission_vat_minor", sa.BigInteger(), nullable=False),
        sa.Column("withholding_bp", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "commission_minor BETWEEN 0 AND goods_minor",
            name=op.f("ck_suborder_terms_commission_within_goods"),
        ),
        sa.CheckConstraint(
            "withholding_bp BETWEEN 0 AND 10000",
            name=op.f("ck_suborder_terms_withholding_within_limits"),
        ),
        sa.PrimaryKeyConstraint("suborder_reference", name=op.f("pk_suborder_terms")),
    )
    carry_over()
    op.drop_column("suppliers", "commission_bp")


def carry_over() -> None:
    """Versions from the rates in use, their acceptances, and the terms of the contracts so far."""
    connection, now = op.get_bind(), datetime.now(UTC)
    suppliers = connection.execute(
        sa.text("SELECT id, commission_bp, language, kind FROM suppliers")
    ).all()
    used = Counter(row.commission_bp for row in suppliers) or Counter([DEFAULT_BP])
    numbers = {bp: place for place, (bp, _n) in enumerate(reversed(used.most_common()), start=1)}
    versions = sa.table(
        "agreement_versions",
        sa.column("number", sa.Integer),
        sa.column("texts", sa.JSON),
        sa.column("commission_bp", sa.Integer),
        sa.column("rates", sa.JSON),
        sa.column("published_at", UtcDateTime()),
    )
    op.bulk_insert(
        versions,
        [
            {"number": number, "texts": {}, "commission_bp": bp, "rates": [], "published_at": now}
            for bp, number in numbers.items()
        ],
    )
    acceptances = sa.table(
        "agreement_acceptances",
        sa.column("supplier_id", sa.Integer),
        sa.column("number", sa.Integer),
        sa.column("accepted_at", UtcDateTime()),
        sa.column("language", sa.String),
    )
    op.bulk_insert(
        acceptances,
        [
            {
                "supplier_id": row.id,
                "number": numbers[row.commission_bp],
                "accepted_at": now,
                "language": row.language,
            }
            for row in suppliers
        ],
    )
    by_id = {row.id: row for row in suppliers}
    op.bulk_insert(TERMS, [_terms(part, by_id[part.supplier_id], numbers) for part in _sold()])


TERMS = sa.table(
    "suborder_terms",
    sa.column("suborder_reference", sa.String),
    sa.column("agreement_number", sa.Integer),
    sa.column("line_bp", sa.JSON),
    sa.column("goods_minor", sa.BigInteger),
    sa.column("commission_minor", sa.BigInteger),
    sa.column("commission_vat_minor", sa.BigInteger),
    sa.column("withholding_bp", sa.Integer),
)


def _sold() -> list[sa.Row]:
    rows = op.get_bind().execute(
        sa.text(
            "SELECT s.id, s.reference, s.supplier_id FROM suborders s "
            "JOIN orders o ON o.id = s.order_id WHERE o.formed_at IS NOT NULL"
        )
    )
    return list(rows.all())


def _terms(part: sa.Row, supplier: sa.Row, numbers: dict[int, int]) -> dict[str, object]:
    connection = op.get_bind()
    lines = connection.execute(
        sa.text(
            "SELECT id, ordered * unit_price_minor AS minor FROM order_lines WHERE suborder_id = :id"
        ),
        {"id": part.id},
    ).all()

    def booked(kind: str) -> int:
        found = connection.scalar(
            sa.text("SELECT amount_minor FROM ledger_transfers WHERE source = :source"),
            {"source": f"formed:{part.reference}:{kind}"},
        )
        return int(found or 0)

    return {
        "suborder_reference": part.reference,
        "agreement_number": numbers[supplier.commission_bp],
        "line_bp": {str(line.id): supplier.commission_bp for line in lines},
        "goods_minor": sum(line.minor for line in lines),
        "commission_minor": booked("commission"),
        "commission_vat_minor": booked("commission_vat"),
        "withholding_bp": DEFAULT_WITHHOLDING_BP if supplier.kind in TAXED else 0,
    }


def downgrade() -> None:
    op.add_column(
        "suppliers",
        sa.Column("commission_bp", sa.Integer(), nullable=False, server_default=str(DEFAULT_BP)),
    )
    op.execute(
        "UPDATE suppliers SET commission_bp = (SELECT v.commission_bp FROM agreement_versions v "
        "WHERE v.number = (SELECT MAX(a.number) FROM agreement_acceptances a "
        "WHERE a.supplier_id = suppliers.id)) WHERE EXISTS "
        "(SELECT 1 FROM agreement_acceptances a WHERE a.supplier_id = suppliers.id)"
    )
    op.drop_table("suborder_terms")
    op.drop_table("agreement_acceptances")
    op.drop_table("agreement_versions")

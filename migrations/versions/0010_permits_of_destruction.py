"""Guarded rows may go under a permit, when their time is over; chains' heads never go."""

import sqlalchemy as sa
from alembic import op

from app.evidence.guards import kept_statements, statements

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

GUARDED = ("evidence", "evidence_bodies", "documents")


def upgrade() -> None:
    op.create_table(
        "destruction_permits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chain_id", sa.Integer(), nullable=False),
        sa.Column("document_sha256", sa.String(length=64), nullable=True),
        sa.Column("run", sa.String(length=40), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chain_id"],
            ["evidence_chains.id"],
            name=op.f("fk_destruction_permits_chain_id_evidence_chains"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction_permits")),
    )
    op.create_index(op.f("ix_destruction_permits_chain_id"), "destruction_permits", ["chain_id"])
    op.create_index(
        op.f("ix_destruction_permits_document_sha256"), "destruction_permits", ["document_sha256"]
    )
    op.add_column("contracts", sa.Column("info_defect", sa.String(length=20), nullable=True))
    dialect = op.get_bind().dialect.name
    for table in GUARDED:
        _unguard(table, dialect)
        for statement in statements(table, dialect):
            op.execute(statement)
    for statement in statements("destruction_permits", dialect):
        op.execute(statement)
    for statement in kept_statements("evidence_chains", dialect):
        op.execute(statement)


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    if dialect == "postgresql":
        op.execute("DROP TRIGGER evidence_chains_guarded ON evidence_chains")
    else:
        op.execute("DROP TRIGGER evidence_chains_no_delete")
    op.drop_column("contracts", "info_defect")
    op.drop_table("destruction_permits")


def _unguard(table: str, dialect: str) -> None:
    if dialect == "postgresql":
        op.execute(f"DROP TRIGGER {table}_guarded ON {table}")
        return
    for verb in ("update", "delete"):
        op.execute(f"DROP TRIGGER {table}_no_{verb}")

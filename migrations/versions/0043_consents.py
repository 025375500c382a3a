"""Consents: one act about one purpose, with the words that were shown; rows are added only."""

import sqlalchemy as sa
from alembic import op

from app.evidence.guards import statements

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None
GUARDED = ("consent_texts", "consents")


def upgrade() -> None:
    op.create_table(
        "consent_texts",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=24), nullable=False),
        sa.Column("version", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("stored_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_consent_texts")),
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=262), nullable=False),
        sa.Column("purpose", sa.String(length=24), nullable=False),
        sa.Column("action", sa.String(length=24), nullable=False),
        sa.Column("text_version", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("proof_sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["proof_sha256"],
            ["consent_texts.sha256"],
            name=op.f("fk_consents_proof_sha256_consent_texts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index("ix_consents_subject", "consents", ["subject", "purpose"])
    for table in GUARDED:
        for statement in statements(table, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("consents")
    op.drop_table("consent_texts")

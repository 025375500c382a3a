"""Registers of privacy: breaches with their clock, recipients with their mechanism."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "breaches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("learned_at", sa.DateTime(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("whose", sa.String(length=300), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("effects", sa.Text(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("board_told_at", sa.DateTime(), nullable=True),
        sa.Column("late_because", sa.Text(), nullable=True),
        sa.Column("persons_told_at", sa.DateTime(), nullable=True),
        sa.Column("told_how", sa.String(length=300), nullable=True),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("persons >= 0", name=op.f("ck_breaches_persons_counted")),
        sa.CheckConstraint(
            "closed_at IS NULL OR board_told_at IS NOT NULL",
            name=op.f("ck_breaches_closed_after_told"),
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["members.id"], name=op.f("fk_breaches_entered_by_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breaches")),
        sa.UniqueConstraint("number", name=op.f("uq_breaches_number")),
    )
    op.create_table(
        "data_recipients",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("data", sa.String(length=500), nullable=False),
        sa.Column("purpose", sa.String(length=500), nullable=False),
        sa.Column("ground", sa.String(length=12), nullable=False),
        sa.Column("mechanism", sa.String(length=24), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "country = 'TR' OR mechanism IS NOT NULL OR begins_on IS NULL",
            name=op.f("ck_data_recipients_abroad_by_mechanism"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_recipients")),
    )


def downgrade() -> None:
    op.drop_table("data_recipients")
    op.drop_table("breaches")

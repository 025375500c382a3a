"""Invitations to a supplier's team, and only roles that exist."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None
ROLES = "role IN ('owner', 'seller', 'shipper')"


def upgrade() -> None:
    op.execute(
        "UPDATE team_members SET role = 'owner' WHERE role NOT IN ('owner', 'seller', 'shipper')"
    )
    with op.batch_alter_table("team_members") as batch:
        batch.create_check_constraint(batch.f("ck_team_members_role_known"), ROLES)
    op.create_table(
        "team_invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_key", sa.String(length=254), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("invited_by", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(), nullable=True),
        sa.Column("accepted_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(ROLES, name=op.f("ck_team_invitations_role_known")),
        sa.ForeignKeyConstraint(
            ["supplier_id"],
            ["suppliers.id"],
            name=op.f("fk_team_invitations_supplier_id_suppliers"),
        ),
        sa.ForeignKeyConstraint(
            ["invited_by"], ["members.id"], name=op.f("fk_team_invitations_invited_by_members")
        ),
        sa.ForeignKeyConstraint(
            ["accepted_by"], ["members.id"], name=op.f("fk_team_invitations_accepted_by_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_invitations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_team_invitations_token_hash")),
    )
    op.create_index(op.f("ix_team_invitations_supplier_id"), "team_invitations", ["supplier_id"])


def downgrade() -> None:
    op.drop_table("team_invitations")
    with op.batch_alter_table("team_members") as batch:
        batch.drop_constraint("ck_team_members_role_known", type_="check")

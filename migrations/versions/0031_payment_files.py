"""Payment files: refunds by bank transfer handed to the bank together."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "payment_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_files")),
        sa.UniqueConstraint("number", name=op.f("uq_payment_files_number")),
    )
    op.create_table(
        "payment_file_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("refund_id", sa.Integer(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("iban_cipher", sa.String(300), nullable=False),
        sa.Column("holder", sa.String(120), nullable=False),
        sa.Column("outcome", sa.String(12), nullable=True),
        sa.CheckConstraint("amount_minor > 0", name="amount_positive"),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["payment_files.id"],
            name=op.f("fk_payment_file_lines_file_id_payment_files"),
        ),
        sa.ForeignKeyConstraint(
            ["refund_id"], ["refunds.id"], name=op.f("fk_payment_file_lines_refund_id_refunds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_file_lines")),
    )
    op.create_index(op.f("ix_payment_file_lines_file_id"), "payment_file_lines", ["file_id"])
    op.create_index(op.f("ix_payment_file_lines_refund_id"), "payment_file_lines", ["refund_id"])


def downgrade() -> None:
    op.drop_table("payment_file_lines")
    op.drop_table("payment_files")

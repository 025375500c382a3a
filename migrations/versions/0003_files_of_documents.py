"""The PDF of a stored document; attachments that name the document they are a file of."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_files",
        sa.Column("document_sha256", sa.String(length=64), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=True),
        sa.Column("problem", sa.String(length=300), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["documents.sha256"],
            name=op.f("fk_document_files_document_sha256_documents"),
        ),
        sa.PrimaryKeyConstraint("document_sha256", name=op.f("pk_document_files")),
    )
    op.add_column(
        "message_attachments", sa.Column("document_sha256", sa.String(length=64), nullable=True)
    )


def downgrade() -> None:
    op.drop_column("message_attachments", "document_sha256")
    op.drop_table("document_files")

"""Applications to become a supplier: their documents, links, and the reviewers' verdicts."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "applications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("state_since", sa.DateTime(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("notice_version", sa.String(length=40), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("retain_until", sa.Date(), nullable=True),
        sa.Column("again_from", sa.Date(), nullable=True),
        sa.Column("saved", sa.JSON(), nullable=False),
        sa.Column("reopened", sa.JSON(), nullable=False),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("contact_person", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_key", sa.String(length=254), nullable=False),
        sa.Column("email_confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=True),
        sa.Column("seller_of_record", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=True),
        sa.Column("mersis", sa.String(length=16), nullable=True),
        sa.Column("without_mersis", sa.Boolean(), nullable=False),
        sa.Column("national_id_cipher", sa.String(length=300), nullable=True),
        sa.Column("national_id_index", sa.String(length=64), nullable=True),
        sa.Column("tax_office", sa.String(length=80), nullable=True),
        sa.Column("tax_number_cipher", sa.String(length=300), nullable=True),
        sa.Column("tax_number_index", sa.String(length=64), nullable=True),
        sa.Column("certificate_number", sa.String(length=40), nullable=True),
        sa.Column("certificate_on", sa.Date(), nullable=True),
        sa.Column("membership", sa.String(length=40), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("province", sa.String(length=40), nullable=True),
        sa.Column("district", sa.String(length=60), nullable=True),
        sa.Column("address", sa.String(length=300), nullable=True),
        sa.Column("website", sa.String(length=200), nullable=True),
        sa.Column("socials", sa.Text(), nullable=True),
        sa.Column("makes", sa.Text(), nullable=True),
        sa.Column("wish", sa.Text(), nullable=True),
        sa.Column("interview_at", sa.DateTime(), nullable=True),
        sa.Column("interview_place", sa.String(length=200), nullable=True),
        sa.Column("no_shows", sa.Integer(), nullable=False),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("iban_cipher", sa.String(length=300), nullable=True),
        sa.Column("iban_index", sa.String(length=64), nullable=True),
        sa.Column("agreement_version", sa.String(length=40), nullable=True),
        sa.Column("supplier_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "seller_of_record IN ('supplier', 'cooperative')",
            name=op.f("ck_applications_seller_of_record_known"),
        ),
        sa.CheckConstraint(
            "no_shows BETWEEN 0 AND 3", name=op.f("ck_applications_at_most_three_no_shows")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["members.id"], name=op.f("fk_applications_approved_by_members")
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["suppliers.id"], name=op.f("fk_applications_supplier_id_suppliers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applications")),
        sa.UniqueConstraint("number", name=op.f("uq_applications_number")),
    )
    op.create_index(op.f("ix_applications_due_on"), "applications", ["due_on"], unique=False)
    op.create_index(op.f("ix_applications_email_key"), "applications", ["email_key"], unique=False)
    op.create_index(
        op.f("ix_applications_iban_index"), "applications", ["iban_index"], unique=False
    )
    op.create_index(
        op.f("ix_applications_national_id_index"),
        "applications",
        ["national_id_index"],
        unique=False,
    )
    op.create_index(op.f("ix_applications_state"), "applications", ["state"], unique=False)
    op.create_index(
        op.f("ix_applications_tax_number_index"), "applications", ["tax_number_index"], unique=False
    )
    op.create_table(
        "application_links",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_links_application_id_applications"),
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_application_links")),
    )
    op.create_index(
        op.f("ix_application_links_application_id"),
        "application_links",
        ["application_id"],
        unique=False,
    )
    op.create_table(
        "application_papers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_papers_application_id_applications"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_papers")),
    )
    op.create_index(
        op.f("ix_application_papers_application_id"),
        "application_papers",
        ["application_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_application_papers_sha256"), "application_papers", ["sha256"], unique=False
    )
    op.create_table(
        "application_verdicts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("point", sa.String(length=30), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('verified', 'waived')", name=op.f("ck_application_verdicts_verdict_known")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_verdicts_application_id_applications"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_application_verdicts_member_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_verdicts")),
        sa.UniqueConstraint("application_id", "point", name="uq_application_verdicts_point"),
    )


def downgrade() -> None:
    for table in (
        "application_verdicts",
        "application_papers",
        "application_links",
        "applications",
    ):
        op.drop_table(table)

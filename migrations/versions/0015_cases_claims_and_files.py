"""Cases of both kinds, files, later words, damage claims; where return carriers have branches."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

OLD = ("goods_returns", "withdrawal_lines", "withdrawals")


def upgrade() -> None:
    kept = {name: _rows(name) for name in OLD}
    for name in OLD:
        op.drop_table(name)
    _widen()
    _cases()
    _words_and_files()
    _goods()
    _put_back(kept)


def _rows(name: str) -> list[dict[str, Any]]:
    bind = op.get_bind()
    table = sa.Table(name, sa.MetaData(), autoload_with=bind)
    return [dict(row) for row in bind.execute(sa.select(table).order_by(table.c.id)).mappings()]


def _widen() -> None:
    """More columns; suppliers, to whom others refer, get theirs without being made anew."""
    with op.batch_alter_table("statements") as batch:
        batch.add_column(
            sa.Column("kind", sa.String(length=24), nullable=False, server_default="withdrawal")
        )
        batch.add_column(sa.Column("shipment_id", sa.Integer(), nullable=True))
        for name in ("recorded_at", "matched_at", "asked_at", "last_word_at"):
            batch.add_column(sa.Column(name, sa.DateTime(), nullable=True))
        batch.add_column(sa.Column("answer_by", sa.Date(), nullable=True))
        batch.create_foreign_key(
            batch.f("fk_statements_shipment_id_shipments"), "shipments", ["shipment_id"], ["id"]
        )
        batch.create_index("ix_statements_answer_by", ["answer_by"])
    op.execute("UPDATE statements SET recorded_at = received_at")
    op.execute("UPDATE statements SET matched_at = received_at WHERE state = 'matched'")
    with op.batch_alter_table("statements") as batch:
        batch.alter_column("recorded_at", existing_type=sa.DateTime(), nullable=False)
    op.execute(
        "ALTER TABLE suppliers ADD COLUMN return_coverage VARCHAR(20) NOT NULL "
        "DEFAULT 'everywhere_except' CONSTRAINT ck_suppliers_return_coverage_known "
        "CHECK (return_coverage IN ('everywhere_except', 'only'))"
    )
    op.execute("ALTER TABLE suppliers ADD COLUMN return_places JSON NOT NULL DEFAULT '[]'")


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("suborder_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("decide_by", sa.Date(), nullable=True),
        sa.Column("ground", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", sa.String(length=40), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=True),
        sa.Column("paused_days", sa.Integer(), nullable=False),
        sa.Column("complained_at", sa.DateTime(), nullable=True),
        sa.Column("kept_by_shopper_at", sa.DateTime(), nullable=True),
        sa.Column("kept_by_supplier_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("paused_days >= 0", name=op.f("ck_cases_pause_not_negative")),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name=op.f("fk_cases_statement_id_statements")
        ),
        sa.ForeignKeyConstraint(
            ["suborder_id"], ["suborders.id"], name=op.f("fk_cases_suborder_id_suborders")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("number", name=op.f("uq_cases_number")),
    )
    op.create_index("ix_cases_state", "cases", ["state", "decide_by"])
    op.create_index(op.f("ix_cases_suborder_id"), "cases", ["suborder_id"])
    op.create_index("uq_cases_position", "cases", ["statement_id", "position"], unique=True)
    op.create_table(
        "case_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("order_line_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("dispatched", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(length=12), nullable=True),
        sa.Column("good", sa.Integer(), nullable=True),
        sa.Column("not_resellable", sa.Integer(), nullable=True),
        sa.Column("not_arrived", sa.Integer(), nullable=True),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_case_lines_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_lines_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["order_lines.id"],
            name=op.f("fk_case_lines_order_line_id_order_lines"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_lines")),
    )
    op.create_index(op.f("ix_case_lines_case_id"), "case_lines", ["case_id"])
    op.create_index(op.f("ix_case_lines_order_line_id"), "case_lines", ["order_line_id"])
    op.create_table(
        "damage_claims",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("sum_minor", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.String(length=40), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("agreed_by", sa.String(length=40), nullable=True),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("reference", sa.String(length=80), nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.CheckConstraint("sum_minor > 0", name=op.f("ck_damage_claims_sum_positive")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_damage_claims_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_damage_claims")),
        sa.UniqueConstraint("case_id", name=op.f("uq_damage_claims_case_id")),
    )
    op.create_index("ix_damage_claims_state", "damage_claims", ["state", "answer_by"])


def _words_and_files() -> None:
    op.create_table(
        "statement_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        *_of_a_statement("statement_files"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_files")),
    )
    op.create_table(
        "statement_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *_of_a_statement("statement_notes"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_notes")),
    )
    for table in ("statement_files", "statement_notes"):
        for column in ("statement_id", "case_id"):
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    op.create_index(op.f("ix_statement_files_sha256"), "statement_files", ["sha256"])


def _of_a_statement(table: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    return (
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f(f"fk_{table}_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name=op.f(f"fk_{table}_statement_id_statements")
        ),
    )


def _goods() -> None:
    op.create_table(
        "goods_returns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("approve_by", sa.Date(), nullable=True),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("approved_by", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("way", sa.String(length=24), nullable=True),
        sa.Column("carrier", sa.String(length=80), nullable=True),
        sa.Column("return_code", sa.String(length=40), nullable=True),
        sa.Column("return_address", sa.String(length=300), nullable=True),
        sa.Column("label_id", sa.Integer(), nullable=True),
        sa.Column("collect_on", sa.Date(), nullable=True),
        sa.Column("send_back_by", sa.Date(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("tracking_number", sa.String(length=60), nullable=True),
        sa.Column("received_at", sa.DateTime(), nullable=True),
        sa.Column("inspect_by", sa.Date(), nullable=True),
        sa.Column("inspection", sa.String(length=24), nullable=True),
        sa.Column("inspected_at", sa.DateTime(), nullable=True),
        sa.Column("inspected_by", sa.String(length=40), nullable=True),
        sa.Column("cost_minor", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=20), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "cost_minor IS NULL OR cost_minor > 0", name=op.f("ck_goods_returns_cost_positive")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_goods_returns_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["label_id"],
            ["statement_files.id"],
            name=op.f("fk_goods_returns_label_id_statement_files"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goods_returns")),
        sa.UniqueConstraint("case_id", name=op.f("uq_goods_returns_case_id")),
    )
    op.create_index("ix_goods_returns_state", "goods_returns", ["state", "approve_by"])


def _put_back(kept: dict[str, list[dict[str, Any]]]) -> None:
    """What was a withdrawal is a case of that kind, with the same number and lines."""
    for row in kept["withdrawals"]:
        _insert("cases", row | {"kind": "withdrawal", "paused_days": 0})
    for row in kept["withdrawal_lines"]:
        _insert("case_lines", row | {"case_id": row.pop("withdrawal_id")})
    for row in kept["goods_returns"]:
        way = "code" if row["return_address"] and row["carrier"] else None
        inspected = {"inspected_at": row["received_at"]} if row["inspection"] else {}
        _insert(
            "goods_returns", row | {"case_id": row.pop("withdrawal_id"), "way": way} | inspected
        )


def _insert(table: str, row: dict[str, Any]) -> None:
    bind = op.get_bind()
    made = sa.Table(table, sa.MetaData(), autoload_with=bind)
    values = {name: row[name] for name in row if name in made.columns and name != "id"}
    bind.execute(sa.insert(made).values(id=row["id"], **values))
    if bind.dialect.name == "postgresql":
        bind.execute(
            sa.text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :last)"),
            {"table": table, "last": row["id"]},
        )

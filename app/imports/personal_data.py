"""Columns of this room that say nothing of anybody; those that do are marked in its models."""

from app.law.personal_data import Plain

PLAIN: Plain = {
    "import_rows": "id import_id row sku name outcome problems changes notes product_id",
    "import_runs": (
        "id import_id products_total products_done pictures_done key run_at lease lease_until "
        "attempts done_at last_error"
    ),
    "imports": (
        "id number supplier_id member_id state file_name kind size stored rows_total choices "
        "pictures pictures_stored created_at confirmed_at done_at file_gone_at"
    ),
}

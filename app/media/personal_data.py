"""Columns of this room that say nothing of anybody; those that do are marked in its models."""

from app.law.personal_data import Plain

PLAIN: Plain = {
    "pictures": "id sha256 width height ground focus widths added_at rendered_at",
}

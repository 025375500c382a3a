"""Columns of this room that say nothing of anybody; those that do are marked in its models."""

from app.law.personal_data import Plain

PLAIN: Plain = {
    "holidays": "day name half_day source confirmed",
    "settings": "id key version value changed_at changed_by",
}

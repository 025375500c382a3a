"""Columns of this room that say nothing of anybody; those that do are marked in its models."""

from app.law.personal_data import Plain

PLAIN: Plain = {
    "timers": "name due_at lease_until last_ok_at last_error",
}

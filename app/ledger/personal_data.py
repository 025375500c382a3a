"""Columns of this room that say nothing of anybody; those that do are marked in its models."""

from app.law.personal_data import Plain

PLAIN: Plain = {
    "ledger_transfers": ("id at debit credit amount_minor currency kind source about suborder"),
}

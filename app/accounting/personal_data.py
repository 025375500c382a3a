"""Columns of this room: what providers say of money says nothing of anybody."""

from app.law.personal_data import Plain

PLAIN: Plain = {
    "provider_movements": "id provider ref kind about amount_minor fee_minor at pending",
    "reconciliations": "id account until made_at ledger_minor said_minor differences unheard",
}

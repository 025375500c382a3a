"""Invoices on the due lists, from the day on which they are missed (IN-2, IN-3)."""

from flask import url_for
from flask_babel import gettext as _

from app.desks.todo import Todo
from app.invoices import missing, words
from app.invoices.owing import Duty
from app.invoices.rules import Owed


def of_supplier(supplier_id: int) -> list[Todo]:
    """What this supplier, as the seller of record, has to write."""
    return [
        _todo(duty, "supplier_invoices.attach") for duty in missing.due_of_supplier(supplier_id)
    ]


def of_staff() -> list[Todo]:
    """What the cooperative has to write, and what it must ask makers for."""
    return [_todo(duty, "admin_invoices.show", maker=not duty.ours) for duty in missing.due()]


def _todo(duty: Duty, endpoint: str, maker: bool = False) -> Todo:
    reference = duty.suborder.reference
    said = (
        _("Correcting document due: %(reference)s", reference=reference)
        if duty.what is Owed.CORRECTION
        else _("Invoice due: %(reference)s", reference=reference)
    )
    seller = f"{duty.suborder.seller['name']}. " if maker else ""
    return Todo(
        duty.due_on,
        said,
        f"{seller}{words.sum_said(duty)}",
        _("Look") if maker else _("Attach it"),
        url_for(endpoint, reference=reference, key=duty.key),
    )

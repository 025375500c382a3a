"""What waits on the due lists about agreements and accounts."""

from flask import url_for
from flask_babel import gettext as _

from app.desks.todo import Todo
from app.suppliers.agreeing import papers
from app.suppliers.agreeing import queries as agreements


def of_supplier(supplier_id: int) -> list[Todo]:
    """A new version of the agreement waits for an owner's yes."""
    awaited = agreements.awaited_of(supplier_id)
    if awaited is None:
        return []
    return [
        Todo(
            None,
            _("A new supplier agreement waits for you"),
            _(
                "Version %(version)s; until then the old one holds.",
                version=papers.label_of(awaited),
            ),
            _("Read the agreement"),
            url_for("supplier_agreement.show"),
        )
    ]

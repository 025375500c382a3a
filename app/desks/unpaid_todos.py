"""Orders whose contract stands although the buyer's money could not be taken."""

from flask import url_for
from flask_babel import gettext as _

from app.desks.todo import Todo
from app.kernel import clock
from app.payments import unpaid_queries
from app.web.filters import money


def of_staff() -> list[Todo]:
    """The buyer has been asked to pay again; somebody has to see that it happens."""
    return [
        Todo(
            clock.day_of(order.formed_at) if order.formed_at else None,
            _(
                "Not paid: %(reference)s, %(amount)s",
                reference=order.reference,
                amount=money(order.total_minor),
            ),
            _("The card was not charged. Nothing may be sent; the buyer was asked to pay again."),
            _("Open"),
            url_for("admin_orders.show", reference=order.reference),
        )
        for order in unpaid_queries.unpaid_orders()
    ]

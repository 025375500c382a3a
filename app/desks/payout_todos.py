"""What is to be done so that suppliers are paid: by finance, and by themselves."""

from flask import url_for
from flask_babel import gettext as _

from app.desks.todo import Todo
from app.kernel import clock
from app.settlements import accounts
from app.settlements.models import Payout, PayoutState
from app.settlements.queries import payouts
from app.settlements.queries.amounts import owed_to
from app.suppliers.models import Supplier
from app.web.filters import money


def of_supplier(supplier: Supplier) -> list[Todo]:
    """Something is in the way of a supplier's money."""
    obstacle = accounts.obstacle(supplier)
    owed = owed_to(supplier.id) if obstacle else 0
    if owed <= 0:
        return []
    page = "supplier_money.index" if supplier.iban_cipher else "supplier_numbers.show"
    return [
        Todo(
            None,
            _("Your money waits: %(amount)s", amount=money(owed)),
            obstacle,
            _("Look"),
            url_for(page),
        )
    ]


def of_staff() -> list[Todo]:
    """Each payout on its way by the day it should have arrived, then what came back."""
    return [_open(payout) for payout in payouts.open_payouts()] + [
        Todo(
            clock.day_of(payout.ended_at) if payout.ended_at else None,
            _("The bank sent a payout back: %(number)s", number=payout.number),
            _("%(supplier)s has been asked to check the account.", supplier=payout.supplier.name),
            _("Look"),
            url_for("admin_payouts.show", number=payout.number),
        )
        for payout in payouts.sent_back()
    ]


def _open(payout: Payout) -> Todo:
    waits = payout.state is PayoutState.PUT_TOGETHER
    said = {"supplier": payout.supplier.name, "amount": money(payout.amount_minor)}
    return Todo(
        payouts.due_on(payout),
        _("Pay %(supplier)s: %(amount)s", **said),
        _("Make the file for the bank.") if waits else _("Write down what the bank says."),
        _("Open"),
        url_for("admin_payouts.index")
        if waits
        else url_for("admin_payouts.show", number=payout.number),
    )

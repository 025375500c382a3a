from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.ledger import words as ledger
from app.orders import queries as orders
from app.payments import ibans
from app.settlements import accounts, pages, words
from app.settlements.queries import movements, payouts
from app.settlements.queries.amounts import owed_to
from app.settlements.queries.positions import positions_of
from app.suppliers.queries import supplier_of
from app.web.audience import for_suppliers

blueprint = for_suppliers(
    Blueprint("supplier_money", __name__, url_prefix="/supplier/money"), "money"
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """What comes when and why: the next payout, what waits for its day, what is held."""
    supplier = supplier_of(current_user)
    return render_template(
        "supplier/money.html",
        money=pages.money_of(positions_of(supplier.id)),
        owed_minor=owed_to(supplier.id),
        obstacle=accounts.obstacle(supplier),
        account=ibans.masked(supplier.iban_cipher) if supplier.iban_cipher else "",
        payouts=payouts.of_supplier(supplier.id),
        state_of=words.state_of,
        day_of=clock.day_of,
    )


@blueprint.get("/payouts/<number>")
def payout(number: str) -> ResponseReturnValue:
    """One payout, order by order."""
    found = payouts.payout_of(number, supplier_of(current_user).id)
    return render_template(
        "supplier/payout.html",
        payout=found,
        account=ibans.masked(found.iban_cipher) if found.iban_cipher else "",
        state=words.state_of(found.state),
    )


@blueprint.get("/orders/<reference>")
def suborder(reference: str) -> ResponseReturnValue:
    """The money of one order: how it stands, and every movement."""
    supplier = supplier_of(current_user)
    found = orders.suborder_of(reference, supplier.id)
    moved = movements.of_suborder(supplier.id, reference)
    return render_template(
        "supplier/suborder_money.html",
        suborder=found,
        positions=[p for p in positions_of(supplier.id) if p.suborder.id == found.id],
        movements=moved,
        open_minor=sum(movement.minor for movement in moved if movement.theirs),
        standing_of=words.standing_of,
        kind=ledger.kind,
    )

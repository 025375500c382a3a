"""A damage claim that the shopper agreed to, or an authority decided (C-14, machine 4.6.4)."""

from app.ledger import services as ledger
from app.payments import queries
from app.payments.models import Refund, RefundState
from app.payments.services import refunds


def settle(cause: str, sum_minor: int) -> None:
    """Set it off while the refund of the case has not left; after that the shopper owes it.

    Never more than its sum, never from another case, never by holding a refund up.
    """
    goods = [refund for refund in queries.refunds_of_case(cause) if refund.principal_minor]
    for refund in goods:
        if refund.state is RefundState.COMPUTED and sum_minor < refund.amount_minor:
            refunds.set_off(refund, sum_minor, cause)
            return
    if goods:
        _owed_by_shopper(goods[0], cause, sum_minor)


def _owed_by_shopper(refund: Refund, cause: str, sum_minor: int) -> None:
    reference = refund.order.reference
    ledger.move(
        f"shopper:{reference}",
        f"supplier:{refund.supplier_id}",
        sum_minor,
        kind="damage",
        source=f"damage:{cause}",
        about=reference,
        suborder=refund.suborder_reference,
    )

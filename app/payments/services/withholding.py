"""The tax kept back of what a seller is paid: what it is now, and what has been kept so far.

It is always what falls on the goods that are still sold. So whatever comes back after a payout
gives its part back, once, and the parts sum to the whole in whatever order they come.
"""

from app.kernel.money import vat_included
from app.ledger import queries as ledger_of
from app.orders.models import SubOrder
from app.payments import queries, rules
from app.payments.services import terms

ACCOUNT = "withholding"


def owed(suborder: SubOrder) -> int:
    """The tax on the goods that stand sold, by the terms of the contract; kuruş."""
    return rules.withholding_of(net_sold(suborder), terms.of(suborder.reference).withholding_bp)


def net_sold(suborder: SubOrder) -> int:
    """The price without VAT of the goods that the seller is paid for, in kuruş.

    Goods paid back at the cooperative's cost are the seller's sale as before.
    """
    back = queries.goods_back(suborder.reference, borne_by="supplier")
    net = 0
    for line in suborder.lines:
        gross = line.ordered * line.unit_price_minor - back.get(line.id, 0)
        net += gross - vat_included(gross, line.vat_bp)
    return net


def kept_back(suborder_reference: str) -> int:
    """What has been kept back of a sub-order until now, in kuruş."""
    return -ledger_of.balance(ACCOUNT, suborder_reference)


def due(suborder: SubOrder) -> int:
    """What is still to be kept back when a payout is put together, in kuruş."""
    return max(0, owed(suborder) - kept_back(suborder.reference))


def too_much(suborder: SubOrder) -> int:
    """What was kept back and is no longer owed, in kuruş; 0 before a payout was put together."""
    kept = kept_back(suborder.reference)
    return max(0, kept - owed(suborder)) if kept else 0

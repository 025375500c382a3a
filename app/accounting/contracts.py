"""What the sub-orders of a month are: whose, under which rates of VAT, frozen when formed."""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import func, select

from app.extensions import db
from app.ledger import queries as ledger
from app.ledger.months import Month
from app.orders.models import OrderLine, SubOrder
from app.payments.models import Refund, RefundLine

Weights = dict[int, int]


@dataclass(frozen=True, slots=True)
class Contract:
    """A sub-order: supplier, seller of record, rate of its delivery, its goods by rate (kuruş)."""

    reference: str
    supplier_id: int
    seller: str
    delivery_bp: int
    goods: Weights


@dataclass(slots=True)
class Contracts:
    """Every contract for which money moved in a month, and its refunds' goods by rate."""

    of: dict[str, Contract] = field(default_factory=dict)
    given_back: dict[str, Weights] = field(default_factory=dict)

    def weights(self, suborder: str, refund: str) -> Weights:
        """By what a sum of goods is split over rates: the refund's own lines, or all that was sold.

        `refund` is its number, or nothing.
        """
        return self.given_back.get(refund) or self.of[suborder].goods or {0: 1}


def of_month(month: Month) -> Contracts:
    """The contracts that moved in this month."""
    moved = ledger.suborders_between(month.start, month.end)
    goods: dict[str, Weights] = defaultdict(dict)
    lines = (
        select(
            SubOrder.reference,
            OrderLine.vat_bp,
            func.sum(OrderLine.ordered * OrderLine.unit_price_minor),
        )
        .join(OrderLine, OrderLine.suborder_id == SubOrder.id)
        .where(SubOrder.reference.in_(moved))
        .group_by(SubOrder.reference, OrderLine.vat_bp)
    )
    for reference, rate, amount in db.session.execute(lines):
        goods[reference][rate] = int(amount)
    contracts = select(
        SubOrder.reference,
        SubOrder.supplier_id,
        SubOrder.seller["seller_of_record"].as_string(),
        SubOrder.delivery_vat_bp,
    ).where(SubOrder.reference.in_(moved))
    return Contracts(
        {
            reference: Contract(reference, supplier, seller or "supplier", rate, goods[reference])
            for reference, supplier, seller, rate in db.session.execute(contracts)
        },
        _given_back(month),
    )


def _given_back(month: Month) -> dict[str, Weights]:
    """Goods by rate of each refund; a second instrument shares the lines of its case and kind."""
    rows = (
        select(
            Refund.number,
            Refund.cause,
            Refund.kind,
            OrderLine.vat_bp,
            func.sum(RefundLine.goods_minor),
        )
        .outerjoin(RefundLine, RefundLine.refund_id == Refund.id)
        .outerjoin(OrderLine, OrderLine.id == RefundLine.order_line_id)
        .where(Refund.suborder_reference.in_(ledger.suborders_between(month.start, month.end)))
        .group_by(Refund.number, Refund.cause, Refund.kind, OrderLine.vat_bp)
    )
    of_case: dict[tuple[str, str], Weights] = defaultdict(dict)
    case_of: dict[str, tuple[str, str]] = {}
    for number, cause, kind, rate, amount in db.session.execute(rows):
        case_of[number] = cause, kind
        if rate is not None:
            of_case[cause, kind][rate] = int(amount)
    return {number: of_case[case] for number, case in case_of.items()}

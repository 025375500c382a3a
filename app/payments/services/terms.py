"""What a contract costs its seller: frozen at formation, shared out as goods come back (5.3)."""

from sqlalchemy import select

from app.catalogue.models import Category, Product
from app.extensions import db
from app.law.bearing import share_so_far
from app.orders import queries as orders
from app.orders.models import OrderLine, SubOrder
from app.payments import queries, rules
from app.payments.models import Refund, RefundLine, SubOrderTerms
from app.payments.services.amounts import term
from app.settings import queries as settings
from app.suppliers.agreeing import queries as agreements
from app.suppliers.agreeing.models import AgreementVersion
from app.suppliers.agreeing.rules import rate_for
from app.suppliers.models import Supplier


def freeze(suborder: SubOrder) -> SubOrderTerms:
    """Write down what this contract costs its seller, by the agreement it has accepted."""
    agreement = agreements.in_force_for(suborder.supplier_id)
    line_bp = _rates(suborder, agreement)
    goods = goods_by_line(suborder)
    weighed = sum(minor * line_bp[line] for line, minor in goods.items())
    commission = rules.commission_of(weighed)
    terms = SubOrderTerms(
        suborder_reference=suborder.reference,
        agreement_number=agreement.number,
        line_bp={str(line): bp for line, bp in line_bp.items()},
        goods_minor=sum(goods.values()),
        commission_minor=commission,
        commission_vat_minor=rules.commission_vat_of(commission),
        withholding_bp=_withholding_bp(suborder),
    )
    db.session.add(terms)
    db.session.flush()
    return terms


def of(suborder_reference: str) -> SubOrderTerms:
    """The terms of a contract that was formed."""
    return db.session.get_one(SubOrderTerms, suborder_reference)


def goods_by_line(suborder: SubOrder) -> dict[int, int]:
    """The goods of a contract as ordered: line id to kuruş."""
    return {line.id: line.ordered * line.unit_price_minor for line in suborder.lines}


def _rates(suborder: SubOrder, agreement: AgreementVersion) -> dict[int, int]:
    """Line id to basis points: of its shelf, else of the shelf above, else the general rate."""
    products = {line.product_id for line in suborder.lines}
    found = select(Product.id, Product.category_id).where(Product.id.in_(products))
    shelf = {row.id: row.category_id for row in db.session.execute(found)}
    every = select(Category.id, Category.parent_id)
    above = {row.id: row.parent_id for row in db.session.execute(every)}

    def rate(line: OrderLine) -> int:
        shelves, at = [], shelf.get(line.product_id)
        while at is not None:
            shelves.append(at)
            at = above.get(at)
        return rate_for(shelves, agreement.category_bp, agreement.commission_bp)

    return {line.id: rate(line) for line in suborder.lines}


def withholding_bp(supplier: Supplier) -> int:
    """Tax is kept back from who has a tax office; a member or an exempt artisan has none."""
    return settings.number("withholding_bp") if supplier.kind in rules.TAXED_KINDS else 0


def _withholding_bp(suborder: SubOrder) -> int:
    if suborder.supplier.kind not in rules.TAXED_KINDS:
        return 0
    return term(suborder.order, "withholding_bp", withholding_bp(suborder.supplier))


def share_commission(line: RefundLine, refund: Refund) -> None:
    """The commission that falls with these goods of a refund."""
    line.commission_minor, line.commission_vat_minor = commission_with(
        refund.suborder_reference, line.order_line_id, line.goods_minor
    )


def commission_with(suborder_reference: str, line_id: int, goods_minor: int) -> tuple[int, int]:
    """The commission and its VAT that fall with these goods; all parts sum to the whole (5.3).

    Each line weighs as much as its rate: goods at 0 % bring none of it back.
    """
    terms = of(suborder_reference)
    before = queries.shares_so_far(suborder_reference)
    suborder = orders.suborder_by_reference(suborder_reference)
    gone, sold = queries.goods_back(suborder_reference), goods_by_line(suborder)
    gone[line_id] = min(sold[line_id], gone.get(line_id, 0) + goods_minor)
    part, whole = terms.weigh(gone), terms.weigh(sold)

    def share(frozen: int, already: int) -> int:
        return max(0, share_so_far(frozen, part, whole) - already)

    return (
        share(terms.commission_minor, before.commission_minor),
        share(terms.commission_vat_minor, before.commission_vat_minor),
    )

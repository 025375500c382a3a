"""The payout run: what is due and held by nothing becomes one sum for each supplier (AM-12A.5)."""

from collections.abc import Sequence

from sqlalchemy import select

from app.extensions import db
from app.kernel import clock, ids, transactions
from app.kernel.transactions import locked
from app.payments.services import booking, withholding
from app.settlements import accounts
from app.settlements.models import Payout, PayoutLine
from app.settlements.queries.positions import Position, positions_of
from app.settlements.rules import Standing
from app.settlements.services import machine
from app.suppliers.models import Supplier, SupplierState

TAKEN = (Standing.PAYABLE, Standing.SET_OFF)


def run(by: int | None) -> list[Payout]:
    """Put together what every supplier may be paid today; by whom, None: the timer."""
    made = (put_together(supplier_id, by) for supplier_id in _payees())
    return [payout for payout in made if payout is not None]


def run_daily() -> int:
    """The timer's run: each supplier by itself, so that none waits for another."""
    with transactions.reading():
        payees = _payees()
        db.session.rollback()
    made = 0
    for supplier_id in payees:
        made += put_together(supplier_id, None) is not None
        transactions.save()
    return made


def _payees() -> Sequence[int]:
    return db.session.scalars(
        select(Supplier.id).where(Supplier.state != SupplierState.CLOSED).order_by(Supplier.id)
    ).all()


def put_together(supplier_id: int, by: int | None) -> Payout | None:
    """One payout of everything payable, what is owed by the supplier set off against it.

    The tax on what is paid is kept back (section 8). None when something is in the way, nothing is
    due, or the sum is not above nothing: then the negative balance is carried. Two runs at once:
    the second finds it taken.
    """
    supplier = locked(db.session.get_one(Supplier, supplier_id))
    if accounts.obstacle(supplier):
        return None
    taken = [p for p in positions_of(supplier_id) if p.standing in TAKEN and not p.in_payout]
    taxes = {
        position.suborder.reference: withholding.due(position.suborder)
        for position in taken
        if position.standing is Standing.PAYABLE
    }
    if sum(position.minor for position in taken) - sum(taxes.values()) <= 0:
        return None
    number = ids.reference("H")
    kept = {reference: booking.withheld(reference, number) for reference in taxes}
    lines = [_line(position, kept.get(position.suborder.reference, 0)) for position in taken]
    return _make(number, supplier_id, [line for line in lines if line.amount_minor], by)


def _make(number: str, supplier_id: int, lines: list[PayoutLine], by: int | None) -> Payout:
    payout = Payout(
        number=number,
        supplier_id=supplier_id,
        amount_minor=sum(line.amount_minor for line in lines),
        made_at=clock.now(),
        made_by=by,
        lines=lines,
    )
    db.session.add(payout)
    db.session.flush()
    machine.record(payout, "put_together", by)
    return payout


def _line(position: Position, tax_minor: int) -> PayoutLine:
    return PayoutLine(
        suborder=position.suborder.reference,
        goods_minor=position.amount.goods_minor - tax_minor,
        delivery_minor=position.amount.delivery_minor,
    )

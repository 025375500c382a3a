"""What the ledger owes a supplier, sub-order by sub-order: its own sums and nothing beside them."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.ledger.models import Transfer
from app.settlements.models import Payout, PayoutLine


@dataclass(frozen=True, slots=True)
class Amount:
    """Kuruş that are a supplier's, for goods and for carriage; below 0 it owes them."""

    goods_minor: int
    delivery_minor: int

    @property
    def minor(self) -> int:
        """Both together."""
        return self.goods_minor + self.delivery_minor

    def less(self, other: "Amount") -> "Amount":
        """What remains of it."""
        return Amount(
            self.goods_minor - other.goods_minor, self.delivery_minor - other.delivery_minor
        )


NOTHING = Amount(0, 0)


def accounts_of(supplier_id: int) -> tuple[str, str]:
    """The two accounts of a supplier: goods, and carriage where the contract with it is theirs."""
    return f"supplier:{supplier_id}", f"delivery:{supplier_id}"


def open_amounts(supplier_id: int) -> dict[str, Amount]:
    """What each sub-order is worth to its supplier, less what was paid out of it; no noughts."""
    goods, _delivery = accounts_of(supplier_id)
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for column, sign in ((Transfer.credit, 1), (Transfer.debit, -1)):
        for suborder, account, minor in db.session.execute(
            select(Transfer.suborder, column, func.sum(Transfer.amount_minor))
            .where(column.in_(accounts_of(supplier_id)), Transfer.suborder.is_not(None))
            .group_by(Transfer.suborder, column)
        ):
            sums[str(suborder)][account != goods] += sign * int(minor)
    return {suborder: Amount(*both) for suborder, both in sums.items() if sum(both)}


def owed_to(supplier_id: int) -> int:
    """Everything the ledger owes a supplier now, in kuruş; below 0 the supplier owes it."""
    accounts = accounts_of(supplier_id)
    total = func.coalesce(func.sum(Transfer.amount_minor), 0)
    credits = db.session.scalar(select(total).where(Transfer.credit.in_(accounts))) or 0
    debits = db.session.scalar(select(total).where(Transfer.debit.in_(accounts))) or 0
    return int(credits) - int(debits)


def on_their_way(supplier_id: int) -> dict[str, PayoutLine]:
    """The lines of a supplier's open payouts, by the sub-order whose money they hold."""
    lines = db.session.scalars(
        select(PayoutLine)
        .join(Payout)
        .where(PayoutLine.is_open, Payout.supplier_id == supplier_id)
        .options(joinedload(PayoutLine.payout))
    )
    return {line.suborder: line for line in lines}

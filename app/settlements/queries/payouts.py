"""Payouts and their files, one by one and by the tabs of the desk."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from app.extensions import db
from app.kernel import clock
from app.kernel.errors import NotFound
from app.law import deadlines
from app.law.deadlines import Holidays
from app.ledger.models import Transfer
from app.settings import queries as settings
from app.settlements import accounts, rules
from app.settlements.models import Payout, PayoutFile, PayoutState
from app.suppliers.models import Supplier

MOST = 200
TABS = {
    "open": (PayoutState.PUT_TOGETHER,),
    "bank": (PayoutState.IN_FILE,),
    "back": (PayoutState.SENT_BACK, PayoutState.TAKEN_APART),
    "done": (PayoutState.EXECUTED,),
}


def payout_by_number(number: str) -> Payout:
    """The payout with this number. Raises NotFound."""
    found = db.session.scalar(select(Payout).where(Payout.number == number))
    if found is None:
        raise NotFound
    return found


def payout_of(number: str, supplier_id: int) -> Payout:
    """A supplier's own payout, unless it was taken apart. Raises NotFound."""
    payout = payout_by_number(number)
    if payout.supplier_id != supplier_id or payout.state is PayoutState.TAKEN_APART:
        raise NotFound
    return payout


def of_tab(tab: str) -> list[Payout]:
    """The payouts of one tab of the desk: what is open the oldest first, the rest the newest."""
    states = TABS.get(tab, TABS["open"])
    order = Payout.id if states[0] in rules.OPEN else Payout.id.desc()
    return list(
        db.session.scalars(
            select(Payout)
            .where(Payout.state.in_(states))
            .options(joinedload(Payout.supplier), selectinload(Payout.lines))
            .order_by(order)
            .limit(MOST)
        )
    )


def of_supplier(supplier_id: int) -> list[Payout]:
    """A supplier's payouts that went to the bank or wait for it, the newest first."""
    return list(
        db.session.scalars(
            select(Payout)
            .where(Payout.supplier_id == supplier_id, Payout.state != PayoutState.TAKEN_APART)
            .order_by(Payout.id.desc())
            .limit(MOST)
        )
    )


def open_payouts() -> list[Payout]:
    """What still has to reach a supplier: waiting for a file, or at the bank."""
    return list(
        db.session.scalars(
            select(Payout)
            .where(Payout.state.in_(rules.OPEN))
            .options(joinedload(Payout.supplier))
            .order_by(Payout.id)
        )
    )


def sent_back() -> list[Payout]:
    """Payouts that the bank sent back and that keep their supplier from being paid."""
    return sorted(accounts.sent_back_now(), key=lambda payout: payout.id)


def due_on(payout: Payout) -> date:
    """By which business day it should have reached the supplier's bank."""
    holidays = Holidays(public=settings.public_holidays(), eves=settings.eves())
    return deadlines.business_day(clock.day_of(payout.made_at), rules.BUSINESS_DAYS, holidays)


def file_by_number(number: str) -> PayoutFile:
    """The file with this number, with its payouts. Raises NotFound."""
    found = db.session.scalar(
        select(PayoutFile)
        .where(PayoutFile.number == number)
        .options(selectinload(PayoutFile.payouts).joinedload(Payout.supplier))
    )
    if found is None:
        raise NotFound
    return found


def waiting() -> list[tuple[Supplier, str, int]]:
    """Suppliers to whom the ledger owes money and who cannot be paid: why, and how much."""
    owed = _owed()
    suppliers = db.session.scalars(
        select(Supplier)
        .where(Supplier.id.in_([key for key, minor in owed.items() if minor > 0]))
        .order_by(Supplier.sort_key, Supplier.id)
    ).all()
    reasons = accounts.obstacles(suppliers)
    return [(s, reasons[s.id], owed[s.id]) for s in suppliers if s.id in reasons]


def _owed() -> dict[int, int]:
    """What the ledger owes each supplier, kuruş; below 0 the supplier owes it."""
    sums: dict[int, int] = {}
    for column, sign in ((Transfer.credit, 1), (Transfer.debit, -1)):
        for account, minor in db.session.execute(
            select(column, func.sum(Transfer.amount_minor))
            .where(column.startswith("supplier:") | column.startswith("delivery:"))
            .group_by(column)
        ):
            key = account.partition(":")[2]
            if key.isdigit():
                sums[int(key)] = sums.get(int(key), 0) + sign * int(minor)
    return sums

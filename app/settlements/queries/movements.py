"""Single movements of the ledger as they touch a supplier."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, or_, select

from app.extensions import db
from app.ledger.models import Transfer
from app.settlements.queries.amounts import accounts_of

BACK = ("refund_goods", "refund_delivery", "interest", "late_interest", "outlay", "dispute_borne")
COOPERATIVE = ("cooperative", "delivery:cooperative")


@dataclass(frozen=True, slots=True)
class Movement:
    """One transfer from the supplier's side: kuruş, above 0 what it gains.

    `theirs` is False for what the cooperative bore of a refund: it is told and counts nothing.
    """

    at: datetime
    kind: str
    minor: int
    suborder: str
    order: str
    payout: str
    theirs: bool = True


def of_suborder(supplier_id: int, suborder: str) -> list[Movement]:
    """Everything that moved for one sub-order, in order, with what others bore of its refunds."""
    transfers = db.session.scalars(
        select(Transfer).where(Transfer.suborder == suborder).order_by(Transfer.at, Transfer.id)
    )
    return list(seen_by(supplier_id, transfers))


def between(supplier_id: int, since: datetime | None, until: datetime) -> list[Movement]:
    """What moved on the accounts of a supplier from a moment until before another, in order."""
    accounts = accounts_of(supplier_id)
    touches = or_(Transfer.debit.in_(accounts), Transfer.credit.in_(accounts))
    wanted = select(Transfer).where(touches, Transfer.at < until).order_by(Transfer.at, Transfer.id)
    if since is not None:
        wanted = wanted.where(Transfer.at >= since)
    return list(seen_by(supplier_id, db.session.scalars(wanted)))


def borne_by_others(suborders: Select[str], since: datetime, until: datetime) -> list[Movement]:
    """What the cooperative bore of refunds for these sub-orders in that time."""
    transfers = db.session.scalars(
        select(Transfer)
        .where(
            Transfer.suborder.in_(suborders),
            Transfer.kind.in_(BACK),
            or_(Transfer.debit.in_(COOPERATIVE), Transfer.credit.in_(COOPERATIVE)),
            Transfer.at >= since,
            Transfer.at < until,
        )
        .order_by(Transfer.at, Transfer.id)
    )
    return list(seen_by(0, transfers))


def seen_by(supplier_id: int, transfers: Iterable[Transfer]) -> Iterable[Movement]:
    """Each transfer that is the supplier's, or of which the cooperative bore what goes back."""
    accounts = accounts_of(supplier_id)
    for transfer in transfers:
        if transfer.credit in accounts or transfer.debit in accounts:
            yield _movement(transfer, transfer.credit in accounts, theirs=True)
        elif transfer.kind in BACK and not {transfer.debit, transfer.credit}.isdisjoint(
            COOPERATIVE
        ):
            yield _movement(transfer, transfer.credit in COOPERATIVE, theirs=False)


def _movement(transfer: Transfer, gains: bool, theirs: bool) -> Movement:
    return Movement(
        at=transfer.at,
        kind=transfer.kind,
        minor=transfer.amount_minor if gains else -transfer.amount_minor,
        suborder=transfer.suborder or "",
        order="" if transfer.kind == "payout" else transfer.about,
        payout=transfer.about if transfer.kind == "payout" else "",
        theirs=theirs,
    )

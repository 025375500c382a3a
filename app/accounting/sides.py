"""Both sides of an account of the ledger: what we booked, and what provider or bank say."""

from datetime import date, datetime

from sqlalchemy import func, or_, select

from app.accounting import entries, listening
from app.accounting.matching import Item
from app.accounting.models import ProviderMovement
from app.extensions import db
from app.kernel import clock
from app.ledger.models import Transfer
from app.orders.models import Order
from app.payments.models import (
    AttemptState,
    IncomingState,
    IncomingTransfer,
    OutgoingTransfer,
    PaymentAttempt,
    Refund,
)
from app.payments.services.booking import BANK
from app.settlements.models import Payout

PAID = frozenset({"capture"})
DISPUTES = frozenset({"dispute_taken", "dispute_given_back"})


def booked_at(account: str, since: datetime, until: datetime) -> list[Item]:
    """What the ledger moved on `provider:<name>` or `bank`, signed as the account gains."""
    transfers = db.session.scalars(
        select(Transfer)
        .where(
            or_(Transfer.debit == account, Transfer.credit == account),
            Transfer.at >= since,
            Transfer.at < until,
        )
        .order_by(Transfer.id)
    ).all()
    numbers = {number for t in transfers if (number := entries.refund_of(t.source))}
    refs = _refunds_at_provider(numbers) if account != BANK else {}
    names = _bank_references(since) if account == BANK else {}
    return [
        _booked(transfer, account, refs.get(entries.refund_of(transfer.source), ""), names)
        for transfer in transfers
    ]


def _refunds_at_provider(numbers: set[str]) -> dict[str, str]:
    """The provider's own number of each of these refunds, also of one that came back."""
    rows = db.session.execute(
        select(
            Refund.number,
            func.coalesce(Refund.inputs["came_back"]["payment"].as_string(), Refund.provider_ref),
        ).where(Refund.number.in_(numbers))
    )
    return {number: ref for number, ref in rows if ref}


def _booked(transfer: Transfer, account: str, ref: str, names: dict[str, str]) -> Item:
    gains = transfer.debit == account
    key, about = _key(transfer, account, ref)
    return Item(
        key=key,
        what=transfer.kind,
        about=about,
        amount_minor=transfer.amount_minor if gains else -transfer.amount_minor,
        day=clock.day_of(transfer.at),
        other=names.get(about, ""),
    )


def _key(transfer: Transfer, account: str, ref: str) -> tuple[str, str]:
    """What the other side calls it, and what people call it."""
    if transfer.kind in PAID:
        return f"payment:{transfer.about}", transfer.about
    if transfer.kind == "refund_sent":
        number = entries.refund_of(transfer.source)
        return (f"refund:{ref}" if account != BANK else f"out:{number}"), number
    if transfer.kind in DISPUTES:
        return f"dispute:{transfer.about}", transfer.about
    if transfer.kind == "payout":
        return f"out:{transfer.about}", transfer.about
    if transfer.kind == "provider_fee":
        number = transfer.source.removesuffix(":back").rpartition(":")[2]
        return f"fee:{number}", transfer.about
    if transfer.kind == "provider_payout":
        return f"payout:{transfer.about}", transfer.about
    return f"other:{transfer.source}", transfer.about


def _bank_references(since: datetime) -> dict[str, str]:
    """The bank's own word for each refund and payout that people saw on its page."""
    refunds = select(Refund.number, Refund.provider_ref).where(
        Refund.confirmed_at >= since, Refund.instrument == "transfer"
    )
    payouts = select(Payout.number, Payout.bank_reference).where(Payout.ended_at >= since)
    return {
        number: ref
        for rows in (refunds, payouts)
        for number, ref in db.session.execute(rows)
        if ref and len(ref) >= 4
    }


def said_by(provider: str, since: datetime, until: datetime) -> list[Item]:
    """What a provider says; the fee it takes off at once is an item of its own."""
    found: list[Item] = []
    for row in db.session.scalars(
        select(ProviderMovement)
        .where(
            ProviderMovement.provider == provider,
            ProviderMovement.at >= since,
            ProviderMovement.at < until,
        )
        .order_by(ProviderMovement.id)
    ):
        day = clock.day_of(row.at)
        if row.kind == "fee":
            key = f"fee:{listening.fee_number(row)}"
            found.append(Item(key, "provider_fee", row.about, row.amount_minor, day))
            continue
        waits = "payout" if row.pending else ""
        key = f"{row.kind}:{row.about}"
        found.append(Item(key, row.kind, row.about, row.amount_minor, day, waits=waits))
        if row.fee_minor:
            found.append(Item(f"fee:{row.ref}", "provider_fee", row.about, -row.fee_minor, day))
    return found


def said_by_bank(since: date, until: date) -> list[Item]:
    """What the bank's statements say: money that came in, and money that went out."""
    return [*_came_in(since, until), *_went_out(since, until)]


def _came_in(since: date, until: date) -> list[Item]:
    rows = db.session.execute(
        select(IncomingTransfer, Order.reference, PaymentAttempt.state)
        .outerjoin(
            PaymentAttempt,
            PaymentAttempt.id
            == func.coalesce(IncomingTransfer.attempt_id, IncomingTransfer.back_attempt_id),
        )
        .outerjoin(Order, Order.id == PaymentAttempt.order_id)
        .where(IncomingTransfer.value_on >= since, IncomingTransfer.value_on < until)
        .order_by(IncomingTransfer.id)
    )
    return [_incoming(row, reference or "", state) for row, reference, state in rows]


def _incoming(row: IncomingTransfer, reference: str, state: AttemptState | None) -> Item:
    about, key, waits = reference or row.remark, f"payment:{reference}", ""
    if row.state is IncomingState.PROVIDER_PAYOUT:
        about, key = row.note, f"payout:{row.note}"
    elif row.state is IncomingState.OPEN:
        key, waits = "", "unassigned"
    elif row.state is IncomingState.SET_ASIDE:
        key, waits = "", "set_aside"
    elif state is AttemptState.OPEN:
        waits = "part"
    return Item(key, "came_in", about, row.amount_minor, row.value_on, waits=waits)


def _went_out(since: date, until: date) -> list[Item]:
    rows = db.session.scalars(
        select(OutgoingTransfer)
        .where(OutgoingTransfer.value_on >= since, OutgoingTransfer.value_on < until)
        .order_by(OutgoingTransfer.id)
    )
    return [
        Item(
            f"out:{row.number}" if row.number else "",
            "went_out",
            row.number or row.remark,
            -row.amount_minor,
            row.value_on,
        )
        for row in rows
    ]

"""A lost dispute: who bears what the card scheme has taken, as its cause (5.3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from app.accounts.models import Member
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock
from app.kernel.money import allocate
from app.law.bearing import Bearing, Commission
from app.ledger import services as ledger
from app.orders.models import OrderLine, SubOrder
from app.orders.services.changes import locked
from app.payments import queries as payments
from app.payments.disputes import rules
from app.payments.models import Dispute, DisputeShare, DisputeState
from app.payments.services import booking, covered, terms, withholding
from app.payments.services.machine import NotNow

COOPERATIVE = booking.COOPERATIVE


@dataclass(frozen=True, slots=True)
class Left:
    """What of a line, or of a contract's delivery fee, has not gone back yet; kuruş."""

    part: SubOrder
    line: OrderLine | None
    amount_minor: int


def bear(dispute: Dispute, cause: str, parts: Sequence[SubOrder], member: Member) -> None:
    """Staff name the cause and the contracts it is about: the loss is booked. Raises NotNow.

    Refunds for the same money that have not left are dropped: the card scheme has paid them.
    """
    order = locked(dispute.order)
    db.session.refresh(dispute)
    if dispute.state is not DisputeState.LOST:
        raise NotNow(_("This dispute has moved on meanwhile. Please look at it again."))
    covered.drop_paid_by_scheme(dispute)
    left = [row for part in parts for row in _left_of(part)]
    shares = allocate(dispute.taken_minor, [row.amount_minor for row in left])
    for row, amount in zip(left, shares, strict=True):
        if amount:
            _bear(dispute, cause, row, amount)
    for part in parts:
        _give_tax_back(dispute, part)
    dispute.cause = cause
    dispute.state = rules.DISPUTE[dispute.state, "bear"]
    dispute.borne_at = clock.now()
    db.session.flush()
    evidence.record(
        order.reference,
        "dispute_borne",
        {"dispute": dispute.number, "cause": cause, "amount": dispute.taken_minor},
        "ADM",
        str(member.id),
    )


def undo(dispute: Dispute) -> None:
    """Won after all: what was taken from whoever bore it goes back to them."""
    ledger.move_back(f"dispute:{dispute.number}:borne:")
    dispute.shares.clear()
    dispute.cause = dispute.borne_at = None
    db.session.flush()


def _left_of(part: SubOrder) -> list[Left]:
    gone = payments.goods_back(part.reference)
    sold = terms.goods_by_line(part)
    fee = part.delivery_minor - payments.delivery_refunded_so_far(part.reference)
    lines = [Left(part, line, max(0, sold[line.id] - gone.get(line.id, 0))) for line in part.lines]
    return [*lines, Left(part, None, max(0, fee))]


def _bear(dispute: Dispute, cause: str, left: Left, amount: int) -> None:
    part, held_by = left.part, left.part.supplier.carrier_contract
    bears = rules.who_bears(cause, held_by)
    commission, vat = (
        terms.commission_with(part.reference, left.line.id, amount) if left.line else (0, 0)
    )
    share = DisputeShare(
        suborder_reference=part.reference,
        order_line=left.line,
        amount_minor=amount,
        commission_minor=commission,
        commission_vat_minor=vat,
        bearer=str(bears.goods if left.line else bears.carriage),
    )
    dispute.shares.append(share)
    db.session.flush()
    given_back = bears.commission is Commission.GIVEN_BACK
    back_to = _account(part, "supplier" if given_back else COOPERATIVE)
    giver = _account(part, str(bears.goods)) if left.line else _carriage(part, bears, held_by)
    moves = (
        ("dispute_borne", giver, f"disputes:{dispute.order.reference}", amount),
        ("commission_back", "commission", back_to, commission),
        ("commission_vat_back", "commission_vat", back_to, vat),
    )
    for kind, debit, credit, minor in moves:
        what = f"{dispute.booked}:{share.id}:{kind}"
        _move(dispute, part, what, kind, debit, credit, minor)


def _give_tax_back(dispute: Dispute, part: SubOrder) -> None:
    """Tax kept back of goods that do not stand sold any more is the seller's again."""
    _move(
        dispute,
        part,
        f"{dispute.booked}:{part.reference}:tax",
        "withholding_back",
        withholding.ACCOUNT,
        f"supplier:{part.supplier_id}",
        withholding.too_much(part),
    )


def _move(
    dispute: Dispute, part: SubOrder, what: str, kind: str, debit: str, credit: str, minor: int
) -> None:
    ledger.move(
        debit,
        credit,
        minor,
        kind=kind,
        source=f"dispute:{dispute.number}:borne:{what}",
        about=dispute.order.reference,
        suborder=part.reference,
    )


def _account(part: SubOrder, bearer: str) -> str:
    return COOPERATIVE if bearer == COOPERATIVE else f"supplier:{part.supplier_id}"


def _carriage(part: SubOrder, bears: Bearing, held_by: str) -> str:
    """The fee is taken from where it went, if its holder bears it; else from who does."""
    if held_by == str(bears.carriage):
        return booking.carriage_account(part)
    return _account(part, str(bears.carriage))

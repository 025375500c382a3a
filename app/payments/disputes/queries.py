from collections.abc import Collection

from sqlalchemy import select

from app.extensions import db
from app.kernel.errors import NotFound
from app.orders.models import Order, SubOrder
from app.payments.disputes import rules
from app.payments.models import (
    AttemptState,
    Dispute,
    DisputeState,
    PaymentAttempt,
    Refund,
    RefundState,
)

MONEY_GONE = (
    RefundState.SENT,
    RefundState.IN_PAYMENT_FILE,
    RefundState.CONFIRMED,
    RefundState.CLOSED,
)


def dispute_by_ref(provider: str, ref: str) -> Dispute | None:
    """The dispute that the provider calls so."""
    return db.session.scalar(
        select(Dispute).where(Dispute.provider == provider, Dispute.provider_ref == ref)
    )


def dispute_of(number: str) -> Dispute:
    """The dispute with this number. Raises NotFound."""
    found = db.session.scalar(select(Dispute).where(Dispute.number == number))
    if found is None:
        raise NotFound
    return found


def dispute_of_supplier(number: str, supplier_id: int) -> Dispute:
    """A dispute about an order that is partly this supplier's. Raises NotFound for another's."""
    found = db.session.scalar(
        select(Dispute).where(
            Dispute.number == number,
            Dispute.order_id.in_(
                select(SubOrder.order_id).where(SubOrder.supplier_id == supplier_id)
            ),
        )
    )
    if found is None:
        raise NotFound
    return found


def parts_of(dispute: Dispute, supplier_id: int) -> list[SubOrder]:
    """What of the disputed order is this supplier's."""
    return [part for part in dispute.order.suborders if part.supplier_id == supplier_id]


def disputes(wish: str) -> list[Dispute]:
    """The disputes of one tab of the desk: `open`, the nearest last day first, or `done`."""
    if wish == "done":
        done = select(Dispute).where(Dispute.state.in_(list(rules.OVER)))
        return list(db.session.scalars(done.order_by(Dispute.id.desc()).limit(200)))
    found = db.session.scalars(select(Dispute).where(Dispute.state.not_in(list(rules.OVER))))
    return sorted(found, key=lambda row: (row.answer_by or row.opened_at, row.id))


def for_a_person() -> list[Dispute]:
    """Disputes that staff must answer, or whose cause they must name."""
    return [
        row
        for row in disputes("open")
        if row.state is DisputeState.LOST
        or (row.state is DisputeState.NEEDS_ANSWER and (row.answer is None or row.trouble))
    ]


def without_proof_of(supplier_id: int) -> list[Dispute]:
    """Disputes about this supplier's goods that wait for an answer and have no word of hers."""
    found = db.session.scalars(
        select(Dispute)
        .where(
            Dispute.state == DisputeState.NEEDS_ANSWER,
            Dispute.answer.is_(None),
            Dispute.order_id.in_(
                select(SubOrder.order_id).where(SubOrder.supplier_id == supplier_id)
            ),
        )
        .order_by(Dispute.id)
    )
    return [row for row in found if all(proof.supplier_id != supplier_id for proof in row.proofs)]


def disputes_of(order: Order) -> list[Dispute]:
    """Every dispute about an order."""
    return list(
        db.session.scalars(select(Dispute).where(Dispute.order_id == order.id).order_by(Dispute.id))
    )


def holding(order_ids: Collection[int]) -> dict[int, list[str]]:
    """The disputes that are not over, by the order whose money they hold."""
    found: dict[int, list[str]] = {}
    for order_id, number in db.session.execute(
        select(Dispute.order_id, Dispute.number)
        .where(Dispute.order_id.in_(order_ids), Dispute.state.not_in(list(rules.OVER)))
        .order_by(Dispute.id)
    ):
        found.setdefault(order_id, []).append(number)
    return found


def going_on(provider: str) -> list[str]:
    """The provider's numbers of the disputes that are not decided."""
    return list(
        db.session.scalars(
            select(Dispute.provider_ref).where(
                Dispute.provider == provider, Dispute.state.in_(list(rules.GOING_ON))
            )
        )
    )


def providers_with_money() -> list[str]:
    """Who has taken money for us, and could tell of a dispute."""
    return list(
        db.session.scalars(
            select(PaymentAttempt.provider)
            .where(PaymentAttempt.state == AttemptState.CAPTURED)
            .distinct()
            .order_by(PaymentAttempt.provider)
        )
    )


def gone_back(attempt_id: int, but: int | None = None) -> int:
    """Kuruş of a payment that have left for the buyer, without the refund `but`."""
    rows = db.session.execute(
        select(Refund.id, Refund.goods_minor + Refund.delivery_minor).where(
            Refund.attempt_id == attempt_id, Refund.state.in_(MONEY_GONE)
        )
    )
    return sum(int(principal) for refund_id, principal in rows if refund_id != but)

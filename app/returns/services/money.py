"""The refund of a case, as the law computes it (art. 12(1), C-12, C-24)."""

from app.kernel import clock
from app.law import refunds
from app.payments import queries as payments
from app.payments.models import Refund
from app.payments.services.refunds import RefundDraft, open_refund
from app.returns.models import Withdrawal
from app.suppliers import rules as delivery


def amount_for(case: Withdrawal) -> refunds.Amount:
    """What goes back for a case, in kuruş; its quantities have been moved already."""
    suborder = case.suborder
    kept = sum(line.kept * line.unit_price_minor for line in suborder.lines)
    fee_of_kept = (
        delivery.fee_for(suborder.delivery_tariff_minor, suborder.delivery_free_from_minor, kept)
        if kept
        else 0
    )
    return refunds.amount_of(
        [
            refunds.Portion(part.order_line.unit_price_minor, part.quantity, part.order_line.kept)
            for part in case.lines
        ],
        charged_delivery_minor=suborder.delivery_minor,
        fee_of_kept_minor=fee_of_kept,
        delivery_refunded_minor=payments.delivery_refunded_so_far(suborder.reference),
    )


def open_for(case: Withdrawal, release_now: bool) -> Refund:
    """Owe the money of a case: due 14 days from the notice, sent on day 12 at the latest."""
    suborder = case.suborder
    terms = suborder.order.terms
    notice_on = clock.day_of(case.statement.received_at)
    amount = amount_for(case)
    days, latest = terms.get("refund_days", 14), terms.get("refund_latest_release_day", 12)
    due_on = refunds.refund_due(notice_on, days if isinstance(days, int) else 14)
    return open_refund(
        suborder.order,
        RefundDraft(
            suborder_reference=suborder.reference,
            supplier_id=suborder.supplier_id,
            cause=case.number,
            kind="withdrawal",
            goods_minor=amount.goods_minor,
            delivery_minor=amount.delivery_minor,
            notice_on=notice_on,
            due_on=due_on,
            release_on=refunds.release_day(
                notice_on, latest if isinstance(latest, int) else 12, due_on=due_on
            ),
            inputs={
                "notice": notice_on.isoformat(),
                "lines": {part.order_line.sku: part.quantity for part in case.lines},
                "delivery_charged": suborder.delivery_minor,
            },
        ),
        release_now,
    )

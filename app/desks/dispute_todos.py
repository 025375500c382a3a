"""What a dispute of a card payment asks of staff and of a supplier."""

from flask import url_for
from flask_babel import gettext as _

from app.desks.todo import Todo
from app.kernel import clock
from app.payments.disputes import queries, words
from app.payments.models import Dispute, DisputeState
from app.web.filters import money


def of_staff() -> list[Todo]:
    """Disputes to answer before the bank's last day, and lost ones whose cause nobody named."""
    return [_todo(dispute) for dispute in queries.for_a_person()]


def _todo(dispute: Dispute) -> Todo:
    amount, reference = money(dispute.amount_minor), dispute.order.reference
    lost = dispute.state is DisputeState.LOST
    return Todo(
        clock.day_of(dispute.answer_by or dispute.opened_at) if not lost else None,
        _("Card dispute: %(amount)s, %(reference)s", amount=amount, reference=reference),
        _("Lost. Name the cause, so that it is booked.") if lost else words.reason(dispute.reason),
        _("Name the cause") if lost else _("Answer"),
        url_for("admin_disputes.show", number=dispute.number),
    )


def of_supplier(supplier_id: int) -> list[Todo]:
    """Disputes about her goods to which she has not given her proof."""
    return [
        Todo(
            clock.day_of(dispute.answer_by or dispute.opened_at),
            _("A buyer disputes the payment: %(reference)s", reference=dispute.order.reference),
            words.reason(dispute.reason),
            _("Give your proof"),
            url_for("supplier_disputes.show", number=dispute.number),
        )
        for dispute in queries.without_proof_of(supplier_id)
    ]

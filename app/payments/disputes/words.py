"""Disputes as finance and suppliers read them."""

from flask_babel import gettext as _

from app.payments.disputes import rules
from app.payments.models import Dispute, DisputeState


def reason(code: str) -> str:
    """Why the buyer disputes a payment, by the card schemes' own groups."""
    return {
        "fraudulent": _("The card's holder says that she did not pay"),
        "product_not_received": _("The goods did not arrive"),
        "product_unacceptable": _("The goods are not as described"),
        "duplicate": _("Charged twice"),
        "credit_not_processed": _("Money promised back has not come"),
        "subscription_canceled": _("Charged after it was ended"),
        "unrecognized": _("The card's holder does not recognise the payment"),
    }.get(code, _("Another reason"))


def state_of(dispute: Dispute) -> tuple[str, str]:
    """Where a dispute stands, in words and tone."""
    if dispute.trouble:
        return _("The answer was not taken"), "coral"
    if dispute.state is DisputeState.NEEDS_ANSWER and dispute.answer:
        return _("Answered, waiting for the bank"), "sea"
    return {
        DisputeState.NEEDS_ANSWER: (_("Needs an answer"), "amber"),
        DisputeState.UNDER_REVIEW: (_("The bank decides"), "sea"),
        DisputeState.WON: (_("Won"), "kelp"),
        DisputeState.LOST: (_("Lost: name the cause"), "coral"),
        DisputeState.BORNE: (_("Lost and booked"), ""),
    }[dispute.state]


def causes() -> list[tuple[str, str]]:
    """The causes that staff may name, by which a lost dispute is borne (5.3)."""
    said = {
        "withdrawal": _("Withdrawal"),
        "claim": _("Defect"),
        "lost": _("Lost on the way"),
        "damaged": _("Damaged on the way"),
        "termination": _("Ended for non-delivery"),
        "impossibility": _("Impossible to perform"),
        "not_binding": _("Not bound by the order"),
        "unasked_extra": _("Extra without consent"),
        "late_money": _("Paid too late or twice"),
        rules.STRANGER: _("Somebody else used the card"),
    }
    return [(cause, said[cause]) for cause in rules.CAUSES]


def cause(code: str) -> str:
    """One cause in words."""
    return dict(causes()).get(code, code)


def bearer(code: str) -> str:
    """Who bears a share."""
    return _("the cooperative") if code == "cooperative" else _("the supplier")

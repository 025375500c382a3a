"""Who hears of a dispute: every supplier of the order, and finance (nobody waits for a visit)."""

from collections.abc import Callable

from app.accounts import queries as people
from app.messaging import services as messaging
from app.messaging.letters import Letter
from app.payments.disputes import messages
from app.payments.models import Dispute
from app.suppliers.models import Supplier

WriteTo = Callable[[Dispute, str], Letter]


def opened(dispute: Dispute) -> None:
    """A dispute has begun: the supplier gives her proof, finance answers it."""
    for supplier in _suppliers(dispute):
        _promise("dispute-proof", messages.proof_wanted, dispute, supplier.email, supplier.language)
    for member in people.staff_with("finance"):
        _promise("dispute-opened", messages.opened, dispute, member.email, member.language)


def ended(dispute: Dispute) -> None:
    """The card's bank has decided."""
    for supplier in _suppliers(dispute):
        _promise("dispute-ended", messages.ended, dispute, supplier.email, supplier.language)


def _suppliers(dispute: Dispute) -> list[Supplier]:
    return list({part.supplier_id: part.supplier for part in dispute.order.suborders}.values())


def _promise(kind: str, letter: WriteTo, dispute: Dispute, to: str, language: str) -> None:
    messaging.promise(
        kind,
        letter(dispute, language),
        to=to,
        language=language,
        about=dispute.order.reference,
        key=f"{kind}:{dispute.number}:{dispute.state}:{dispute.booked}:{to}",
    )

"""What goes to the provider as our proof, and what follows when it has taken an answer or not."""

from app.extensions import db
from app.kernel import clock
from app.orders.models import OrderLine, SubOrder
from app.payments.disputes import rules
from app.payments.gateway import Proof
from app.payments.models import CommandKind, Dispute, PaymentCommand


def proof_of(dispute: Dispute) -> Proof:
    """Our words and the suppliers', the goods, and how the first parcel was sent."""
    parts = dispute.order.suborders
    parcels = [parcel for part in parts for parcel in part.shipments]
    first = parcels[0] if parcels else None
    return Proof(
        words="\n\n".join([dispute.words or "", *(_said(dispute))]).strip(),
        goods="\n".join(_goods(part) for part in parts),
        carrier=first.carrier if first else "",
        tracking=", ".join(p.tracking_number for p in parcels if p.tracking_number),
        sent_on=clock.day_of(first.handed_over_at).isoformat() if first else "",
    )


def _said(dispute: Dispute) -> list[str]:
    names = {part.supplier_id: part.supplier.name for part in dispute.order.suborders}
    return [f"{names.get(proof.supplier_id, '')}: {proof.words}" for proof in dispute.proofs]


def _goods(part: SubOrder) -> str:
    return f"{part.reference}: " + ", ".join(_line(line) for line in part.lines)


def _line(line: OrderLine) -> str:
    names = line.snapshot["name"]
    name = next(iter(names.values()), line.sku) if isinstance(names, dict) else line.sku
    return f"{line.ordered} × {name}"


def taken(command: PaymentCommand) -> None:
    """The provider has our answer; how it ends, it tells later."""
    dispute = command.dispute
    assert dispute is not None
    dispute.answered_at = clock.now()
    if command.kind is CommandKind.CONTEST:
        following = rules.DISPUTE.get((dispute.state, "under_review"))
        dispute.state = following or dispute.state
    db.session.flush()


def refused(command: PaymentCommand, why: str) -> None:
    """The provider does not take it: staff look again, what was written stays."""
    assert command.dispute is not None
    command.dispute.trouble = why[:300]
    db.session.flush()

"""Contracts that do not bind the shopper, and everything back on request (art. 8(1))."""

from flask_babel import gettext as _

from app.catalogue import services as catalogue
from app.evidence import queries as evidence_of
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Conflict
from app.law.binding import is_binding
from app.orders import pieces
from app.orders import queries as orders
from app.orders.models import SubOrder
from app.orders.services.changes import give_up, refreshed, settle
from app.payments.models import Refund
from app.payments.services.owing import owe


class NothingKept(Conflict):
    """Everything of this contract has been given back already."""


def judge(reference: str) -> None:
    """At formation: without the notice in the evidence the contract is `not_binding` (DC-8.1)."""
    shown = evidence_of.bodies_of(reference, "order_placed")
    latest = shown[-1] if shown else {}
    if is_binding(str(latest.get("notice") or ""), str(latest.get("button") or "")):
        return
    order = orders.order_by_reference(reference)
    for suborder in order.suborders:
        suborder.not_binding = True
    db.session.flush()
    evidence.record(reference, "not_binding", {"why": "no notice of the duty to pay"}, "SYS")


def give_everything_back(suborder: SubOrder) -> Refund | None:
    """The shopper asks for everything back from a contract that does not bind; at any time.

    What was never sent stays on the shelf. Raises NothingKept, Conflict for a binding contract.
    """
    refreshed(suborder)
    order = suborder.order
    if not suborder.not_binding:
        raise Conflict(_("This contract binds both sides; you may withdraw from it instead."))
    quantities = {line.id: line.kept for line in suborder.lines if line.kept}
    if not quantities:
        raise NothingKept(_("Everything of this contract has been given back already."))
    unsent: dict[int, int] = {}
    for line in suborder.lines:
        if line.id in quantities:
            here = min(line.kept, pieces.of(line).to_send)
            unsent[line.variant_id] = unsent.get(line.variant_id, 0) + here
            give_up(line, line.kept)
    catalogue.give_back({variant: count for variant, count in unsent.items() if count})
    settle(suborder)
    evidence.record(order.reference, "not_bound_claimed", {"contract": suborder.reference}, "SH")
    return owe(
        suborder,
        quantities,
        cause=f"{suborder.reference}-B",
        kind="not_binding",
        notice_on=clock.today(),
        release_now=True,
    )

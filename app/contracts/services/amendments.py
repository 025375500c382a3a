"""A contract changes only when both agree expressly (art. 5(2)): proposed, then accepted."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from app.contracts import agreement, messages
from app.contracts.models import Amendment, AmendmentState, Contract
from app.contracts.services.informing import contract_of
from app.contracts.services.keeping import enclosure, store
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, ids, transactions
from app.kernel.errors import Conflict, NotFound
from app.messaging import services as messaging
from app.orders.models import Order, OrderState, SubOrder
from app.orders.services import links
from app.web import language as languages


class Decided(Conflict):
    """This proposal has been answered, or the contract is over."""


class NotWhatWasShown(Conflict):
    """What is accepted is not the document that was shown."""


@dataclass(frozen=True, slots=True)
class Change:
    """What would change, in Turkish and in the buyer's language."""

    turkish: str
    own: str


def propose(suborder: SubOrder, change: Change, member: str) -> Amendment:
    """The seller proposes; nothing changes until the buyer accepts. Raises Decided."""
    order = suborder.order
    if order.state is not OrderState.FORMED:
        raise Decided(_("This contract is over; nothing can be changed any more."))
    amendment = Amendment(
        number=ids.reference("D"),
        contract_id=contract_of(suborder.reference).id,
        proposed_at=clock.now(),
        state=AmendmentState.PROPOSED,
    )
    said = {languages.DEFAULT: change.turkish, order.language: change.own}
    papers = {
        language: store(
            agreement.amendment_of(suborder, amendment.number, text, language),
            "amendment",
            order.reference,
        )
        for language, text in said.items()
    }
    amendment.document_sha256 = papers[order.language]
    amendment.turkish_sha256 = papers[languages.DEFAULT]
    db.session.add(amendment)
    db.session.flush()
    _record(amendment, "amendment_proposed", "SU", member)
    _tell_buyer(amendment, "amendment-proposed")
    return amendment


def accept(amendment: Amendment, document: str) -> None:
    """The buyer agrees to this very document. Raises Decided, NotWhatWasShown."""
    _decide(amendment, document, AmendmentState.ACCEPTED)
    _tell_buyer(amendment, "amendment-accepted")


def decline(amendment: Amendment, document: str) -> None:
    """The contract stays as it is. Raises Decided, NotWhatWasShown."""
    _decide(amendment, document, AmendmentState.DECLINED)


def _decide(amendment: Amendment, document: str, state: AmendmentState) -> None:
    transactions.locked(amendment)
    if amendment.state is not AmendmentState.PROPOSED:
        raise Decided(_("This proposal has been answered already."))
    if document != amendment.document_sha256:
        raise NotWhatWasShown(_("This is not the proposal that was shown. Please read it again."))
    amendment.state, amendment.decided_at = state, clock.now()
    db.session.flush()
    _record(amendment, f"amendment_{state}", "SH")
    _tell_seller(amendment)


def _record(amendment: Amendment, kind: str, role: str, actor: str | None = None) -> None:
    body = {
        "amendment": amendment.number,
        "contract": amendment.contract.suborder.reference,
        "document": amendment.document_sha256,
        "turkish": amendment.turkish_sha256,
    }
    evidence.record(amendment.contract.suborder.order.reference, kind, body, role, actor)


def _tell_buyer(amendment: Amendment, kind: str) -> None:
    suborder = amendment.contract.suborder
    order = suborder.order
    papers = dict.fromkeys((amendment.document_sha256, amendment.turkish_sha256))
    messaging.promise(
        kind,
        messages.amendment(amendment, links.give_link(order)),
        to=order.email,
        language=order.language,
        about=order.reference,
        key=f"{kind}:{amendment.number}",
        statutory=True,
        enclosures=[enclosure(sha, amendment.number) for sha in papers],
    )


def _tell_seller(amendment: Amendment) -> None:
    supplier = amendment.contract.suborder.supplier
    messaging.promise(
        "amendment-answered",
        messages.amendment_answered(amendment),
        to=supplier.email,
        language=supplier.language,
        about=amendment.contract.suborder.reference,
        key=f"amendment-answered:{amendment.number}",
    )


def of_order(order: Order) -> list[Amendment]:
    """Every proposal about an order's contracts, newest first."""
    return list(
        db.session.scalars(
            select(Amendment)
            .join(Contract, Contract.id == Amendment.contract_id)
            .join(SubOrder, SubOrder.id == Contract.suborder_id)
            .where(SubOrder.order_id == order.id)
            .order_by(Amendment.id.desc())
        )
    )


def of(order: Order, number: str) -> Amendment:
    """One proposal about this order. Raises NotFound."""
    for amendment in of_order(order):
        if amendment.number == number:
            return amendment
    raise NotFound

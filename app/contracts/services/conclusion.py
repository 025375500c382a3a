"""The order is formed: the contracts, their papers, and copies to both sides."""

from flask_babel import gettext as _

from app.contracts import agreement, messages, queries
from app.contracts.models import Contract
from app.contracts.services import informing
from app.contracts.services.keeping import enclosure, store
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock
from app.messaging import services as messaging
from app.messaging.letters import Enclosure
from app.orders import queries as orders
from app.orders.models import Order
from app.orders.services import links
from app.web import language as languages


def conclude(order_reference: str) -> None:
    """The order is formed: a contract per sub-order, and copies to both sides (DC-4.c, CT-1)."""
    order = orders.order_by_reference(order_reference)
    enclosures = [
        enclosure(link.sha256, _("information"))
        for link in queries.documents_of(order.reference)
        if link.kind == "information"
    ]
    for suborder in order.suborders:
        papers = {
            language: store(agreement.contract_for(suborder, language), "contract", order.reference)
            for language in dict.fromkeys((order.language, languages.DEFAULT))
        }
        db.session.add(
            Contract(
                suborder_id=suborder.id,
                formed_at=order.formed_at or clock.now(),
                rule_set=order.rule_set,
                document_sha256=papers[order.language],
                turkish_sha256=papers[languages.DEFAULT],
            )
        )
        enclosures += [enclosure(sha256, suborder.reference) for sha256 in papers.values()]
    form = store(
        agreement.withdrawal_form(order, order.language), "withdrawal_form", order.reference
    )
    enclosures.append(enclosure(form, _("withdrawal-form")))
    _send(order, enclosures)
    informing.note_given(order, order.information_sha256, form)


def _send(order: Order, enclosures: list[Enclosure]) -> None:
    token = links.give_link(order)
    messaging.promise(
        "order-formed",
        messages.order_formed(order, token),
        to=order.email,
        language=order.language,
        about=order.reference,
        key=f"order-formed:{order.reference}",
        statutory=True,
        enclosures=enclosures,
    )
    for suborder in order.suborders:
        messaging.promise(
            "suborder-new",
            messages.suborder_new(suborder),
            to=suborder.supplier.email,
            language=suborder.supplier.language,
            about=suborder.reference,
            key=f"suborder-new:{suborder.reference}",
            statutory=True,
        )
    evidence.record(
        order.reference,
        "documents_promised",
        {"to": order.email, "documents": sorted(e.name for e in enclosures)},
        "SYS",
    )

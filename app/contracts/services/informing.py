"""Whether, and when, a buyer was duly told of the right to withdraw: only evidence counts.

Art. 10(1): the seller proves the informing; who cannot gives a year more. Art. 10(2): whoever is
told later has fourteen days from then.
"""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.contracts import agreement, messages, queries
from app.contracts.documents import Document, Heading
from app.contracts.models import Contract
from app.contracts.services.keeping import enclosure, store
from app.evidence import queries as evidence_of
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Conflict, NotFound
from app.messaging import services as messaging
from app.orders import periods
from app.orders.models import Order, OrderState, SubOrder
from app.orders.services import links
from app.web import language as languages

GIVEN = "withdrawal_info_given"


class AlreadyInformed(Conflict):
    """The evidence shows already that this buyer was told."""


def note_given(order: Order, document: str, form: str) -> None:
    """The buyer of each contract has been told, by this document and with this form."""
    for suborder in order.suborders:
        _record(suborder, document, form)
        judge(suborder)


def _record(suborder: SubOrder, document: str, form: str, member: str | None = None) -> None:
    evidence.record(
        suborder.order.reference,
        GIVEN,
        {"contract": suborder.reference, "document": document, "form": form},
        "ADM" if member else "SYS",
        member,
    )


def judge(suborder: SubOrder) -> str | None:
    """Compute from the evidence whether and when the buyer was told; the period follows it."""
    found = [
        (clock.day_of(fact.at), _tells(suborder, str(fact.body["document"])))
        for fact in evidence_of.facts_of(suborder.order.reference, GIVEN)
        if fact.body["contract"] == suborder.reference
    ]
    told = [day for day, whole in found if whole]
    defect = None if told else ("incomplete" if found else "no_record")
    suborder.informed_on = _earliest(told)
    contract_of(suborder.reference).info_defect = defect
    periods.keep(suborder.order)
    db.session.flush()
    return defect


def _earliest(days: list[date]) -> date | None:
    return min(days, default=None)


def _tells(suborder: SubOrder, sha256: str) -> bool:
    """Whether that document tells of the right (g) and, where it is lost, of its loss (g2)."""
    try:
        told = items_of(queries.document_of(suborder.order.reference, sha256))
    except NotFound:
        return False
    exempt = any(line.wd_code != "none" for line in suborder.lines)
    return "g" in told and ("g2" in told or not exempt)


def items_of(document: Document) -> frozenset[str]:
    """The items of art. 5(1) that a document has headings for, each followed by something said."""
    following = zip(document.blocks, document.blocks[1:], strict=False)
    return frozenset(
        item
        for block, after in following
        if isinstance(block, Heading) and not isinstance(after, Heading)
        for item in block.item.split()
    )


def contract_of(suborder_reference: str) -> Contract:
    """The contract of a sub-order. Raises NotFound."""
    contract = db.session.scalar(
        select(Contract).join(SubOrder).where(SubOrder.reference == suborder_reference)
    )
    if contract is None:
        raise NotFound
    return contract


def said_of(contract: Contract) -> str:
    """The defect in words."""
    said = {
        "no_record": _("No record says that the buyer was told."),
        "incomplete": _("What the buyer was told does not say all that the law asks."),
    }
    return said.get(contract.info_defect or "", "")


def lacking() -> list[Contract]:
    """The contracts whose buyers were not provably told (DC-10.1.p), newest first."""
    return list(
        db.session.scalars(
            select(Contract)
            .where(Contract.info_defect.is_not(None))
            .options(joinedload(Contract.suborder).joinedload(SubOrder.order))
            .order_by(Contract.formed_at.desc())
        )
    )


def judge_open() -> int:
    """Every night: the evidence of every contract that is not over decides anew."""
    contracts = db.session.scalars(
        select(Contract)
        .join(SubOrder, SubOrder.id == Contract.suborder_id)
        .join(Order, Order.id == SubOrder.order_id)
        .where(Order.state == OrderState.FORMED)
    ).all()
    return sum(judge(contract.suborder) is not None for contract in contracts)


def inform_now(suborder_reference: str, member: str) -> None:
    """Tell the buyer now, on a durable medium, and keep the proof (art. 10(2)). AlreadyInformed."""
    contract = contract_of(suborder_reference)
    suborder, order = contract.suborder, contract.suborder.order
    if contract.info_defect is None:
        raise AlreadyInformed(_("The evidence shows that this buyer was told."))
    told = _store(suborder)
    form = store(
        agreement.withdrawal_form(order, order.language), "withdrawal_form", order.reference
    )
    messaging.promise(
        "withdrawal-information",
        messages.withdrawal_information(order, links.give_link(order)),
        to=order.email,
        language=order.language,
        about=order.reference,
        key=f"withdrawal-information:{suborder.reference}:{clock.today().isoformat()}",
        statutory=True,
        enclosures=[enclosure(sha, suborder.reference) for sha in (*told.values(), form)],
    )
    _record(suborder, told[order.language], form, member)
    judge(suborder)


def _store(suborder: SubOrder) -> Mapping[str, str]:
    order = suborder.order
    return {
        language: store(
            agreement.withdrawal_information(suborder, language),
            "withdrawal_information",
            order.reference,
        )
        for language in dict.fromkeys((order.language, languages.DEFAULT))
    }

"""What keeps a sub-order's money from leaving although its day has come (AM-12A.5)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.helpdesk.models import Request, RequestKind, RequestState
from app.orders.models import SubOrder
from app.payments import rules as payments
from app.payments import unpaid_queries
from app.payments.disputes import queries as disputes
from app.payments.models import Refund, RefundState
from app.returns.models import Case
from app.returns.services import endings

OVER = (*payments.OVER, RefundState.UNCLAIMED)
ASKED = (RequestState.RECEIVED, RequestState.IN_WORK)
Holds = dict[str, list["Hold"]]


@dataclass(frozen=True, slots=True)
class Hold:
    """One reason, in words; `case`: the number of the case where it can be followed."""

    words: str
    case: str = ""


def holds_on(suborder: SubOrder) -> list[Hold]:
    """Everything that holds the money of one sub-order."""
    return holds_of([suborder])[suborder.reference]


def holds_of(suborders: Sequence[SubOrder]) -> Holds:
    """What holds the money of each of these sub-orders, by its reference."""
    found: Holds = defaultdict(list)
    _cases(suborders, found)
    _refunds(suborders, found)
    _requests(suborders, found)
    _disputes(suborders, found)
    _unpaid(suborders, found)
    return found


def _unpaid(suborders: Sequence[SubOrder], found: Holds) -> None:
    """The provider refused to take the buyer's money."""
    unpaid = unpaid_queries.among({suborder.order_id for suborder in suborders})
    for suborder in suborders:
        if suborder.order_id in unpaid:
            found[suborder.reference].append(Hold(_("The buyer's payment could not be taken.")))


def _disputes(suborders: Sequence[SubOrder], found: Holds) -> None:
    """A card scheme keeps the payment, or may yet take it; lost, until somebody bears it."""
    disputed = disputes.holding({suborder.order_id for suborder in suborders})
    for suborder in suborders:
        for number in disputed.get(suborder.order_id, ()):
            words = _("The buyer disputes the payment with the bank: %(number)s", number=number)
            found[suborder.reference].append(Hold(words))


def _cases(suborders: Sequence[SubOrder], found: Holds) -> None:
    references = {suborder.id: suborder.reference for suborder in suborders}
    for case in db.session.scalars(
        select(Case)
        .where(Case.suborder_id.in_(references))
        .options(selectinload(Case.goods))
        .order_by(Case.id)
    ):
        if endings.is_open(case):
            words = (
                _("The buyer says that something is wrong with the goods: %(number)s")
                if case.is_claim
                else _("The buyer gives goods back: %(number)s")
            ) % {"number": case.number}
            found[references[case.suborder_id]].append(Hold(words, case.number))


def _refunds(suborders: Sequence[SubOrder], found: Holds) -> None:
    """Money on its way back; once nobody claims it, it is put by and holds nothing more."""
    told = {hold.case for holds in found.values() for hold in holds}
    for refund in db.session.scalars(
        select(Refund)
        .where(
            Refund.suborder_reference.in_([suborder.reference for suborder in suborders]),
            Refund.state.not_in(OVER),
            Refund.kind != "late_money",
        )
        .order_by(Refund.id)
    ):
        if refund.cause not in told:
            words = _("Money is on its way back to the buyer: %(number)s", number=refund.number)
            found[refund.suborder_reference].append(Hold(words))


def _requests(suborders: Sequence[SubOrder], found: Holds) -> None:
    """Complaints and requests for money about this part, or about the whole order."""
    parts = {suborder.id: suborder for suborder in suborders}
    orders = {suborder.order_id for suborder in suborders}
    for request in db.session.scalars(
        select(Request)
        .where(
            or_(Request.suborder_id.in_(parts), Request.order_id.in_(orders)),
            Request.kind.in_((RequestKind.REFUND, RequestKind.COMPLAINT)),
            Request.state.in_(ASKED),
        )
        .order_by(Request.id)
    ):
        for part in parts.values():
            of_part = request.suborder_id == part.id
            of_order = request.suborder_id is None and request.order_id == part.order_id
            if of_part or of_order:
                words = _("The buyer complains: %(number)s", number=request.number)
                found[part.reference].append(Hold(words))

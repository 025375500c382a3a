"""What has begun about the order of a request: an answer names one of these (machine 4.11a)."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.helpdesk.models import Request
from app.kernel.errors import Refused
from app.payments import queries as payments
from app.payments import sheets
from app.returns import queries as returns
from app.returns.words import kind_in_words
from app.web.filters import money


class NothingBegun(Refused):
    """An answer may not say that money is paid back, or a case begun, where none is."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A return, a refund or an ending, with its page where staff have one for it."""

    number: str
    what: str
    url: str = ""


def of(request: Request) -> list[Begun]:
    """Everything that has begun about the order of this request."""
    order = request.order
    if order is None:
        return []
    cases = [
        Begun(
            case.number,
            kind_in_words(case.kind),
            url_for("admin_returns.show", number=case.number),
        )
        for case in returns.cases_of_order(order.id)
    ]
    endings = [
        Begun(ending.number, _("Contract ended"))
        for suborder in order.suborders
        for ending in suborder.endings
    ]
    refunds = [
        Begun(
            refund.number,
            f"{_('Refund')}: {sheets.kind_of(refund)}, {money(refund.amount_minor)}",
            url_for("admin_refunds.show", number=refund.number),
        )
        for refund in payments.refunds_of(order.id)
    ]
    return [*cases, *endings, *refunds]


def checked(request: Request, outcome: str, led_to: str) -> str:
    """The number that an answer names, as it is kept. Raises NothingBegun."""
    named = led_to.strip().upper()
    if outcome not in {"refund", "begun"} or request.order is None:
        return named
    begun = of(request)
    allowed = [b.number for b in begun if outcome == "begun" or b.number.startswith("P-")]
    if named not in allowed:
        raise NothingBegun(
            _("No refund of this order has this number. Open it first, then name it here.")
            if outcome == "refund"
            else _("Nothing of this order has this number. Begin it first, then name it here.")
        )
    return named

"""Parts that several letters share."""

from flask_babel import gettext as _

from app.messaging.letters import Action, Items
from app.returns.models import Case
from app.web.language import said
from app.web.links import external


def goods_of(case: Case, language: str) -> Items:
    """The goods of a case, in words."""
    rows = []
    for part in case.lines:
        names = part.order_line.snapshot["name"]
        assert isinstance(names, dict)
        rows.append(f"{part.quantity} × {said(names, language)}")
    return Items(tuple(rows))


def to_case(case: Case, label: str = "") -> Action:
    """The shopper's case page; it asks who has not proven the order yet to do so."""
    statement = case.statement
    return Action(
        label or _("See the case"),
        external("returns.show", statement.language, number=statement.number),
    )


def to_supplier_case(case: Case) -> Action:
    """The seller's page of a case."""
    language = case.suborder.supplier.language
    return Action(
        _("See the return"), external("supplier_returns.show", language, number=case.number)
    )

"""The course of a case: what has happened, what is happening, what is to come."""

from datetime import date

from flask_babel import gettext as _

from app.kernel import clock
from app.payments.models import Refund
from app.payments.pages import said, said_of_buyer
from app.returns.models import Case, CaseState, GoodsReturnState, WayBack
from app.returns.words import remark_in_words
from app.web.filters import date_long, datetime_long, money


def timeline(case: Case, refund: Refund | None, for_buyer: bool = True) -> list[dict[str, str]]:
    """Everything in order: said to the buyer, or of the buyer to the seller and to staff."""
    statement = case.statement
    entries = [
        _entry("done", _("Statement received"), datetime_long(statement.received_at, seconds=True))
    ]
    if statement.matched_at:
        entries.append(_entry("done", _("Order found"), datetime_long(statement.matched_at)))
    if case.complained_at:
        title = _("You did not agree") if for_buyer else _("The buyer did not agree")
        entries.append(_entry("done", title, datetime_long(case.complained_at)))
    if case.service_on and case.state is CaseState.UNDER_REVIEW:
        came = "done" if case.service_on < clock.today() else "here"
        entries.append(_entry(came, _("The authorised service comes"), date_long(case.service_on)))
    if case.state in {CaseState.PENDING_REFUSAL, CaseState.UNDER_REVIEW}:
        small = _until(case.decide_by)
        return [*entries, _entry("here", _("A person looks at it"), small)]
    if case.state is CaseState.WAITING_INFO:
        return [*entries, _question(for_buyer)]
    if case.state is CaseState.RECEIVED:
        small = _until(statement.answer_by)
        return [*entries, _entry("here", _("Why was the parcel not taken?"), small)]
    if case.state is CaseState.REFUSED:
        return [*entries, _entry("here", _("Refused"), case.reason or "")]
    if case.state is CaseState.REVOKED:
        small = datetime_long(case.kept_by_supplier_at) if case.kept_by_supplier_at else ""
        return [*entries, _entry("here", _("Both agreed: the contract stands"), small)]
    entries += _goods(case, for_buyer)
    if refund is not None:
        entries.append(_refund(refund, for_buyer))
    return entries


def _question(for_buyer: bool) -> dict[str, str]:
    if for_buyer:
        small = _("the clock stands still until you answer")
        return _entry("here", _("We asked you something"), small)
    small = _("the clock stands still until the answer comes")
    return _entry("here", _("The buyer was asked something"), small)


def _goods(case: Case, for_buyer: bool) -> list[dict[str, str]]:
    back = case.goods
    if back is None:
        return []
    if back.approved_at is None:
        title = _("Approval and free return")
        day = date_long(back.approve_by) if back.approve_by else ""
        small = _("at the latest on %(day)s; otherwise by itself", day=day)
        return [_entry("here", title, small)]
    if back.way is WayBack.TURNED_BACK:
        entries = [_entry("done", _("The parcel is on its way back"), "")]
    else:
        entries = [_entry("done", _("Approved"), datetime_long(back.approved_at))]
    if back.way is None:
        return entries
    if back.sent_at and back.way is not WayBack.TURNED_BACK:
        small = " · ".join(filter(None, (datetime_long(back.sent_at), back.tracking_number)))
        entries.append(_entry("done", _("Handed to the carrier"), small))
    if back.received_at:
        entries.append(_entry("done", _("Goods arrived"), datetime_long(back.received_at)))
    elif back.state is GoodsReturnState.APPROVED_GOODS_BACK:
        entries.append(_entry("here", _hand_over(case, for_buyer), _hand_over_by(case, for_buyer)))
    if back.inspected_at and back.received_at:
        entries.append(_entry("done", _("Goods looked at"), datetime_long(back.inspected_at)))
    if back.note:
        entries.append(_entry("done", remark_in_words(back.note), ""))
    return entries


def _hand_over(case: Case, for_buyer: bool) -> str:
    assert case.goods is not None
    if case.goods.way is WayBack.COLLECTION:
        if for_buyer:
            return _("The goods are fetched from you")
        return _("The goods are fetched from the buyer")
    if for_buyer:
        return _("Hand the goods to the carrier")
    return _("The buyer hands the goods to the carrier")


def _hand_over_by(case: Case, for_buyer: bool) -> str:
    back = case.goods
    assert back is not None
    if back.way is WayBack.COLLECTION:
        return date_long(back.collect_on) if back.collect_on else _("the day follows")
    return _until(back.send_back_by) or (_("whenever it suits you") if for_buyer else "")


def _refund(refund: Refund, for_buyer: bool) -> dict[str, str]:
    small = said(refund) if for_buyer else said_of_buyer(refund)
    return _entry("done" if refund.confirmed_at else "", money(refund.amount_minor), small)


def _until(day: date | None) -> str:
    return _("at the latest on %(day)s", day=date_long(day)) if day else ""


def _entry(state: str, title: str, small: str) -> dict[str, str]:
    return {"state": state, "title": title, "small": small}

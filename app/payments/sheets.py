"""A refund as finance reads it: how the sum was computed and who bears it in the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.kernel import clock
from app.law.interest import NoRate
from app.payments import rules
from app.payments.models import Refund, RefundState
from app.payments.services import interest
from app.payments.services.bearing import is_against_objection
from app.web.filters import date_long, money

Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The calculation: lines, delivery fee, interest and its spans, dates, bearers."""

    lines: list[tuple[str, int, str, str]]
    delivery: Rows
    interest: Rows
    spans: list[tuple[str, str, int, str]]
    if_sent_today: str
    bearers: Rows
    parts: Rows


def of(refund: Refund) -> Sheet:
    """The sheet of a refund as it was stored with it."""
    kept = refund.inputs
    sheets = _maps(kept.get("interest"))
    return Sheet(
        lines=[
            (
                str(row["sku"]),
                _number(row["pieces"]),
                money(_number(row["each"])),
                money(_number(row["each"]) * _number(row["pieces"])),
            )
            for row in _maps(kept.get("lines"))
        ],
        delivery=_delivery(kept),
        interest=[row for sheet in sheets for row in _interest(sheet)],
        spans=[_span(span) for sheet in sheets for span in _maps(sheet.get("spans"))],
        if_sent_today=_if_sent_today(refund),
        bearers=_bearers(refund),
        parts=_parts(refund),
    )


def _delivery(kept: Mapping[str, object]) -> Rows:
    if "delivery_of_kept" not in kept:
        return []
    return [
        (_("Delivery fee charged"), money(_number(kept["delivery_charged"]))),
        (_("Fee of what is still kept"), money(_number(kept["delivery_of_kept"]))),
        (_("Fee refunded before"), money(_number(kept["delivery_refunded_before"]))),
    ]


def _interest(sheet: Mapping[str, object]) -> Rows:
    return [
        (_("Interest on"), money(_number(sheet["base"]))),
        (_("From"), date_long(date.fromisoformat(str(sheet["from"])))),
        (_("Sent on"), date_long(date.fromisoformat(str(sheet["until"])))),
        (_("Days counted"), str(sheet["days"])),
        (_("Interest, divisor 365"), money(_number(sheet["interest"]))),
    ]


def _span(span: Mapping[str, object]) -> tuple[str, str, int, str]:
    rate = _number(span["rate_bp"])
    return (
        date_long(date.fromisoformat(str(span["from"]))),
        date_long(date.fromisoformat(str(span["until"]))),
        _number(span["days"]),
        f"{rate / 100:g} %",
    )


def _if_sent_today(refund: Refund) -> str:
    """What would be owed on top today; nothing once it is sent."""
    if refund.state in rules.OVER:
        return ""
    try:
        sheet = interest.on_top_of(refund, clock.today())
    except NoRate as error:
        return _("No statutory rate of interest is on file for %(day)s.", day=str(error))
    if sheet is None:
        return ""
    return _(
        "Sent today, %(interest)s of interest come on top.", interest=money(sheet.interest_minor)
    )


def _parts(refund: Refund) -> Rows:
    parts = (
        (_("Goods"), refund.goods_minor),
        (_("Delivery"), refund.delivery_minor),
        (_("Interest"), refund.interest_minor),
        (_("Laid out by the buyer"), refund.cost_minor),
        (_("Together"), refund.amount_minor),
    )
    return [(label, money(amount)) for label, amount in parts if amount]


def _bearers(refund: Refund) -> Rows:
    bears = refund.bearing
    if not bears:
        return []
    who = {"supplier": _("the supplier"), "cooperative": _("the cooperative")}
    commission = {
        "given_back": _("given back to the supplier"),
        "kept_by_nobody": _("kept by nobody"),
    }
    why = [(_("Why"), reason)] if (reason := why_so(refund)) else []
    return [
        *why,
        (_("Goods and interest"), who.get(bears["goods"], "")),
        (_("Carriage there and back"), who.get(bears["carriage"], "")),
        (_("Commission"), commission.get(bears["commission"], "")),
        (_("The provider's fee"), who.get(bears["provider_fee"], "")),
        (_("Contract with the carrier"), who.get(bears["carrier_contract"], "")),
    ]


def why_so(refund: Refund) -> str:
    """Why it is borne otherwise than usual; nothing where it is not."""
    if is_against_objection(refund):
        return _("Paid back without the goods, against the supplier's objection.")
    return ""


def bearer_of(refund: Refund) -> str:
    """Who bears the goods in the end, and why where that is not the usual."""
    cooperative = refund.bearing.get("goods") == "cooperative"
    who = _("The cooperative.") if cooperative else _("The supplier.")
    return f"{who} {why_so(refund)}".strip()


def state_of(refund: Refund) -> tuple[str, str]:
    """Where a refund stands, in words and tone."""
    if refund.blocked and refund.state is RefundState.COMPUTED:
        return _("Blocked"), "coral"
    return {
        RefundState.DUE: (_("Due"), "sea"),
        RefundState.COMPUTED: (_("To be released"), "sea"),
        RefundState.IBAN_ASKED: (_("Account asked for"), "amber"),
        RefundState.RELEASED: (
            (_("Transfer to be made"), "amber") if refund.by_transfer else (_("Released"), "sea")
        ),
        RefundState.IN_PAYMENT_FILE: (_("At the bank"), "sea"),
        RefundState.SENT: (_("Sent, not yet confirmed"), "sea"),
        RefundState.FAILED: (_("The provider refuses"), "coral"),
        RefundState.OTHER_INSTRUMENT_ASKED: (_("Another way asked for"), "coral"),
        RefundState.UNCLAIMED: (_("Nobody answers"), "coral"),
        RefundState.CONFIRMED: (_("Confirmed"), "kelp"),
        RefundState.CLOSED: (_("Paid back"), "kelp"),
        RefundState.CANCELLED: (_("Dropped"), ""),
    }[refund.state]


def kind_of(refund: Refund) -> str:
    """Why the money goes back, in words."""
    return {
        "withdrawal": _("Withdrawal"),
        "claim": _("Defect"),
        "cancellation": _("Cancelled before dispatch"),
        "termination": _("Ended for non-delivery"),
        "impossibility": _("Impossible to perform"),
        "lost": _("Lost on the way"),
        "damaged": _("Damaged on the way"),
        "uncollected": _("Not collected"),
        "stock_out": _("Sold out"),
        "not_binding": _("Not bound by the order"),
        "unasked_extra": _("Extra without consent"),
        "late_money": _("Paid too late or twice"),
        "return_cost": _("Cost of the return"),
        "complaint": _("After a complaint"),
    }.get(refund.kind, refund.kind)


def _maps(value: object) -> Sequence[Mapping[str, object]]:
    return value if isinstance(value, list) and all(isinstance(v, dict) for v in value) else []


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0

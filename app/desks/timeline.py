"""What has happened with a seller's part of an order, where it stands, and who acts next."""

from flask_babel import gettext as _

from app.orders import pieces, rules
from app.orders.messages import troubles
from app.orders.models import Shipment, ShipmentState, SubOrder, SubOrderState
from app.orders.services import endings
from app.orders.words import parcel_said, status_of
from app.web.filters import date_long, datetime_long


def of(suborder: SubOrder) -> list[dict[str, str]]:
    """What has happened with a sub-order, what is happening, what is to come."""
    order = suborder.order
    entries = [_done(_("Order placed"), datetime_long(order.formed_at) if order.formed_at else "")]
    if suborder.accepted_at:
        entries.append(_done(_("The maker prepares it"), datetime_long(suborder.accepted_at)))
    for parcel in suborder.shipments:
        entries += _parcel(parcel)
    entries += [
        _done(troubles.why_said(ending), datetime_long(ending.ended_at))
        for ending in suborder.endings
    ]
    if suborder.state in rules.ENDED or suborder.state is SubOrderState.DELIVERED:
        entries[-1]["state"] = "here" if suborder.state in rules.ENDED else "done"
        if suborder.state is SubOrderState.CANCELLED and not suborder.endings:
            entries[-1]["state"] = "done"
            day = date_long(suborder.ended_on) if suborder.ended_on else ""
            entries.append({"state": "here", "title": _("Cancelled"), "small": day})
        return entries
    ahead = _ahead(suborder)
    is_shown = any(entry["state"] == "here" for entry in entries)
    return [*entries, *(ahead[1:] if is_shown else ahead)]


def _parcel(parcel: Shipment) -> list[dict[str, str]]:
    facts = (datetime_long(parcel.handed_over_at), parcel.carrier, parcel.tracking_number)
    rows = [_done(_("Handed to the carrier"), " · ".join(filter(None, facts)))]
    if parcel.state is ShipmentState.DELIVERED and parcel.receipts:
        arrived = max(receipt.received_on for receipt in parcel.receipts)
        rows.append(_done(_("Received"), date_long(arrived)))
    elif parcel.state not in {ShipmentState.HANDED_OVER, ShipmentState.DELIVERED}:
        seen = parcel.last_scan_at
        row = _done(parcel_said(parcel.state), datetime_long(seen) if seen else "")
        moves = parcel.state in rules.MOVING and parcel.ended_at is None
        rows.append({**row, "state": "here"} if moves else row)
    return rows


def _ahead(suborder: SubOrder) -> list[dict[str, str]]:
    if suborder.delivery_kind == "none":
        return [{"state": "here", "title": _("Without a parcel"), "small": ""}]
    title, small = {
        SubOrderState.READY: (
            _("Ready to be collected"),
            str(suborder.delivery.get("address") or ""),
        ),
        SubOrderState.COMING_BACK: (_("Going back to the maker"), ""),
    }.get(suborder.state, (_("The maker prepares it"), ""))
    if suborder.state in rules.ON_THE_WAY:
        title = status_of(suborder.state)[0]
    rows = [{"state": "here", "title": title, "small": small}]
    if suborder.state is not SubOrderState.COMING_BACK and suborder.promised_by:
        promise = date_long(suborder.agreed_by or suborder.promised_by)
        words = (
            _("agreed for %(day)s", day=promise)
            if suborder.agreed_by
            else _("promised by %(day)s", day=promise)
        )
        rows.append({"state": "", "title": _("Delivery"), "small": words})
    return rows


def next_step(suborder: SubOrder) -> str:
    """Who must act next and until when, in one sentence; nothing when nobody must."""
    asked = [setback for setback in suborder.setbacks if setback.choice is None]
    if asked:
        return troubles.what_silence_means(asked[0])
    if endings.is_overdue(suborder):
        return _("The promised day has passed. You may wait, or end the contract.")
    if suborder.state is SubOrderState.READY:
        return _("You collect the goods, with your code.")
    if any(_waits_at_branch(parcel) for parcel in suborder.shipments):
        return _("A parcel waits for you at the carrier's branch.")
    day = suborder.agreed_by or suborder.promised_by
    if day is None or suborder.state not in {*rules.WAITING, *rules.ON_THE_WAY}:
        return ""
    kept = [line for line in suborder.lines if line.kept]
    if not kept:
        return ""
    if not any(line.travels for line in kept):
        return _("Nothing is sent: download it, or come at its date.")
    if any(pieces.to_send(line) for line in suborder.lines):
        return _("The maker sends it so that it is with you by %(day)s.", day=date_long(day))
    return _("The carrier brings it by %(day)s.", day=date_long(day))


def _waits_at_branch(parcel: Shipment) -> bool:
    return parcel.state is ShipmentState.AT_BRANCH and parcel.ended_at is None


def _done(title: str, small: str) -> dict[str, str]:
    return {"state": "done", "title": title, "small": small}

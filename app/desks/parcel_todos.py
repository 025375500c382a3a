"""What parcels and promises ask of suppliers and staff."""

from datetime import date

from flask import url_for
from flask_babel import gettext as _

from app.desks.todo import Todo
from app.kernel import clock
from app.orders import desk_queries, payable, pieces
from app.orders.models import Shipment, ShipmentState, SubOrder
from app.orders.services import delivery_watch
from app.orders.words import parcel_said


def of_supplier(supplier_id: int) -> list[Todo]:
    """Parcels to ask about, to turn back, to take in again."""
    return [
        todo
        for parcel in desk_queries.parcels_to_mind(supplier_id)
        if (todo := _for_supplier(parcel)) is not None
    ]


def _for_supplier(parcel: Shipment) -> Todo | None:
    title = _("Parcel %(number)s", number=parcel.tracking_number or parcel.suborder.reference)
    url = url_for(
        "supplier_orders.show", reference=parcel.suborder.reference, _anchor=f"parcel-{parcel.id}"
    )
    said = _asked_of_supplier(parcel)
    return Todo(said[0], title, said[1], _("Open"), url) if said else None


def _asked_of_supplier(parcel: Shipment) -> tuple[date | None, str] | None:
    if parcel.state is ShipmentState.DELIVERED:
        return None, _("Delivered although no longer owed: collect it free of charge")
    if parcel.state in pieces.BACK:
        return None, _("It comes back: note it when it is with you.")
    if parcel.turn_back_asked_at is not None:
        day = clock.day_of(parcel.turn_back_asked_at)
        return day, _("Ask the carrier to turn it back: the buyer no longer takes it.")
    if parcel.last_scan_at and parcel.last_scan_at <= clock.now() - delivery_watch.ASK_AFTER:
        day = clock.day_of(parcel.last_scan_at + delivery_watch.LOST_AFTER)
        return day, _("Ask the carrier where it is: no word for five days, lost after ten.")
    return None


def of_staff() -> list[Todo]:
    """Promises that come due or have passed, and parcels without a word."""
    late = [todo for part in delivery_watch.owed() if (todo := _promise(part)) is not None]
    silent = [
        _parcel(parcel, _("No word from the carrier for five days; lost after ten."))
        for parcel in delivery_watch.unscanned(delivery_watch.ASK_AFTER)
        if parcel.ended_at is None
    ]
    assumed = [
        _parcel(parcel, _("Nobody says that it arrived. It counts as delivered for payouts only."))
        for parcel in desk_queries.parcels_under_way()
        if payable.is_assumed(parcel)
    ]
    return late + silent + assumed


def _promise(suborder: SubOrder) -> Todo | None:
    passed = [which for which, day in delivery_watch.days_of(suborder) if day <= clock.today()]
    unsent = any(pieces.to_send(line) for line in suborder.lines)
    if not passed or (passed[-1] == "half" and not unsent):
        return None
    words = {
        "half": _("Half of the promised time has passed and nothing has been sent."),
        "soon": _("The promised day is near."),
        "promised": _("The promised day has come; the buyer may end the contract after it."),
        "latest": _("Thirty days have passed since the order."),
    }[passed[-1]]
    return Todo(
        suborder.promised_by,
        _("Delivery promised: %(reference)s", reference=suborder.reference),
        f"{suborder.seller['name']}. {words}",
        _("Open"),
        url_for("admin_orders.show", reference=suborder.order.reference),
    )


def _parcel(parcel: Shipment, words: str) -> Todo:
    return Todo(
        clock.today(),
        _("Parcel %(number)s", number=parcel.tracking_number or parcel.suborder.reference),
        f"{parcel_said(parcel.state)}. {words}",
        _("Open"),
        url_for("admin_orders.show", reference=parcel.suborder.order.reference),
    )

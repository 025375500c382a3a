"""What is said by e-mail about parcels."""

from flask_babel import gettext as _

from app.catalogue.kinds import install_advice
from app.messaging.letters import Action, Facts, Letter, Number, Paragraph
from app.orders.lines import delivery_number
from app.orders.models import Shipment, SubOrder
from app.web.filters import date_long
from app.web.language import said, speaking
from app.web.links import external


def dispatched(shipment: Shipment, token: str) -> Letter:
    """A parcel is on its way."""
    suborder = shipment.suborder
    order = suborder.order
    rows = [(_carrier(order.language), shipment.carrier)]
    with speaking(order.language):
        if shipment.tracking_number:
            rows.append((_("Parcel number"), shipment.tracking_number))
        rows += [
            (_("Box"), _numbered(delivery_number(shipment, part.line), part.line.deliveries))
            for part in shipment.lines
            if part.line.deliveries > 1
        ]
        if suborder.promised_by:
            rows.append((_("Promised by"), date_long(suborder.promised_by)))
        return Letter(
            _("A parcel of your order %(reference)s is on its way", reference=order.reference),
            (
                Paragraph(_("%(seller)s has sent it.", seller=str(suborder.seller["name"]))),
                Facts(tuple(rows)),
                *_advice(shipment),
                Action(
                    _("See your order"), external("orders.open_link", order.language, token=token)
                ),
            ),
        )


def _numbered(number: int, deliveries: int) -> str:
    return _("delivery %(number)s of %(all)s", number=str(number), all=str(deliveries))


def _advice(shipment: Shipment) -> tuple[Paragraph, ...]:
    """The maker's advice on installing comes with the parcel once more (HR-16)."""
    needs = any(part.line.snapshot.get("authorised_install") for part in shipment.lines)
    return (Paragraph(install_advice()),) if needs else ()


def _carrier(language: str) -> str:
    with speaking(language):
        return _("Carrier")


def arrived(shipment: Shipment, token: str) -> Letter:
    """Did it arrive? (mail three days after dispatch, then every four)."""
    order = shipment.suborder.order
    with speaking(order.language):
        return Letter(
            _("Did your parcel arrive?"),
            (
                Paragraph(
                    _(
                        "%(seller)s sent you a parcel. Please tell us whether it is with you: "
                        "your 14 days to withdraw begin with the last parcel.",
                        seller=str(shipment.suborder.seller["name"]),
                    )
                ),
                Action(
                    _("Say when it arrived"),
                    external("orders.open_link", order.language, token=token),
                ),
            ),
        )


def at_branch(shipment: Shipment, place: str, token: str) -> Letter:
    """A parcel waits to be collected; until then it has not been received."""
    order = shipment.suborder.order
    with speaking(order.language):
        rows = [(_("Carrier"), shipment.carrier)]
        if shipment.tracking_number:
            rows.append((_("Parcel number"), shipment.tracking_number))
        if place:
            rows.append((_("Where"), place))
        return Letter(
            _("Your parcel waits to be collected"),
            (
                Paragraph(
                    _(
                        "The carrier did not hand it to you. For the law this is no receipt: "
                        "your 14 days begin only when you have it."
                    )
                ),
                Facts(tuple(rows)),
                Action(
                    _("See your order"), external("orders.open_link", order.language, token=token)
                ),
            ),
        )


def ready(suborder: SubOrder, code: str, token: str) -> Letter:
    """The goods can be collected, with this code."""
    order = suborder.order
    hours = suborder.delivery.get("hours")
    with speaking(order.language):
        point = [str(suborder.delivery.get("address") or "")]
        if isinstance(hours, dict):
            point.append(said(hours))
        return Letter(
            _("Your goods can be collected"),
            (
                Paragraph(", ".join(filter(None, point))),
                Number(_("Show this code"), code),
                Paragraph(
                    _(
                        "Give it only when you hold the goods: typed in by the maker, it is your "
                        "receipt, and your 14 days to withdraw begin."
                    )
                ),
                Action(
                    _("See your order"), external("orders.open_link", order.language, token=token)
                ),
            ),
        )

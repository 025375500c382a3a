"""What lies in a parcel and what is stuck on it: packing slips and address labels as PDF."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from flask_babel import gettext as _

from app.contracts import words
from app.contracts.typesetting import set_in_type
from app.kernel import clock
from app.orders import pieces
from app.orders.models import OrderLine, PackedLot, SubOrder
from app.orders.seen import Buyer, buyer_of
from app.settings import queries as settings
from app.web.filters import date_long
from app.web.language import speaking
from app.web.links import external

FOLDER = Path(__file__).parent / "paper"
KINDS = ("slips", "labels-a4", "labels-100x150")
Said = dict[str, object]


def words_of(kind: str, suborders: Sequence[SubOrder], role: str) -> Said:
    """What the paper of these orders says; orders whose address this role does not see stay out."""
    say = _slip if kind == "slips" else _label
    seen = [(suborder, buyer_of(suborder, role)) for suborder in suborders]
    parts = [say(suborder, buyer) for suborder, buyer in seen if buyer.address]
    return {"paper": kind.removeprefix("labels-"), "parts": parts}


def as_pdf(said: Said, moment: datetime) -> bytes:
    """The paper itself. Slow: never inside a transaction that writes. Raises NotPrintable."""
    template = "slip.typ" if said["paper"] == "slips" else "label.typ"
    return set_in_type(FOLDER / template, said, ["a-2a"], moment)


def _label(suborder: SubOrder, buyer: Buyer) -> Said:
    """Only what the carrier needs: from, to, number, and how to treat it."""
    with speaking("tr"):
        marks = [_("Keep cool")] if suborder.delivery.get("cold_chain") else []
        return {
            "to_title": _("To"),
            "from_title": _("From"),
            "to": _address(suborder),
            "phone": buyer.phone,
            "from": [suborder.supplier.name, suborder.supplier.return_address],
            "receiver": _("May also be given to %(name)s", name=buyer.receiver)
            if buyer.receiver
            else "",
            "note": buyer.note,
            "marks": marks,
            "reference": suborder.reference,
            "carrier": str(suborder.delivery.get("carrier") or ""),
        }


def _slip(suborder: SubOrder, _buyer: Buyer) -> Said:
    order = suborder.order
    with speaking(order.language):
        return {
            "language": order.language,
            "title": _("Packing slip"),
            "reference": suborder.reference,
            "from_title": _("From"),
            "from": [suborder.supplier.name, suborder.supplier.return_address],
            "to_title": _("To"),
            "to": _address(suborder),
            "day": date_long(clock.day_of(order.formed_at)) if order.formed_at else "",
            "head": [_("Pieces"), _("Goods"), _("SKU"), _("Lot"), _("Use by")],
            "rows": _rows(suborder),
            "foot": _(
                "Something is wrong, or you have changed your mind? %(shop)s helps: %(address)s",
                shop=settings.text("operator.shop_name"),
                address=external("orders.find", order.language),
            ),
        }


def _rows(suborder: SubOrder) -> list[list[str]]:
    """What the next parcel holds; once nothing is left to send, what the parcels held."""
    waiting = [_row(line, many) for line in suborder.lines if (many := pieces.next_parcel(line))]
    return waiting or [
        _row(part.line, part.quantity, [row for row in parcel.lots if row.line_id == part.line_id])
        for parcel in suborder.shipments
        for part in parcel.lines
    ]


def _row(line: OrderLine, many: int, lots: Sequence[PackedLot] = ()) -> list[str]:
    name = f"{words.name_of(line)}, {words.label_of(line)}"
    if line.personalisation:
        name += "\n" + _("Wish: “%(wish)s”", wish=line.personalisation)
    days = {row.use_by.strftime("%d.%m.%Y") for row in lots if row.use_by}
    return [str(many), name, line.sku, ", ".join(row.lot for row in lots), ", ".join(sorted(days))]


def _address(suborder: SubOrder) -> list[str]:
    order = suborder.order
    place = " ".join(filter(None, (order.postcode, order.district)))
    return [order.name, order.street, f"{place} / {order.province}"]

"""Lot and use-by day, written at packing for each line of a parcel (FD-2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, events
from app.kernel.errors import Refused
from app.orders import rules
from app.orders.events import LotsNoted
from app.orders.models import PackedLot, Shipment, SubOrder
from app.orders.services.actors import Actor
from app.orders.services.changes import refreshed
from app.web.forms import tidy

LONGEST = 40
MOST_LOTS = 10


class RefusedLot(Refused):
    """The lot or the day typed at `field` cannot stand."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class UnreadableLot(RefusedLot):
    """What was typed is no lot or no day."""


@dataclass(frozen=True, slots=True)
class Packed:
    """From which lots a line was packed; without a lot the use-by day names it."""

    lots: tuple[str, ...]
    use_by: date | None


def read(typed: Mapping[str, str], suborder: SubOrder, packed_on: date) -> dict[int, Packed]:
    """What was typed as `lot-<line>` (several with commas) and `use-by-<line>`; all optional.

    Raises UnreadableLot, also for food that is past its day when packed.
    """
    found = {}
    for line in suborder.lines:
        lots = _lots(str(tidy(typed.get(f"lot-{line.id}", ""))), f"lot-{line.id}")
        use_by = _day(typed.get(f"use-by-{line.id}", "").strip(), f"use-by-{line.id}", packed_on)
        if lots or use_by:
            found[line.id] = Packed(lots or (str(use_by),), use_by)
    return found


def _lots(text: str, field: str) -> tuple[str, ...]:
    lots = tuple(dict.fromkeys(" ".join(part.split()) for part in text.split(",") if part.strip()))
    if len(lots) > MOST_LOTS or any(len(lot) > LONGEST or not rules.lot_key(lot) for lot in lots):
        raise UnreadableLot(
            field,
            _(
                "Write at most %(lots)s lots of at most %(signs)s characters, with commas between.",
                lots=MOST_LOTS,
                signs=LONGEST,
            ),
        )
    return lots


def _day(text: str, field: str, packed_on: date) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise UnreadableLot(field, _("Choose the use-by day from the calendar.")) from error
    if day < packed_on:
        raise UnreadableLot(field, _("This use-by day has passed: such food must not be sent."))
    return day


def write(shipment: Shipment, packed: Mapping[int, Packed]) -> None:
    """These are the lots of the lines in this parcel now."""
    shipment.lots = [
        PackedLot(
            line=part.line,
            lot=lot,
            lot_key=rules.lot_key(lot)[:LONGEST],
            use_by=packed[part.line.id].use_by,
        )
        for part in shipment.lines
        if part.line.id in packed
        for lot in packed[part.line.id].lots
    ]


def said(shipment: Shipment) -> list[dict[str, str]]:
    """The lots of a parcel for its evidence."""
    return [
        {
            "sku": row.line.sku,
            "lot": row.lot,
            "use_by": row.use_by.isoformat() if row.use_by else "",
        }
        for row in shipment.lots
    ]


def correct(shipment: Shipment, packed: Mapping[int, Packed], actor: Actor) -> None:
    """Write the lots of a parcel that has left, or put them right."""
    refreshed(shipment.suborder)
    write(shipment, packed)
    db.session.flush()
    evidence.record(
        shipment.suborder.order.reference,
        "lots",
        {"parcel": shipment.id, "lots": said(shipment), "on": clock.today().isoformat()},
        actor.role,
        actor.id,
    )
    events.publish(LotsNoted(shipment.suborder.reference, shipment.id))

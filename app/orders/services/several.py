"""Several orders at once: each is judged on its own, and one refused keeps no other back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from flask_babel import gettext as _

from app.extensions import db
from app.kernel import clock
from app.kernel.errors import NotFound, Refused
from app.orders import pieces, queries
from app.orders.models import SubOrder
from app.orders.services import fulfilment, lots
from app.orders.services.actors import Actor
from app.orders.services.changes import refreshed

LONGEST_CARRIER, LONGEST_NUMBER = 80, 60


class NotReadyToGo(Refused):
    """This order cannot be sent as it was asked."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """Everything of one order that is still to send, in one parcel; `typed`: lots, as typed."""

    reference: str
    carrier: str
    number: str
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one order; `sentence` says why it was refused."""

    reference: str
    sentence: str = ""

    @property
    def done(self) -> bool:
        return not self.sentence


def accept(supplier_id: int, references: Iterable[str], actor: Actor) -> list[Outcome]:
    """Take on each of these orders of a supplier; one taken on before stays so."""
    return [
        _judged(supplier_id, reference, partial(fulfilment.accept, actor=actor))
        for reference in references
    ]


def dispatch(supplier_id: int, parcels: Iterable[Parcel], actor: Actor) -> list[Outcome]:
    """Hand over what is still to send of each of these orders of a supplier."""
    return [
        _judged(supplier_id, parcel.reference, partial(_send, parcel=parcel, actor=actor))
        for parcel in parcels
    ]


def _judged(supplier_id: int, reference: str, act: Callable[[SubOrder], object]) -> Outcome:
    try:
        with db.session.begin_nested():
            act(queries.suborder_of(reference, supplier_id))
    except NotFound:
        return Outcome(reference, _("You have no order with this number."))
    except Refused as refusal:
        return Outcome(reference, str(refusal))
    return Outcome(reference)


def _send(suborder: SubOrder, parcel: Parcel, actor: Actor) -> None:
    if not parcel.carrier:
        raise NotReadyToGo(_("Write who carries the parcel."))
    if len(parcel.carrier) > LONGEST_CARRIER or len(parcel.number) > LONGEST_NUMBER:
        raise NotReadyToGo(
            _(
                "Carrier at most %(carrier)s characters, parcel number at most %(number)s.",
                carrier=LONGEST_CARRIER,
                number=LONGEST_NUMBER,
            )
        )
    refreshed(suborder)
    if suborder.delivery_kind == "collection":
        raise NotReadyToGo(_("The buyer collects this order: open it and send the code."))
    wanted = {line.id: pieces.next_parcel(line) for line in suborder.lines}
    if not any(wanted.values()):
        raise NotReadyToGo(_("Nothing of this order is left to send."))
    packed = lots.read(parcel.typed, suborder, clock.today())
    fulfilment.dispatch(suborder, parcel.carrier, parcel.number, wanted, actor, packed=packed)

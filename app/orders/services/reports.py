"""A carrier's report, row by row: one that fails keeps no other from being taken."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.extensions import db
from app.kernel.errors import Refused
from app.orders.gateway import CarrierWord
from app.orders.models import Order, OrderState, Shipment, SubOrder
from app.orders.services import carrier_words
from app.orders.services.actors import Actor


class UnknownParcel(Refused):
    """No parcel, or more than one, goes by this number."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says of which parcel, or the sentence why it says nothing."""

    number: int
    parcel: str
    word: CarrierWord | None
    problem: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a row: `taken`, `known` or `refused` with its sentence."""

    said: Said
    outcome: str
    sentence: str = ""


def take(rows: Iterable[Said], carrier: str | None, source: str, actor: Actor) -> list[Result]:
    """Take every row that can be taken; the same report twice changes nothing."""
    return [_take(row, carrier, source, actor) for row in rows]


def _take(row: Said, carrier: str | None, source: str, actor: Actor) -> Result:
    if row.word is None:
        return Result(row, "refused", row.problem)
    try:
        with db.session.begin_nested():
            shipment = parcel_of(row.parcel, carrier)
            fresh = carrier_words.note(shipment, row.word, source, actor)
    except Refused as refusal:
        return Result(row, "refused", str(refusal))
    return Result(row, "taken" if fresh else "known")


def parcel_of(number: str, carrier: str | None) -> Shipment:
    """The one parcel with this number (of this carrier, where one speaks). UnknownParcel."""
    statement = (
        select(Shipment)
        .join(SubOrder)
        .join(Order)
        .where(
            func.lower(Shipment.tracking_number) == number.lower(),
            Order.state.in_((OrderState.FORMED, OrderState.CLOSED)),
        )
        .limit(2)
    )
    if carrier is not None:
        statement = statement.where(Shipment.carrier == carrier)
    found = db.session.scalars(statement).all() if number else []
    if not found:
        raise UnknownParcel(_("No parcel has the number “%(number)s”.", number=number[:60]))
    if len(found) > 1:
        raise UnknownParcel(
            _("Several parcels have the number “%(number)s”: use their own pages.", number=number)
        )
    return found[0]

"""What goes wrong on the seller's side, and the shopper's word on it (arts 16(4) and 17(1))."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, ids
from app.kernel.errors import Conflict, Refused
from app.law import deadlines
from app.orders import periods, pieces, rules
from app.orders.models import (
    Setback,
    SetbackKind,
    SetbackLine,
    Shipment,
    SubOrder,
    SubOrderState,
)
from app.orders.services import endings, trouble_letters
from app.orders.services.actors import Actor
from app.orders.services.changes import refreshed, settle

ANSWER_DAYS = 14
CAUSES = {SetbackKind.STOCK_OUT: "stock_out", SetbackKind.CANCELLATION: "cancellation"}
REFUNDING = ("refund", "end", "agree")


class NothingToAsk(Refused):
    """No piece is left about which the shopper could be asked."""


class AlreadyChosen(Conflict):
    """The shopper has decided."""


class NoSuchChoice(Refused):
    """This is not among what may be chosen."""


class DayNeeded(Refused):
    """A later delivery needs the day on which the goods come."""


def parcel_gone_wrong(shipment: Shipment, kind: SetbackKind) -> Setback | None:
    """Lost, damaged or not collected: at the seller's risk until receipt (art. 17(1)).

    The shopper chooses to have it sent again or the money back; after 14 silent days the money.
    """
    if open_setback(shipment) is not None or shipment.ended_at is not None:
        return None
    quantities = {part.line_id: part.quantity for part in shipment.lines}
    return _open(shipment.suborder, kind, quantities, shipment=shipment)


def announce_stock_out(
    suborder: SubOrder, quantities: Mapping[int, int], words: str, new_day: date, actor: Actor
) -> Setback:
    """The seller says that goods come later; the duty to deliver stays (art. 16(4)).

    `words` describe a substitute, if one is offered. Raises DayNeeded, NothingToAsk.
    """
    refreshed(suborder)
    if new_day <= clock.today():
        raise DayNeeded(_("Choose the later day on which the goods will come."))
    return _asked(suborder, SetbackKind.STOCK_OUT, quantities, words, new_day, actor)


def propose_cancellation(
    suborder: SubOrder, quantities: Mapping[int, int], words: str, actor: Actor
) -> Setback:
    """The seller asks to cancel pieces not yet sent; without the shopper's yes nothing changes."""
    refreshed(suborder)
    return _asked(suborder, SetbackKind.CANCELLATION, quantities, words, None, actor)


def _asked(
    suborder: SubOrder,
    kind: SetbackKind,
    quantities: Mapping[int, int],
    words: str,
    new_day: date | None,
    actor: Actor,
) -> Setback:
    unsent = {line.id: pieces.unsent(line) for line in suborder.lines}
    wanted = {i: min(n, unsent.get(i, 0)) for i, n in quantities.items()}
    setback = _open(suborder, kind, wanted, words=words, new_day=new_day)
    if setback is None:
        raise NothingToAsk(_("Choose at least one piece that has not been sent yet."))
    _record(setback, "setback_told", actor)
    return setback


def _open(
    suborder: SubOrder,
    kind: SetbackKind,
    quantities: Mapping[int, int],
    *,
    shipment: Shipment | None = None,
    words: str = "",
    new_day: date | None = None,
) -> Setback | None:
    rows = [
        SetbackLine(line=line, quantity=least)
        for line in suborder.lines
        if (least := min(quantities.get(line.id, 0), pieces.undelivered(line)))
    ]
    if not rows:
        return None
    silent = kind in rules.SELLERS_RISK
    setback = Setback(
        shipment=shipment,
        number=ids.reference("S"),
        kind=kind,
        told_at=clock.now(),
        answer_by=deadlines.last_day(
            clock.today(), ANSWER_DAYS, periods.holidays_for(suborder.order)
        )
        if silent
        else None,
        words=words or None,
        new_day=new_day,
        lines=rows,
    )
    suborder.setbacks.append(setback)
    db.session.flush()
    trouble_letters.tell_setback(setback)
    return setback


def open_setback(shipment: Shipment) -> Setback | None:
    """What the shopper still has to say about this parcel."""
    found = (s for s in shipment.suborder.setbacks if s.shipment_id == shipment.id)
    return next((s for s in found if s.choice is None), None)


def choices_of(setback: Setback) -> tuple[str, ...]:
    """What may be chosen; a substitute only where one is described."""
    return tuple(
        choice for choice in rules.CHOICES[setback.kind] if choice != "substitute" or setback.words
    )


def choose(setback: Setback, choice: str, actor: Actor) -> None:
    """The shopper's word, kept as evidence. Raises AlreadyChosen, NoSuchChoice."""
    suborder = refreshed(setback.suborder)
    db.session.refresh(setback)
    if setback.choice is not None:
        raise AlreadyChosen(_("This has been decided already. Please look at the order again."))
    if choice not in choices_of(setback):
        raise NoSuchChoice(_("Choose one of the ways offered."))
    setback.choice, setback.chosen_at = choice, clock.now()
    _record(setback, "setback_chosen", actor)
    if choice in {"resend", "refund"} and setback.shipment is not None:
        setback.shipment.ended_at = clock.now()
        db.session.flush()
    if choice in REFUNDING:
        quantities = {part.line_id: part.quantity for part in setback.lines}
        cause = CAUSES.get(setback.kind, str(setback.kind))
        endings.end_after_setback(suborder, setback.number, cause, quantities, actor)
    elif choice == "wait":
        suborder.agreed_by = setback.new_day
    settle(suborder)
    trouble_letters.tell_choice(setback)


def answered_by_the_parcel(shipment: Shipment, how: str) -> None:
    """The parcel arrived, was found or turned back before any choice: nothing is left to choose."""
    setback = open_setback(shipment)
    if setback is not None:
        setback.choice, setback.chosen_at = how, clock.now()


def refund_the_silent() -> int:
    """Fourteen days without a word about a parcel gone wrong: the money (timer `cases`)."""
    silent = db.session.scalars(
        select(Setback).where(Setback.choice.is_(None), Setback.answer_by < clock.today())
    ).all()
    for setback in silent:
        choose(setback, "refund", Actor("SYS"))
    return len(silent)


def setback_of(suborder_ids: set[int], number: str) -> Setback | None:
    """A setback of one of these sub-orders."""
    return db.session.scalar(
        select(Setback).where(Setback.number == number, Setback.suborder_id.in_(suborder_ids))
    )


def uncollected(suborder: SubOrder, actor: Actor) -> Setback:
    """The goods waited at the collection point and nobody came. Raises NothingToAsk."""
    refreshed(suborder)
    if suborder.state is not SubOrderState.READY:
        raise NothingToAsk(_("These goods do not wait at a collection point."))
    for earlier in suborder.setbacks:
        if earlier.choice is None and earlier.kind is SetbackKind.UNCOLLECTED:
            return earlier
    setback = _open(
        suborder,
        SetbackKind.UNCOLLECTED,
        {line.id: pieces.unsent(line) for line in suborder.lines},
    )
    if setback is None:
        raise NothingToAsk(_("Choose at least one piece that has not been sent yet."))
    _record(setback, "setback_told", actor)
    return setback


def _record(setback: Setback, kind: str, actor: Actor) -> None:
    evidence.record(
        setback.suborder.order.reference,
        kind,
        {
            "number": setback.number,
            "suborder": setback.suborder.reference,
            "kind": str(setback.kind),
            "words": setback.words or "",
            "day": setback.new_day.isoformat() if setback.new_day else "",
            "choice": setback.choice or "",
            "lines": {part.line.sku: part.quantity for part in setback.lines},
        },
        actor.role,
        actor.id,
    )

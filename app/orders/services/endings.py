"""Pieces that will never come: termination, impossibility, cancellation (arts 16 and 17)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.catalogue import services as catalogue
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, events, ids
from app.kernel.errors import Conflict, Refused
from app.law import delivery
from app.orders import pieces, rules
from app.orders.events import LinesEnded
from app.orders.models import Ending, EndingLine, OrderLine, Shipment, SubOrder
from app.orders.services import trouble_letters, turning
from app.orders.services.actors import Actor
from app.orders.services.changes import NotNow, give_up, listens, refreshed, settle

IMPOSSIBILITY_CODES = ("destroyed", "seized", "banned", "harvest_lost", "maker_unable", "other")
STOCK_WORDS = ("stok", "stock")


class NotYet(Conflict):
    """The day from which the contract may be ended for non-delivery has not come."""


class NothingUndelivered(Refused):
    """Every piece has arrived or ended already."""


class ImpossibleDay(Refused):
    """One cannot have learned tomorrow what one says today."""


class NoSuchCause(Refused):
    """The closed list of causes has no such entry; a sold-out shelf is none (art. 16(4))."""


@dataclass(frozen=True, slots=True)
class Impossibility:
    """Why the goods can no longer be delivered, since when the seller knows, and the proof."""

    learned_on: date
    code: str
    words: str
    proof: str | None = None


def termination_from(suborder: SubOrder) -> date | None:
    """The first day on which the shopper may end the contract for non-delivery (art. 16(2))."""
    if suborder.promised_by is None or suborder.latest_by is None:
        return None
    return delivery.overdue_from(suborder.promised_by, suborder.latest_by)


def is_overdue(suborder: SubOrder, on: date | None = None) -> bool:
    """Whether goods still owed should have been there (computed, never stored); `on`: today."""
    first, day = termination_from(suborder), on or clock.today()
    owed = any(pieces.overdue(line, day) for line in suborder.lines)
    return owed and first is not None and day >= first


def may_terminate(suborder: SubOrder, on: date | None = None) -> bool:
    """Whether the button stands on the page: the date alone decides (art. 16(2))."""
    return is_overdue(suborder, on) and listens(suborder, "terminated")


def terminate(
    suborder: SubOrder, wanted: Mapping[int, int], actor: Actor, notice_on: date | None = None
) -> Ending:
    """The shopper ends the contract for lines not delivered in time (art. 16(2)).

    `wanted`: line id to pieces; empty means all that is undelivered. `notice_on`: the day on
    which the notice reached us, where that was before today. Raises NotYet.
    """
    refreshed(suborder)
    first, day = termination_from(suborder), notice_on or clock.today()
    if first is None or day < first:
        raise NotYet(
            _("The seller's time has not run out. You may withdraw instead, without a reason.")
        )
    if not listens(suborder, "terminated"):
        raise NotNow(_("This order has moved on meanwhile. Please look at it again."))
    chosen = [
        (line, least) for line, least in _chosen(suborder, wanted) if pieces.overdue(line, day)
    ]
    if not chosen:
        raise NotYet(_("What is left has a later day. You may withdraw instead, without a reason."))
    ending = _written("termination", chosen)
    ending.notice_on = day
    _end(suborder, ending, "terminated", actor)
    trouble_letters.tell_termination(ending)
    return ending


def perform_not(suborder: SubOrder, why: Impossibility, actor: Actor) -> Ending:
    """The seller cannot deliver what is left and tells the shopper now (art. 16(4)).

    Raises NoSuchCause, ImpossibleDay. Told after the third day, it counts and is flagged.
    """
    refreshed(suborder)
    if why.code not in IMPOSSIBILITY_CODES:
        raise NoSuchCause(
            _("Choose a cause from the list. That goods are sold out is no impossibility.")
        )
    if why.learned_on > clock.today():
        raise ImpossibleDay(_("You cannot have learned of it in the future."))
    if not listens(suborder, "impossible"):
        raise NotNow(_("This order has moved on meanwhile. Please look at it again."))
    ending = _written("impossibility", _chosen(suborder, {}))
    ending.learned_on = why.learned_on
    ending.told_by = delivery.told_by(why.learned_on)
    ending.breach = clock.today() > ending.told_by
    ending.code, ending.words, ending.proof = why.code, why.words, why.proof
    _end(suborder, ending, "impossible", actor)
    trouble_letters.tell_impossibility(ending)
    return ending


def speaks_of_stock(words: str) -> bool:
    """Whether a text gives a sold-out shelf as the reason, which the law does not accept."""
    return any(word in words.casefold() for word in STOCK_WORDS)


def end_after_setback(
    suborder: SubOrder, number: str, cause: str, quantities: Mapping[int, int], actor: Actor
) -> Ending | None:
    """What a setback took and the shopper wants no more; its order is locked already."""
    chosen = [
        (line, least)
        for line in suborder.lines
        if (least := min(quantities.get(line.id, 0), pieces.undelivered(line)))
    ]
    if not chosen:
        return None
    ending = _written(cause, chosen, number)
    _end(suborder, ending, None, actor)
    return ending


def _chosen(suborder: SubOrder, wanted: Mapping[int, int]) -> list[tuple[OrderLine, int]]:
    rows = []
    for line in suborder.lines:
        most = pieces.undelivered(line)
        least = min(most, wanted.get(line.id, 0)) if wanted else most
        if least > 0:
            rows.append((line, least))
    if not rows:
        raise NothingUndelivered(_("Nothing of this is still on its way to you."))
    return rows


def _written(
    cause: str, chosen: Sequence[tuple[OrderLine, int]], number: str | None = None
) -> Ending:
    return Ending(
        number=number or ids.reference("T"),
        cause=cause,
        notice_on=clock.today(),
        ended_at=clock.now(),
        lines=[EndingLine(line=line, quantity=quantity) for line, quantity in chosen],
    )


def _end(suborder: SubOrder, ending: Ending, event: str | None, actor: Actor) -> None:
    suborder.endings.append(ending)
    free: dict[int, int] = {}
    for part in ending.lines:
        line = part.line
        never_sent = min(part.quantity, pieces.unsent(line))
        give_up(line, part.quantity)
        if ending.cause == "cancellation" and never_sent:
            free[line.variant_id] = free.get(line.variant_id, 0) + never_sent
    catalogue.give_back(free)
    _end_parcels(suborder)
    settle(suborder, event)
    evidence.record(
        suborder.order.reference,
        "lines_ended",
        {
            "suborder": suborder.reference,
            "number": ending.number,
            "cause": ending.cause,
            "lines": {part.line.sku: part.quantity for part in ending.lines},
            "notice": ending.notice_on.isoformat(),
            "learned": ending.learned_on.isoformat() if ending.learned_on else "",
            "code": ending.code or "",
            "words": ending.words or "",
        },
        actor.role,
        actor.id,
    )
    events.publish(
        LinesEnded(
            suborder.reference,
            ending.number,
            ending.cause,
            {part.line_id: part.quantity for part in ending.lines},
            ending.notice_on,
        )
    )


def _end_parcels(suborder: SubOrder) -> None:
    """Parcels under way of which nothing is owed any more go back to the seller."""
    for parcel in suborder.shipments:
        if parcel.ended_at is None and _holds_nothing_owed(parcel):
            parcel.ended_at = clock.now()
    turning.ask_back(suborder)
    db.session.flush()


def _holds_nothing_owed(parcel: Shipment) -> bool:
    """Pieces that were withdrawn stay in their parcel: their return follows it."""
    return parcel.state is not rules.P.DELIVERED and all(
        pieces.undelivered(part.line) == 0 and part.line.returning + part.line.returned == 0
        for part in parcel.lines
    )

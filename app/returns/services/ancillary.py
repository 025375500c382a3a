"""Contracts that stand and fall with a good: they end by themselves, their party is told (14)."""

from collections.abc import Iterable

from sqlalchemy import select

from app.catalogue import services as catalogue
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock
from app.messaging import services as messaging
from app.orders import queries as orders
from app.orders.events import LinesEnded
from app.orders.lines import with_followers
from app.orders.models import AncillaryContract, OrderLine, SubOrder
from app.orders.services.changes import settle
from app.payments.services.owing import owe
from app.returns import messages

LANGUAGE = "tr"


def lines_ended(event: LinesEnded) -> None:
    """What was bought beside ended pieces ends with them, its money included (art. 14(1))."""
    suborder = orders.suborder_by_reference(event.suborder_reference)
    whole = with_followers(suborder, event.quantities)
    fallen = {line_id: n for line_id, n in whole.items() if line_id not in event.quantities}
    if not fallen:
        return
    for line in suborder.lines:
        if line.id in fallen:
            line.cancelled += fallen[line.id]
            if line.cancelled == line.ordered:
                line.ended_on = clock.today()
    db.session.flush()
    if event.cause == "cancellation":
        _back_on_the_shelf(suborder, fallen)
    settle(suborder)
    owe(
        suborder,
        fallen,
        cause=f"{event.number}-T",
        kind=event.cause,
        notice_on=event.notice_on,
        release_now=True,
    )
    end_contracts(suborder, fallen, event.number)


def _back_on_the_shelf(suborder: SubOrder, fallen: dict[int, int]) -> None:
    shelf: dict[int, int] = {}
    for line in suborder.lines:
        if line.id in fallen:
            shelf[line.variant_id] = shelf.get(line.variant_id, 0) + fallen[line.id]
    catalogue.give_back(shelf)


def end_contracts(suborder: SubOrder, line_ids: Iterable[int], cause: str) -> list[str]:
    """End the contracts of these lines and tell their parties in the same transaction (14(2)).

    Returns the references of the lines whose contracts ended now.
    """
    wanted = set(line_ids)
    ended: list[str] = []
    for contract in db.session.scalars(
        select(AncillaryContract)
        .where(AncillaryContract.line_id.in_(wanted), AncillaryContract.ended_on.is_(None))
        .order_by(AncillaryContract.id)
    ):
        if contract.line.kept == 0:
            contract.ended_on = clock.today()
        ended.append(contract.line.sku)
        _tell(suborder, contract, cause)
    db.session.flush()
    return ended


def _tell(suborder: SubOrder, contract: AncillaryContract, cause: str) -> None:
    line: OrderLine = contract.line
    reference = suborder.order.reference
    evidence.record(
        reference,
        "ancillary_ended",
        {"line": line.sku, "party": contract.party.get("name", ""), "cause": cause},
        "SYS",
    )
    messaging.promise(
        "ancillary-ended",
        messages.ancillary_ended(contract),
        to=contract.party["email"],
        language=LANGUAGE,
        about=cause,
        key=f"ancillary-ended:{contract.id}:{cause}",
        statutory=True,
    )
    contract.told_at = clock.now()

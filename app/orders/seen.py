"""What the people of a supplier see of a buyer, by state of the order and by role (PR-3.4).

The telephone number is shown only to a supplier who delivers itself (P-17).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.orders import desk_queries
from app.orders.models import SubOrder
from app.suppliers.models import SellerOfRecord
from app.suppliers.roles import Role


class Stage(StrEnum):
    UNDER_WAY = "under_way"
    DONE = "done"
    PAST = "past"


LABEL = frozenset({"name", "address", "phone", "note", "receiver", "wish"})
DEALINGS = frozenset({"name", "address", "wish", "words", "invoice"})
NOTHING: frozenset[str] = frozenset()
SHOWN: Mapping[tuple[Stage, Role], frozenset[str]] = {
    (Stage.UNDER_WAY, Role.OWNER): LABEL | DEALINGS,
    (Stage.UNDER_WAY, Role.SELLER): LABEL | DEALINGS,
    (Stage.UNDER_WAY, Role.SHIPPER): LABEL,
    (Stage.DONE, Role.OWNER): DEALINGS,
    (Stage.DONE, Role.SELLER): DEALINGS,
    (Stage.DONE, Role.SHIPPER): NOTHING,
    (Stage.PAST, Role.OWNER): NOTHING,
    (Stage.PAST, Role.SELLER): NOTHING,
    (Stage.PAST, Role.SHIPPER): NOTHING,
}


@dataclass(frozen=True, slots=True)
class Buyer:
    """A buyer as shown; what is not shown is empty. `words`: whether their own words are.

    `invoice_to`: whom the invoice names, where it was wished; never a national number (P-19).
    """

    name: str
    address: tuple[str, ...]
    phone: str
    note: str
    receiver: str
    wishes: bool
    words: bool
    invoice_to: tuple[str, ...] = ()


def stage_of(suborder: SubOrder) -> Stage:
    """Under way until nothing is to be sent or received; past 90 days after the order closed."""
    if not desk_queries.may_see_address(suborder):
        return Stage.PAST
    under_way = (*desk_queries.OPEN, *desk_queries.ON_THE_WAY)
    return Stage.UNDER_WAY if suborder.state in under_way else Stage.DONE


def buyer_of(suborder: SubOrder, role: str) -> Buyer:
    """The buyer of a sub-order as somebody with this role sees them now."""
    shown = SHOWN[stage_of(suborder), Role(role)]
    order = suborder.order
    place = " ".join(filter(None, (order.postcode, order.district)))
    own_van = suborder.delivery_kind == "own"
    return Buyer(
        name=order.name if "name" in shown else "",
        address=(order.street, f"{place}, {order.province}") if "address" in shown else (),
        phone=order.phone if "phone" in shown and own_van else "",
        note=order.note or "" if "note" in shown else "",
        receiver=suborder.named_receiver or "" if "receiver" in shown else "",
        wishes="wish" in shown,
        words="words" in shown,
        invoice_to=_invoice_to(suborder) if "invoice" in shown else (),
    )


def _invoice_to(suborder: SubOrder) -> tuple[str, ...]:
    """Title, tax office and tax number for a maker who writes the invoice: the seller of record."""
    party = suborder.order.invoice_party
    if party is None or suborder.seller.get("seller_of_record") == SellerOfRecord.COOPERATIVE:
        return ()
    return tuple(filter(None, (party.title, party.tax_office, party.tax_number)))

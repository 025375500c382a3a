"""Who pays in the end for money that went back to a buyer (art. 17(1), the house's table 5.3)."""

from dataclasses import dataclass
from enum import StrEnum


class Bearer(StrEnum):
    """One of the two sides behind the shop."""

    SUPPLIER = "supplier"
    COOPERATIVE = "cooperative"


class Commission(StrEnum):
    """What becomes of the commission on goods that are paid back."""

    GIVEN_BACK = "given_back"
    KEPT_BY_NOBODY = "kept_by_nobody"


@dataclass(frozen=True, slots=True)
class Bearing:
    """Who bears a refund: its goods, carriage there and back, the provider's fee."""

    goods: Bearer
    carriage: Bearer
    commission: Commission
    provider_fee: Bearer = Bearer.COOPERATIVE


ON_THE_WAY = frozenset({"lost", "damaged"})
OUR_OWN_DOING = frozenset({"not_binding", "unasked_extra", "late_money"})


def who_bears(
    kind: str, carrier_contract: str = "supplier", *, against_objection: bool = False
) -> Bearing:
    """Art. 17(1) and the table of 5.3: the supplier, whose goods they are, with three exceptions.

    Lost or damaged on the way: the holder of the contract with the carrier (`carrier_contract`:
    supplier or cooperative). Bought without being bound (art. 8), an extra nobody asked for
    (art. 19), paid twice or too late, or paid back without the goods against the supplier's
    objection: the cooperative. The provider's fee is always the cooperative's.
    """
    if against_objection or kind in OUR_OWN_DOING:
        return Bearing(Bearer.COOPERATIVE, Bearer.COOPERATIVE, Commission.KEPT_BY_NOBODY)
    bearer = Bearer(carrier_contract) if kind in ON_THE_WAY else Bearer.SUPPLIER
    return Bearing(bearer, bearer, Commission.GIVEN_BACK)


def share_so_far(whole_minor: int, part_minor: int, of_minor: int) -> int:
    """Art. 12(1): of a commission, what belongs to this part of the goods; kuruş, half up.

    Taken cumulatively, the shares of all parts sum to the whole in whatever order they come.
    """
    if of_minor == 0:
        return 0
    return (2 * whole_minor * part_minor + of_minor) // (2 * of_minor)

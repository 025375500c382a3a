"""What a seller must have said before anything of theirs is offered (arts 5(1), 18(1))."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seller:
    """A seller's profile, as far as the law asks for it.

    `mersis`: the register number where there is one; `without_mersis`: a reviewer has confirmed
    that there is none; `collects`: the seller fetches returned goods where no carrier is named.
    """

    title: str
    legal_person: bool
    address: str
    answers_at_ordinary_tariff: bool
    email: str
    mersis: str = ""
    without_mersis: bool = False
    return_carrier: str = ""
    collects: bool = False


def is_mersis(number: str) -> bool:
    """Art. 5(1)(b): the number of the central register has sixteen digits."""
    return len(number) == 16 and number.isdigit()


def missing(seller: Seller) -> tuple[str, ...]:
    """Art. 5(1)(b), (c), (e), (g): what keeps this seller's goods from being offered.

    Names of facts: title, mersis, address, phone, email, return_way. A natural person needs no
    MERSİS number; a legal person gives one, or a reviewer confirms that none exists.
    """
    has_number = is_mersis(seller.mersis) if seller.mersis else not seller.legal_person
    given = {
        "title": bool(seller.title),
        "mersis": has_number or (not seller.mersis and seller.without_mersis),
        "address": bool(seller.address),
        "phone": seller.answers_at_ordinary_tariff,
        "email": "@" in seller.email,
        "return_way": bool(seller.return_carrier) or seller.collects,
    }
    return tuple(fact for fact, there in given.items() if not there)

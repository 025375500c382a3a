"""Whether a supplier's profile says all that a buyer must be told before an order."""

from flask_babel import gettext as _

from app.law import sellers
from app.settings import phones
from app.suppliers.models import SellerOfRecord, Supplier
from app.suppliers.sellers import seller_of


def missing(supplier: Supplier) -> list[str]:
    """Everything that keeps this supplier's listings off the shelf, as sentences (DC-5.1)."""
    return [sentence for _fact, sentence in gaps(supplier)]


def gaps(supplier: Supplier) -> list[tuple[str, str]]:
    """What is missing: which fact, and the sentence (DC-5.1)."""
    said = {
        "title": _("Give the full name or title of the seller."),
        "mersis": _("Give the MERSİS number of 16 digits, or confirm that there is none."),
        "address": _("Give the full address."),
        "phone": _("Give a telephone number of the ordinary tariff."),
        "email": _("Give an e-mail address."),
        "return_way": _("Name a carrier for returns, or say that you collect them."),
    }
    return [(fact, said[fact]) for fact in sellers.missing(_as_told(supplier))]


def links(supplier: Supplier) -> list[str]:
    """Web and social addresses, one each, where the supplier wishes buyers to see them."""
    if not supplier.links_shown:
        return []
    lines = [supplier.website or "", *(supplier.socials or "").splitlines()]
    return [line.strip() for line in lines if line.strip()]


def _as_told(supplier: Supplier) -> sellers.Seller:
    seller = seller_of(supplier)
    by_cooperative = supplier.seller_of_record == SellerOfRecord.COOPERATIVE
    return sellers.Seller(
        title=seller.title,
        legal_person=by_cooperative or supplier.kind == "legal_person",
        address=seller.address if by_cooperative else supplier.address,
        answers_at_ordinary_tariff=_is_ordinary(seller.phone),
        email=seller.email,
        mersis=seller.mersis,
        without_mersis=supplier.without_mersis and not by_cooperative,
        return_carrier=supplier.return_carrier or "",
        collects=supplier.collects_returns,
    )


def _is_ordinary(phone: str) -> bool:
    try:
        phones.read_phone(phone)
    except phones.NotOrdinary:
        return False
    return True

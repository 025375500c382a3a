"""Who is the seller of a maker's goods: the maker, or the cooperative for the maker (SR-1)."""

from dataclasses import dataclass

from app.settings import queries as settings
from app.suppliers.models import SellerOfRecord, Supplier


@dataclass(frozen=True, slots=True)
class Seller:
    """A party of the contract, as buyers are told; `producer` stands where the maker is another."""

    title: str
    address: str
    phone: str
    email: str
    mersis: str
    return_address: str
    producer: str = ""


def seller_of(supplier: Supplier) -> Seller:
    """The seller of record: contract, invoice, complaint and return address are this one's."""
    if supplier.seller_of_record == SellerOfRecord.COOPERATIVE:
        return _cooperative(supplier)
    return Seller(
        title=supplier.title,
        address=_whole_address(supplier),
        phone=supplier.phone,
        email=supplier.email,
        mersis=supplier.mersis or "",
        return_address=supplier.return_address,
    )


def _cooperative(supplier: Supplier) -> Seller:
    said = {
        part: settings.text(f"operator.{part}")
        for part in ("legal_name", "address", "phone", "email", "mersis")
    }
    return Seller(
        title=said["legal_name"],
        address=said["address"],
        phone=said["phone"],
        email=said["email"],
        mersis=said["mersis"],
        return_address=said["address"],
        producer=f"{supplier.title}, {supplier.district}, {supplier.province}",
    )


def _whole_address(supplier: Supplier) -> str:
    return f"{supplier.address}, {supplier.district}, {supplier.province}"


def told(supplier: Supplier) -> dict[str, object]:
    """What an order keeps of its seller: the name people know, the party, the way back."""
    seller = seller_of(supplier)
    return {
        "name": supplier.name,
        "seller_of_record": str(supplier.seller_of_record),
        "title": seller.title,
        "producer": seller.producer,
        "address": seller.address,
        "phone": seller.phone,
        "email": seller.email,
        "mersis": seller.mersis or None,
        "return_carrier": supplier.return_carrier,
        "return_code": supplier.return_code,
        "return_address": seller.return_address,
        "return_coverage": supplier.return_coverage,
        "return_places": list(supplier.return_places),
        "collects_returns": supplier.collects_returns,
    }

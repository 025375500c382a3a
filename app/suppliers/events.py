from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShopChanged:
    """What the public pages say of a supplier may have changed."""

    supplier_id: int


@dataclass(frozen=True, slots=True)
class SupplierClosed:
    """A supplier is closed for good, unless somebody still has business with it and refuses."""

    supplier_id: int

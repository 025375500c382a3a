from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShopChanged:
    """What the public pages say of a supplier may have changed."""

    supplier_id: int

"""The sizes of a listing: price and stock at once, what they are called after review."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.catalogue.content import VariantContent
from app.catalogue.models import Product
from app.catalogue.services.drafting import change
from app.catalogue.services.shelving import OnShelf, hold_version, pieces, price, put_on_shelf
from app.extensions import db


@dataclass(frozen=True, slots=True)
class SizeRow:
    """One size as it was typed. `seen`: the stock that stood on the page (None: a new size)."""

    variant_id: int | None
    sku: str
    label: dict[str, str]
    net_amount: int | None
    net_unit: str | None
    price_minor: int
    stock: int
    low_at: int
    seen: int | None
    weight_g: int | None = None
    starts_at: str | None = None

    @property
    def content(self) -> VariantContent:
        """Its part of the content; price and stock stand there only while it is new."""
        told = VariantContent(
            id=self.variant_id,
            sku=self.sku,
            label=self.label,
            net_amount=self.net_amount,
            net_unit=self.net_unit,
            starts_at=self.starts_at,
        )
        if self.variant_id is None:
            told["price_minor"], told["stock"] = price(self.price_minor), pieces(self.stock)
            told["low_at"], told["weight_g"] = pieces(self.low_at), self.weight_g
        return told


def write_sizes(product: Product, rows: Sequence[SizeRow], version: int, by: int) -> bool:
    """Save all sizes of a listing; True when something of them now waits for review.

    Raises ChangedMeanwhile, BadPrice, BadStock, SkuTaken.
    """
    held = hold_version(product, version)
    on_shelf = [row for row in _changed(held, rows) if row]
    put_on_shelf(on_shelf)
    waits = change(held, {"variants": [row.content for row in rows]}, version, by)
    if on_shelf and held.version == version:
        held.version += 1
        held.changed_by = by
        db.session.flush()
    return waits


def _changed(product: Product, rows: Sequence[SizeRow]) -> list[OnShelf]:
    """What of price, stock and notice differs from what stands."""
    own = {variant.id: variant for variant in product.variants}
    found: list[OnShelf] = []
    for row in rows:
        now = own.get(row.variant_id or 0)
        if now is None:
            continue
        typed = (row.price_minor, row.low_at, row.weight_g)
        if typed != (now.price_minor, now.low_at, now.weight_g) or row.stock != row.seen:
            stock = (row.stock, row.seen)
            found.append(OnShelf(now.id, row.price_minor, *stock, row.low_at, row.weight_g))
    return found

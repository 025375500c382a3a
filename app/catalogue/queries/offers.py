"""What may be bought beside a good: extras and warranties, in the order of their listing."""

from sqlalchemy import select

from app.catalogue.models import Offer, Product, ProductState, Variant
from app.extensions import db


def offered_with(product_ids: set[int]) -> dict[int, list[int]]:
    """The variants that may be ticked beside each of these products."""
    if not product_ids:
        return {}
    rows = db.session.execute(
        select(Offer.product_id, Variant.id)
        .join(Product, Product.id == Offer.extra_id)
        .join(Variant, Variant.product_id == Product.id)
        .where(Offer.product_id.in_(product_ids), Product.state == ProductState.PUBLISHED)
        .order_by(Offer.product_id, Offer.position, Variant.position, Variant.id)
    )
    found: dict[int, list[int]] = {}
    for product_id, variant_id in rows:
        found.setdefault(product_id, []).append(variant_id)
    return found

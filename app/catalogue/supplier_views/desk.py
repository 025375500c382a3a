"""A supplier's own listings: who asks, and which listing is theirs."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.catalogue.models import Product
from app.catalogue.queries import listings
from app.suppliers.queries import supplier_of
from app.web.audience import for_suppliers
from app.web.figures import read_whole

blueprint = for_suppliers(
    Blueprint("supplier_listings", __name__, url_prefix="/supplier/listings"), "listings"
)


def own(product_id: int) -> Product:
    """A listing of this person's supplier. Raises NotFound."""
    return listings.listing_of(product_id, supplier_of(current_user).id)


def me() -> int:
    """The person who is logged in."""
    return int(current_user.id)


def version() -> int:
    """The version that the person had before their eyes."""
    return read_whole(request.form.get("version", "")) or 0


def back_to(product: Product, anchor: str | None = None) -> ResponseReturnValue:
    """To the listing's own page."""
    return redirect(url_for("supplier_listings.show", product_id=product.id, _anchor=anchor), 303)

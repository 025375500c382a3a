"""Suppliers are told what became of their listings."""

from app.catalogue import messages
from app.catalogue.events import ListingBlocked, ListingDecided
from app.catalogue.models import Product
from app.extensions import db
from app.messaging import services as messaging
from app.messaging.letters import Letter


def decided(event: ListingDecided) -> None:
    """A version was approved, rejected or asked back."""
    product = db.session.get_one(Product, event.product_id)
    revision = next(one for one in product.revisions if one.number == event.number)
    _tell(product, "listing-decided", messages.decided(product, revision), str(event.number))


def blocked(event: ListingBlocked) -> None:
    """A listing was taken off sale."""
    product = db.session.get_one(Product, event.product_id)
    _tell(product, "listing-blocked", messages.blocked(product), str(event.version))


def _tell(product: Product, kind: str, letter: Letter, once: str) -> None:
    supplier = product.supplier
    messaging.promise(
        kind,
        letter,
        to=supplier.email,
        language=supplier.language,
        about=f"LISTING-{product.id}",
        key=f"{kind}:{product.id}:{once}",
    )

"""A maker has something for the review desk, and something begun."""

from sqlalchemy import select

from app.catalogue.content import content_of
from app.catalogue.models import Product, Variant
from app.catalogue.services import drafting
from app.extensions import db
from app.suppliers.models import TeamMember

CHANGED = "LAKERDA-350G"
LEAD = "Bahar palamudundan, iri tuzda on iki gün, soğuk sıkım zeytinyağında kırk gün."
BEGUN = "Torik lakerdası"


def seed() -> None:
    """A new version of one listing in review, and the draft of another."""
    product = db.session.scalars(select(Product).join(Variant).where(Variant.sku == CHANGED)).one()
    maker = db.session.scalars(
        select(TeamMember.member_id).where(TeamMember.supplier_id == product.supplier_id)
    ).first()
    if maker is None:
        return
    texts = content_of(product)["texts"]
    texts["tr"]["lead"] = LEAD
    drafting.change(product, {"texts": texts, "lead_days": 5}, product.version, maker)
    drafting.start(product.supplier, product.category, BEGUN, maker)

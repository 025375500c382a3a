"""A listing as a supplier writes it, for the tests of its course."""

from typing import Any

from app.accounts.models import Member
from app.catalogue import content as contents
from app.catalogue.content import Part
from app.catalogue.models import Product
from app.catalogue.services import drafting, reviewing
from app.extensions import db
from tests.builders import a_category, a_member, a_supplier

FOOD = {
    "ingredients": {"tr": "Palamut, tuz, ayçiçek yağı"},
    "allergens": ["fish"],
    "origin": {"tr": "Türkiye, Ege"},
    "storage": {"tr": "0–4 °C"},
    "use_by": "use_by",
    "registration": "TR-35-K-000000",
    "at_least": True,
}


def a_size(**differences: Any) -> dict[str, Any]:
    return {
        "id": None,
        "sku": "LAK-350",
        "label": {"tr": "350 g"},
        "net_amount": 350,
        "net_unit": "g",
        "price_minor": 24500,
        "stock": 10,
        "low_at": 4,
    } | differences


def a_full_part(**differences: Any) -> Part:
    """Everything that the law asks of a jar of lakerda."""
    text = contents.a_text("Lakerda", "Tuzda", "El işi.")
    text["qualities"] = [["Tür", "Palamut"]]
    part = {"texts": {"tr": text}, "variants": [a_size()], "food": FOOD, "shelf_life_days": 60}
    return part | differences  # type: ignore[return-value]


class Listing:
    """A draft of Poyraz in a pantry of chilled food; `maker` writes, `reviewer` decides."""

    def __init__(self, **differences: Any) -> None:
        self.supplier = a_supplier()
        self.maker: Member = a_member(supplier=self.supplier)
        self.reviewer: Member = a_member(rights=["catalogue"])
        shelf = a_category(**({"food_preset": "packed"} | differences))
        self.product: Product = drafting.start(self.supplier, shelf, "Lakerda", self.maker.id)
        db.session.commit()

    def write(self, **part: Any) -> bool:
        done = drafting.change(self.product, part, self.product.version, self.maker.id)
        db.session.commit()
        return done

    def fill(self, **differences: Any) -> "Listing":
        self.write(**a_full_part(**differences))
        return self

    def submit(self) -> "Listing":
        reviewing.submit(self.product, self.product.version, self.maker.id)
        db.session.commit()
        return self

    def approve(self) -> "Listing":
        reviewing.approve(self.product, self.product.version, self.reviewer.id)
        db.session.commit()
        return self

    def on_sale(self) -> "Listing":
        return self.fill().submit().approve()

    def renamed(self, name: str) -> dict[str, Any]:
        """The texts with another Turkish name."""
        text = contents.content_of(self.product)["texts"]["tr"]
        return {"tr": {**text, "name": name}}

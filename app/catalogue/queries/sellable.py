from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.catalogue import food, rules
from app.catalogue.food import FoodFacts
from app.catalogue.kinds import TRAVELS, ProductKind
from app.catalogue.models import Product, ProductPicture, ProductState, ProductText, Variant
from app.extensions import db
from app.kernel import clock
from app.suppliers import holidays
from app.suppliers.models import Supplier, SupplierState
from app.suppliers.tariffs import shipping_weight
from app.web import language as languages
from app.web.language import said


@dataclass(frozen=True, slots=True)
class Sellable:
    """A variant as it can be sold now, in one language. Kuruş including VAT.

    `price_minor` of a box is that of one delivery; `stock` counts whole things one can order;
    `qualities` include the food facts; `net_at_least`: the pack holds this much or more (FD-1).
    """

    variant_id: int
    product_id: int
    supplier_id: int
    sku: str
    name: str
    label: str
    slug: str
    text_language: str
    qualities: list[list[str]]
    entered_by: str
    price_minor: int
    vat_bp: int
    stock: int
    on_sale: bool
    lead_days: int
    wd_code: str
    cold_chain: bool
    deposit_minor: int
    net_amount: int | None
    net_unit: str | None
    net_at_least: bool
    weight_g: int
    picture: ProductPicture | None
    kind: ProductKind
    parts_count: int
    deliveries: int
    interval_months: int
    personal_prompt: str
    personal_most: int
    starts_at: datetime | None
    place: str
    protection: str
    compatibility: str
    authorised_install: bool
    party: dict[str, str] | None

    @property
    def travels(self) -> bool:
        """Whether a parcel carries it."""
        return self.kind in TRAVELS

    def code_for(self, personalisation: str) -> str:
        """The exemption that counts for a line: (b) only where it really is personal (DC-15.b)."""
        return "none" if self.wd_code == "b" and not personalisation else self.wd_code


def text_in(product: Product, language: str | None = None) -> ProductText:
    """What is said of a product in this language, else in Turkish (LG-4)."""
    wanted = language or languages.current()
    by_language = {text.language: text for text in product.texts}
    return by_language.get(wanted) or by_language.get(languages.DEFAULT) or product.texts[0]


def qualities_said(product: Product, text: ProductText) -> list[list[str]]:
    """The main qualities in the language of a text, with the food facts (art. 5(1)(a), FD-1)."""
    facts = cast("FoodFacts | None", product.food)
    return [*text.qualities, *food.rows(facts, text.language)]


def effective_wd_code(product: Product) -> str:
    """The exemption that counts: approved by a reviewer and not waived by the supplier (5.2).

    That of dated contracts only with a date and a kind the law names (C-17).
    """
    counts = product.wd_approved and not product.wd_waived and rules.fits_exemption(product)
    return product.wd_code if counts else "none"


def sellable(variant_ids: set[int], language: str | None = None) -> dict[int, Sellable]:
    """These variants as they can be sold now; one that no longer exists is missing."""
    if not variant_ids:
        return {}
    variants = db.session.scalars(
        select(Variant)
        .where(Variant.id.in_(variant_ids))
        .options(
            selectinload(Variant.product).options(
                selectinload(Product.texts),
                selectinload(Product.supplier).selectinload(Supplier.holidays),
                selectinload(Product.pictures).selectinload(ProductPicture.picture),
            )
        )
    )
    return {variant.id: _sellable(variant, language) for variant in variants}


def _sellable(variant: Variant, language: str | None) -> Sellable:
    product = variant.product
    text = text_in(product, language)
    on_sale = (
        product.state is ProductState.PUBLISHED
        and product.supplier.state is SupplierState.ACTIVE
        and not holidays.stops_orders(product.supplier)
        and (variant.starts_at is None or variant.starts_at > clock.now())
    )
    return Sellable(
        variant_id=variant.id,
        product_id=product.id,
        supplier_id=product.supplier_id,
        sku=variant.sku,
        name=text.name,
        label=said(variant.label, language),
        slug=text.slug,
        text_language=text.language,
        qualities=qualities_said(product, text),
        entered_by=text.entered_by,
        price_minor=variant.price_minor,
        vat_bp=product.vat_bp,
        stock=variant.stock // product.deliveries,
        on_sale=on_sale,
        lead_days=product.lead_days,
        wd_code=effective_wd_code(product),
        cold_chain=product.cold_chain,
        deposit_minor=product.deposit_minor,
        net_amount=variant.net_amount,
        net_unit=variant.net_unit,
        net_at_least=bool((product.food or {}).get("at_least")),
        weight_g=shipping_weight(variant.weight_g, variant.net_amount, variant.net_unit),
        picture=product.pictures[0] if product.pictures else None,
        kind=product.kind,
        parts_count=product.parts_count,
        deliveries=product.deliveries,
        interval_months=product.interval_months,
        personal_prompt=text.personal_prompt,
        personal_most=product.personal_most,
        starts_at=variant.starts_at,
        place=text.place,
        protection=text.protection,
        compatibility=text.compatibility,
        authorised_install=product.authorised_install,
        party=product.party,
    )

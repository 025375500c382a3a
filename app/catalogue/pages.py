"""What each storefront page shows, gathered."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from flask import Flask, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from app.catalogue import food
from app.catalogue.food import FoodFacts
from app.catalogue.kinds import TRAVELS, ProductKind, install_advice
from app.catalogue.models import Category, Product, ProductText, Variant
from app.catalogue.queries import effective_wd_code, text_in
from app.catalogue.queries.products import active_suppliers
from app.catalogue.queries.shelves import categories, newest, shelf, some_of
from app.extensions import db
from app.kernel import clock
from app.law import exemptions
from app.media.queries import PictureView, view
from app.suppliers import calendar, holidays, profile, reach, shop_pictures
from app.suppliers.models import Supplier, SupplierState
from app.suppliers.queries import DeliveryChoice, calendar_of, choices_of
from app.suppliers.sellers import seller_of
from app.suppliers.tariffs import Parcel, shipping_weight
from app.web import language as languages
from app.web.filters import money
from app.web.language import said


@dataclass(frozen=True, slots=True)
class SupplierCard:
    """A maker in a list."""

    name: str
    tagline: str
    place: str
    url: str
    picture: PictureView | None


def name_of(category: Category) -> str:
    """The category's name in the page's language."""
    texts = category.texts.get(languages.current()) or category.texts["tr"]
    return texts["name"]


def navigation() -> list[dict[str, object]]:
    """The top categories for every page's head, in one small select."""
    rows = db.session.execute(
        select(Category.slug, Category.texts)
        .where(Category.parent_id.is_(None))
        .order_by(Category.position, Category.id)
    )
    return [
        {
            "name": (texts.get(languages.current()) or texts["tr"])["name"],
            "url": url_for("storefront.category", slug=slug),
        }
        for slug, texts in rows
    ]


def tree() -> list[dict[str, object]]:
    """The top categories for the navigation: name, address, count, picture."""
    return [
        {
            "name": name_of(category),
            "url": url_for("storefront.category", slug=category.slug),
            "count": count,
            "picture": view(category.picture, ""),
        }
        for category, count in categories()
        if category.parent_id is None
    ]


def home() -> dict[str, object]:
    """The first page: categories, what is new, one maker, a promise."""
    makers = active_suppliers()
    crafts = [
        c.id for c, _count in categories() if c.slug.startswith(("dokuma", "sepet", "seramik"))
    ]
    return {
        "tree": tree(),
        "new": newest(languages.current(), 8),
        "crafts": some_of(languages.current(), crafts, 4) if crafts else [],
        "maker": supplier_card(makers[0]) if makers else None,
        "story": said_of(makers[0], "story") if makers else "",
        "makers": len(makers),
    }


def category(found: Category, sort: str, page: int) -> dict[str, object]:
    """A category with its children, or with its neighbours when it has none."""
    everything = categories()
    top = found.parent_id or found.id
    children = [(c, n) for c, n in everything if c.parent_id == top]
    ids = [found.id] + [c.id for c, _count in children if found.parent_id is None]
    texts = found.texts.get(languages.current()) or found.texts["tr"]
    parent = next((c for c, _count in everything if c.id == found.parent_id), None)
    return {
        "category": found,
        "name": texts["name"],
        "lead": texts.get("lead", ""),
        "parent": (name_of(parent), url_for("storefront.category", slug=parent.slug))
        if parent
        else None,
        "children": [
            (name_of(c), url_for("storefront.category", slug=c.slug), n, c.id == found.id)
            for c, n in children
        ],
        "shelf": shelf(languages.current(), category_ids=ids, sort=sort, page=page),
    }


def product(found: Product, chosen: int | None) -> dict[str, object]:
    """A product with the chosen variant, its facts, deliveries and neighbours on the shelf."""
    text = text_in(found)
    variant = _chosen(found, chosen)
    code = effective_wd_code(found)
    related = [
        card for card in some_of(languages.current(), [found.category_id], 5) if card.id != found.id
    ][:4]
    return {
        "product": found,
        "stock": variant.stock // found.deliveries if not _is_over(variant) else 0,
        "travels": found.kind in TRAVELS,
        "kind_facts": _kind_facts(found, text),
        "text": text,
        "food": food.rows(cast("FoodFacts | None", found.food), text.language),
        "translated": text.language == languages.current(),
        "variant": variant,
        "wd_code": code,
        "pictures": [view(p.picture, said(p.alt), p.focus) for p in found.pictures],
        "supplier": supplier_card(found.supplier),
        "holiday": holidays.shown(found.supplier),
        "stopped": holidays.stops_orders(found.supplier),
        "story": said_of(found.supplier, "story"),
        "seller": seller_of(found.supplier),
        "deliveries": _ways(found, variant) if found.kind in TRAVELS else [],
        "category": (
            name_of(found.category),
            url_for("storefront.category", slug=found.category.slug),
        ),
        "related": related,
    }


@dataclass(frozen=True, slots=True)
class WayView:
    """How one piece comes: its fee in kuruş for most provinces, from when it leaves, by when.

    `varies`: provinces or heavier parcels cost something else.
    """

    way: DeliveryChoice
    fee_minor: int
    varies: bool
    leaves_on: date | None
    promised_by: date


def _ways(found: Product, variant: Variant) -> list[WayView]:
    """The ways open to a product ordered today, its province not yet known."""
    today, days, cold = clock.today(), calendar_of(found.supplier), found.cold_chain
    weight = shipping_weight(variant.weight_g, variant.net_amount, variant.net_unit)
    parcel = Parcel(variant.price_minor, weight)
    tabled = {m.id for m in found.supplier.delivery_methods if m.tariff}
    return [
        WayView(
            way=way,
            fee_minor=way.tariff.fee_of(parcel),
            varies=way.id in tabled,
            leaves_on=calendar.first_shipping_day(today, days, cold)
            if way.kind == "carrier"
            else None,
            promised_by=promised,
        )
        for way in choices_of(found.supplier, None, cold)
        if (promised := way.promised_by(today, found.lead_days, days, cold)) is not None
    ]


def _is_over(variant: Variant) -> bool:
    return variant.starts_at is not None and variant.starts_at <= clock.now()


def _kind_facts(found: Product, text: ProductText) -> list[str]:
    """What the kind adds to a product's page (art. 5(1), HR-16)."""
    facts: list[str] = []
    if found.parts_count > 1:
        facts.append(
            _("Comes in %(n)s parcels; the 14 days begin with the last.", n=found.parts_count)
        )
    if found.deliveries > 1:
        facts.append(_rhythm(found))
    if text.place:
        facts.append(_("Place: %(place)s", place=text.place))
    if found.kind is ProductKind.DIGITAL:
        facts += [
            _("Technical protection: %(text)s", text=text.protection),
            _("Works with: %(text)s", text=text.compatibility),
        ]
    if found.authorised_install:
        facts.append(install_advice())
    return facts


def _rhythm(found: Product) -> str:
    """How often a box comes and what each time costs (DC-5.4)."""
    price = money(found.variants[0].price_minor)
    if found.interval_months == 1:
        return _(
            "%(deliveries)s deliveries, one every month, paid once; it ends by itself. "
            "Each: %(price)s and its carriage.",
            deliveries=found.deliveries,
            price=price,
        )
    return _(
        "%(deliveries)s deliveries, one every %(months)s months, paid once; it ends by itself. "
        "Each: %(price)s and its carriage.",
        deliveries=found.deliveries,
        months=found.interval_months,
        price=price,
    )


def _chosen(found: Product, chosen: int | None) -> Variant:
    for variant in found.variants:
        if variant.id == chosen:
            return variant
    return next((v for v in found.variants if v.stock), found.variants[0])


def supplier(found: Supplier, sort: str, page: int) -> dict[str, object]:
    """A maker's own page."""
    return {
        "supplier": found,
        "card": supplier_card(found),
        "main": view(found.picture, said_of(found, "picture")),
        "pictures": [
            view(place.picture, said(place.alt)) for place in shop_pictures.pictures_of(found)
        ],
        "story": said_of(found, "story"),
        "seller": seller_of(found),
        "links": profile.links(found),
        "holiday": holidays.shown(found),
        "shelf": shelf(languages.current(), supplier_id=found.id, sort=sort, page=page),
    }


def suppliers() -> list[SupplierCard]:
    """Every maker."""
    return [supplier_card(found) for found in active_suppliers()]


def supplier_card(found: Supplier) -> SupplierCard:
    """A maker as a card shows them; without a page while they are suspended or closed."""
    sells = found.state == SupplierState.ACTIVE
    return SupplierCard(
        name=found.name,
        tagline=said_of(found, "tagline"),
        place=f"{found.district}, {found.province}",
        url=url_for("storefront.supplier", slug=found.slug) if sells else "",
        picture=view(found.picture, ""),
    )


def said_of(found: Supplier, part: str) -> str:
    """A text of a maker in the page's language, or in Turkish."""
    own = found.texts.get(languages.current(), {})
    return own.get(part) or found.texts.get("tr", {}).get(part, "")


def where_to(found: Product) -> str:
    """The places a product does not reach, or only reaches (art. 6(2), DC-6.2.b)."""
    return reach.sentence(found.supplier, found.cold_chain)


def register(app: Flask) -> None:
    """Give the templates what product pages and carts say."""
    app.add_template_global(where_to)
    app.add_template_global(lambda variant: said(variant.label), "product_label")
    app.add_template_global(lambda code: _(exemptions.disclosure(code)), "disclosure")

"""The legal content of a listing as data: what a revision proposes and a reviewer compares."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime
from typing import TypedDict, cast

from app.catalogue.food import FoodFacts
from app.catalogue.models import (
    Category,
    DigitalFile,
    ListingRevision,
    Product,
    ProductPicture,
    ProductText,
    Variant,
)
from app.extensions import db
from app.media.models import Picture
from app.web import turkish


class Text(TypedDict):
    """What is said in one language; `entered_by`: SU the supplier, OP the platform."""

    name: str
    lead: str
    description: str
    qualities: list[list[str]]
    personal_prompt: str
    protection: str
    compatibility: str
    place: str
    entered_by: str


class VariantContent(TypedDict, total=False):
    """One amount of a good. Price (kuruş with VAT) and stock stand here only while `id` is None.

    `starts_at`: when it happens, as ISO text.
    """

    id: int | None
    sku: str
    label: dict[str, str]
    net_amount: int | None
    net_unit: str | None
    low_at: int
    weight_g: int | None
    price_minor: int
    stock: int
    starts_at: str | None


class PictureContent(TypedDict):
    """A picture's place: the first is the main one."""

    picture_id: int
    alt: dict[str, str]
    focus: int


class Part(TypedDict, total=False):
    """Some of a listing's content, as one section of its form changes it."""

    category_id: int
    vat_bp: int
    lead_days: int
    wd_code: str
    cold_chain: bool
    shelf_life_days: int | None
    deposit_minor: int
    deliveries: int
    interval_months: int
    dated_kind: str | None
    food: FoodFacts | None
    texts: dict[str, Text]
    variants: list[VariantContent]
    pictures: list[PictureContent]


class Content(Part):
    """All of it: what a reviewer approves (machine 4.2: items a, f–i, `wd_code`)."""


PLAIN = (
    "category_id",
    "vat_bp",
    "lead_days",
    "wd_code",
    "cold_chain",
    "shelf_life_days",
    "deposit_minor",
    "deliveries",
    "interval_months",
    "dated_kind",
)
SPOKEN = tuple(Text.__annotations__)


def a_text(name: str = "", lead: str = "", description: str = "") -> Text:
    """A text of the supplier's own with nothing else said yet."""
    return {
        "name": name,
        "lead": lead,
        "description": description,
        "qualities": [],
        "personal_prompt": "",
        "protection": "",
        "compatibility": "",
        "place": "",
        "entered_by": "SU",
    }


def content_of(product: Product) -> Content:
    """The content that stands now."""
    content = {name: getattr(product, name) for name in PLAIN}
    content |= {
        "food": deepcopy(product.food),
        "texts": {
            text.language: {name: deepcopy(getattr(text, name)) for name in SPOKEN}
            for text in product.texts
        },
        "variants": [
            {
                "id": variant.id,
                "sku": variant.sku,
                "label": dict(variant.label),
                "net_amount": variant.net_amount,
                "net_unit": variant.net_unit,
                "starts_at": variant.starts_at.isoformat() if variant.starts_at else None,
            }
            for variant in product.variants
        ],
        "pictures": [
            {"picture_id": shown.picture_id, "alt": dict(shown.alt), "focus": shown.focus}
            for shown in product.pictures
        ],
    }
    return cast(Content, content)


def content_of_version(revision: ListingRevision) -> Content:
    """A version's content; what was not asked yet when it was written is as it stands."""
    standing = {name: getattr(revision.product, name) for name in PLAIN}
    return cast(Content, standing | deepcopy(revision.content))


def apply(product: Product, content: Content) -> None:
    """Make this content the listing's own. Price and stock of what is on sale are not touched."""
    _plain(product, content)
    product.category = db.session.get_one(Category, content["category_id"])
    _texts(product, content)
    _variants(product, content)
    _pictures(product, content)
    db.session.flush()


def as_proposed(product: Product, content: Content) -> Product:
    """The listing as it would be with this content: an object apart, never saved."""
    shown = Product(
        **{
            column.key: getattr(product, column.key)
            for column in Product.__table__.columns
            if column.key not in PLAIN
        }
    )
    _plain(shown, content)
    shown.supplier = product.supplier
    shown.category = db.session.get_one(Category, content["category_id"])
    shown.texts = [
        _spoken(ProductText(language=language), text) for language, text in _told(content)
    ]
    own = {variant.id: variant for variant in product.variants}
    shown.variants = [
        _as_told(_copied(own.get(row.get("id") or 0)), row, place)
        for place, row in enumerate(content["variants"])
    ]
    shown.pictures = [
        _placed(ProductPicture(), row, n) for n, row in enumerate(content["pictures"])
    ]
    shown.files = [DigitalFile(name=file.name) for file in product.files]
    return shown


def _copied(variant: Variant | None) -> Variant:
    """A variant with the price and stock of the one on sale."""
    if variant is None:
        return Variant(low_at=4)
    return Variant(
        id=variant.id,
        price_minor=variant.price_minor,
        stock=variant.stock,
        starts_at=variant.starts_at,
        low_at=variant.low_at,
        weight_g=variant.weight_g,
    )


def _told(content: Content) -> list[tuple[str, Text]]:
    """Texts that say something, Turkish first."""
    named = [(code, text) for code, text in content["texts"].items() if text["name"]]
    return sorted(named, key=lambda one: one[0] != "tr")


def _plain(product: Product, content: Content) -> None:
    told: Mapping[str, object] = content
    for name in PLAIN:
        setattr(product, name, told[name])
    product.food = cast("dict[str, object] | None", deepcopy(content["food"]))


def _texts(product: Product, content: Content) -> None:
    own = {text.language: text for text in product.texts}
    product.texts = [
        _spoken(own.get(language) or ProductText(language=language), text)
        for language, text in _told(content)
    ]


def _spoken(row: ProductText, text: Text) -> ProductText:
    told: Mapping[str, object] = text
    for name in SPOKEN:
        setattr(row, name, told[name])
    row.sort_key = turkish.sort_key(text["name"])[:240]
    row.slug = turkish.slug(text["name"])[:160]
    return row


def _variants(product: Product, content: Content) -> None:
    own = {variant.id: variant for variant in product.variants}
    kept = [
        _as_told(own.get(row.get("id") or 0) or Variant(), row, place)
        for place, row in enumerate(content["variants"])
    ]
    on_sale = product.published_at is not None
    gone = [variant for variant in product.variants if variant not in kept]
    product.variants = kept + (gone if on_sale else [])


def _as_told(variant: Variant, row: VariantContent, place: int) -> Variant:
    variant.sku, variant.label, variant.position = row["sku"], dict(row["label"]), place
    variant.net_amount, variant.net_unit = row["net_amount"], row["net_unit"]
    if "starts_at" in row:
        starts = row["starts_at"]
        variant.starts_at = datetime.fromisoformat(starts) if starts else None
    if variant.price_minor is None:
        variant.price_minor, variant.stock = row["price_minor"], row["stock"]
        variant.low_at, variant.weight_g = row.get("low_at", 4), row.get("weight_g")
    return variant


def _pictures(product: Product, content: Content) -> None:
    own = {shown.picture_id: shown for shown in product.pictures}
    product.pictures = [
        _placed(own.get(row["picture_id"]) or ProductPicture(), row, place)
        for place, row in enumerate(content["pictures"])
    ]


def _placed(shown: ProductPicture, row: PictureContent, place: int) -> ProductPicture:
    shown.picture = db.session.get_one(Picture, row["picture_id"])
    shown.alt, shown.focus, shown.position = dict(row["alt"]), row["focus"], place
    return shown

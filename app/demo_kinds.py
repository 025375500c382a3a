"""Seeds one listing of each kind besides plain goods, each through the way of every listing."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta

from app.catalogue.kinds import ProductKind
from app.catalogue.models import Category, Offer, Product, ProductPicture, ProductText, Variant
from app.catalogue.services import files, listings
from app.config import ROOT
from app.extensions import db
from app.kernel import clock
from app.media.models import Picture
from app.suppliers.models import Supplier
from app.web import turkish
from demo.kinds import BESIDE, BOOK, SPECIALS, Special

FILES = ROOT / "demo" / "files"
AT = time(6, 30)


def seed(
    suppliers: Mapping[str, Supplier],
    shelves: Mapping[str, Category],
    picture: Callable[[str], Picture],
) -> int:
    """Every kind, published; returns how many stand on the shelf."""
    made: dict[str, Product] = {}
    for place, special in enumerate((*BESIDE, *SPECIALS)):
        product = _product(special, place, suppliers[special.maker], shelves[special.shelf])
        if special in SPECIALS:
            product.pictures = [_shown(special, picture(special.key))]
        made[special.key] = listings.create_listing(product, product.category)
        if special.kind == "digital":
            files.add_file(product, BOOK, (FILES / BOOK).read_bytes(), "1.0")
        listings.publish(product)
        for position, key in enumerate(special.beside):
            offer = Offer(product_id=product.id, extra_id=made[key].id, position=position)
            db.session.add(offer)
    db.session.flush()
    return len(SPECIALS)


def _product(special: Special, place: int, supplier: Supplier, shelf: Category) -> Product:
    product = Product(
        supplier=supplier,
        category=shelf,
        kind=ProductKind(special.kind),
        vat_bp=special.vat_bp,
        lead_days=special.days,
        wd_code=special.wd,
        wd_approved=special.wd != "none",
        published_at=clock.now() - timedelta(days=2 + place, hours=place),
        changed_at=clock.now(),
        **special.facts,
    )
    product.texts = [_text(special, code, which) for which, code in enumerate(("tr", "en"))]
    product.variants = [
        Variant(
            sku=f"{special.key}-{number}".upper(),
            position=number,
            label=_label(special, starts),
            price_minor=special.price * 100,
            stock=special.stock,
            starts_at=starts,
        )
        for number, starts in enumerate(_moments(special))
    ]
    return product


def _moments(special: Special) -> list[datetime | None]:
    """The mornings on which it happens, so many days from today."""
    mornings: list[datetime | None] = [
        datetime.combine(clock.today() + timedelta(days=days), AT, clock.SHOP_ZONE)
        for days in special.happens_in
    ]
    return mornings or [None]


def _label(special: Special, starts: datetime | None) -> dict[str, str]:
    day = f", {starts.day}.{starts.month}.{starts.year}" if starts else ""
    return {"tr": special.label[0] + day, "en": special.label[1] + day}


def _text(special: Special, language: str, which: int) -> ProductText:
    own = {field: words[which] for field, words in special.texts.items()}
    return ProductText(
        language=language,
        name=special.name[which],
        sort_key=turkish.sort_key(special.name[which]),
        slug=turkish.slug(special.name[which]),
        lead=special.lead[which],
        qualities=[list(row[2 * which : 2 * which + 2]) for row in special.qualities],
        **own,
    )


def _shown(special: Special, picture: Picture) -> ProductPicture:
    alt = {code: special.name[which] for which, code in enumerate(("tr", "en"))}
    return ProductPicture(picture=picture, position=0, alt=alt)

"""One listing of each kind that is sold here, on the shelf; a test names what it cares about."""

from datetime import datetime
from typing import Any

from app.catalogue.kinds import ProductKind
from app.catalogue.models import DigitalFile, Offer, Product, Variant
from app.extensions import db
from app.kernel import clock
from app.storage import gateway as storage
from tests.builders import a_product, saved

INSURER = {
    "name": "Örnek Garanti A.Ş.",
    "address": "Sigorta Cad. 1, İzmir",
    "phone": "+902320000099",
    "email": "garanti@example.org",
}
BOOK = b"%PDF-1.7\n% a book of recipes\n%%EOF\n"


def said(product: Product, **texts: str) -> Product:
    """The same words in every language of the product."""
    for text in product.texts:
        for field, words in texts.items():
            setattr(text, field, words)
    db.session.commit()
    return product


def an_engraved_board(**more: Any) -> Product:
    """A cutting board for 400 TL that takes a name of at most 24 letters."""
    facts = {"name": "Kesme tahtası", "price_minor": 40000, "personal_most": 24}
    exempt = {"wd_code": "b", "wd_approved": True}
    return said(a_product(**(facts | exempt | more)), personal_prompt="Name to engrave")


def a_box(**more: Any) -> Product:
    """A box in three deliveries, one a month, each 300 TL."""
    facts = {"kind": ProductKind.BOX, "deliveries": 3, "price_minor": 30000, "stock": 30}
    return a_product(**(facts | {"name": "Deniz kolisi"} | more))


def a_tour(starts: str, **more: Any) -> Product:
    """A boat tour at this moment (shop time), twelve places, 500 TL each."""
    moment = datetime.fromisoformat(starts).replace(tzinfo=clock.SHOP_ZONE)
    seat = Variant(
        sku=f"TUR-{starts[:10]}",
        label={"tr": "1 kişi", "en": "1 person"},
        price_minor=50000,
        stock=12,
        starts_at=moment,
    )
    facts = {"kind": ProductKind.EXPERIENCE, "dated_kind": "leisure", "variants": [seat]}
    exempt = {"wd_code": "g", "wd_approved": True, "name": "Tekne turu"}
    return said(a_product(**(facts | exempt | more)), place="Urla İskelesi")


def a_download(**more: Any) -> Product:
    """A book of recipes as a PDF for 90 TL."""
    facts = {"kind": ProductKind.DIGITAL, "price_minor": 9000, "name": "Yemek defteri"}
    exempt = {"wd_code": "g2", "wd_approved": True}
    product = said(
        a_product(**(facts | exempt | more)),
        protection="Yok / none",
        compatibility="PDF",
    )
    add_file(product)
    return product


def add_file(product: Product, body: bytes = BOOK, version: str = "1.0") -> DigitalFile:
    """Put a file under the product, as the look into it leaves it."""
    import hashlib

    sha256 = hashlib.sha256(body).hexdigest()
    storage.put(f"file-{sha256}", body)
    return saved(
        DigitalFile(
            product_id=product.id,
            name="yemek-defteri.pdf",
            media_type="application/pdf",
            sha256=sha256,
            size=len(body),
            version=version,
            scan="PDF, no active content",
            scanned_at=clock.now(),
        )
    )


def an_extra(good: Product, **more: Any) -> Product:
    """Gift wrapping for 30 TL, offered with a good."""
    facts = {"kind": ProductKind.EXTRA, "price_minor": 3000, "name": "Hediye paketi", "stock": 999}
    extra = a_product(**({"supplier": good.supplier} | facts | {"vat_bp": 2000} | more))
    saved(Offer(product_id=good.id, extra_id=extra.id))
    return extra


def a_warranty(good: Product, **more: Any) -> Product:
    """Two more years of warranty for 99 TL, a contract of a third party."""
    facts = {"kind": ProductKind.WARRANTY, "price_minor": 9900, "name": "Ek garanti"}
    return an_extra(good, **(facts | {"party": INSURER} | more))

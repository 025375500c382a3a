"""Plain functions that build one valid thing; a test names only what it cares about."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from flask import Flask
from flask.testing import FlaskClient

from app.accounts import passwords
from app.accounts.models import Address, Audience, LoginSession, Member, Shopper
from app.catalogue import search
from app.catalogue.models import Category, Product, ProductState, ProductText, Variant
from app.extensions import db
from app.kernel import clock, crypto, ids
from app.settings import services as settings
from app.suppliers.models import DeliveryKind, DeliveryMethod, Supplier, TeamMember

Thing = TypeVar("Thing")
_number = count(1)
PASSWORD = "uzun bir cümle 42"
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
OPENED = datetime(2026, 1, 5, 9, tzinfo=UTC)
IDENTITY = {
    "operator.shop_name": "Mavi İmece",
    "operator.legal_name": "S.S. Mavi İmece Kooperatifi",
    "operator.mersis": "0000000000000017",
    "operator.address": "İskele Mah. Fener Sok. 4, Urla, İzmir",
    "operator.phone": "+902320000000",
    "operator.email": "yardim@example.org",
}


def saved(thing: Thing) -> Thing:
    db.session.add(thing)
    db.session.commit()
    return thing


def an_open_shop() -> None:
    """The operator's identity is complete and the holidays of 2026 and 2027 are on file."""
    for key, value in IDENTITY.items():
        settings.change(key, value, "test")
    settings.fill_holidays(2026, 2)
    db.session.commit()


def a_supplier(**differences: Any) -> Supplier:
    """A legal person who sells, with one carrier to everywhere: 79 TL, free from 900 TL."""
    n = next(_number)
    delivery = differences.pop("delivery", None)
    supplier = Supplier(
        **{
            "slug": f"poyraz-{n}",
            "name": "Poyraz Kadın Balıkçılar",
            "sort_key": "poyraz",
            "title": "S.S. Poyraz Kadın Balıkçılar Kooperatifi",
            "kind": "legal_person",
            "mersis": "0000000000000025",
            "contact_person": "Hatice Denizer",
            "email": f"poyraz{n}@example.org",
            "phone": "+902320000011",
            "address": "İskele Mah. Ağcılar Sok. 9",
            "province": "İzmir",
            "district": "Urla",
            "return_carrier": "Deniz Kargo",
            "return_code": "IADE-100",
            "return_address": "İskele Mah. Ağcılar Sok. 9, Urla, İzmir",
            "texts": {"tr": {"tagline": "Denizden", "story": "On bir kadın."}},
            "created_at": OPENED,
        }
        | differences
    )
    supplier.delivery_methods = delivery or [a_delivery_method()]
    return saved(supplier)


def a_delivery_method(**differences: Any) -> DeliveryMethod:
    return DeliveryMethod(
        **{
            "kind": DeliveryKind.CARRIER,
            "name": {"tr": "Deniz Kargo", "en": "Deniz Kargo"},
            "carrier": "Deniz Kargo",
            "fee_minor": 7900,
            "vat_bp": 2000,
            "free_from_minor": 90000,
            "provinces": [],
        }
        | differences
    )


def a_category(**differences: Any) -> Category:
    n = next(_number)
    return saved(
        Category(
            **{
                "slug": f"kiler-{n}",
                "texts": {
                    "tr": {"name": "Kiler", "lead": "Kışlık"},
                    "en": {"name": "Pantry", "lead": "For the winter"},
                },
            }
            | differences
        )
    )


def a_product(**differences: Any) -> Product:
    """A jar of lakerda for 245 TL, ten on the shelf, published, in Turkish and English.

    `price_minor`, `stock` and `name` are of its only variant and text; `variants` replaces all.
    """
    n = next(_number)
    price = differences.pop("price_minor", 24500)
    stock = differences.pop("stock", 10)
    name = differences.pop("name", "Lakerda")
    variants = differences.pop("variants", None) or [
        Variant(
            sku=f"SKU-{n}",
            label={"tr": "350 g", "en": "350 g"},
            net_amount=350,
            net_unit="g",
            price_minor=price,
            stock=stock,
        )
    ]
    supplier = differences.pop("supplier", None) or a_supplier()
    category = differences.pop("category", None) or a_category()
    qualities = {"tr": [["İçindekiler", "Palamut, tuz"]], "en": [["Ingredients", "Bonito, salt"]]}
    product = Product(
        **{
            "supplier": supplier,
            "category": category,
            "state": ProductState.PUBLISHED,
            "vat_bp": 100,
            "lead_days": 3,
            "published_at": OPENED,
            "changed_at": OPENED,
            "in_stock": any(v.stock for v in variants),
            "lowest_price_minor": min(v.price_minor for v in variants),
        }
        | differences
    )
    product.variants = variants
    product.texts = [
        ProductText(
            language=language,
            name=name,
            sort_key=name.lower(),
            slug=f"lakerda-{n}",
            lead="Yağda" if language == "tr" else "In oil",
            qualities=qualities[language],
        )
        for language in ("tr", "en")
    ]
    db.session.add(product)
    db.session.flush()
    search.index(product)
    return saved(product)


def an_address(**differences: Any) -> Address:
    """A flat in Urla."""
    return Address(
        **{
            "name": "Elif Yalın",
            "phone": "+905550000000",
            "province": "İzmir",
            "district": "Urla",
            "street": "Bahçelievler Mah. Çınar Sok. 12/5",
            "postcode": "35460",
        }
        | differences
    )


def a_shopper(**differences: Any) -> Shopper:
    """Elif, whose address is confirmed and whose password is `PASSWORD`."""
    n = next(_number)
    email = differences.pop("email", f"elif{n}@example.org")
    return saved(
        Shopper(
            **{
                "email": email,
                "email_key": email.casefold(),
                "name": "Elif Yalın",
                "password_hash": passwords.hashed(PASSWORD),
                "created_at": OPENED,
                "confirmed_at": OPENED,
            }
            | differences
        )
    )


def a_member(**differences: Any) -> Member:
    """Somebody who works here; `supplier` and `role` put them in its team."""
    n = next(_number)
    supplier = differences.pop("supplier", None)
    role = differences.pop("role", "owner")
    email = differences.pop("email", f"calisan{n}@example.org")
    member = saved(
        Member(
            **{
                "email": email,
                "email_key": email.casefold(),
                "name": "Nuran Aksoy",
                "password_hash": passwords.hashed(PASSWORD),
                "language": "en",
                "rights": [],
                "totp_cipher": crypto.encrypt(SEED),
                "created_at": OPENED,
            }
            | differences
        )
    )
    if supplier is not None:
        saved(TeamMember(supplier_id=supplier.id, member_id=member.id, role=role))
    return member


def logged_in(app: Flask, audience: str, account_id: int) -> FlaskClient:
    """A browser in which this account is logged in."""
    token = ids.token()
    now = clock.now()
    saved(
        LoginSession(
            token_hash=ids.token_hash(token),
            audience=Audience(audience),
            account_id=account_id,
            device="test",
            started_at=now,
            seen_at=now + timedelta(days=3650),  # never idle, wherever a test moves the clock
            ends_at=now + timedelta(days=3650),
        )
    )
    client = app.test_client()
    with client.session_transaction() as session:
        session[audience] = token
    return client

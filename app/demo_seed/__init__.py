"""Fills an empty database with the demo cooperative (DEMO=1 only)."""

import re
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from app import demo_kinds
from app.accounts import members, passwords
from app.accounts.models import Address, Shopper
from app.catalogue import search
from app.catalogue import services as catalogue
from app.catalogue.models import (
    Category,
    Product,
    ProductPicture,
    ProductState,
    ProductText,
    Variant,
)
from app.config import ROOT
from app.demo_seed import applications, listings, loads, payouts, trade
from app.extensions import db
from app.kernel import clock, crypto, transactions
from app.media import services as media
from app.media.models import Picture
from app.settings import services as settings
from app.suppliers.models import Carrier, DeliveryMethod, Supplier, TeamMember
from app.web import turkish
from demo import people
from demo.goods import GOODS, Good
from demo.makers import CARRIERS, MAKERS, OPERATOR, SHELVES

PICTURES = ROOT / "demo" / "pictures"
KINDS = {
    "food": (100, "Türkiye", "Serin ve kuru yerde", "Türkiye", "In a cool, dry place"),
    "care": (2000, "Türkiye", "Kuru yerde", "Türkiye", "In a dry place"),
    "craft": (1000, "Türkiye", "", "Türkiye", ""),
}
GROUNDS = re.compile(r"""@p\(['"]([\w-]+)['"], ['"](\w+)['"]""")
FOOD_SHELVES = {
    "taze-balik": "chilled",
    **dict.fromkeys(
        (
            "tuzlu-balik",
            "deniz-tuzu",
            "zeytinyagi",
            "zeytin",
            "eksi-sirke",
            "recel-bal",
            "bakliyat",
            "baharat-ot",
            "cay",
        ),
        "packed",
    ),
}
ALLERGENS = {  # "sert kabuklu" are nuts; crustaceans stand alone at the end
    "gluten": "gluten",
    "crustaceans": ": kabuklu",
    "eggs": "yumurta",
    "fish": "balık",
    "milk": "süt",
    "nuts": "sert kabuklu",
    "celery": "kereviz",
    "mustard": "hardal",
    "sesame": "susam",
    "molluscs": "yumuşakça",
}
LABELS = {"piece": ("adet", "pcs"), "cm": ("cm", "cm"), "g": ("g", "g"), "ml": ("ml", "ml")}


def is_empty() -> bool:
    """Whether nobody sells here yet."""
    return db.session.scalar(select(Supplier.id).limit(1)) is None


def seed() -> int:
    """The whole demo cooperative; returns the number of products."""
    hashed = passwords.hashed(people.PASSWORD)
    for key, value in OPERATOR.items():
        settings.change(key, value, "demo")
    settings.fill_holidays(clock.today().year)
    for name, pattern in CARRIERS.items():
        db.session.add(Carrier(name=name, tracking_pattern=pattern))
    grounds = _grounds()
    suppliers = {key: _supplier(key, grounds) for key in MAKERS}
    shelves = _shelves(grounds)
    for place, good in enumerate(GOODS):
        _product(place, good, suppliers[good.maker], shelves[good.shelf], grounds)
    special = demo_kinds.seed(suppliers, shelves, lambda key: _picture(key, grounds))
    _people(hashed, suppliers)
    listings.seed()
    transactions.save()
    applications.seed()
    loads.seed()
    trade.tell_all()
    payouts.pay_out()
    catalogue.touch()
    return len(GOODS) + special


def _grounds() -> dict[str, str]:
    """The palette ground on which each picture was drawn, read from the drawing code."""
    found: dict[str, str] = {}
    for name in ("catalog.py", "more.py", "sold.py"):
        source = (ROOT / "demo" / "art" / name).read_text(encoding="utf-8")
        found |= dict(GROUNDS.findall(source))
        found |= dict(re.findall(r'^    "([\w-]+)": \("(\w+)"', source, re.MULTILINE))
    return found


def _picture(key: str, grounds: dict[str, str]) -> Picture:
    body = Path(PICTURES / f"{key}.jpg").read_bytes()
    return media.add(body, grounds.get(key, "mist"), already_clean=True)


def _supplier(key: str, grounds: dict[str, str]) -> Supplier:
    maker = MAKERS[key]
    address, province, district = maker["place"]
    supplier = Supplier(
        slug=key,
        name=maker["name"],
        sort_key=turkish.sort_key(str(maker["name"])),
        title=maker["title"],
        kind=maker["kind"],
        mersis=maker["mersis"],
        tax_number_cipher=crypto.encrypt("0000000000"),
        iban_cipher=crypto.encrypt(maker["iban"]),
        iban_index=crypto.blind("iban", maker["iban"]),
        contact_person=maker["contact_person"],
        email=f"{key}@example.org",
        phone=f"+90 232 000 00 {10 + list(MAKERS).index(key)}",
        address=address,
        province=province,
        district=district,
        return_carrier="Deniz Kargo",
        return_code=f"IADE-{key.upper()}",
        return_address=f"{address}, {district}, {province}",
        shipping_days=list(range(5)),
        texts=maker["texts"],
        founded=maker["founded"],
        picture=_picture(str(maker["picture"]), grounds),
        created_at=clock.now() - timedelta(days=400),
    )
    supplier.delivery_methods = [
        DeliveryMethod(position=place, **method) for place, method in enumerate(maker["delivery"])
    ]
    db.session.add(supplier)
    db.session.flush()
    return supplier


def _shelves(grounds: dict[str, str]) -> dict[str, Category]:
    made: dict[str, Category] = {}
    for place, (key, row) in enumerate(SHELVES.items()):
        parent, slug, names, leads, picture = row
        made[key] = Category(
            parent=made[parent] if parent else None,
            slug=slug,
            position=place,
            texts={
                "tr": {"name": names[0], "lead": leads[0]},
                "en": {"name": names[1], "lead": leads[1]},
            },
            picture=_picture(picture, grounds),
            food_preset=FOOD_SHELVES.get(key, "none"),
        )
        db.session.add(made[key])
    db.session.flush()
    return made


def _product(
    place: int, good: Good, supplier: Supplier, shelf: Category, grounds: dict[str, str]
) -> None:
    vat = KINDS[good.kind][0]
    published = clock.now() - timedelta(days=3 * ((place * 37) % 100), hours=place % 24)
    product = Product(
        supplier=supplier,
        category=shelf,
        state=ProductState.PUBLISHED,
        vat_bp=vat,
        lead_days=good.days,
        wd_code=good.wd,
        wd_approved=good.wd != "none",
        cold_chain=good.cold,
        shelf_life_days=good.shelf_life,
        published_at=published,
        changed_at=published,
        food=_food(good),
        lowest_price_minor=min(price for _a, _u, price, _s in good.sizes) * 100,
        in_stock=any(stock for _a, _u, _p, stock in good.sizes),
    )
    product.variants = [
        Variant(
            sku=f"{good.key}-{amount}{unit}".upper(),
            position=number,
            label=_label(amount, unit),
            net_amount=amount,
            net_unit=unit,
            price_minor=price * 100,
            stock=stock,
        )
        for number, (amount, unit, price, stock) in enumerate(good.sizes)
    ]
    languages = (("tr", 0), ("en", 1)) if good.translated else (("tr", 0),)
    product.texts = [_text(good, language, which) for language, which in languages]
    product.pictures = [
        ProductPicture(
            picture=_picture(good.key, grounds),
            position=0,
            alt={"tr": f"{good.name[0]}: {good.lead[0]}", "en": f"{good.name[1]}: {good.lead[1]}"},
        )
    ]
    db.session.add(product)
    db.session.flush()
    search.index(product)


def _food(good: Good) -> dict[str, object] | None:
    """The food facts of a good: its allergens are named at the end of what it is made of."""
    if good.kind != "food":
        return None
    made_of, _sign, allergens = good.made_of[0].partition(" Alerjen")
    _vat, tr_origin, tr_store, en_origin, en_store = KINDS["food"]
    return {
        "ingredients": {"tr": made_of, "en": good.made_of[1].partition(" Allergen: ")[0]},
        "allergens": [key for key, word in ALLERGENS.items() if word in allergens],
        "origin": {"tr": tr_origin, "en": en_origin},
        "storage": {"tr": "0–4 °C", "en": "0–4 °C"}
        if good.cold
        else {"tr": tr_store, "en": en_store},
        "use_by": "use_by" if good.cold else "best_before",
        "registration": "TR-35-K-000000",
        "at_least": good.shelf == "taze-balik",
    }


def _label(amount: int, unit: str) -> dict[str, str]:
    tr, en = LABELS[unit]
    if unit in {"g", "ml"} and amount >= 1000:
        big = {"g": "kg", "ml": "l"}[unit]
        figure = f"{amount / 1000:g}"
        return {"tr": f"{figure.replace('.', ',')} {big}", "en": f"{figure} {big}"}
    return {"tr": f"{amount} {tr}", "en": f"{amount} {en}"}


def _text(good: Good, language: str, which: int) -> ProductText:
    _vat, tr_origin, tr_store, en_origin, en_store = KINDS[good.kind]
    words = {
        "tr": ("İçindekiler", "Malzeme", "Menşe", "Saklama", tr_origin, tr_store, "Raf ömrü"),
        "en": ("Ingredients", "Material", "Origin", "Storage", en_origin, en_store, "Shelf life"),
    }[language]
    ingredients, material, origin, storage, place, store, life = words
    qualities: list[list[str]] = []
    if good.kind != "food":
        made_of = material if good.kind == "craft" else ingredients
        qualities = [[made_of, good.made_of[which]], [origin, place]]
    else:
        kind, made = {"tr": ("Yapım", "küçük partilerde"), "en": ("Made", "in small batches")}[
            language
        ]
        qualities = [[kind, made]]
    if store and good.kind != "food":
        cold = {"tr": "0–4 °C", "en": "0–4 °C"}[language]
        qualities.append([storage, cold if good.cold else store])
    if good.shelf_life:
        days = {"tr": f"{good.shelf_life} gün", "en": f"{good.shelf_life} days"}[language]
        qualities.append([life, days])
    name = good.name[which]
    return ProductText(
        language=language,
        name=name,
        sort_key=turkish.sort_key(name),
        slug=turkish.slug(name),
        lead=good.lead[which],
        description="",
        qualities=qualities,
        entered_by="SU" if language == "tr" else "OP",
    )


def _people(hashed: str, suppliers: dict[str, Supplier]) -> None:
    shopper = Shopper(
        email=people.SHOPPER.email,
        email_key=people.SHOPPER.email,
        name=people.SHOPPER.name,
        password_hash=hashed,
        created_at=clock.now(),
        confirmed_at=clock.now(),
    )
    shopper.addresses = [
        Address(
            name=people.SHOPPER.name,
            phone="+905550000000",
            province="İzmir",
            district="Seferihisar",
            street="Bahçelievler Mah. Çınar Sok. 12/5",
            postcode="35460",
        )
    ]
    db.session.add(shopper)
    for person in people.TEAM:
        member, _seed = members.add_member(person.email, person.name, person.rights, hashed)
        member.confirmed_at = clock.now()
        member.totp_cipher = crypto.encrypt(person.seed) if person.seed else None
        for name in filter(None, (person.supplier, *person.also)):
            place = TeamMember(
                supplier_id=suppliers[name].id, member_id=member.id, role=person.role
            )
            db.session.add(place)
    db.session.flush()


def log_ins() -> list[str]:
    """The page of demo log-ins that the start prints."""
    rows = [f"  {people.SHOPPER.key:<16} {people.SHOPPER.email:<20} {people.PASSWORD}"]
    for person in people.TEAM:
        seed = f"  TOTP {person.seed}" if person.seed else ""
        rows.append(f"  {person.key:<16} {person.email:<20} {people.PASSWORD}{seed}")
    return rows

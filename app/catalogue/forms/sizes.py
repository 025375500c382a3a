"""Sizes: article number, name, net amount, price with VAT, stock, low-stock notice."""

from flask_babel import gettext as _

from app.catalogue.content import Content, VariantContent
from app.catalogue.forms import Reading, Sheet, Typed, Values, moments, text_of
from app.catalogue.kinds import ProductKind
from app.catalogue.models import Product
from app.catalogue.services.shelving import MOST_PRICE, MOST_STOCK
from app.catalogue.services.sizes import SizeRow
from app.web import figures
from app.web.filters import net_quantity, unit_price
from app.web.language import NAMES, speaking

UNITS = ("g", "ml", "piece", "cm")
MOST_SIZES = 40
MOST_GRAMS = 1_000_000
BLANK = ("sku", "amount", "price", "stock", "starts")


def numbers(values: Values) -> list[int]:
    """The rows of the form: every size that stands, and a blank one for another."""
    filled = [
        n for n in range(MOST_SIZES) if any(values.get(f"{name}-{n}") for name in ("id", *BLANK))
    ]
    return [*filled, max(filled, default=-1) + 1]


def per_unit(values: Values) -> dict[int, str]:
    """The price per kilogram, litre or piece of each row that says enough for it."""
    found: dict[int, str] = {}
    for n in range(MOST_SIZES):
        minor = figures.read_money(values.get(f"price-{n}", ""))
        amount = figures.read_whole(values.get(f"amount-{n}", ""))
        said = unit_price(minor, amount, values.get(f"unit-{n}")) if minor else None
        if said:
            found[n] = said
    return found


def _shown(product: Product, content: Content) -> dict[str, str]:
    own = {variant.id: variant for variant in product.variants}
    values: dict[str, str] = {}
    for n, row in enumerate(content["variants"]):
        now = own.get(row.get("id") or 0)
        stock = now.stock if now else row["stock"]
        values |= {
            f"id-{n}": str(now.id) if now else "",
            f"sku-{n}": row["sku"],
            f"amount-{n}": str(row["net_amount"] or ""),
            f"unit-{n}": row["net_unit"] or "",
            f"price-{n}": figures.money_typed(now.price_minor if now else row["price_minor"]),
            f"stock-{n}": str(stock),
            f"seen-{n}": str(now.stock) if now else "",
            f"low-{n}": str(now.low_at if now else row.get("low_at", 4)),
            f"weight-{n}": str((now.weight_g if now else row.get("weight_g")) or ""),
            f"starts-{n}": moments.typed(row.get("starts_at")),
        }
        computed = _computed(row["net_amount"], row["net_unit"], row.get("starts_at"))
        values |= {
            f"label-{code}-{n}": _own_name(row["label"].get(code, ""), computed[code])
            for code in NAMES
        }
    return values


def _read(typed: Typed, product: Product, content: Content) -> Reading:
    reading = Reading(sizes=[])
    own = {row["id"]: row for row in content["variants"] if row.get("id")}
    for n in range(MOST_SIZES):
        if typed.get(f"remove-{n}") and product.published_at is None:
            continue
        if any(typed.get(f"{name}-{n}", "").strip() for name in ("id", *BLANK)):
            _read_row(reading, typed, n, own, product.kind is ProductKind.EXPERIENCE)
    if not reading.sizes and not reading.problems:
        reading.refuse("sizes", _("Add at least one size with its price."))
    missing = set(own) - {row.variant_id for row in reading.sizes or ()}
    if missing and product.published_at is not None and not reading.problems:
        reading.refuse("sizes", _("A size that was on sale stays; set its stock to 0 instead."))
    return reading


def _read_row(
    reading: Reading, typed: Typed, n: int, own: dict[int | None, VariantContent], dated: bool
) -> None:
    before = len(reading.problems)
    number = figures.read_whole(typed.get(f"id-{n}", ""))
    known = number if number in own else None
    sku = text_of(typed, f"sku-{n}", 40)
    if not sku or len(sku) > 40:
        reading.refuse(f"sku-{n}", _("Give it a number of your own, at most 40 characters."))
    price = figures.read_money(typed.get(f"price-{n}", ""))
    if price is None or not 0 < price <= MOST_PRICE:
        reading.refuse(f"price-{n}", _("Write a price between 0.01 and 1,000,000 TL."))
    stock = figures.read_whole(typed.get(f"stock-{n}", ""))
    if stock is None or stock > MOST_STOCK:
        reading.refuse(f"stock-{n}", _("Write a stock between 0 and 100,000."))
    low = figures.read_whole(typed.get(f"low-{n}", "") or "4")
    if low is None or low > MOST_STOCK:
        reading.refuse(f"low-{n}", _("Write a number such as 4."))
    packed = typed.get(f"weight-{n}", "").strip()
    weight = figures.read_whole(packed) if packed else None
    if packed and (weight is None or not 0 < weight <= MOST_GRAMS):
        reading.refuse(f"weight-{n}", _("Write the grams as a whole number, such as 420."))
    amount, unit = _net(reading, typed, n)
    starts = _starts(reading, typed, n, own.get(known)) if dated else None
    label = _label(typed, n, _computed(amount, unit, starts), own.get(known))
    if not label.get("tr"):
        reading.refuse(f"label-tr-{n}", _("Say what this size is called, such as “1 pair”."))
    seen = figures.read_whole(typed.get(f"seen-{n}", "")) if known else None
    if len(reading.problems) == before and reading.sizes is not None:
        reading.sizes.append(
            SizeRow(
                variant_id=known,
                sku=sku,
                label=label,
                net_amount=amount,
                net_unit=unit,
                price_minor=price or 0,
                stock=stock or 0,
                low_at=low or 0,
                seen=seen,
                weight_g=weight,
                starts_at=starts,
            )
        )


def _starts(reading: Reading, typed: Typed, n: int, before: VariantContent | None) -> str | None:
    """When it happens: still to come, unless it stood there already."""
    written = typed.get(f"starts-{n}", "").strip()
    starts = moments.read(written)
    unchanged = before is not None and moments.typed(before.get("starts_at")) == written
    if unchanged and before is not None:
        return before.get("starts_at")
    if starts is None or moments.is_past(starts):
        reading.refuse(f"starts-{n}", _("Choose a day and an hour that are still to come."))
    return starts


def _net(reading: Reading, typed: Typed, n: int) -> tuple[int | None, str | None]:
    written, unit = typed.get(f"amount-{n}", "").strip(), typed.get(f"unit-{n}", "")
    if not written:
        return None, None
    amount = figures.read_whole(written)
    if amount is None or not 0 < amount <= 1_000_000:
        reading.refuse(f"amount-{n}", _("Write the amount as a whole number, such as 350."))
    if unit not in UNITS:
        reading.refuse(f"unit-{n}", _("Choose a unit."))
    return amount, unit


def _label(
    typed: Typed, n: int, computed: dict[str, str], before: VariantContent | None
) -> dict[str, str]:
    """Its name in each language; left empty, the net amount or the day says it."""
    written = {code: text_of(typed, f"label-{code}-{n}", 60)[:60] for code in NAMES}
    if not any(written.values()) and before and _says_amount(before["label"], computed):
        return before["label"]
    label = {code: written[code] or computed[code] for code in NAMES}
    return {code: words for code, words in label.items() if words}


def _own_name(told: str, computed: str) -> str:
    return "" if told == computed else told


def _says_amount(label: dict[str, str], computed: dict[str, str]) -> bool:
    return all(words == computed.get(code) for code, words in label.items())


def _computed(amount: int | None, unit: str | None, starts: str | None = None) -> dict[str, str]:
    """The day or the net amount as each language writes it."""
    if starts:
        return moments.said(starts)
    found: dict[str, str] = {}
    for code in NAMES:
        with speaking(code):
            found[code] = net_quantity(amount, unit)
    return found


SHEET = Sheet(_shown, _read)

"""Each column as the catalogue keeps it: how a cell is read, what stands there now, how it is set,
and how it is written into a file. Reading, comparing, writing and exporting all go through here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.catalogue import food
from app.catalogue.models import Product, ProductText, Variant
from app.imports import plain, values
from app.imports.values import Unclear
from app.law import exemptions
from app.web import turkish

UNITS = {
    "g": ("g", 1),
    "gr": ("g", 1),
    "gram": ("g", 1),
    "kg": ("g", 1000),
    "kilo": ("g", 1000),
    "ml": ("ml", 1),
    "cl": ("ml", 10),
    "l": ("ml", 1000),
    "lt": ("ml", 1000),
    "litre": ("ml", 1000),
    "liter": ("ml", 1000),
    "cm": ("cm", 1),
    "piece": ("piece", 1),
    "pieces": ("piece", 1),
    "pcs": ("piece", 1),
    "adet": ("piece", 1),
}
MOST_AMOUNT = 1_000_000
DESCRIPTION = 20_000
Read = Callable[[str, str], Any]
Owner = Product | Variant


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the own format. `read` takes a cell and the decimal sign, raises Unclear."""

    read: Read
    get: Callable[[Any], Any]
    put: Callable[[Any, Any], None]
    write: Callable[[Any, str], str]


def text(most: int) -> Read:
    """Words as a form would take them, so many letters at most."""

    def read(cell: str, _decimal: str) -> str:
        words = plain.clean(cell)
        if len(words) > most:
            raise Unclear(f"too_long:{most}")
        return words

    return read


def one_line(most: int) -> Read:
    """The same without line ends."""
    words = text(most)
    return lambda cell, decimal: " ".join(words(cell, decimal).split())


def whole(least: int, most: int) -> Read:
    """A whole number within limits."""
    return lambda cell, decimal: values.whole(cell, decimal, least, most)


def qualities(cell: str, _decimal: str) -> list[list[str]]:
    """A label and a value in each line, parted by the first colon that no backslash guards."""
    found = []
    for line in plain.clean(cell).split("\n"):
        if not line.strip():
            continue
        label, colon, value = re.sub(r"(?<!\\)((?:\\\\)*):", "\\1\0", line, count=1).partition("\0")
        if not colon or not label.strip() or not value.strip():
            raise Unclear(f"no_quality:{line[:60]}")
        found.append([_bare(label), _bare(value)])
    return found


def _bare(part: str) -> str:
    return re.sub(r"\\([\\:n])", lambda m: "\n" if m[1] == "n" else m[1], part.strip())


def qualities_written(rows: list[list[str]], _language: str) -> str:
    """So that `qualities` reads the same again."""
    lines = []
    for label, value in rows:
        label, value = (part.replace("\\", "\\\\").replace("\n", "\\n") for part in (label, value))
        lines.append(f"{label.replace(':', chr(92) + ':')}: {value}")
    return "\n".join(lines)


def wd_code(cell: str, _decimal: str) -> str:
    """An exemption of art. 15, or none."""
    code = cell.strip().lower()
    if code != "none" and code not in exemptions.EXEMPTIONS:
        raise Unclear("no_such_code")
    return code


def said_price(minor: int, language: str) -> str:
    """`1234,50` in Turkish, `1234.50` else: no thousands, so that it reads back."""
    return f"{minor // 100}{',' if language == 'tr' else '.'}{minor % 100:02}"


def deposit_written(minor: int, language: str) -> str:
    """Nothing where there is none."""
    return said_price(minor, language) if minor else ""


def yes(value: bool, language: str) -> str:
    """In the file's language."""
    return {"tr": ("hayır", "evet")}.get(language, ("no", "yes"))[value]


def rate(value: int, _language: str) -> str:
    """Percent."""
    return f"{value // 100}"


def as_is(value: Any, _language: str) -> str:
    """Nothing is an empty cell."""
    return "" if value is None else str(value)


def of_text(product: Product, language: str) -> ProductText | None:
    """What is said of a product in a language."""
    return next((text for text in product.texts if text.language == language), None)


def _text_column(part: str, language: str, read: Read) -> Column:
    def get(product: Product) -> str:
        found = of_text(product, language)
        return getattr(found, part) if found else ""

    def put(product: Product, value: str) -> None:
        found = of_text(product, language)
        if found is None:
            found = ProductText(
                language=language, name="", sort_key="", slug="", lead="", description=""
            )
            found.qualities = []
            product.texts.append(found)
        setattr(found, part, value)
        if part == "name":
            found.sort_key = turkish.sort_key(value)
            found.slug = turkish.slug(value)

    written = qualities_written if part == "qualities" else as_is
    return Column(read, get, put, written)


def _plain(attribute: str, read: Read, write: Callable[[Any, str], str] = as_is) -> Column:
    def put(owner: Owner, value: Any) -> None:
        setattr(owner, attribute, value)

    return Column(read, lambda owner: getattr(owner, attribute), put, write)


def _label(language: str) -> Column:
    def put(variant: Variant, value: str) -> None:
        variant.label = {**(variant.label or {}), language: value}

    def get(variant: Variant) -> str:
        return (variant.label or {}).get(language, "")

    return Column(one_line(80), get, put, as_is)


def _yes_or_no(cell: str, _decimal: str) -> bool:
    return values.yes_or_no(cell)


def allergens(cell: str, _decimal: str) -> list[str]:
    """Keys of the fourteen, or `none`."""
    words = [word.strip().lower() for word in re.split(r"[,;|\n]", cell) if word.strip()]
    if words in (["none"], ["yok"]):
        return []
    if not set(words) <= food.ALLERGENS.keys():
        raise Unclear("no_such_code")
    return [key for key in food.ALLERGENS if key in words]


def _use_by(cell: str, _decimal: str) -> str:
    code = cell.strip().lower()
    if code not in food.USE_BY:
        raise Unclear("no_such_code")
    return code


def _food(fact: str, read: Read, language: str = "") -> Column:
    """A fact of a food; texts stand by language."""

    def get(product: Product) -> Any:
        value: Any = (product.food or {}).get(fact)
        return (value or {}).get(language) if language else value

    def put(product: Product, value: Any) -> None:
        facts: dict[str, Any] = dict(product.food or {})
        facts[fact] = {**(facts.get(fact) or {}), language: value} if language else value
        product.food = facts

    return Column(read, get, put, _fact_written)


def _fact_written(value: Any, language: str) -> str:
    if isinstance(value, bool):
        return yes(value, language)
    if isinstance(value, list):
        return ", ".join(value) or "none"
    return as_is(value, language)


PRODUCT: dict[str, Column] = {
    **{
        f"{part}_{language}": _text_column(part, language, read)
        for language in ("tr", "en")
        for part, read in (
            ("name", one_line(160)),
            ("lead", text(400)),
            ("description", text(DESCRIPTION)),
            ("qualities", qualities),
        )
    },
    "category": _plain("category_id", text(200)),
    "vat": _plain("vat_bp", values.rate_bp, rate),
    "lead_days": _plain("lead_days", whole(1, 30)),
    "cold_chain": _plain("cold_chain", _yes_or_no, yes),
    "shelf_life_days": _plain("shelf_life_days", whole(1, 36_500)),
    "wd_code": _plain("wd_code", wd_code),
    "deposit": _plain("deposit_minor", values.price, deposit_written),
    "parts_count": _plain("parts_count", whole(1, 99)),
    **{
        f"{fact}_{language}": _food(fact, text(most), language)
        for fact, most in (("ingredients", 1000), ("origin", 120), ("storage", 200))
        for language in ("tr", "en")
    },
    "allergens": _food("allergens", allergens),
    "use_by": _food("use_by", _use_by),
    "registration": _food("registration", one_line(60)),
    "at_least": _food("at_least", _yes_or_no),
}
VARIANT: dict[str, Column] = {
    "label_tr": _label("tr"),
    "label_en": _label("en"),
    "price": _plain("price_minor", values.price, said_price),
    "stock": _plain("stock", whole(0, values.MOST_STOCK)),
    "net_amount": _plain("net_amount", whole(1, MOST_AMOUNT)),
    "net_unit": _plain("net_unit", text(8)),
    "low_at": _plain("low_at", whole(0, 100_000)),
    "weight": _plain("weight_g", whole(1, 1_000_000)),
}
AT_ONCE = frozenset({"price", "stock", "low_at", "weight"})

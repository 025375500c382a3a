"""Where a good stands, its tax, its delivery and what the law says of giving it back."""

from flask_babel import gettext as _

from app.catalogue.content import Content
from app.catalogue.forms import Reading, Sheet, Typed
from app.catalogue.kinds import ProductKind
from app.catalogue.models import Product
from app.catalogue.queries.listings import listable_categories
from app.catalogue.services.drafting import LONGEST_LEAD, VAT_RATES
from app.law import exemptions
from app.web import figures

CODES = {
    ProductKind.GOODS: ("c", "c2", "d", "e", "f"),
    ProductKind.BOX: ("c", "c2", "d", "e", "f"),
    ProductKind.DIGITAL: ("g2",),
    ProductKind.EXPERIENCE: ("g", "h"),
}
MOST_DEPOSIT = 10_000_000
MOST_SHELF_LIFE = 3650


def reasons(kind: ProductKind) -> list[tuple[str, str]]:
    """The codes a maker may propose for this kind, each with what its buyer would read."""
    full = _("The full right: 14 days from receipt, for any reason or none.")
    return [("none", full)] + [
        (code, _(exemptions.disclosure(code))) for code in CODES.get(kind, ())
    ]


def _shown(_product: Product, content: Content) -> dict[str, str]:
    days = content["shelf_life_days"]
    return {
        "category": str(content["category_id"]),
        "vat": str(content["vat_bp"]),
        "lead_days": str(content["lead_days"]),
        "wd_code": content["wd_code"],
        "cold_chain": "1" if content["cold_chain"] else "",
        "shelf_life_days": str(days) if days else "",
        "deposit": figures.money_typed(content["deposit_minor"]),
    }


def _read(typed: Typed, product: Product, content: Content) -> Reading:
    reading = Reading(part={"cold_chain": bool(typed.get("cold_chain"))})
    category = figures.read_whole(typed.get("category", ""))
    if category in {shelf.id for shelf in listable_categories()} | {content["category_id"]}:
        reading.part["category_id"] = category or 0
    else:
        reading.refuse("category", _("Choose a category from the list."))
    vat = figures.read_whole(typed.get("vat", ""))
    if vat in VAT_RATES:
        reading.part["vat_bp"] = vat or 0
    else:
        reading.refuse("vat", _("Choose a rate of VAT from the list."))
    lead = figures.read_whole(typed.get("lead_days", ""))
    if lead is not None and 1 <= lead <= LONGEST_LEAD:
        reading.part["lead_days"] = lead
    else:
        reading.refuse("lead_days", _("Promise delivery within 1 to 30 days."))
    _read_law(reading, typed, product.kind, content)
    return reading


def _read_law(reading: Reading, typed: Typed, kind: ProductKind, content: Content) -> None:
    code = typed.get("wd_code", "none")
    if code in {"none", *CODES.get(kind, ()), content["wd_code"]}:
        reading.part["wd_code"] = code
    else:
        reading.refuse("wd_code", _("Choose one of these."))
    life = typed.get("shelf_life_days", "").strip()
    days = figures.read_whole(life) if life else None
    if life and (days is None or not 1 <= days <= MOST_SHELF_LIFE):
        reading.refuse("shelf_life_days", _("Write the days as a number, such as 60."))
    reading.part["shelf_life_days"] = days
    deposit = figures.read_money(typed.get("deposit", "") or "0")
    if deposit is None or deposit > MOST_DEPOSIT:
        reading.refuse("deposit", _("Write the amount as 36,16."))
    else:
        reading.part["deposit_minor"] = deposit


SHEET = Sheet(_shown, _read)

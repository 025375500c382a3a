"""One section of a listing at a time: shown, typed, read, saved."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.catalogue import food, listing_pages, words
from app.catalogue.forms import Reading, Values, kinds, sizes, terms
from app.catalogue.forms.sheets import SHEETS
from app.catalogue.kinds import TRAVELS
from app.catalogue.models import Product, ProductState
from app.catalogue.queries import listings
from app.catalogue.services import drafting
from app.catalogue.services.sizes import write_sizes
from app.catalogue.supplier_views.desk import back_to, blueprint, me, own, version
from app.kernel.errors import Conflict, NotFound, Refused
from app.kernel.transactions import commits

REFUSED_AT = {
    "sizes": "sizes",
    "terms": "category",
    "text": "name-tr",
    "food": "allergens",
    "kind": "deliveries",
}
Problems = list[tuple[str, str]]


@blueprint.route(
    "/<int:product_id>/<any(text, kind, sizes, food, terms):section>", methods=["GET", "POST"]
)
@commits
def section(product_id: int, section: str) -> ResponseReturnValue:
    """What stands in a section, or what was typed into it."""
    product = own(product_id)
    if not listing_pages.may_have(product, section):
        raise NotFound
    content = listings.content_now(product)
    sheet = SHEETS[section]
    if request.method == "GET":
        return section_page(product, section, sheet.shown(product, content), [], 200)
    reading = sheet.read(request.form, product, content)
    if reading.problems:
        return section_page(product, section, request.form, reading.problems, 422)
    try:
        waits = _save(product, reading)
    except Conflict as refusal:
        return section_page(product, section, request.form, [("meanwhile", str(refusal))], 409)
    except drafting.SkuTaken as refusal:
        return section_page(product, section, request.form, [_at_number(refusal)], 422)
    except Refused as refusal:
        return section_page(
            product, section, request.form, [(REFUSED_AT[section], str(refusal))], 422
        )
    _say(product, waits, reading)
    return back_to(product)


def _save(product: Product, reading: Reading) -> bool:
    if reading.sizes is not None:
        return write_sizes(product, reading.sizes, version(), me())
    return drafting.change(product, reading.part, version(), me())


def _at_number(refusal: drafting.SkuTaken) -> tuple[str, str]:
    typed = (n for n in range(sizes.MOST_SIZES) if request.form.get(f"sku-{n}") == refusal.sku)
    return f"sku-{next(typed, 0)}", str(refusal)


def _say(product: Product, waits: bool, reading: Reading) -> None:
    if waits:
        flash(_("Saved. The change is in review; until then the version before it is on sale."))
    elif reading.sizes is not None and product.published_at is not None:
        flash(_("Saved. Prices and stock count from now on."))
    elif product.state is ProductState.IN_REVIEW:
        flash(_("Saved. The reviewer sees the new version."))
    else:
        flash(_("Saved."))


def section_page(
    product: Product, section: str, values: Values, problems: Problems, status: int
) -> ResponseReturnValue:
    """A section with these values and what is wrong with them."""
    page = render_template(
        f"supplier/listing_{section}.html",
        product=product,
        name=listing_pages.name_of(product),
        section=section,
        title=words.section(section),
        values=values,
        problems=problems,
        version=values.get("version") or product.version,
        on_sale=product.published_at is not None,
        shelves=listing_pages.categories(listings.listable_categories()),
        vat_rates=drafting.VAT_RATES,
        reasons=terms.reasons(product.kind),
        allergens=food.ALLERGENS,
        use_by=food.USE_BY,
        rows=sizes.numbers(values) if section == "sizes" else [],
        per_unit=sizes.per_unit(values) if section == "sizes" else {},
        kind=str(product.kind),
        travels=product.kind in TRAVELS,
        dated_kinds=kinds.dated_kinds(),
        languages=kinds.languages(listings.content_now(product)),
    )
    return page, status

"""The list of a supplier's goods, a new one, and each one's own page."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.catalogue import listing_pages, pages, words
from app.catalogue.forms import kinds, text_of
from app.catalogue.kinds import ProductKind
from app.catalogue.models import ProductState
from app.catalogue.queries import listings
from app.catalogue.services import drafting
from app.catalogue.supplier_views.desk import blueprint, me, own
from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.suppliers.queries import supplier_of
from app.web.figures import read_whole


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Every listing with its state and what is to do."""
    wish = request.args.get("show", "all")
    archived = wish == "ended"
    found = listings.listings_of(supplier_of(current_user).id, archived=archived)
    rows = [listing_pages.row_of(product) for product in found]
    if wish == "todo":
        rows = [row for row in rows if row.waits_for_maker]
    elif wish == "on_sale":
        rows = [row for row in rows if row.product.state is ProductState.PUBLISHED]
    return render_template("supplier/listings.html", rows=rows, wish=wish)


@blueprint.route("/new", methods=["GET", "POST"])
@commits
def new() -> ResponseReturnValue:
    """A new listing: what it is called and where it belongs."""
    supplier = supplier_of(current_user)
    shelves = listings.listable_categories()
    if request.method == "GET":
        return _new_page({"kind": "goods"}, [], 200)
    name = text_of(request.form, "name", 160)
    number = read_whole(request.form.get("category", ""))
    chosen = next((shelf for shelf in shelves if shelf.id == number), None)
    problems: list[tuple[str, str]] = []
    if not name or len(name) > 160:
        problems.append(("name", _("Write what it is called.")))
    if chosen is None:
        problems.append(("category", _("Choose a category from the list.")))
    kind = request.form.get("kind", "")
    if kind not in kinds.ASKED | {ProductKind.GOODS}:
        problems.append(("kind", _("Choose what it is.")))
    if chosen is None or problems:
        return _new_page(request.form.to_dict(), problems, 422)
    try:
        product = drafting.start(supplier, chosen, name, me(), ProductKind(kind))
    except Refused as refusal:
        return _new_page(request.form.to_dict(), [("category", str(refusal))], refusal.status)
    flash(_("Begun. Fill in one part after the other; everything you save is kept."))
    return redirect(url_for("supplier_listings.show", product_id=product.id), 303)


def _new_page(
    values: dict[str, str], problems: list[tuple[str, str]], status: int
) -> ResponseReturnValue:
    page = render_template(
        "supplier/listing_new.html",
        values=values,
        problems=problems,
        kinds=words.kinds(),
        shelves=listing_pages.categories(listings.listable_categories()),
    )
    return page, status


@blueprint.get("/<int:product_id>")
def show(product_id: int) -> ResponseReturnValue:
    """A listing: how it stands, what is missing, what can be done."""
    return render_template("supplier/listing.html", **listing_pages.overview(own(product_id)))


@blueprint.get("/<int:product_id>/preview")
def preview(product_id: int) -> ResponseReturnValue:
    """The page as shoppers will see it, with what is not yet public."""
    product = own(product_id)
    shown = listings.as_written(product)
    if not shown.texts or not shown.variants:
        flash(_("Give it a name and a size first; then there is something to see."), "error")
        return redirect(url_for("supplier_listings.show", product_id=product_id), 303)
    back = url_for("supplier_listings.show", product_id=product_id)
    return render_template("storefront/product.html", preview=back, **pages.product(shown, None))

"""Pictures of a listing: added, described, put in order, taken out."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.catalogue import listing_pages
from app.catalogue.content import PictureContent
from app.catalogue.forms import text_of
from app.catalogue.models import Product
from app.catalogue.queries import listings
from app.catalogue.services import drafting
from app.catalogue.supplier_views.desk import blueprint, me, own, version
from app.extensions import db
from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits
from app.media import services as media
from app.media.queries import view
from app.web.figures import read_whole
from app.web.forms import takes_files
from app.web.language import NAMES, said

MOST_BYTES = 20 * 1024 * 1024
MOST_ALT = 200
Problems = list[tuple[str, str]]


@blueprint.get("/<int:product_id>/pictures")
def pictures(product_id: int) -> ResponseReturnValue:
    return _page(own(product_id), [], 200)


@blueprint.post("/<int:product_id>/pictures")
@takes_files
@commits
def add_picture(product_id: int) -> ResponseReturnValue:
    """A picture sent from a telephone; it is cleaned before anything is written (rule 6)."""
    own(product_id)
    db.session.rollback()
    cleaned, problem = _cleaned()
    product = own(product_id)
    if cleaned is None:
        return _page(product, [("picture", problem)], 422)
    try:
        drafting.add_picture(product, media.keep(cleaned), _alt("new"), me())
    except Refused as refusal:
        return _page(own(product_id), [("picture", str(refusal))], refusal.status)
    flash(_("The picture is here; its smaller sizes follow in a minute."))
    return _back(product_id)


def _cleaned() -> tuple[media.Cleaned | None, str]:
    sent = request.files.get("picture")
    body = sent.read(MOST_BYTES + 1) if sent else b""
    if not body:
        return None, _("Choose a picture first.")
    if len(body) > MOST_BYTES:
        return None, _("The picture is larger than 20 MB. Send a smaller one.")
    try:
        return media.prepare(body), ""
    except media.TooManyPixels:
        return None, _("The picture has more than 40 megapixels. Send a smaller one.")
    except media.NotAPicture:
        return None, _("This is no picture that can be shown. Send a JPG, PNG or WebP.")


@blueprint.post("/<int:product_id>/pictures/<int:picture_id>")
@commits
def change_picture(product_id: int, picture_id: int) -> ResponseReturnValue:
    """What it shows, what matters most in it, its place; or it goes."""
    product = own(product_id)
    rows = listings.content_now(product)["pictures"]
    place = next((n for n, row in enumerate(rows) if row["picture_id"] == picture_id), None)
    if place is None:
        raise NotFound
    wanted = _with(rows, place, request.form.get("do", "save"))
    try:
        drafting.change(product, {"pictures": wanted}, version(), me())
    except Refused as refusal:
        return _page(own(product_id), [("meanwhile", str(refusal))], refusal.status)
    flash(_("Saved."))
    return _back(product_id)


def _with(rows: list[PictureContent], place: int, act: str) -> list[PictureContent]:
    row = rows[place]
    focus = read_whole(request.form.get("focus", "")) or row["focus"]
    changed = PictureContent(
        picture_id=row["picture_id"],
        alt=_alt(str(row["picture_id"])),
        focus=focus if 1 <= focus <= 9 else row["focus"],
    )
    others = rows[:place] + rows[place + 1 :]
    if act == "remove":
        return others
    to = {"earlier": max(0, place - 1), "later": place + 1}.get(act, place)
    return [*others[:to], changed, *others[to:]]


def _alt(which: str) -> dict[str, str]:
    said_in = {code: text_of(request.form, f"alt-{code}-{which}", MOST_ALT) for code in NAMES}
    return {code: words[:MOST_ALT] for code, words in said_in.items() if words}


def _back(product_id: int) -> ResponseReturnValue:
    return redirect(url_for("supplier_listings.pictures", product_id=product_id), 303)


def _page(product: Product, problems: Problems, status: int) -> ResponseReturnValue:
    written = listings.as_written(product)
    page = render_template(
        "supplier/listing_pictures.html",
        product=product,
        name=listing_pages.name_of(written),
        problems=problems,
        typed=request.form,
        version=product.version,
        shown=[
            (place, view(place.picture, said(place.alt), place.focus)) for place in written.pictures
        ],
    )
    return page, status

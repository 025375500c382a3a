from collections.abc import Mapping, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.extensions import db
from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.media import services as media
from app.media.queries import view
from app.suppliers import queries, shop_pictures, shopkeeping
from app.suppliers.shop_forms import LANGUAGES, MOST_ALT, IdentityForm, PageForm, PictureForm
from app.suppliers.shop_pictures import To
from app.web.audience import for_suppliers
from app.web.forms import status_of, takes_files, tidy
from app.web.language import said

blueprint = for_suppliers(Blueprint("supplier_shop", __name__, url_prefix="/supplier/shop"), "shop")


@blueprint.route("", methods=["GET", "POST"])
@commits
def show() -> ResponseReturnValue:
    """The supplier's own page: texts and contact."""
    supplier = queries.supplier_of(current_user)
    form = PageForm.of(supplier)
    if form.validate_on_submit():
        shopkeeping.keep_page(supplier, form.texts(), form.contact())
        flash(_("Saved. Your page says it at once."))
        return _again()
    return _page(form, PictureForm(formdata=None), status_of(form))


def _again() -> ResponseReturnValue:
    return redirect(url_for("supplier_shop.show"), 303)


def _page(
    form: PageForm, picture: PictureForm, status: int, problems: Sequence[tuple[str, str]] = ()
) -> ResponseReturnValue:
    supplier = queries.supplier_of(current_user)
    others = shop_pictures.pictures_of(supplier)
    page = render_template(
        "supplier/shop.html",
        supplier=supplier,
        form=form,
        picture_form=picture,
        main=view(supplier.picture, said(shop_pictures.main_alt(supplier))),
        pictures=[(place, view(place.picture, said(place.alt))) for place in others],
        alts=_alts("main", shop_pictures.main_alt(supplier))
        | {name: words for place in others for name, words in _alts(place.id, place.alt).items()}
        | request.form.to_dict(),
        problems=problems,
        waiting=shopkeeping.waiting_change(supplier),
    )
    return page, status


def _alts(which: str | int, alt: Mapping[str, str]) -> dict[str, str]:
    """The fields of what a picture shows, as they stand."""
    return {f"alt-{code}-{which}": words for code, words in alt.items()}


@blueprint.post("/pictures")
@takes_files
@commits
def add_picture() -> ResponseReturnValue:
    form = PictureForm()
    sent = request.files.get("picture")
    body = sent.read() if sent else b""
    if form.validate_on_submit() and (jpeg := _cleaned(body, form)):
        try:
            shop_pictures.add_picture(queries.supplier_of(current_user), jpeg, form.alt())
        except shop_pictures.TooManyPictures as refusal:
            form.picture.errors = [str(refusal)]
        else:
            flash(_("The picture is on your page."))
            return _again()
    supplier = queries.supplier_of(current_user)
    return _page(PageForm.of(supplier), form, 422)


def _cleaned(body: bytes, form: PictureForm) -> bytes | None:
    """The picture without anything but its pixels, made with no transaction open (rule 6)."""
    db.session.rollback()
    try:
        return media.clean(body)[0]
    except media.NotAPicture:
        form.picture.errors = [_("Choose a picture: JPEG, PNG or WebP, at most 40 megapixels.")]
        return None


@blueprint.post("/pictures/main")
@commits
def change_main() -> ResponseReturnValue:
    """What the main picture shows, for who does not see it."""
    supplier, alt = queries.supplier_of(current_user), _alt("main")
    if "tr" not in alt:
        return _unsaid("main")
    shop_pictures.describe_main(supplier, alt)
    flash(_("Saved."))
    return _again()


@blueprint.post("/pictures/<int:place_id>")
@commits
def change_picture(place_id: int) -> ResponseReturnValue:
    """What a picture shows and where it stands; or it goes."""
    supplier, act, alt = queries.supplier_of(current_user), _act(), _alt(str(place_id))
    place = shop_pictures.place_of(supplier, place_id)
    if act == "remove":
        shop_pictures.remove_picture(supplier, place)
        flash(_("The picture is off your page."))
        return _again()
    if "tr" not in alt:
        return _unsaid(str(place_id))
    shop_pictures.change_picture(supplier, place, alt, To(act))
    flash(_("Saved."))
    return _again()


def _act() -> str:
    act = request.form.get("do", "")
    return act if act in (*To, "remove") else str(To.STAY)


def _alt(which: str) -> dict[str, str]:
    """What a picture shows, as typed, by language."""
    typed = {
        code: str(tidy(request.form.get(f"alt-{code}-{which}", "")))[:MOST_ALT]
        for code in LANGUAGES
    }
    return {code: words for code, words in typed.items() if words}


def _unsaid(which: str) -> ResponseReturnValue:
    problem = (f"alt-tr-{which}", _("Say what the picture shows."))
    form = PageForm.of(queries.supplier_of(current_user), typed=False)
    return _page(form, PictureForm(formdata=None), 422, [problem])


@blueprint.route("/identity", methods=["GET", "POST"])
@commits
def identity() -> ResponseReturnValue:
    """A new name, number or address in law: asked here, looked at by staff."""
    supplier = queries.supplier_of(current_user)
    waiting = shopkeeping.waiting_change(supplier)
    form = IdentityForm.of(supplier, waiting.wanted if waiting else None)
    if form.validate_on_submit():
        try:
            shopkeeping.ask_change(supplier, form.wanted(), form.words.data, current_user)
        except Refused as refusal:
            form.form_errors.append(str(refusal))
        else:
            flash(_("Sent. Until we have looked at it, the present details stand."))
            return _again()
    page = render_template("supplier/identity.html", form=form, supplier=supplier, waiting=waiting)
    return page, status_of(form)

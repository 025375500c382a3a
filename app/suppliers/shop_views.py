from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.extensions import db
from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.media import services as media
from app.media.queries import view
from app.suppliers import queries, shopkeeping
from app.suppliers.shop_forms import IdentityForm, PageForm, PictureForm
from app.web.audience import for_suppliers
from app.web.forms import status_of, takes_files
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


def _page(form: PageForm, picture: PictureForm, status: int) -> ResponseReturnValue:
    supplier = queries.supplier_of(current_user)
    page = render_template(
        "supplier/shop.html",
        supplier=supplier,
        form=form,
        picture_form=picture,
        main=view(supplier.picture, ""),
        pictures=[
            (place, view(place.picture, said(place.alt)))
            for place in shopkeeping.pictures_of(supplier)
        ],
        waiting=shopkeeping.waiting_change(supplier),
    )
    return page, status


@blueprint.post("/pictures")
@takes_files
@commits
def add_picture() -> ResponseReturnValue:
    form = PictureForm()
    sent = request.files.get("picture")
    body = sent.read() if sent else b""
    if form.validate_on_submit() and (jpeg := _cleaned(body, form)):
        try:
            shopkeeping.add_picture(queries.supplier_of(current_user), jpeg, form.alt())
        except shopkeeping.TooManyPictures as refusal:
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


@blueprint.post("/pictures/<int:place_id>/main")
@commits
def make_main(place_id: int) -> ResponseReturnValue:
    shopkeeping.make_main(queries.supplier_of(current_user), place_id)
    flash(_("This picture stands first now."))
    return _again()


@blueprint.post("/pictures/<int:place_id>/remove")
@commits
def remove_picture(place_id: int) -> ResponseReturnValue:
    shopkeeping.remove_picture(queries.supplier_of(current_user), place_id)
    flash(_("The picture is off your page."))
    return _again()


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

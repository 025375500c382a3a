from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import addresses, queries
from app.accounts.forms import PlaceForm
from app.kernel.transactions import commits
from app.web.audience import for_shoppers
from app.web.forms import status_of

blueprint = for_shoppers(Blueprint("addresses", __name__, url_prefix="/account/addresses"))
FIELDS = ("name", "phone", "province", "district", "street", "postcode")


def _form(known: dict[str, str]) -> PlaceForm:
    form = PlaceForm(data=known)
    form.offer_places()
    return form


def _typed(form: PlaceForm) -> dict[str, str]:
    return {field: form[field].data or "" for field in FIELDS}


@blueprint.get("")
def index() -> ResponseReturnValue:
    return render_template("accounts/addresses.html", addresses=addresses.of(current_user.id))


@blueprint.route("/new", methods=["GET", "POST"])
@commits
def add() -> ResponseReturnValue:
    form = _form({"name": current_user.name})
    if form.validate_on_submit():
        addresses.keep(current_user.id, _typed(form))
        flash(_("The address is kept."))
        return redirect(url_for("addresses.index"), 303)
    return render_template("accounts/address.html", form=form, known=None), status_of(form)


@blueprint.route("/<int:address_id>", methods=["GET", "POST"])
@commits
def change(address_id: int) -> ResponseReturnValue:
    known = queries.address_of(current_user.id, address_id)
    form = _form(addresses.typed_of(known))
    if form.validate_on_submit():
        addresses.change(known, _typed(form))
        flash(_("The address is kept."))
        return redirect(url_for("addresses.index"), 303)
    return render_template("accounts/address.html", form=form, known=known), status_of(form)


@blueprint.post("/<int:address_id>/forget")
@commits
def forget(address_id: int) -> ResponseReturnValue:
    addresses.forget(queries.address_of(current_user.id, address_id))
    flash(_("The address is taken out. Orders keep theirs."))
    return redirect(url_for("addresses.index"), 303)

"""A listing's course: handed in, paused, ended, copied."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.catalogue import listing_pages
from app.catalogue.models import Product
from app.catalogue.services import drafting, reviewing, shelving
from app.catalogue.supplier_views.desk import back_to, blueprint, me, own, version
from app.kernel.errors import Refused
from app.kernel.transactions import commits


def _done(product_id: int, act: Callable[[Product], None], said: str) -> ResponseReturnValue:
    product = own(product_id)
    try:
        act(product)
    except Refused as refusal:
        return _refused(product_id, "act", refusal)
    flash(said)
    return back_to(product)


def _refused(product_id: int, field: str, refusal: Refused) -> ResponseReturnValue:
    page = render_template(
        "supplier/listing.html",
        problems=[(field, str(refusal))],
        **listing_pages.overview(own(product_id)),
    )
    return page, refusal.status


@blueprint.post("/<int:product_id>/submit")
@commits
def submit(product_id: int) -> ResponseReturnValue:
    return _done(
        product_id,
        lambda product: reviewing.submit(product, version(), me()),
        _("Handed in. The cooperative answers within three working days."),
    )


@blueprint.post("/<int:product_id>/pause")
@commits
def pause(product_id: int) -> ResponseReturnValue:
    return _done(product_id, shelving.pause, _("Paused. Nobody can buy it until you resume."))


@blueprint.post("/<int:product_id>/resume")
@commits
def resume(product_id: int) -> ResponseReturnValue:
    return _done(product_id, shelving.resume, _("On sale again."))


@blueprint.post("/<int:product_id>/drop")
@commits
def drop(product_id: int) -> ResponseReturnValue:
    return _done(
        product_id,
        lambda product: drafting.drop_changes(product, version(), me()),
        _("The new version is dropped; what is on sale stays as it is."),
    )


@blueprint.post("/<int:product_id>/archive")
@commits
def archive(product_id: int) -> ResponseReturnValue:
    """Ended for good; its name typed shows that it is meant."""
    product = own(product_id)
    typed = request.form.get("confirm", "").strip()
    if typed.casefold() != listing_pages.name_of(product).casefold():
        refusal = Refused(_("Write the name exactly as it stands above."))
        return _refused(product_id, "confirm", refusal)
    return _done(product_id, shelving.archive, _("Ended. Open orders go on as agreed."))


@blueprint.post("/<int:product_id>/duplicate")
@commits
def duplicate(product_id: int) -> ResponseReturnValue:
    try:
        copy = drafting.duplicate(own(product_id), me())
    except Refused as refusal:
        return _refused(product_id, "act", refusal)
    flash(_("Copied. This one is a draft of its own; nothing of it is on sale."))
    return redirect(url_for("supplier_listings.show", product_id=copy.id), 303)

"""The file that a digital product delivers."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.catalogue.forms.sheets import SHEETS
from app.catalogue.kinds import ProductKind
from app.catalogue.models import Product
from app.catalogue.queries import listings
from app.catalogue.services import files
from app.catalogue.supplier_views.desk import blueprint, own
from app.catalogue.supplier_views.sections import section_page
from app.extensions import db
from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits
from app.web.forms import takes_files


@blueprint.post("/<int:product_id>/file")
@takes_files
@commits
def add_file(product_id: int) -> ResponseReturnValue:
    """A file to deliver; it is looked into before anything is written (rule 6)."""
    if own(product_id).kind is not ProductKind.DIGITAL:
        raise NotFound
    sent = request.files.get("file")
    body = sent.read(files.MOST_BYTES + 1) if sent else b""
    if not sent or not body:
        return _refused(own(product_id), _("Choose a file first."))
    db.session.rollback()
    try:
        kept = files.keep(body)
    except Refused as refusal:
        return _refused(own(product_id), str(refusal))
    files.add_version(own(product_id), sent.filename or "", kept)
    flash(_("The file is here. Buyers get it from now on."))
    return redirect(
        url_for("supplier_listings.section", product_id=product_id, section="kind"), 303
    )


def _refused(product: Product, sentence: str) -> ResponseReturnValue:
    values = SHEETS["kind"].shown(product, listings.content_now(product))
    return section_page(product, "kind", values, [("file", sentence)], 422)

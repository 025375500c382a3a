"""The papers of a supplier's parcels."""

from flask import Blueprint, Response, request
from flask_babel import gettext as _
from flask_login import current_user

from app.contracts.typesetting import NotPrintable
from app.desks import parcel_papers
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import NotFound, Refused
from app.orders import queries
from app.suppliers.queries import place_of
from app.web.audience import for_suppliers

blueprint = for_suppliers(
    Blueprint("supplier_papers", __name__, url_prefix="/supplier/papers"), "pack"
)
MOST = 200


class NoPaper(Refused):
    """The PDF cannot be made now."""

    status = 503


@blueprint.get("/<any('slips', 'labels-a4', 'labels-100x150'):kind>.pdf")
def show(kind: str) -> Response:
    """One page or label for each order named; another supplier's is not found."""
    place = place_of(current_user)
    chosen = list(dict.fromkeys(request.args.getlist("order")))[:MOST]
    said = parcel_papers.words_of(
        kind,
        [queries.suborder_of(reference, place.supplier.id) for reference in chosen],
        place.role,
    )
    if not said["parts"]:
        raise NotFound
    db.session.rollback()  # setting takes its time; nothing is left to read
    try:
        body = parcel_papers.as_pdf(said, clock.now())
    except NotPrintable as error:
        raise NoPaper(_("The PDF cannot be made at the moment. Try again later.")) from error
    answer = Response(body, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{kind}.pdf"'
    return answer

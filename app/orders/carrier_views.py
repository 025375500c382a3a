from flask import Blueprint, abort, jsonify, request
from flask.typing import ResponseReturnValue

from app.kernel.errors import NotFound
from app.kernel.transactions import commits
from app.orders.gateway import NotReadable, adapter
from app.orders.services import reports
from app.orders.services.actors import Actor
from app.orders.services.reports import Said
from app.settings import queries as settings
from app.suppliers.queries import carriers
from app.web.audience import for_machines
from app.web.origin import proven_by

blueprint = for_machines(Blueprint("carriers", __name__, url_prefix="/webhooks/carriers"))
MOST_BYTES = 512 * 1024


@blueprint.post("/<carrier>")
@proven_by("signature over the raw body")
@commits
def said(carrier: str) -> ResponseReturnValue:
    """A carrier tells us of its parcels, signed; each event gets its own answer."""
    if settings.text("carrier_adapter") != "webhook":
        raise NotFound
    if carrier not in {known.name for known in carriers()}:
        raise NotFound
    if (request.content_length or 0) > MOST_BYTES:
        abort(413)
    try:
        words = adapter.read(carrier, request.headers.get("Carrier-Signature", ""), request.data)
    except adapter.Forged:
        return jsonify(error="bad signature"), 400
    except NotReadable as error:
        return jsonify(error=str(error)), 400
    rows = [
        Said(number, parcel, None, word) if isinstance(word, str) else Said(number, parcel, word)
        for number, (parcel, word) in enumerate(words, start=1)
    ]
    results = reports.take(rows, carrier, "adapter", Actor("CA", carrier[:36]))
    return jsonify(
        results=[
            {"parcel": r.said.parcel, "outcome": r.outcome, "sentence": r.sentence} for r in results
        ]
    )

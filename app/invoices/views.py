from flask import Blueprint, Response

from app.invoices import posted, queries
from app.orders import access
from app.web.audience import for_everyone

blueprint = for_everyone(Blueprint("invoices", __name__, url_prefix="/orders"))


@blueprint.get("/<reference>/invoices/<int:document_id>")
def file(reference: str, document_id: int) -> Response:
    """An invoice of the shopper's own order, or of one that this browser has proven."""
    order = access.order_seen_here(reference)
    part_ids = [suborder.id for suborder in order.suborders]
    return posted.download(queries.document_of(part_ids, document_id))

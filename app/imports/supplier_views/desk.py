"""Who sends files for whom, and what is too much to be sent."""

from flask import Blueprint, request
from flask_login import current_user

from app.imports import forms, queries
from app.imports.models import Import
from app.suppliers.queries import supplier_of
from app.web.audience import for_suppliers

blueprint = for_suppliers(
    Blueprint("supplier_import", __name__, url_prefix="/supplier/import"), "listings"
)
MOST_DRAINED = 1024 * 1024 * 1024


def own(number: str) -> Import:
    """One of this person's supplier's imports. Raises NotFound."""
    return queries.import_of(number, supplier_of(current_user).id)


def too_large() -> bool:
    """Whether more is being sent than is taken; it is read away, so that our answer is heard."""
    if (request.content_length or 0) <= forms.MOST_REQUEST:
        return False
    request.max_content_length = MOST_DRAINED
    left = min(request.content_length or 0, MOST_DRAINED)
    while left > 0 and (part := request.stream.read(min(left, 1 << 20))):
        left -= len(part)
    return True

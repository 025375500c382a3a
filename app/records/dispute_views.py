from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.access import note_access
from app.extensions import db
from app.kernel.transactions import commits, writes_although_get
from app.payments.disputes import queries
from app.records import bundle
from app.records.views import packed
from app.web.audience import for_staff

blueprint = for_staff(
    Blueprint("dispute_records", __name__, url_prefix="/admin/disputes"), "finance"
)


@blueprint.get("/<number>/records.zip")
@commits
def show(number: str) -> ResponseReturnValue:
    """The records of a disputed order, to be shown to the card's bank; who took them is noted."""
    order = queries.dispute_of(number).order
    answer = packed(order, bundle.whole_bundle_of)
    db.session.rollback()
    writes_although_get()
    note_access(current_user, "records", queries.dispute_of(number).order.reference)
    return answer

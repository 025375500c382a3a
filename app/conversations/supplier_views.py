from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.conversations import posted, queries
from app.conversations.models import Side
from app.kernel.transactions import commits
from app.orders import queries as orders
from app.orders.models import SubOrder
from app.suppliers.queries import supplier_of
from app.web.audience import for_suppliers
from app.web.forms import takes_files

blueprint = for_suppliers(
    Blueprint("supplier_messages", __name__, url_prefix="/supplier/messages"), "messages"
)


def _own(reference: str) -> SubOrder:
    return orders.suborder_of(reference, supplier_of(current_user).id)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Talks with buyers, the newest word first."""
    talks = queries.talks_of_supplier(supplier_of(current_user).id)
    return render_template("supplier/messages.html", talks=talks)


@blueprint.route("/<reference>", methods=["GET", "POST"])
@takes_files
@commits
def show(reference: str) -> ResponseReturnValue:
    """The maker's talk with the buyer of one sub-order."""
    form = posted.bound()
    status = 200
    if form.is_submitted():
        by = str(current_user.id)
        status = posted.written(form, lambda: _own(reference), Side.SUPPLIER, by)
    if status == 303:
        flash(_("Sent. The buyer has it by e-mail too."))
        return redirect(url_for("supplier_messages.show", reference=reference), 303)
    talk = queries.talk_seen_by_maker(_own(reference))
    return render_template("supplier/messages_of.html", talk=talk, form=form), status


@blueprint.get("/<reference>/photos/<int:message_id>")
def photo(reference: str, message_id: int) -> Response:
    return posted.photo(queries.talk_seen_by_maker(_own(reference)), message_id)

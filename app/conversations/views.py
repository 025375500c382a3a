from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.conversations import posted, queries
from app.conversations.models import Side
from app.kernel.transactions import commits
from app.orders import access
from app.orders import queries as orders
from app.orders.models import SubOrder
from app.web.audience import for_everyone
from app.web.forms import takes_files

blueprint = for_everyone(Blueprint("order_messages", __name__, url_prefix="/orders"))


def _part(reference: str, part: str) -> SubOrder:
    return orders.part_of(access.order_seen_here(reference), part)


@blueprint.route("/<reference>/messages/<part>", methods=["GET", "POST"])
@takes_files
@commits
def show(reference: str, part: str) -> ResponseReturnValue:
    """The buyer's talk with one maker of the order."""
    form = posted.bound()
    status = 200
    if form.is_submitted():
        status = posted.written(form, lambda: _part(reference, part), Side.SHOPPER, None)
    if status == 303:
        flash(_("Sent. The maker has it by e-mail too."))
        return redirect(url_for("order_messages.show", reference=reference, part=part), 303)
    talk = queries.talk_of(_part(reference, part))
    return render_template("orders/messages.html", talk=talk, form=form), status


@blueprint.get("/<reference>/messages/<part>/photos/<int:message_id>")
def photo(reference: str, part: str, message_id: int) -> Response:
    return posted.photo(queries.talk_of(_part(reference, part)), message_id)

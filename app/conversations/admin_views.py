from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.access import note_access
from app.conversations import posted, queries, services
from app.conversations.queries import Talk
from app.kernel.errors import NotFound
from app.kernel.transactions import commits, writes_although_get
from app.orders import queries as orders
from app.orders.services.actors import Actor
from app.web.audience import for_staff

blueprint = for_staff(Blueprint("admin_messages", __name__, url_prefix="/admin/messages"), "orders")


def _logged(reference: str) -> Talk:
    """What buyer and maker wrote; that it was looked at is logged (PR-4.7)."""
    writes_although_get()
    talk = queries.talk_of(orders.suborder_by_reference(reference))
    note_access(current_user, "messages", reference)
    return talk


@blueprint.get("/<reference>")
@commits
def show(reference: str) -> ResponseReturnValue:
    """For a complaint: the talk as both sides see it."""
    return render_template("admin/messages_of.html", talk=_logged(reference))


@blueprint.get("/<reference>/photos/<int:message_id>")
@commits
def photo(reference: str, message_id: int) -> Response:
    return posted.photo(_logged(reference), message_id)


@blueprint.post("/<reference>/<int:message_id>/mask")
@commits
def mask(reference: str, message_id: int) -> ResponseReturnValue:
    """Blank a message that tells what it must not, for both sides."""
    talk = queries.talk_of(orders.suborder_by_reference(reference))
    found = next((m for m in talk.messages if m.id == message_id), None)
    if found is None:
        raise NotFound
    services.mask(found, Actor("ADM", str(current_user.id)))
    flash(_("The message is blanked for both sides."))
    return redirect(url_for("admin_messages.show", reference=reference), 303)

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.suppliers import shopkeeping
from app.web.audience import for_staff

blueprint = for_staff(
    Blueprint("admin_identities", __name__, url_prefix="/admin/identities"), "catalogue"
)
MOST_WORDS = 500


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Changes of legal identity that wait, each beside what stands now."""
    return _page(), 200


def _page(problem: str = "", wrong: int = 0) -> str:
    return render_template(
        "admin/identities.html",
        changes=shopkeeping.waiting_changes(),
        problem=problem,
        wrong=wrong,
        typed=request.form.get("reason", ""),
    )


@blueprint.post("/<int:change_id>")
@commits
def decide(change_id: int) -> ResponseReturnValue:
    accepted = request.form.get("decision") == "accept"
    reason = request.form.get("reason", "").strip()[:MOST_WORDS]
    try:
        shopkeeping.decide(change_id, accepted, reason, current_user)
    except Refused as refusal:
        return _page(str(refusal), change_id), refusal.status
    flash(_("Decided. The supplier has been told."))
    return redirect(url_for("admin_identities.index"), 303)

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.contracts.services import informing
from app.kernel.transactions import commits
from app.orders import periods
from app.web.audience import for_staff

blueprint = for_staff(
    Blueprint("admin_contracts", __name__, url_prefix="/admin/contracts"), "orders"
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """The contracts whose buyers were not provably told of the right to withdraw (DC-10.1.p)."""
    return render_template(
        "admin/contracts.html",
        rows=[
            (contract, periods.last_day(contract.suborder), informing.said_of(contract))
            for contract in informing.lacking()
        ],
    )


@blueprint.post("/<reference>/inform")
@commits
def inform(reference: str) -> ResponseReturnValue:
    informing.inform_now(reference, str(current_user.id))
    flash(_("The buyer has been told; the proof is kept."))
    return redirect(url_for("admin_contracts.index"), 303)

"""`/admin/finance`: how the money stands, at one glance."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.accounting import acts, charts, whose
from app.kernel import clock
from app.web.audience import for_staff

blueprint = for_staff(Blueprint("admin_finance", __name__, url_prefix="/admin/finance"), "finance")


@blueprint.get("")
def show() -> ResponseReturnValue:
    """What must be done, where the money lies and whose it is, and how trade goes."""
    by = "week" if request.args.get("by") == "week" else "day"
    return render_template(
        "admin/finance.html",
        today=clock.today(),
        acts=acts.waiting(),
        standing=whose.now(),
        by=by,
        sales=charts.sales(by),
        months=charts.by_month(),
    )

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.returns import pages, queries
from app.returns.models import Withdrawal
from app.returns.services import goods
from app.returns.services.goods import Arrival
from app.suppliers.queries import supplier_of
from app.web.audience import for_suppliers

blueprint = for_suppliers(Blueprint("supplier_returns", __name__, url_prefix="/supplier/returns"))


def _case(number: str) -> Withdrawal:
    return queries.case_of_supplier(number, supplier_of(current_user).id)


@blueprint.get("")
def index() -> ResponseReturnValue:
    cases = queries.cases_of_supplier(supplier_of(current_user).id)
    return render_template("supplier/returns.html", views=[pages.view_of(case) for case in cases])


@blueprint.get("/<number>")
def show(number: str) -> ResponseReturnValue:
    return _page(_case(number), "")


def _page(case: Withdrawal, problem: str, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "supplier/return.html",
        case=case,
        view=pages.view_of(case),
        problem=problem,
        typed=request.form,
    )
    return page, status


@blueprint.post("/<number>/arrived")
@commits
def arrived(number: str) -> ResponseReturnValue:
    case = _case(number)
    arrivals = {
        part.id: Arrival(
            _count(f"good-{part.id}"), _count(f"bad-{part.id}"), _count(f"none-{part.id}")
        )
        for part in case.lines
    }
    try:
        goods.record_arrival(case, arrivals, f"SU:{current_user.id}")
    except Refused as refusal:
        return _page(case, str(refusal), refusal.status)
    flash(_("Recorded. What is resellable is back on your shelf."))
    return redirect(url_for("supplier_returns.show", number=number), 303)


def _count(field: str) -> int:
    text = request.form.get(field, "0").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else -1

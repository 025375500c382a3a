"""Several orders at once: accept them, mark them as sent, print their papers."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app.kernel.transactions import commits, keep_although_refused
from app.orders import desk_queries
from app.orders.services import several
from app.orders.services.several import Outcome, Parcel
from app.orders.supplier_views.desk import actor, blueprint
from app.suppliers.queries import carriers, supplier_of
from app.web.forms import tidy

PAPERS = ("slips", "labels-a4", "labels-100x150")


@blueprint.get("/several")
def several_at_once() -> ResponseReturnValue:
    return _page()


@blueprint.post("/several")
@commits
def act_on_several() -> ResponseReturnValue:
    """What the pressed button says, for every order whose box is ticked."""
    chosen = list(dict.fromkeys(request.form.getlist("order")))[: desk_queries.MOST]
    what = request.form.get("do", "")
    if not chosen:
        return _page(nothing=True, status=422)
    if what in PAPERS:
        return redirect(url_for("supplier_papers.show", kind=what, order=chosen), 303)
    supplier = supplier_of(current_user)
    if what == "accept":
        outcomes = several.accept(supplier.id, chosen, actor())
    else:
        outcomes = several.dispatch(supplier.id, map(_parcel, chosen), actor())
    said = _said(what, sum(outcome.done for outcome in outcomes))
    if all(outcome.done for outcome in outcomes):
        flash(said)
        return redirect(url_for("supplier_orders.several_at_once"), 303)
    keep_although_refused()
    return _page(outcomes, said, status=422)


def _parcel(reference: str) -> Parcel:
    carrier, number = _typed(f"carrier-{reference}"), _typed(f"number-{reference}")
    return Parcel(reference, carrier, number, request.form)


def _typed(name: str) -> str:
    return str(tidy(request.form.get(name, "")))


def _said(what: str, count: int) -> str:
    if not count:
        return ""
    if what == "accept":
        return ngettext("%(num)d order is accepted.", "%(num)d orders are accepted.", count)
    return ngettext(
        "%(num)d order is noted as sent; its buyer has been told.",
        "%(num)d orders are noted as sent; their buyers have been told.",
        count,
    )


def _page(
    outcomes: list[Outcome] | None = None,
    said: str = "",
    nothing: bool = False,
    status: int = 200,
) -> ResponseReturnValue:
    rows = desk_queries.to_pack(supplier_of(current_user).id)
    refused = {o.reference: o.sentence for o in outcomes or () if not o.done}
    page = render_template(
        "supplier/several.html",
        rows=rows,
        refused=refused,
        elsewhere={r: s for r, s in refused.items() if r not in {row.reference for row in rows}},
        said=said,
        problem=_("Tick at least one order.") if nothing else "",
        typed=request.form,
        ticked=set(request.form.getlist("order")) | set(refused),
        carriers=carriers(),
    )
    return page, status
